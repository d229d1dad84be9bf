"""What may happen next: commands, the events they become, and the slices that decide."""
