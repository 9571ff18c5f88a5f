"""The market that a statement leaves out, or points to."""
