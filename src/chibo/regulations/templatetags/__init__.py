"""What templates need of registered texts."""
