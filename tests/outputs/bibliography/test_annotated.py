from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.catalogues import voice_of
from kg.csl import Style
from kg.outputs.bibliography import FORMATS, load_bibliography, render_bibliography
from kg.outputs.documents.prose import Block, Writing, plain_text
from kg.outputs.references.parts import Correction
from kg.sources.folder.styles import find_style

QUESTION = "Does trust come before the pot?"
OURS = "supports [Our reading]"


def lines_of(writing: Writing, kind: str) -> list[str]:
    """Return the words of the blocks of a kind."""
    return [plain_text(block.prose) for block in writing.blocks if block.kind == kind]


def blocks_below(writing: Writing, code: str) -> list[Block]:
    """Return what stands under the entry of a work."""
    places = [place for place, block in enumerate(writing.blocks) if block.kind == "entry"]
    places.append(len(writing.blocks))
    for start, end in pairwise(places):
        if plain_text(writing.blocks[start].prose).startswith(f"{code} "):
            return [one for one in writing.blocks[start + 1 : end] if one.kind != "heading"]
    raise AssertionError(code)


@pytest.fixture(scope="module")
def plain(tiny_store: Store) -> Writing:
    """Return the bibliography of the tiny world, in the lines of its lists."""
    return load_bibliography(tiny_store, None).writing


def test_works_stand_by_class_and_then_by_family_name(plain: Writing) -> None:
    """Each class has one heading, each entry the code and the class; particles do not sort."""
    headings = lines_of(plain, "heading")
    assert headings == ["Primary research (A)", "Theory (B)", "Practice (C)", "Policy (D)"]
    entries = lines_of(plain, "entry")
    assert len(entries) == 10
    assert [entry.split()[0] for entry in entries[:6]] == ["A1", "A2", "A10", "B1", "B2", "B3"]
    assert entries[0].endswith("[Primary research, A]")


def test_what_the_review_says_of_a_work_stands_below_it(plain: Writing) -> None:
    """Each claim has the work's stance, and a mark where we gave it; then come the places."""
    said = [plain_text(block.prose) for block in blocks_below(plain, "A1")]
    assert said == [
        f"{OURS}: Drinking tea at the same time brings colleagues together. – introduction",
        f"{OURS}: Sharing tea brings people closer. – In conclusion:",
        "Cited in the text: introduction (1 time)",
        "Listed in the findings table: row 1",
        "Tips that it is listed for: 1",
    ]


def test_a_work_has_its_positions_in_debates(plain: Writing) -> None:
    """The position that rests on it, its stance to what is debated, and the question."""
    said = [plain_text(block.prose) for block in blocks_below(plain, "C1")]
    place = said.index("Where it stands in debates")
    assert said[place + 1] == f"disputes [Our reading]: The pot comes first – {QUESTION}"
    assert "Where it stands in debates" not in [
        plain_text(block.prose) for block in blocks_below(plain, "A1")
    ]


def test_corrections_are_told_in_the_language_of_the_review() -> None:
    """The words around what a witness says are Welsh where the review is."""
    known = Correction("title", "corrects", "Te", "Tea", "https://example.org/te")
    assert known.tell(voice_of("cy")) == (
        "Y manylyn “teitl”, wedi’i gywiro gan dyst o’r tu allan: Te (argraffwyd: Tea). "
        "Gweler <https://example.org/te>"
    )


@pytest.mark.parametrize(
    ("kind", "suspected", "told"),
    [
        ("corrects", False, "corrected: 2004"),
        ("completes", False, "completed: 2004"),
        (
            "corrects",
            True,
            "which may be wrong (suspected, not proved) and might read: 2004",
        ),
        (
            "completes",
            True,
            "which may be incomplete (suspected, not proved) and might read: 2004",
        ),
    ],
)
def test_what_is_suspected_in_the_text_is_told_as_no_more(
    kind: str, suspected: bool, told: str
) -> None:
    """Without a witness the fault is the reason, and only one that is proved shows anything."""
    known = Correction("year", kind, "2004", "2003", fault="E007", suspected=suspected)
    reason = "See fault E007" if suspected else "The text shows it: fault E007"
    assert str(known) == f"The year, {told} (printed: 2003). {reason}"


def test_corrections_come_with_their_witness(frost_store: Store) -> None:
    """Every correction of a listed work is told, with the address where it is seen."""
    writing = load_bibliography(frost_store, None, by_class=False).writing
    assert not lines_of(writing, "heading")
    assert len(lines_of(writing, "entry")) == 92
    told = [line for line in lines_of(writing, "item") if "See <http" in line]
    assert any("corrected here: the review prints" in line for line in told)


def test_a_style_sets_entries_and_their_order(tiny_store: Store) -> None:
    """Without classes there is one list, from A to Z."""
    style = find_style("apa", Path("nowhere"))
    assert isinstance(style, Style)
    writing = load_bibliography(tiny_store, style.content, by_class=False).writing
    entries = lines_of(writing, "entry")
    assert entries[0].startswith("A1 Able, A. (2001). Tea and Company. Journal of Breaks, 1(2).")
    assert entries[1].startswith("A2 Baker, B., Cook, C. D., & Tea Council. (2002).")


def test_each_form_is_the_same_bytes_each_time(tiny_store: Store) -> None:
    """Every form has every entry's words."""
    whole = load_bibliography(tiny_store, None)
    files = render_bibliography(whole, ("Pat Potter",), FORMATS)
    assert files == render_bibliography(whole, ("Pat Potter",), FORMATS)
    assert sorted(files) == [
        "bibliography.csv",
        "bibliography.document.tex",
        "bibliography.docx",
        "bibliography.html",
        "bibliography.md",
        "bibliography.tex",
        "bibliography.xlsx",
    ]
    for name in ("bibliography.csv", "bibliography.html", "bibliography.md", "bibliography.tex"):
        assert "Drinking tea at the same time" in files[name].decode()
