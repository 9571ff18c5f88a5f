"""Which claims answer the same question, and which answers stand against one another."""
