"""Janus: a forwarding server for sound and picture, our child, with us as its only client."""
