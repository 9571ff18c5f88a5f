"""Which thing of a sentence a value belongs to."""
