"""Plain tables of claims, without articles."""
