from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Sources
from kg.model.review import MayStand
from kg.sources.folder.project import Project
from kg.sources.places.text import hold_text
from kg.sources.reading import read_sources
from kg.sources.wording.borrowing import find_borrowed

TEXT = """Kites
The tail of a kite should be as long as the arm of whoever flies it in May.
References
Gale, G. (2019) Tails that hold when the wind is up and the rain comes down.
"""
BORROWED = "The tail of a kite should be as long as the arm"
Told = Callable[..., list[str]]


@pytest.fixture
def tiny(tiny_project: Project) -> Sources:
    """Return what the files of the tiny world say."""
    sources = read_sources(tiny_project).sources
    assert sources is not None
    return sources


@pytest.fixture
def told(tiny: Sources) -> Told:
    """Return what is told of a file, in a review whose fields are changed so."""

    def find(content: str, text: str = TEXT, **changes: Any) -> list[str]:
        review = tiny.review.model_copy(update=changes)
        sources = tiny.model_copy(update={"review": review})
        found = find_borrowed(sources, hold_text("text.txt", text), {"a.yaml": content})
        return [f"{one.location.line}:{one.location.column} {one.message}" for one in found]

    return find


def test_a_run_of_words_is_told_with_both_places(told: Told) -> None:
    """Whoever mends it sees where it stands in the file, and in the text, and how long it is."""
    [line] = told(f"claims:\n  - statement: {BORROWED}.\n")
    assert line.startswith(
        "2:16 12 words in a row stand in the text at line 2: 'the tail of a kite"
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BORROWED.replace(" ", "\n    "), id="over-lines"),
        pytest.param(BORROWED.upper(), id="in-capitals"),
        pytest.param(BORROWED.replace("kite", "“kite”,"), id="other-signs"),
    ],
)
def test_signs_and_line_ends_part_no_run(told: Told, content: str) -> None:
    """The words are what is borrowed, however they are set."""
    assert len(told(content)) == 1


def test_an_apostrophe_is_no_end_of_a_word(told: Told) -> None:
    """It is set in several ways, or left out; places are counted as the file has them."""
    words = "Don't fly a kite's tail in the wind's eye at night"
    text = f"Say it: {words.replace(chr(39), chr(0x2019))}."
    [line] = told(f"it’s: {words}", text)
    assert line.startswith("1:7 11 words in a row")


def test_short_runs_are_no_chance_to_be_told(told: Told) -> None:
    """Names and turns of phrase have fewer words."""
    assert told(" ".join(BORROWED.split()[:8])) == []


def test_a_script_without_blanks_is_read_by_its_signs(told: Told) -> None:
    """Nine signs of Chinese are as good as nine words."""
    assert len(told("他说风筝的尾巴应该很长", "风筝的尾巴应该很长")) == 1


def test_what_is_listed_may_stand(told: Told, tiny: Sources) -> None:
    """A quotation may, and what stands in a section of facts; the same words elsewhere may not."""
    quoted = {"may_stand": _may({"quotations": (BORROWED,)})}
    assert told(BORROWED, **quoted) == []
    assert len(told(f"{BORROWED} of whoever flies it", **quoted)) == 1
    printed = "Tails that hold when the wind is up and the rain"
    section = tiny.review.sections[0]
    assert section.span is not None
    span = section.span.model_copy(update={"start": TEXT.index("References"), "end": len(TEXT)})
    facts = {
        "sections": (section.model_copy(update={"span": span}),),
        "may_stand": _may({"sections": (section.id,)}),
    }
    assert (len(told(printed)), told(printed, **facts)) == (1, [])


def test_no_run_goes_over_a_key_or_an_address(told: Told) -> None:
    """The name of a field is ours, and an address is a fact, however long it is."""
    words = BORROWED.split()
    text = f"statement {' '.join(words[:8])} https://example.org/a/kite/in/the/wind/and/the/rain"
    assert told(f"- statement: {' '.join(words[:8])}\n", text) == []
    assert told("url: https://example.org/a/kite/in/the/wind/and/the/rain\n", text) == []


def test_a_heading_may_stand(told: Told, tiny: Sources) -> None:
    """Titles and headings are facts: nobody has to list them."""
    heading = tiny.review.sections[0].model_copy(update={"heading": BORROWED})
    assert told(BORROWED, sections=(heading,)) == []


def test_the_title_of_a_table_may_stand(tiny: Sources) -> None:
    """`kg import` takes it from the caption; a sentence of a claim with its words goes on."""
    table = tiny.tables.tables[0].model_copy(update={"title": BORROWED})
    file = tiny.tables.model_copy(update={"tables": (table,)})
    changed = tiny.model_copy(update={"tables": file})
    held = hold_text("text.txt", TEXT)
    assert [*find_borrowed(changed, held, {"a.yaml": f"title: {BORROWED}"})] == []
    longer = f"statement: {BORROWED} of whoever"
    assert len([*find_borrowed(changed, held, {"a.yaml": longer})]) == 1


def test_an_id_is_no_run_of_words(told: Told) -> None:
    """The id of a section is made of its heading, and names a record wherever it stands."""
    name = BORROWED.lower().replace(" ", "-")
    assert told(f"sections:\n  - id: {name}\n    within: [{name}, introduction]\n") == []
    assert len(told(f"statement: {BORROWED.replace(' tail', '-tail')}\n")) == 1


def _may(values: dict[str, Any]) -> Any:
    return MayStand.model_validate(values)
