"""Results as an .xlsx workbook of one sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

import openpyxl
import pyoxigraph as ox
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from kg.service.worker.terms import Term
from kg.service.worker.wire import Job

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long")}
LONGEST_CELL = 32_767
# https://www.w3.org/TR/xml/#charsets: a workbook is XML and cannot hold these.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Term | None]],
    job: Job,
    warnings: Sequence[str] = (),
) -> bytes:
    """Render a workbook; numbers are numbers, all else is text and never a formula."""
    del warnings
    # All rows first: a sheet that is begun and given up leaves a temporary file behind.
    known = list(rows)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(
        # Excel takes no longer name for a sheet, and none of these marks in it.
        (job.title or "Results")[:31].translate(dict.fromkeys(map(ord, r"[]:*?/\\")))
    )
    sheet.append([_make_text(sheet, name) for name in columns])
    for row in known:
        sheet.append([make_cell(sheet, term) for term in row])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def make_cell(sheet: Worksheet, term: Term | None) -> object:
    """Make the cell of a term."""
    if term is None:
        return None
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        number = read_number(term.value)
        if number is not None:
            return number
    text = term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
    return _make_text(sheet, text)


def read_number(text: str) -> Decimal | None:
    """Read a number that a sheet can hold without loss, or None."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    # A cell is a double: more digits than these would come back changed, so they stay text.
    exact = number.is_finite() and len(number.as_tuple().digits) <= 15  # noqa: PLR2004
    return number if exact else None


def _make_text(sheet: Worksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, FORBIDDEN.sub("\ufffd", text)[:LONGEST_CELL])
    # A text that begins with "=" would else be taken for a formula.
    cell.data_type = "s"
    return cell
