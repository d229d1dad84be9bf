"""What people fill in to convene, answer and prepare a meeting."""
