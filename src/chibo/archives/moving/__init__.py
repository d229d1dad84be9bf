"""Moving a whole body to another server and back: journals, registry, papers and files, without loss."""
