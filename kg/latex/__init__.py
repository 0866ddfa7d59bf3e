"""LaTeX ⇄ plain text: `plain` reads and writes values, the others know commands."""
