"""What a body may do and has done: asking "what if", and the year at a glance."""
