"""The room: the page, the socket, and what everybody in it is told."""
