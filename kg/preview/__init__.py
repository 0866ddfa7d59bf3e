"""The author's desk: a build as it is now, on pages that are loaded again when it changes."""
