"""Evidence inside the articles that a value is a slip, or can't be true together with another."""
