"""Tasks from decisions: whose they are, by when, what was reported, what was accepted (TG-08, BB-08)."""
