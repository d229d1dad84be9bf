"""The pages of archives."""
