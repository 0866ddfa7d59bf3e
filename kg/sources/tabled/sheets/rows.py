"""The rows of a table as records are drafted from them: of studies, and of what is pooled.

Headings between them, lines that tell of what is pooled, and heads that stand again are no rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import DataTable, Span
from kg.sources.places.anchors import span_of
from kg.sources.places.text import HeldText

_POOLED = re.compile(
    r"(?:sub|grand )?total|pooled|overall|summary|combined|(?:random|fixed|common)[ -]effects?",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"sub[- ]?total", re.IGNORECASE)
_TOLD_OF = re.compile(
    r"heterogeneity|tests? (?:for|of)|(?:i|chi|tau|[τχΧ])(?:\s*\^?(?:2\b|²)|[- ]squared?\b)"
    r"|(?:cochran['’]?s )?q\s*[=(]|(?:95 ?% )?(?:prediction|predictive) interval",
    re.IGNORECASE,
)
_EVENTS = re.compile(r"total (?:no\.? of |number of )?events\b|total \(events\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, "" where one is empty, its passage, and under which heading it stands.

    What has its cells in several lines of the table: by the place of a column, `lines` are their
    numbers, `spans` their passages, and `reasons` what stands beside them.
    """

    number: int
    cells: tuple[str, ...]
    span: Span | None
    passage: str
    below: str = ""
    kind: str = "study"  # or pooled
    beside: str = ""  # of what is pooled: the lines below that tell of it
    lines: Mapping[int, int] = field(default_factory=dict)
    spans: Mapping[int, Span] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    named: Row | None = None  # the row above that names its study, where it does not itself
    at: int | None = None  # of a table whose head names the studies: the column that it is from
    population: str = ""  # of whom its risks are, where several groups have some

    @property
    def is_subtotal(self) -> bool:
        """Say whether it pools the rows of its group, which others of the table may pool again."""
        return self.kind == "pooled" and _SUBTOTAL.match(self.cells[0]) is not None


def rows_of(
    table: DataTable,
    cells: Sequence[tuple[str, ...]],
    spans: Sequence[Span | None],
    held: HeldText | None,
) -> list[Row]:
    """Return the rows of studies and those that pool; a heading goes with the rows below it.

    Heads that stand again, as on a new page, are no row.
    """
    left = table.records.leave if table.records is not None else ()
    rows, below = list[Row](), ""
    for number, (row, span) in enumerate(zip(cells, spans, strict=True)):
        first, *rest = row
        if first in left or not any(row) or row == table.columns:
            continue
        is_pooled = bool(rows) and rows[-1].kind == "pooled"
        if _TOLD_OF.match(first):
            if is_pooled:
                rows[-1] = _with_line(rows[-1], row, span, held)
            continue
        if _EVENTS.match(first) and is_pooled:
            rows[-1] = _with_events(rows[-1], row, span, held)
            continue
        if rest and not any(rest):
            below = first
            continue
        passage = held.passage(span) if held is not None and span is not None else ""
        kind = "pooled" if _POOLED.match(first) else "study"
        rows.append(Row(number, row, span, passage, below, kind))
    return _with_total(rows)


def _with_total(rows: list[Row]) -> list[Row]:
    """Return rows of which the one that pools behind all subtotals stands below no heading."""
    pooled = [place for place, one in enumerate(rows) if one.kind == "pooled"]
    if any(rows[place].is_subtotal for place in pooled):
        totals = [place for place in pooled if not rows[place].is_subtotal]
        if totals == [len(rows) - 1]:
            rows[-1] = replace(rows[-1], below="")
    return rows


def _with_line(pooled: Row, cells: Sequence[str], span: Span | None, held: HeldText | None) -> Row:
    """Return a row with a line that tells of it, which becomes a part of its passage."""
    beside = "\n".join(filter(None, (pooled.beside, " ".join(filter(None, cells)))))
    return _reaching(replace(pooled, beside=beside), span, held)


def _with_events(
    pooled: Row, cells: Sequence[str], span: Span | None, held: HeldText | None
) -> Row:
    """Return a row with the events that stand in a line of their own below it."""
    both = [own or below for own, below in zip(pooled.cells, cells, strict=True)]
    return _reaching(replace(pooled, cells=tuple(both)), span, held)


def _reaching(pooled: Row, span: Span | None, held: HeldText | None) -> Row:
    """Return a row whose passage ends with that of a line below it."""
    own = pooled.span
    if held is None or own is None or span is None or own.end > span.start:
        return pooled
    whole = span_of(held.text, own.start, span.end)
    return replace(pooled, span=whole, passage=held.passage(whole))
