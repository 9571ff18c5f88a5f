"""Which value answers which attribute: one module for each kind of value, all from a page to mentions."""
