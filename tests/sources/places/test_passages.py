from pathlib import Path

import pytest

from kg.errors import Severity
from kg.sources.places.anchors import render_span, span_of
from kg.sources.places.finding import find_passage
from kg.sources.places.passages import fill_spans
from kg.sources.places.text import HeldText, digest_of_text, hold_text, read_any_text


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


LATEX = r"""Tea with \emph{milk}, at~last. Garc\'ia, Nov{\'a}k and {\L}\'{o}\'z drank 50\,\% of it.
\textbf{Tip 1.} Don’t \enquote{stop}: drink --- now, says D\v{z}ur~\cite{dzur}.
Garc\'ia went home."""


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        pytest.param("Tea with milk, at last", r"Tea with \emph{milk}, at~last", id="emphasis"),
        pytest.param("García, Novák", r"Garc\'ia, Nov{\'a}k", id="accents"),
        pytest.param("Łóź drank 50 %", r"{\L}\'{o}\'z drank 50\,\%", id="letters-and-signs"),
        pytest.param("Tip 1. Don't stop", r"Tip 1.} Don’t \enquote{stop", id="a-straight-quote"),
        pytest.param("drink — now ... Džur", r"drink --- now, says D\v{z}ur", id="a-dash"),
        pytest.param("L3: García went", r"Garc\'ia went", id="from-a-line"),
    ],
)
def test_words_are_found_as_they_are_read(words: str, passage: str) -> None:
    """Whoever copies words from a page need not know how the file of it writes them."""
    found = find_passage(words, hold_text("t.tex", LATEX))
    assert isinstance(found, tuple)
    assert LATEX[slice(*found)] == passage


def test_words_as_the_file_has_them_come_first() -> None:
    """A passage that stands there letter by letter is not one of several that read alike."""
    text = hold_text("t.txt", "Tea – hot.\n*Tea* - hot.\nTea - hot.\n")
    assert find_passage("Tea - hot", text) == (24, 33)


def test_of_several_beginnings_the_one_whose_end_follows_is_meant() -> None:
    """Words that stand there again after the passage are no second passage."""
    text = hold_text("t.txt", "Fathers who read came often.\nFathers who wrote.\n")
    assert find_passage("Fathers who ... often", text) == (0, 27)


def test_words_of_latex_need_no_second_backslash(tmp_path: Path) -> None:
    r"""In double quotes YAML takes `\t` for a tab; an author copies what stands in the text."""
    path = tmp_path / "claims.yaml"
    path.write_text('- id: x\n  at: "\\textbf{Tip 1.} Don’t"\n')
    assert fill_spans(path, "claims.yaml", hold_text("t.tex", LATEX)) == (1, [])
    assert digest_of_text("\\textbf{Tip 1.} Don’t") in path.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("coffee", "do not stand", id="not-there"),
        pytest.param(
            "Tea is hot today",
            "up to 'Tea is hot', where it goes on '. Tea is wet.…'",
            id="in-part",
        ),
        pytest.param("Tea", "2 times, in lines 1, 2; begin with the line", id="not-unique"),
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
    assert digest_of_text("is hot") in path.read_text()
    assert path.read_text() == (
        f"- id: x\n  span: {render_span(span_of(text.text, 4, 10))}\n- at: coffee\n"
    )
    assert filled == 1
    assert [(one.location.line, one.code) for one in problems] == [(3, "TXT020")]


def test_a_passage_may_be_as_long_as_it_likes(tmp_path: Path) -> None:
    """A whole chapter is a passage; its length is told, as common last words come too late."""
    path, claims = tmp_path / "long.txt", tmp_path / "claims.yaml"
    path.write_text("It begins. " + "Tea is hot. " * 2000 + "It ends.")
    claims.write_text('- at: "L1: It begins. ... It ends."\n- at: "Tea ... It begins."\n')
    filled, problems = fill_spans(claims, "claims.yaml", read_any_text(path))
    assert filled == 1
    assert [(one.code, one.severity) for one in problems] == [
        ("TXT022", Severity.NOTE),
        ("TXT020", Severity.ERROR),
    ]
    assert "24,019 characters" in problems[0].message


@pytest.mark.parametrize(
    ("words", "line"),
    [("L30: pot", 20), ("L20: pot", 20), ("L15: pot", 20), ("L25: tea", 30), ("L40: tea", 30)],
)
def test_a_line_may_be_a_little_off(words: str, line: int, tmp_path: Path) -> None:
    """The words are found from the line on, or shortly before it."""
    lines = ["-"] * 99
    lines[9] = lines[29] = "tea"
    lines[19] = "pot"
    (tmp_path / "text.txt").write_text("\n".join(lines))
    text = read_any_text(tmp_path / "text.txt")
    found = find_passage(words, text)
    assert isinstance(found, tuple)
    assert text.place(found[0]).line == line


def test_words_far_before_their_line_are_told_with_theirs(tmp_path: Path) -> None:
    """Whoever counted otherwise learns where the words stand."""
    (tmp_path / "text.txt").write_text("tea\n" + "-\n" * 99)
    found = find_passage("L60: tea", read_any_text(tmp_path / "text.txt"))
    assert found == "these words stand in line 1, before line 60; mend the line: tea"


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        pytest.param('- {id: x, at: "is hot"}\n', "- {id: x, SPAN}\n", id="in-braces"),
        pytest.param("x: {\"at\": 'is hot', n: 1}\n", "x: {SPAN, n: 1}\n", id="name-in-quotes"),
        pytest.param("[{at: is hot}, {n: 2}]\n", "[{SPAN}, {n: 2}]\n", id="words-without-quotes"),
        pytest.param(
            '- {a: é, b: {at: "is\n  hot"},\n   c: 1}\n',
            "- {a: é, b: {SPAN},\n   c: 1}\n",
            id="over-two-lines",
        ),
        pytest.param('- at: "is hot"  # see\n', "- SPAN  # see\n", id="before-a-remark"),
        pytest.param("- at: >-\n    is\n    hot\n  n: 1\n", "- SPAN\n  n: 1\n", id="folded"),
        pytest.param(
            '\ufeff- {a: é, at: "is hot"}\r\n', "\ufeff- {a: é, SPAN}\r\n", id="as-windows-saves-it"
        ),
    ],
)
def test_filling_takes_an_at_wherever_yaml_does(
    written: str, filled: str, tmp_path: Path, text: HeldText
) -> None:
    """In braces, in quotes or over several lines, `at:` becomes a span; the rest stays."""
    path = tmp_path / "flow.yaml"
    path.write_bytes(written.encode())
    assert fill_spans(path, "flow.yaml", text) == (1, [])
    span = f"span: {render_span(span_of(text.text, 4, 10))}"
    assert path.read_bytes().decode() == filled.replace("SPAN", span)


def test_each_at_that_finds_nothing_is_told_with_its_place(tmp_path: Path, text: HeldText) -> None:
    """Nothing is passed over in silence, and words in a text are no `at:`."""
    path = tmp_path / "flow.yaml"
    path.write_text(
        '- {text: "look, at: home", at: tea}\n- {at: [x]}\n- at: milk\n- {at: is hot}\n'
    )
    filled, problems = fill_spans(path, "flow.yaml", text)
    assert filled == 1
    assert [(one.location.line, one.location.column, one.code) for one in problems] == [
        (1, 28, "TXT020"),
        (2, 4, "TXT020"),
        (3, 3, "TXT020"),
    ]
    assert 'text: "look, at: home", at: tea' in path.read_text()


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path, text: HeldText) -> None:
    """Where braces cannot be read, the fault is told with its line."""
    path = tmp_path / "flow.yaml"
    path.write_text("- {at: is hot\n")
    filled, problems = fill_spans(path, "flow.yaml", text)
    assert filled == 0
    assert [one.code for one in problems] == ["YAML001"]
