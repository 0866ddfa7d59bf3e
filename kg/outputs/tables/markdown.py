"""A table as Markdown: caption, pipe table, notes."""

from __future__ import annotations

import re

from kg.outputs.tables.table import Table

# In a line of text these would begin or end something else.
_MARKS = re.compile(r"[\\`*_\[\]<>#|]")


def render_markdown(table: Table) -> str:
    """Return a table as a Markdown pipe table, with its caption above (as pandoc has it)."""

    def line(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    rule = line(tuple("---" for _ in table.heads))
    grid = "\n".join([line(table.heads), rule, *map(line, table.rows)])
    return (
        "\n\n".join([f"Table: {_escape(table.caption)}", grid, *map(_escape, table.notes)]) + "\n"
    )


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
