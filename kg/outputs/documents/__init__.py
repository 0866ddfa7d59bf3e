"""Files for word processors: what a document of any content has in common."""
