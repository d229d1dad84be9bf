"""Words for the templates of oversight."""
