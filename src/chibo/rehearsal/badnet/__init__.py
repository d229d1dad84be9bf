"""A bad line between a client and the server: for trying what the mountains do every day."""
