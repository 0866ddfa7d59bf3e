import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.patterns import Pattern, compile_pattern


def compiled(text: str) -> Pattern:
    """Return an expression that is a good one."""
    pattern = compile_pattern(text)
    assert isinstance(pattern, Pattern), pattern
    return pattern


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(r"[AB][0-9]{1,2}", id="plain"),
        pytest.param(r"(?<![A-Za-z0-9])[AB][0-9l]{1,2}(?![A-Za-z0-9])", id="not-in-a-word"),
        pytest.param("(?<!é)A[0-9]*(?!\U0001f375)", id="one-character-of-many-bytes"),
        pytest.param(r"(?<=\()[A-Z][a-z]+, [0-9]{4}(?=\))", id="in-brackets"),
        pytest.param(r"(?<!\[)A[0-9]|B[0-9]", id="one-sided-choice"),
        pytest.param(r"(?:A|B1|B12)(?!1)", id="shorter-when-the-longer-does-not-end"),
        pytest.param(r"A?", id="may-be-empty"),
        pytest.param(r"A1|A12", id="first-of-two"),
        pytest.param(r"(?<![^ ])[^ ]1", id="negated-class"),
    ],
)
@given(st.text(alphabet="ABl012 (),é\U0001f375[]\nnam", max_size=40))
def test_matches_are_those_of_python(text: str, content: str) -> None:
    """What is found is what the expression finds in Python, empty matches left out."""
    pattern = compile_pattern(text)
    if isinstance(pattern, str):
        assert "|" in text
        assert "group" in pattern
        return
    wanted = [(one.start(), one.group()) for one in re.finditer(text, content) if one.group()]
    assert [*pattern.find_all(content)] == wanted


def test_codes_beside_each_other_share_what_is_between() -> None:
    """The comma that ends one code begins the next."""
    pattern = compiled(r"(?<![A-Za-z0-9])[AB][0-9](?![A-Za-z0-9])")
    assert [*pattern.find_all("A1,B2 A3")] == [(0, "A1"), (3, "B2"), (6, "A3")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(A+)+$", id="nested-repeats"),
        pytest.param("(A|A)*B", id="choice-of-the-same"),
        pytest.param("A*A*A*A*A*A*A*B", id="repeats-in-a-row"),
        pytest.param("(?<!x)(A|AA)+(?!A)", id="with-lookarounds"),
    ],
)
def test_no_expression_hangs(text: str) -> None:
    """Expressions that would go back for ever come to their end."""
    assert len([*compiled(text).find_all("A" * 2_000 + "!")]) <= 1


@pytest.mark.slow
def test_time_grows_with_the_text() -> None:
    """A hundred thousand matches in three megabytes of many-byte characters are found at once."""
    found = compiled(r"(?<![A-Z])A[0-9](?![0-9])").find_all("é (A1) und so weiter; " * 100_000)
    assert sum(1 for _ in found) == 100_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[AB[0-9]{1,2(", "no regular expression", id="open-group"),
        pytest.param("[AB", "no regular expression", id="open-class"),
        pytest.param("*", "no regular expression", id="repeat-of-nothing"),
        pytest.param(r"(A)\1", "no regular expression", id="back-reference"),
        pytest.param("((a{99}){99}){99}", "no regular expression", id="too-large-when-written-out"),
        pytest.param("A(?!B)C", "at the ends only", id="lookahead-inside"),
        pytest.param("(?<!AB)C", "at the ends only", id="lookbehind-at-two-characters"),
        pytest.param("(?<!A)B|C(?!D)", "into a group", id="choice-between-the-ends"),
        pytest.param("A" * 1001, "1000 characters", id="too-long"),
        pytest.param("(" * 999, "no regular expression", id="deep"),
    ],
)
def test_what_is_no_expression_is_told_in_words(text: str, said: str) -> None:
    """Nothing is raised, nothing is logged; the fault is returned."""
    assert said in str(compile_pattern(text))


@given(st.text(alphabet="AB01(?<!=)[]^|*+{},\\.$", max_size=20), st.text("AB01", max_size=10))
def test_whatever_is_written_nothing_is_raised(text: str, content: str) -> None:
    """Any text is an expression, or is told what is wrong with it."""
    pattern = compile_pattern(text)
    if isinstance(pattern, Pattern):
        assert all(token for _, token in pattern.find_all(content))
