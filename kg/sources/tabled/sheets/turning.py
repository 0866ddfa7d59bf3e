"""A table with the studies in its head and a line for each domain → one with a row for each study.

Which way a table runs is seen by what stands where: names of studies in the head, and in the first
column domains that a tool is known to have, or anything but studies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import AppraisalTool, DataTable, Span
from kg.model.claims import TableReading
from kg.model.headings import is_unnamed, printed_heading
from kg.sources.places.text import HeldText
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.headings.columns import Column, read_columns
from kg.sources.tabled.headings.columnwords import BY_HEADING
from kg.sources.tabled.sheets.domains import LEAST, domains_among
from kg.sources.tabled.sheets.naming import Naming
from kg.sources.tabled.sheets.passages import find_rows
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet, faults_of_reading, words_around

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}[a-z]?\b")


def turn(
    table: DataTable,
    heading: str,
    held: HeldText | None,
    naming: Naming,
    tools: Sequence[AppraisalTool],
    *,
    is_named: bool,
) -> Sheet | None:
    """Return a table as a sheet with a row for each study of its head, or None for another."""
    told = table.records or TableReading()
    studies = [*_places_of_studies(table)]
    if not _is_turned(table, studies, naming, tools):
        return None
    lines = [
        (number, [*map(_text_of, row)])
        for number, row in enumerate(table.rows)
        if _text_of(row[0]) and _text_of(row[0]) not in told.leave and any(row[1:])
    ]
    labels = [cells[0] for _, cells in lines]
    kept = [place for place in studies if table.columns[place] not in told.leave]
    rows = {place: (table.columns[place], *(cells[place] for _, cells in lines)) for place in kept}
    columns = (Column(0, "Study", "study"), *_columns_of(labels, told, [*rows.values()]))
    around, spans = words_around(table, held), find_rows(table, held)
    sheet = Sheet(table, columns, (), around, heading, is_named, is_turned=True)
    numbers = [number for number, _ in lines]
    sheet.rows = tuple(_rows_of(table, rows, numbers, spans, held))
    sheet.unread = [one for n, one in enumerate(table.columns[1:], 1) if n not in studies]
    sheet.opens += faults_of_reading(told, table, [*labels, table.columns[0]], is_turned=True)
    return sheet


def _text_of(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _places_of_studies(table: DataTable) -> Iterator[int]:
    """Yield the columns whose heads may name a study: no other word that heads a column does."""
    for place, heading in enumerate(table.columns):
        if place and not is_unnamed(heading) and fold_heading(heading) not in BY_HEADING:
            yield place


def _is_turned(
    table: DataTable, places: Sequence[int], naming: Naming, tools: Sequence[AppraisalTool]
) -> bool:
    told = (table.records or TableReading()).columns
    if told.get(table.columns[0]) == "domain":
        return bool(places)
    firsts = [_text_of(row[0]) for row in table.rows if row and _text_of(row[0])]
    head = fold_heading(printed_heading(table.columns[0]))
    is_usual = "study" in told.values() or read_columns(table.columns, {}, ())[0].role == "study"
    if not places or head in BY_HEADING or is_usual or any(_names(naming, one) for one in firsts):
        return False
    named = [_names(naming, table.columns[place]) for place in places]
    domains = [*domains_among(firsts, tools)]
    is_of_domains = len(domains) >= LEAST and 2 * len(domains) >= len(firsts)
    if all(named) and len({*named}) == len(named):
        return len(named) >= LEAST or is_of_domains
    likely = [
        bool(name) or _YEAR.search(table.columns[place]) is not None
        for name, place in zip(named, places, strict=True)
    ]
    return is_of_domains and 2 * sum(likely) > len(likely)


def _names(naming: Naming, words: str) -> str:
    """Return the one study, or reference, that words name, or ""."""
    study = naming.study_named(words)
    if study is not None:
        return study
    sources = naming.sources_of(words, "", None)
    return sources[0] if len(sources) == 1 else ""


def _columns_of(
    labels: Sequence[str], told: TableReading, rows: Sequence[Sequence[str]]
) -> Iterator[Column]:
    """Yield what each line holds, by its label, as a column that stands behind the studies."""
    for one in read_columns(labels, told.columns, [row[1:] for row in rows]):
        # The studies are named in the head, whatever a line calls itself.
        role = "" if one.role in {"study", "reference", "year"} else one.role
        yield replace(one, place=one.place + 1, role=role)


def _rows_of(
    table: DataTable,
    rows: Mapping[int, tuple[str, ...]],
    numbers: Sequence[int],
    spans: Sequence[Span | None],
    held: HeldText | None,
) -> Iterator[Row]:
    """Yield a row for each study; its passage is the table, that of each cell its line there."""
    lines = dict(enumerate(numbers, start=1))
    whole = table.span if held is None or table.span is None or held.holds(table.span) else None
    passage = held.passage(whole) if held is not None and whole is not None else ""
    own = {place: span for place, n in lines.items() if (span := spans[n]) is not None}
    for place, cells in rows.items():
        yield Row(0, cells, table.span, passage, lines=lines, spans=own, at=place)
