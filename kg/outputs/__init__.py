"""Graph → files: dumps, tables, site. Each is rendered from queries over one dataset."""
