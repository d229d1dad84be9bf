"""The rules and the procedure: told everything, touching nothing."""
