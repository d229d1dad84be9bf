"""Convening and holding meetings: the journal, the one door, and what follows from it."""
