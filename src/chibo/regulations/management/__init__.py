"""Commands of the line."""
