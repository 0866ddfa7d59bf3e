"""Results as an .xlsx workbook of one sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kg.service.worker.terms import Term
from kg.service.worker.wire import Job

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long")}
LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_UNFIT_IN_NAMES = dict.fromkeys(map(ord, "[]:*?/\\"))
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
    known = list(rows)  # all of them first: where there are too many, nothing is packed
    output = io.BytesIO()
    # In memory: a worker may write no file.
    with Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_name_of(job.title))
        for column, name in enumerate(columns):
            _write_text(sheet, 0, column, name)
        for number, row in enumerate(known, start=1):
            for column, term in enumerate(row):
                _write(sheet, number, column, term)
    return output.getvalue()


def _name_of(title: str) -> str:
    """Return what a sheet is called: Excel takes no more signs than these, and not all of them."""
    return title.translate(_UNFIT_IN_NAMES)[:_LONGEST_NAME].strip("'") or "Results"


def _write(sheet: Worksheet, row: int, column: int, term: Term | None) -> None:
    """Write the cell of a term."""
    if term is None:
        return
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        number = read_number(term.value)
        if number is not None:
            sheet.write_number(row, column, number)
            return
    text = term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
    _write_text(sheet, row, column, text)


def _write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    sheet.write_string(row, column, FORBIDDEN.sub("\ufffd", text)[:LONGEST_CELL])


def read_number(text: str) -> Decimal | None:
    """Read a number that a sheet can hold without loss, or None."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    # A cell is a double: more digits than these would come back changed, so they stay text.
    exact = number.is_finite() and len(number.as_tuple().digits) <= 15  # noqa: PLR2004
    return number if exact else None
