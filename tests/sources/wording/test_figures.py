from __future__ import annotations

import pytest

from kg.sources.wording.figures import Figures

FIGURES = Figures(
    spelled={"two": "2", "three": "3"}, implied={"both": "2"}, labels=frozenset({"level"})
)


@pytest.mark.parametrize(
    ("statement", "added"),
    [
        pytest.param("Three teams share tea.", ["three"], id="in place of another"),
        pytest.param("In 1912 both teams shared tea.", ["1912"], id="in digits"),
        pytest.param("The 2 teams share tea.", [], id="the same in digits"),
        pytest.param("Both share three things.", [], id="in words, beside what is kept"),
    ],
)
def test_a_number_that_stands_nowhere_was_added(statement: str, added: list[str]) -> None:
    """A number in digits must be the text's; one in words may count what the text lists."""
    passage = "Two teams share tea, cups and a pot."
    assert [*FIGURES.find_added(statement, passage, passage)] == added


@pytest.mark.parametrize(
    ("statement", "lost"),
    [
        pytest.param("Several teams share tea.", [("two", "teams")], id="made vague"),
        pytest.param("Both teams share tea.", [], id="said in another word"),
        pytest.param("The 2 teams share tea.", [], id="said in digits"),
    ],
)
def test_a_number_is_lost_with_what_it_counts(statement: str, lost: list[tuple[str, str]]) -> None:
    """A number comes with the word that it counts; one that numbers a level counts nothing."""
    passage = "At level three tea, two teams share it."
    assert [*FIGURES.find_lost(statement, passage)] == lost
