"""Words of applications in templates."""
