"""A table that lies in a file beside the review, as a table to draft records from.

It is no table of the text: what is drafted from it has no passage, and a study stands where the
text first cites its work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.errors import Location, Problem
from kg.model import DataTable, Mention, Span
from kg.model.links import SectionId
from kg.sources.tabled.sheets.sheets import Sheet


class FileTable(DataTable):
    """A table of a file: `file` is its path, `lines` are those on which its rows begin."""

    section: SectionId = "file"
    span: Span | None = None
    file: str
    lines: tuple[int, ...]


def place_of_work(code: str, mentions: Sequence[Mention]) -> Mapping[str, object] | None:
    """Return the section and the passage where the text first cites a work, or None."""
    cited = [one for one in mentions if one.source == code]
    if not cited:
        return None
    first = min(cited, key=lambda one: one.order)
    fields = {"page": first.page, "pages": first.pages, "span": first.span}
    place = {name: value for name, value in fields.items() if value is not None}
    return {"section": first.section, "mentions": (first.order,), **place}


def problems_of_file(sheet: Sheet, table: FileTable, code: str) -> Iterator[Problem]:
    """Yield what is open in the sheet of a file, at the line of its row."""
    for one in sheet.opens:
        column = "" if one.column is None else f"column '{table.columns[one.column]}': "
        line = 1 if one.row is None else table.lines[one.row]
        yield Problem(Location(table.file, line), code, f"{column}{one.message}")
