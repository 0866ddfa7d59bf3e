"""A table of studies in a file (robvis, metafor, meta, RevMan, Covidence, a spreadsheet) → rows.

A CSV file with a line of headings. R writes `NA` for what is missing and numbers its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kg.errors import Location, Problem
from kg.imports.references.importing import read_file
from kg.imports.references.readers.csvfiles import rows_of_csv
from kg.imports.references.works import WorkFile
from kg.model.claims import TableReading
from kg.model.headings import heading_for_place
from kg.paths import slug_of
from kg.sources.tabled.sheets.filetables import FileTable

ENDINGS = frozenset({".csv", ".tsv"})
_CODE = "IMP001"
_MOST_ROWS = 5_000
_MISSING = frozenset({"", "NA", "<NA>", "NaN"})


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file of a table holds: its headings, its rows, and the line of each."""

    path: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    lines: tuple[int, ...]


def read_rows(path: Path) -> tuple[Rows | None, list[Problem]]:
    """Return the rows of a CSV file, or None and what is wrong with it."""
    text, problems = read_file(path)
    if text is None:
        return None, problems
    file, shown = WorkFile(), str(path)
    (line, head), *found = [*rows_of_csv(text, shown, file)] or [(1, [])]
    told = [*problems, *file.problems]
    rows, lines = list[tuple[str | None, ...]](), list[int]()
    for line, row in found:
        while len(row) > len(head) and not row[-1].strip():
            row.pop()  # a comma that ends each line
        if len(row) > len(head):
            words = f"{len(row)} cells under {len(head)} headings; put a text with a comma in"
            told.append(Problem(Location(shown, line), _CODE, f"{words} quotes"))
            continue
        cells = [" ".join(cell.split()) for cell in [*row, *[""] * (len(head) - len(row))]]
        if any(cell not in _MISSING for cell in cells):
            rows.append(tuple(None if cell in _MISSING else cell for cell in cells))
            lines.append(line)
    if not rows or len(rows) > _MOST_ROWS:
        words = "no row stands below its headings" if not rows else f"over {_MOST_ROWS:,} rows"
        told.append(Problem(Location(shown), _CODE, f"{words}; is this the table that you mean?"))
        return None, told
    return _without_numbers(Rows(shown, _names_of(head), tuple(rows), tuple(lines))), told


def table_of(rows: Rows, reading: TableReading | None) -> FileTable | Problem:
    """Return rows as a table to draft records from; `reading` is what is told of its columns."""
    name = Path(rows.path).name
    try:
        return FileTable(
            id=slug_of(Path(rows.path).stem),
            kind="table",
            title=name.replace("_", " "),
            columns=rows.headings,
            rows=rows.rows,
            records=reading,
            file=rows.path,
            lines=rows.lines,
        )
    except ValidationError as error:
        return Problem(Location(rows.path), _CODE, error.errors()[0]["msg"])


def _names_of(head: Sequence[str]) -> tuple[str, ...]:
    names = [" ".join(one.split()) for one in head]
    return tuple(name or heading_for_place(place) for place, name in enumerate(names, start=1))


def _without_numbers(rows: Rows) -> Rows:
    """Return rows without the column in which R numbers them, which has no heading."""
    counted = tuple(str(number) for number in range(1, len(rows.rows) + 1))
    first = tuple(row[0] for row in rows.rows)
    if rows.headings[0] != heading_for_place(1) or first != counted or len(rows.headings) == 1:
        return rows
    return Rows(rows.path, rows.headings[1:], tuple(row[1:] for row in rows.rows), rows.lines)
