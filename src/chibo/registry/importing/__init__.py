"""Member lists from XLSX or CSV: read, compare with the registry, then write at once."""
