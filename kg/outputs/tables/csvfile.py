"""A table as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from kg.outputs.tables.table import Table

# A spreadsheet takes what begins so for a formula, which may fetch or run something; a plain number
# such as -4.6 does no harm and stays a number. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"(?![+-]?\d+(?:\.\d+)?$)[=+\-@\t\r]")


def render_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180 quoting, LF line ends): its cells, no caption and no notes.

    An apostrophe stands before what a spreadsheet would take for a formula.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (table.heads, *table.rows):
        writer.writerow([_as_text(cell) for cell in row])
    return text.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
