"""The tables of papers."""
