import unicodedata

import pytest

from kg.errors import Location
from kg.sources.folder.characters import check_characters, find_lookalike_space, name_of


@pytest.mark.parametrize(
    ("char", "code", "name"),
    [
        pytest.param("\x00", "CHR001", "U+0000 NUL", id="nul"),
        pytest.param("\x0b", "CHR001", "U+000B VERTICAL TAB", id="vertical-tab"),
        pytest.param("\x1b", "CHR001", "U+001B ESCAPE", id="escape"),
        pytest.param("\x85", "CHR001", "U+0085 NEXT LINE", id="next-line"),
        pytest.param("\x92", "CHR001", "U+0092 CONTROL", id="windows-apostrophe-misread"),
        pytest.param("\u2028", "CHR001", "U+2028 LINE SEPARATOR", id="line-separator"),
        pytest.param("\ufffe", "CHR001", "U+FFFE", id="no-character"),
        pytest.param("\u200b", "CHR002", "U+200B ZERO WIDTH SPACE", id="zero-width"),
        pytest.param("\u202e", "CHR002", "U+202E RIGHT-TO-LEFT OVERRIDE", id="bidi-override"),
        pytest.param("\ufeff", "CHR002", "U+FEFF BYTE ORDER MARK", id="bom-inside"),
        pytest.param("\ufffd", "CHR002", "U+FFFD REPLACEMENT", id="lost-character"),
    ],
)
def test_an_odd_character_is_named_at_its_place(char: str, code: str, name: str) -> None:
    """Line, column, code point and name are told; the same once more is counted, not told."""
    [problem] = check_characters(f"tea\npot{char}s{char}", "x")
    assert problem.location == Location("x", 2, 4)
    assert problem.code == code
    assert name in problem.message
    assert "(and 1 more)" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\tb\n", id="tab-and-line-feed"),
        pytest.param("10\u00a0km", id="no-break-space-in-a-text"),
        pytest.param("\u0645\u06cc\u200c\u062e\u0648", id="joiner-that-persian-needs"),
        pytest.param("\u200eabc\u200f", id="marks-of-direction"),
        pytest.param("naïve 王小明 Пётр 👩\u200d🔬", id="letters-and-emoji"),
    ],
)
def test_what_languages_need_is_no_problem(text: str) -> None:
    """Characters without width that a script needs are left alone."""
    assert not [*check_characters(text, "x")]


def test_odd_characters_side_by_side_are_one_problem() -> None:
    """One slip, told by its first character; those elsewhere or of another code are told too."""
    problems = list(check_characters("a\x1f\x1e\u200b b\x1e", "f"))
    assert [problem.location.column for problem in problems] == [2, 4, 7]
    assert "U+001F" in problems[0].message
    assert "(and 1 more)" in problems[0].message


def test_every_space_that_looks_like_one_is_known() -> None:
    """All of Unicode's spaces but the plain one can be found in an indent or an id."""
    spaces = [
        chr(point) for point in range(128, 0x3001) if unicodedata.category(chr(point)) == "Zs"
    ]
    assert [find_lookalike_space(f"a{space}b") for space in spaces] == spaces
    assert find_lookalike_space("a b") is None
    assert name_of("\u00a0") == "U+00A0 NO-BREAK SPACE"
