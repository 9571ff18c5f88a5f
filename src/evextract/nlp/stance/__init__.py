"""How sure a statement is and who makes it."""
