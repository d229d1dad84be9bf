"""Sound and picture of a meeting; the only part of the house that knows Janus exists."""
