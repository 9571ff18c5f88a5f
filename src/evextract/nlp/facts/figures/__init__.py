"""Measured values: which attribute a quantity gives, to whom, and of which version."""
