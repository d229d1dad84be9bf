"""Archives: made here, checked here, heads witnessed, and a body moved to another server."""
