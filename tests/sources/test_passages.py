from pathlib import Path

import pytest

from kg.sources.passages import fill_spans, find_passage
from kg.sources.text import HeldText, digest_of_text, read_any_text


@pytest.fixture
def text(tmp_path: Path) -> HeldText:
    """Return a small text of three lines."""
    path = tmp_path / "text.txt"
    path.write_text("Tea is hot.\nTea  is\nwet.\n", encoding="utf-8")
    return read_any_text(path)


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        pytest.param("is hot", "is hot", id="exact-words"),
        pytest.param("L2: Tea is wet", "Tea  is\nwet", id="white-space-differs"),
        pytest.param("L1: Tea ... wet.", "Tea is hot.\nTea  is\nwet.", id="first-and-last-words"),
    ],
)
def test_words_point_at_a_passage(words: str, passage: str, text: HeldText) -> None:
    """A passage is found by its words, or by its first and last ones."""
    found = find_passage(words, text)
    assert isinstance(found, tuple)
    assert text.text[slice(*found)] == passage


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("coffee", "do not stand", id="not-there"),
        pytest.param("Tea", "2 times", id="not-unique"),
        pytest.param("L1: Tea ... milk", "do not follow", id="end-not-there"),
        pytest.param("L99: Tea", "lines", id="no-such-line"),
    ],
)
def test_words_that_point_nowhere_say_why(words: str, said: str, text: HeldText) -> None:
    """What cannot be found is explained, not raised."""
    found = find_passage(words, text)
    assert isinstance(found, str)
    assert said in found


def test_filling_replaces_the_words_by_the_span(tmp_path: Path, text: HeldText) -> None:
    """`at:` lines become spans with the passage's digest; the others stay as they are."""
    path = tmp_path / "claims.yaml"
    path.write_text('- id: x\n  at: "is hot"\n- at: coffee\n')
    filled, problems = fill_spans(path, "claims.yaml", text)
    digest = digest_of_text("is hot")
    assert path.read_text() == (
        f"- id: x\n  span: {{start: 4, end: 10, sha256: {digest}}}\n- at: coffee\n"
    )
    assert filled == 1
    assert [(one.location.line, one.code) for one in problems] == [(3, "TXT020")]
