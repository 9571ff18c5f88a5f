"""What pronouns and descriptions point to, what a text is about, and new things without a name."""
