import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Location
from kg.sources.yaml.yamlfile import parse_yaml

ROOT = Path(__file__).resolve().parents[3]
# A plain value that ends in `?`, in a list in brackets: only some readers of YAML take it.
BARE_QUESTION = re.compile(r"""\[[^\[\]"']*\?\s*[,\]]""")


@pytest.mark.parametrize("folder", ["data", "kg/starter", "tests/tiny"])
def test_other_readers_of_yaml_take_our_files(folder: str) -> None:
    """No list in brackets of our files has a question without quotation marks."""
    files = {path: path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.yaml")}
    assert files
    assert [str(path) for path, text in files.items() if BARE_QUESTION.search(text)] == []


def test_every_value_has_its_place() -> None:
    """The trail of a value leads to its line and column, counted from 1."""
    file = parse_yaml("a: 1\nb:\n  - c: x\n  - c: y\n", "f.yaml")
    assert file.locate(("b", 1, "c")) == Location("f.yaml", 4, 5)


def test_no_problem_stands_after_the_end() -> None:
    """A text that just stops is wrong at its last character, on a line that is there."""
    [problem] = parse_yaml("a:\n  - {b: 1", "f.yaml").problems
    assert problem.location == Location("f.yaml", 2, 10)


def test_a_missing_value_is_told_in_plain_words() -> None:
    """The parser's own words are none of an author's."""
    [problem] = parse_yaml("a: [1, 2, ,]", "f.yaml").problems
    assert problem.message == "a value is missing here, or a text needs quotes; write it"


def test_unknown_trails_lead_to_what_is_around_them() -> None:
    """A missing field is reported at the record that lacks it."""
    file = parse_yaml("a:\n  b: 1\n", "f.yaml")
    assert file.locate(("a", "missing")) == Location("f.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("no", "no", id="no-is-text"),
        pytest.param("12-13", "12-13", id="a-range-is-text"),
        pytest.param("1:30", "1:30", id="no-base-sixty"),
        pytest.param("'7'", "7", id="quoted-digits-are-text"),
        pytest.param("7", 7, id="an-integer"),
        pytest.param("007", "007", id="leading-zeros-are-text"),
        pytest.param("1.5", Decimal("1.5"), id="a-decimal"),
        pytest.param("null", None, id="null"),
        pytest.param("~", None, id="tilde"),
        pytest.param("true", True, id="true"),
        pytest.param("2004-05-06", "2004-05-06", id="a-date-is-text"),
    ],
)
def test_plain_scalars_follow_the_core_rules(text: str, value: object) -> None:
    """Only null, true, false and numbers are more than text."""
    assert parse_yaml(f"a: {text}", "f.yaml").value == {"a": value}


def test_a_number_keeps_the_digits_that_are_written() -> None:
    """A nought at its end tells how exact a figure is, so it stays."""
    value = parse_yaml("[0.80, -1.10]", "f.yaml").value
    assert [*map(str, value)] == ["0.80", "-1.10"]


def test_null_in_a_flow_sequence_is_null() -> None:
    """An empty cell of a table is null, not the word."""
    assert parse_yaml("a: [x, null]", "f.yaml").value == {"a": ["x", None]}


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        pytest.param("a: [1, 2\nb: 3\n", 2, "YAML001", id="unclosed-bracket"),
        pytest.param("a: 'x\n", 2, "YAML001", id="unclosed-quote"),
        pytest.param("a: b: c\n", 1, "YAML001", id="two-colons"),
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "YAML002", id="duplicate-key"),
    ],
)
def test_bad_yaml_is_a_problem_with_its_line(text: str, line: int, code: str) -> None:
    """Bad syntax never raises; it becomes a problem at its line."""
    problems = parse_yaml(text, "f.yaml").problems
    assert [(one.location.line, one.code) for one in problems] == [(line, code)]


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{step}: &a{step} [{', '.join([f'*a{step - 1}'] * 9)}]\n" for step in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "said"),
    [
        pytest.param("a:\n- &c {b: [*c]}", 2, 11, "YAML004", "stands inside", id="in-itself"),
        pytest.param("a: *b", 1, 4, "YAML001", "no & before it", id="alias-of-nothing"),
        pytest.param(BOMB, 7, 10, "YAML004", "aliases", id="aliases-that-explode"),
        pytest.param("a: " + "[" * 100_000, 1, 43, "YAML004", "40 deep", id="deep-lists"),
        pytest.param("{a: " * 9_999, 1, 161, "YAML004", "40 deep", id="deep-mappings"),
        pytest.param("- " * 9_999, 1, 81, "YAML004", "40 deep", id="deep-blocks"),
        pytest.param(f"a: {'9' * 5_000}", 1, 4, "YAML003", "5000 digits", id="huge-integer"),
        pytest.param(f"a: {'9' * 500}.0", 1, 4, "YAML003", "502 digits", id="huge-decimal"),
        pytest.param("a: 1\n---\nb: 2\n", 2, 1, "YAML005", "second document", id="two-documents"),
        pytest.param("- {a: 1}\n- {<<: x}\n", 2, 4, "YAML005", "merge keys", id="merge-key"),
        pytest.param("a: !!python/name:os.x 1", 1, 4, "YAML005", "tag", id="tag-of-a-program"),
        pytest.param("a: !mine [1]", 1, 4, "YAML005", "tag", id="tag-of-a-list"),
        pytest.param("? [a, b]\n: c", 1, 3, "YAML001", "name before a colon", id="list-as-key"),
        pytest.param("? {a: b}\n: c", 1, 3, "YAML001", "name before a colon", id="mapping-as-key"),
        pytest.param("&x a: 1\n? *x\n: c", 2, 3, "YAML001", "a colon is a word", id="alias-as-key"),
        pytest.param("a:\n\t- b", 2, 1, "YAML001", "a tab stands", id="tab"),
        pytest.param("a: @b", 1, 4, "YAML001", "put it in quotes", id="at-sign"),
        pytest.param("%a", 1, 3, "YAML001", "begin with %", id="percent"),
        pytest.param('a: "\\q"', 1, 5, "YAML001", "for a backslash", id="backslash"),
        pytest.param("- a: 1\n\u00a0\u00a0b: 2\n", 2, 1, "CHR003", "U+00A0", id="no-break-indent"),
        pytest.param("a: 1\n\u2003b: 2\n", 2, 1, "CHR003", "U+2003 EM SPACE", id="em-space-key"),
        pytest.param('a: "x\\x0by"', 1, 4, "CHR001", "VERTICAL TAB", id="escaped-control"),
        pytest.param('a: "x\\u202ey"', 1, 4, "CHR002", "RIGHT-TO-LEFT", id="escaped-override"),
    ],
)
def test_what_no_file_here_needs_is_told_in_words(
    text: str, line: int, column: int, code: str, said: str
) -> None:
    """One problem, at its line and column, however much the document asks for."""
    [problem] = parse_yaml(text, "f.yaml").problems
    assert (problem.location.line, problem.location.column, problem.code) == (line, column, code)
    assert said in problem.message


def test_an_alias_stands_for_its_value() -> None:
    """What an anchor names may be used again."""
    assert parse_yaml("a: &x [1, 2]\nb: *x\n", "f").value == {"a": [1, 2], "b": [1, 2]}


def test_a_tag_for_text_makes_text() -> None:
    """`!!str` says what quotes say."""
    assert parse_yaml("a: !!str 40", "f").value == {"a": "40"}


@pytest.mark.parametrize("text", ["", "# a comment\n", "---\n"])
def test_an_empty_document_has_no_value(text: str) -> None:
    """A file of nothing is read, and holds nothing."""
    file = parse_yaml(text, "f")
    assert (file.value, file.problems) == (None, [])


@given(st.text(alphabet="ab:-[]{}&*!|>'\"\\%@`#?, \n\t\u00a0~0.<", max_size=60))
def test_whatever_stands_in_a_file_nothing_is_raised(text: str) -> None:
    """Any text has a value or problems, each with its place in the file."""
    file = parse_yaml(text, "f.yaml")
    for problem in file.problems:
        assert 1 <= problem.location.line <= text.count("\n") + 2
        assert problem.location.column >= 1
