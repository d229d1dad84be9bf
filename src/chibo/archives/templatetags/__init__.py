"""Tags of archives."""
