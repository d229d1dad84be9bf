"""The whole way of the cell of sixty-four through a meeting by Party groups, in chapters."""
