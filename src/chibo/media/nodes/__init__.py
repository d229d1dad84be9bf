"""Media servers on other machines: let in by token, linked from there, relayed frame by frame."""
