from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest

from kg.service.worker.wire import Job
from kg.service.worker.workbook import XSD, read_number, render_table


def write_and_read(*terms: ox.Literal | ox.NamedNode | None, title: str = "") -> list[object]:
    """Write one row, and read it with a stock library."""
    columns = [f"c{number}" for number in range(len(terms))]
    body = render_table(columns, [list(terms)], Job("", "xlsx", title=title))
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    return [cell.value for cell in list(sheet.rows)[1]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_no_text_becomes_a_formula(text: str) -> None:
    """What begins like one is text all the same."""
    body = render_table(["a"], [[ox.Literal(text)]], Job("", "xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")


def test_numbers_are_numbers() -> None:
    """Integers and decimals can be added up."""
    found = write_and_read(ox.Literal(3), ox.Literal("2.5", datatype=ox.NamedNode(f"{XSD}decimal")))
    assert found == [3, 2.5]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1", True), ("1e3", True), ("NaN", False), ("INF", False), ("12345678901234567", False),
        ("x", False),
    ],
)  # fmt: skip
def test_numbers_that_would_lose_digits_stay_text(text: str, kept: object) -> None:
    """A sheet holds fifteen digits."""
    assert (read_number(text) is not None) is kept


@pytest.mark.parametrize("title", ["a/b:c?d*e[f]\\g", "x" * 90, "", "'a'", "[]"])
def test_titles_become_names_of_sheets(title: str) -> None:
    """What a sheet's name may not hold is left out."""
    assert write_and_read(ox.Literal("a"), title=title) == ["a"]


@pytest.mark.slow
def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    """Excel has nothing to mend: cells of text, numbers, languages and nothing."""
    path = tmp_path / "results.xlsx"
    row = [ox.Literal("=1+1"), ox.Literal(7), None, ox.Literal("th\xe9", language="fr")]
    path.write_bytes(render_table(["a", "b", "c", "d"], [row], Job("", "xlsx")))
    command = [sys.executable, "-m", "openxml_audit", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Errors: 0" in said, said


def test_what_xml_cannot_hold_is_replaced() -> None:
    """A control character does not spoil the file; a text too long is cut."""
    assert write_and_read(ox.Literal("a\x01b"), None) == ["a\ufffdb", None]
    assert len(str(write_and_read(ox.Literal("x" * 40_000))[0])) == 32_767
