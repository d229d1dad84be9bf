"""Bodies, members, dated statuses and offices: who may be where, and when."""
