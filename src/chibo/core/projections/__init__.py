"""Folds to be shown: what the journal says, as values that pages and papers are made of."""
