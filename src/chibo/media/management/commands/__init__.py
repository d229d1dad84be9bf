"""Commands of sound and picture."""
