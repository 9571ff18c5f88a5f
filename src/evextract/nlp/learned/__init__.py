"""What was learned from annotated articles rather than written down: the last resort for what no rule reads."""
