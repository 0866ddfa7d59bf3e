"""PDFs: `reader` is a program of its own, `pages` makes a text of what it says."""
