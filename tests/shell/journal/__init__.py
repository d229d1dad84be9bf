"""The one door and what stands behind it, on the real databases."""
