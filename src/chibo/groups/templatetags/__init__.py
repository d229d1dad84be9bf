"""Template tags of meetings by groups."""
