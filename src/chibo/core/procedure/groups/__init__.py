"""A cell's meeting by Party groups, from the approval to the tasks (TG-01 to TG-12)."""
