from pathlib import Path

import pytest

from kg.model import Span
from kg.sources.places.anchors import Surroundings, render_span, span_of
from kg.sources.places.text import HeldText, digest_of_text, read_any_text

TEXT = (
    'So it is. Tea brings people of all teams together ("it helps"), as some say. And more follows.'
)
PASSAGE = '("it helps")'


def held(folder: Path, text: str) -> HeldText:
    """Return a text as if a user held it."""
    (folder / "text.txt").write_text(text, encoding="utf-8")
    return read_any_text(folder / "text.txt")


def span_in(text: str, passage: str) -> Span:
    """Return the span of a passage."""
    start = text.index(passage)
    return span_of(text, start, start + len(passage))


@pytest.mark.parametrize(
    "edited",
    [
        f"A new beginning. {TEXT}",
        TEXT.replace("all teams together", "all teams to one pot"),
        TEXT.replace("as some say", "as many would say"),
        TEXT.replace(" ", "  ").replace('("it  helps")', PASSAGE),
    ],
)
def test_a_passage_is_found_beside_its_words(edited: str, tmp_path: Path) -> None:
    """The words of one side are enough, wherever the passage stands now."""
    found = Surroundings.of(held(tmp_path, edited)).find(span_in(TEXT, PASSAGE))
    assert found is not None
    assert edited[slice(*found)] == PASSAGE


def test_other_words_between_the_same_are_where_it_stood(tmp_path: Path) -> None:
    """A passage that was reworded is not found, but its place is."""
    edited = "New. " + TEXT.replace(PASSAGE, "and helps them")
    around = Surroundings.of(held(tmp_path, edited))
    assert around.find(span_in(TEXT, PASSAGE)) is None
    between = around.between(span_in(TEXT, PASSAGE))
    assert between is not None
    assert "and helps them" in edited[slice(*between)]


def test_a_text_of_other_words_has_no_place(tmp_path: Path) -> None:
    """Where neither side stands, nothing is guessed."""
    around = Surroundings.of(held(tmp_path, "Quite another text of no tea at all."))
    span = span_in(TEXT, PASSAGE)
    assert (around.find(span), around.between(span)) == (None, None)


def test_the_nearer_of_two_places_is_meant(tmp_path: Path) -> None:
    """The same words around the same passage twice: the distance decides."""
    twice = f"{TEXT} {TEXT}"
    second = twice.rindex(PASSAGE)
    span = span_of(twice, second, second + len(PASSAGE))
    assert Surroundings.of(held(tmp_path, f"Oh. {twice}")).find(span) == (
        second + 4,
        second + 4 + len(PASSAGE),
    )


def test_a_span_is_written_with_what_finds_it_again() -> None:
    """Digests of words stand beside the place, and none of the words; digits are quoted."""
    span = span_in(TEXT, PASSAGE)
    written = render_span(span)
    assert f"before: {span.before}" in written or f'before: "{span.before}"' in written
    assert "helps" not in written
    plain = Span(start=1, end=2, sha256=digest_of_text("x"), before="1" * 12)
    assert render_span(plain).endswith(f', before: "{"1" * 12}"}}')
