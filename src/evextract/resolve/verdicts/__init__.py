"""What was decided, and why, in plain words."""
