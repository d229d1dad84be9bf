"""Words for the templates of meetings."""
