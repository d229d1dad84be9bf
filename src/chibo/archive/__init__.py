"""The archive: one file that proves what happened, written, read and verified by Python and the core alone."""
