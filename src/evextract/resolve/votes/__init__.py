"""How much the sources of each answer count, and how sure what they come to is."""
