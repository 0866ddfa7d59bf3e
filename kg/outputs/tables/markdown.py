"""A table as Markdown: caption, pipe table, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.outputs.tables.table import Table

# In a line of text these would begin or end something else.
_MARKS = re.compile(r"[\\`*_\[\]<>#|]")


def render_markdown(table: Table) -> str:
    """Return a table as a Markdown pipe table, with its caption above (as pandoc has it)."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    marks = table.marks()
    rows = [
        line(
            cell + _raise(",".join(marks.get((number, column), ())))
            for column, cell in enumerate(row)
        )
        for number, row in enumerate(table.rows)
    ]
    grid = "\n".join([line(table.heads), line("---" for _ in table.heads), *rows])
    remarks = [f"{_raise(letter)} {_escape(text)}" for letter, text in table.footnotes()]
    parts = [f"Table: {_escape(table.numbered()[1])}", grid, *map(_escape, table.notes), *remarks]
    return "\n\n".join(parts) + "\n"


def _raise(mark: str) -> str:
    return f"^{mark}^" if mark else ""


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
