"""Commands of the page frame."""
