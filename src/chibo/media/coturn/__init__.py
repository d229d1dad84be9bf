"""The TURN server of our own: coturn, as a child beside the media server."""
