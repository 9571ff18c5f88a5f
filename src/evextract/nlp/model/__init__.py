"""The language model: loaded with what is used of it, and held to bounds."""
