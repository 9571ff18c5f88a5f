"""Where things are made."""
