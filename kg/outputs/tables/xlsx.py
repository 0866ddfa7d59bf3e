"""A table as a workbook of one sheet: caption, heads that stay, cells as text, notes below.

Written with XlsxWriter: of what openpyxl writes, a validator says that Excel would mend it.
"""

from __future__ import annotations

import io

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from kg.errors import BuildError
from kg.outputs.documents.package import UNFIT, pack_again
from kg.outputs.documents.word import Imprint
from kg.outputs.tables.table import Table

_LONGEST_CELL = 32_767  # characters: what Excel holds
_LONGEST_NAME = 31  # of a sheet
_LONGEST_PROPERTY = 255
_HEAD = 1  # the row of heads, below the caption
_WIDTH, _NARROWEST = 120, 8  # of all columns together, and of one, in digits
_A4 = 9
_WRAPPED = {"text_wrap": True, "valign": "top", "num_format": "@"}


def render_xlsx(table: Table, imprint: Imprint) -> bytes:
    """Return a table as an .xlsx; raise BuildError where a cell is longer than a sheet can hold."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        properties = {"title": table.caption, "author": "; ".join(imprint.authors)}
        shown = {key: UNFIT.sub("", text)[:_LONGEST_PROPERTY] for key, text in properties.items()}
        book.set_properties(shown)
        sheet = book.add_worksheet(table.name[:_LONGEST_NAME])
        _lay_out(sheet, table, right_to_left=imprint.right_to_left)
        _Filler(book, sheet).fill(table)
    return pack_again(content.getvalue())


def _lay_out(sheet: Worksheet, table: Table, *, right_to_left: bool) -> None:
    for number, share in enumerate(table.shares()):
        sheet.set_column(number, number, max(_NARROWEST, round(share * _WIDTH)))
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if table.is_wide():
        sheet.set_landscape()
    if right_to_left:
        sheet.right_to_left()
    cells = xl_range(0, 0, _HEAD + len(table.rows), len(table.heads) - 1)
    sheet.ignore_errors({"number_stored_as_text": cells})


class _Filler:
    """Writes into one sheet, with the looks of its workbook."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._plain: Format = book.add_format({"num_format": "@"})
        self._bold: Format = book.add_format({"bold": True})
        self._head: Format = book.add_format({**_WRAPPED, "bold": True, "bottom": 1})
        self._cell: Format = book.add_format(_WRAPPED)
        self._raised: Format = book.add_format({"font_script": 1})

    def fill(self, table: Table) -> None:
        """Write caption, heads, cells and notes."""
        self._write(0, 0, table.caption, self._bold)
        for column, head in enumerate(table.heads):
            self._write(_HEAD, column, head, self._head)
        marks = table.marks()
        for number, (spans, row) in enumerate(zip(table.spans(), table.rows, strict=True)):
            place = _HEAD + 1 + number
            for column, (cell, span) in enumerate(zip(row, spans, strict=True)):
                if not span:
                    continue
                if span > 1:
                    last = place + span - 1
                    self._sheet.merge_range(place, column, last, column, "", self._cell)
                mark = ",".join(marks.get((number, column), ()))
                self._write(place, column, cell, self._cell, mark)
        below = _HEAD + len(table.rows) + 2
        remarks = (f"{letter} {text}" for letter, text in table.footnotes())
        for number, note in enumerate((*table.notes, *remarks)):
            self._write(below + number, 0, note, self._plain)

    def _write(self, row: int, column: int, text: str, look: Format, mark: str = "") -> None:
        """Write a text, never a formula, with the letters of its remarks small and high."""
        if len(text) + len(mark) > _LONGEST_CELL:
            raise BuildError(
                f"{self._sheet.get_name()}: a cell has {len(text):,} characters; a sheet of .xlsx "
                f"holds {_LONGEST_CELL:,} in one. Take another form"
            )
        text = UNFIT.sub("", text)
        if mark and text:
            self._sheet.write_rich_string(row, column, text, self._raised, mark, look)
        else:
            self._sheet.write_string(row, column, text or mark, look)
