"""The pages of a meeting by Party groups."""
