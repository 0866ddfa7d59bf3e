"""Workbooks are read back by openpyxl, and as the zips that they are."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kg.errors import BuildError
from kg.outputs.documents.word import Imprint
from kg.outputs.tables.table import Remark, Table
from kg.outputs.tables.xlsx import render_xlsx

IMPRINT = Imprint(("Ann Example",), "en-GB")
TABLE = Table(
    "t",
    "=What was found",
    ("group", "text"),
    (("one", "=1+1"), ("one", "+44 20"), ("two", "-4.6"), ("three", "@sum \x0b")),
    merged=(0,),
    notes=("* see there",),
    remarks=(Remark(1, 1, "a telephone"),),
)


def read(table: Table) -> Worksheet:
    """Return the only sheet of a table's workbook."""
    content = io.BytesIO(render_xlsx(table, IMPRINT))
    [sheet] = openpyxl.load_workbook(content, rich_text=True).worksheets
    return sheet


def test_every_cell_is_text() -> None:
    """What another program would take for a formula is what stands in the table, as text."""
    sheet = read(TABLE)
    cells = [[str(cell.value) for cell in row] for row in sheet["A1:B6"]]
    assert cells[0][0] == "=What was found"
    assert [row[1] for row in cells[2:]] == ["=1+1", "+44 20a", "-4.6", "@sum "]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "inlineStr"}


def test_the_sheet_is_laid_out() -> None:
    """Heads stay in sight and are printed on each page; equal cells are one; text wraps."""
    sheet = read(TABLE)
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A3:A4"]
    assert sheet["B3"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width >= 8


def test_notes_stand_below() -> None:
    """Printed notes come first, then remarks with their letters."""
    sheet = read(TABLE)
    assert [sheet["A8"].value, sheet["A9"].value] == ["* see there", "a a telephone"]


def test_equal_tables_make_equal_bytes() -> None:
    """Nothing in the file tells when it was made."""
    content = render_xlsx(TABLE, IMPRINT)
    assert content == render_xlsx(TABLE, IMPRINT)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
        properties = package.read("docProps/core.xml")
    assert b"Ann Example" in properties
    assert b"dcterms:modified" not in properties


def test_a_cell_too_long_is_told() -> None:
    """A sheet that would lose text is not written."""
    with pytest.raises(BuildError, match=r"t: a cell has 40,000 characters"):
        read(Table("t", "A table", ("a",), (("x" * 40_000,),)))


@pytest.mark.slow
def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    """The workbook is Office Open XML to the letter."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(render_xlsx(TABLE, IMPRINT))
    command = [sys.executable, "-m", "openxml_audit", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Errors: 0" in said, said
