"""The one long story, told in parts by the people who live through it."""
