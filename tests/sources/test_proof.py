from pathlib import Path

from kg.model import Sources
from kg.sources.folder.project import load_project
from kg.sources.places.text import HeldText, hold_text, read_any_text
from kg.sources.proof import prove_companion, prove_review
from kg.sources.reading import read_sources
from tests.conftest import TINY


def sources() -> Sources:
    """Return the tiny world."""
    read = read_sources(load_project(TINY)).sources
    assert read is not None
    return read


def with_word(path: Path, old: str, new: str) -> HeldText:
    """Return a text in which a word is another of the same length."""
    text = read_any_text(path).text
    assert old in text
    assert len(old) == len(new)
    return hold_text(path.name, text.replace(old, new, 1))


def test_its_own_text_proves_a_review() -> None:
    """Neither the review nor a document beside it has a place that its text has otherwise."""
    read = sources()
    assert [*prove_review(read, read_any_text(TINY / "text.txt"))] == []
    for one in read.companions:
        assert [*prove_companion(one, read_any_text(TINY / "coffee.txt"))] == []


def test_another_word_is_found() -> None:
    """Each passage that has the word is a problem."""
    read = sources()
    assert [*prove_review(read, with_word(TINY / "text.txt", "pot", "pan"))]
    text = read_any_text(TINY / "coffee.txt").text
    other = hold_text("coffee.txt", text.swapcase())
    assert [*prove_companion(read.companions[0], other)]
