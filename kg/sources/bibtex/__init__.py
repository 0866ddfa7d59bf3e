"""BibTeX → references: `parsing` reads a file, the others what stands in it."""
