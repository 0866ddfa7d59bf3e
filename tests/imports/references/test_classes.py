from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.imports.report import Report

Import = Callable[..., Report]
ENTRY = "@book{b, title={Pots}, keywords={%s}}"


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [("cups; B", "B"), ("Class A", "A"), ("class: B", "B"), ("Reviews", "B"), ("Classic", "")],
)
def test_a_tag_names_the_class(bring: Import, library: Path, tags: str, chosen: str) -> None:
    """A code, with or without the word, or a label of a class is its name; other words are not."""
    bring({"a.bib": ENTRY % tags}, class_from_tags=True)
    assert (f"evidenceclass = {{{chosen}}}" in library.read_text()) == bool(chosen)


def test_tags_of_two_classes_leave_it_open(bring: Import, library: Path) -> None:
    """Nobody guesses which of two is meant."""
    report = bring({"a.bib": ENTRY % "A, B"}, class_from_tags=True)
    assert "its tags name the classes A and B" in report.came[0].words
    assert "evidenceclass" not in library.read_text()


def test_one_class_for_all(bring: Import, library: Path) -> None:
    """`--class` is for whatever comes; a class that an entry has stays."""
    library.write_text("@book{b, title={Pots}, evidenceclass={B}}\n")
    bring({"a.bib": ENTRY % "x" + "@book{c, title={Cups}}"}, class_code="A")
    text = library.read_text()
    assert text.count("evidenceclass={B}") == text.count("evidenceclass = {A}") == 1


def test_a_class_of_another_review_is_left_open(bring: Import, library: Path) -> None:
    """It is told, and the entry has no class."""
    report = bring({"a.bib": "@book{b, title={Pots}, evidenceclass={Z}}"})
    assert "its class 'Z' is none of the review's" in report.came[0].words
    assert "evidenceclass" not in library.read_text()


def test_a_class_that_does_not_exist_is_wrong_usage(bring: Import) -> None:
    """The message has the codes that would do."""
    with pytest.raises(UsageError, match="it is one of A, B"):
        bring({"a.bib": ENTRY % "x"}, class_code="Z")
