"""The page frame: templates, design tokens, words for refusals, middleware."""
