"""Documents of any content: Word, LaTeX, HTML and Markdown, and how they come into a folder."""
