from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import Store

from kg.csl import Style
from kg.outputs.bibliography import Bibliography, load_bibliography, render_bibliography
from kg.outputs.bibliography.tabulated import tabulate_works
from kg.outputs.bibliography.told import load_told
from kg.outputs.documents.prose import plain_text
from kg.sources.folder.styles import find_style

HEADS = ("Code", "Reference", "Class", "Kind", "Stance", "What is said", "Place")
INTRO, ROW = "introduction", ("Listed in the findings table", "", "", "row 1")


@pytest.fixture(scope="module")
def plain(tiny_store: Store) -> Bibliography:
    """Return the bibliography of the tiny world, in the lines of its lists."""
    return load_bibliography(tiny_store, None)


def rows_of(whole: Bibliography, code: str) -> list[tuple[str, ...]]:
    """Return what the table tells of a work: kind, stance, words and place."""
    return [row[3:] for row in whole.table.rows if row[0] == code]


def test_each_thing_that_is_told_is_a_row(plain: Bibliography) -> None:
    """Claims with their stance, places that cite the work, rows and tips: what the text has too."""
    assert plain.table.heads == HEADS
    says, stance = "What the review says", "supports [Our reading]"
    assert rows_of(plain, "A1") == [
        (says, stance, "Drinking tea at the same time brings colleagues together.", INTRO),
        (says, stance, "Sharing tea brings people closer.", "In conclusion:"),
        ("Cited in the text", "", "1 time", INTRO),
        ROW,
        ("Tips that it is listed for", "", "", "1"),
    ]


def test_a_debate_is_the_place_of_a_position(plain: Bibliography) -> None:
    """The stance is that to what is debated."""
    kind, question = "Where it stands in debates", "Does trust come before the pot?"
    told = [row for row in rows_of(plain, "C1") if row[0] == kind]
    assert told == [(kind, "disputes [Our reading]", "The pot comes first", question)]


def test_every_row_has_its_work(plain: Bibliography) -> None:
    """Code, entry and class stand in each row, so that no sorting parts them from it."""
    works = {row[:3] for row in plain.table.rows}
    assert len(works) == 10
    assert all(all(work) for work in works)
    assert ("A1", "Primary research (A)") in {(code, kind) for code, _, kind in works}


def test_the_order_is_that_of_the_text(tiny_store: Store) -> None:
    """A style sets entries and their order in both."""
    style = find_style("apa", Path("nowhere"))
    assert isinstance(style, Style)
    whole = load_bibliography(tiny_store, style.content, by_class=False)
    entries = [plain_text(one.prose) for one in whole.writing.blocks if one.kind == "entry"]
    works = dict.fromkeys(f"{row[0]} {row[1]}" for row in whole.table.rows)
    assert [entry.rpartition(" [")[0] for entry in entries] == list(works)


def test_what_nothing_says_is_told_and_corrections_lead_to_their_witness(
    frost_store: Store,
) -> None:
    """A work on which no claim rests has a row that says so; a correction is seen at an address."""
    rows = load_bibliography(frost_store, None).table.rows
    assert len({row[0] for row in rows}) == 92
    assert any(row[5] == "The text never cites it." for row in rows)
    known = [row for row in rows if row[3] == "What is known of these details"]
    assert any("corrected here: the review prints" in row[5] for row in known)
    assert any(row[6].startswith("http") for row in known)


def test_a_review_without_codes_and_classes_has_no_columns_for_them(tiny_store: Store) -> None:
    """Nothing stands empty from the head down."""
    told = load_told(tiny_store, None)
    bare = [card | {"letter": None, "class_name": None} for _, one in told.groups for card in one]
    table = tabulate_works(replace(told, coded=False, groups=[("", bare)]), "bibliography")
    assert table.heads == ("Reference", *HEADS[3:])
    assert {len(row) for row in table.rows} == {5}


def test_both_forms_hold_the_same_cells(plain: Bibliography) -> None:
    """The workbook has a caption above the heads, and text in every cell."""
    files = render_bibliography(plain, (), ("csv", "xlsx"))
    read = list(csv.reader(StringIO(files["bibliography.csv"].decode())))
    sheet = load_workbook(BytesIO(files["bibliography.xlsx"])).worksheets[0]
    caption, *cells = sheet.iter_rows(values_only=True)
    assert str(caption[0]).startswith("Annotated bibliography: ")
    assert [[cell or "" for cell in row] for row in cells] == read
    assert tuple(read[0]) == HEADS
