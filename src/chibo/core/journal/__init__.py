"""The journal: canonical bytes, the chain of hashes, and how events are stored and read back."""
