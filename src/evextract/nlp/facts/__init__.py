"""Which value answers which attribute: a package for each kind of fact, all from a page to mentions."""
