"""A cell's meeting by Party groups: board, plan, reports, synthesis, decision, tasks (TG-01 to TG-12)."""
