"""The pages of registered texts."""
