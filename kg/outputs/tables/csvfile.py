"""A table as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from kg.outputs.tables.table import Table

# A spreadsheet takes what begins so for a formula, which may fetch or run something, or for a
# number, which it shows otherwise: +3 as 3, -4.60 as -4.6.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[=+\-@\t\r]")


def render_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180 quoting, LF line ends): its cells, no caption and no notes.

    An apostrophe stands before a cell that begins as a formula does, so that it opens as text.
    Where there are remarks, a last column has those of each row, under its heading.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    remarks = [
        [] if not table.remarks else [cell] for cell in (table.remarks_head, *_remarks_of(table))
    ]
    for row, more in zip((table.heads, *table.rows), remarks, strict=True):
        writer.writerow([_as_text(cell) for cell in (*row, *more)])
    return text.getvalue()


def _remarks_of(table: Table) -> list[str]:
    lines: list[list[str]] = [[] for _ in table.rows]
    for remark in table.remarks:
        lines[remark.row].append(f"{table.heads[remark.column]}: {remark.text}")
    return ["; ".join(of_row) for of_row in lines]


def _as_text(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
