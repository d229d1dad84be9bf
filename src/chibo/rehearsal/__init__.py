"""A rehearsal of a big meeting before the big day: N members come, speak, write and vote."""
