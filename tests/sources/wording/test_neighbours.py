from __future__ import annotations

import re

import pytest

from kg.sources.wording.neighbours import Neighbours

PASSAGE = "Hot tea may greatly calm the tired team. Cold milk will spoil, and some cups break."


def sentences(statement: str, word: str) -> list[list[str]]:
    """Return, for each place of a word in the passage, the sentences with the word after it."""
    neighbours = Neighbours.of(statement, lambda one: one.removesuffix("s"), {"the", "a", "and"})
    return [found for _, found in neighbours.find_sentences(PASSAGE, re.compile(word))]


def test_a_word_is_asked_about_where_its_neighbour_stands() -> None:
    """A sentence that has the very next word, and another of its surroundings, tells of it."""
    assert sentences("All is well. Cold milk spoils.", "will") == [["Cold milk spoils."]]


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        pytest.param("Cold milk goes bad.", "will", id="neighbour not kept"),
        pytest.param("Children spoil.", "will", id="in another matter"),
        pytest.param("Cold milk spoils, and some cups break.", "spoil", id="after a comma"),
    ],
)
def test_no_neighbour_no_question(statement: str, word: str) -> None:
    """Where the next word is not told, or stands beyond a stop, nothing is asked."""
    assert sentences(statement, word) == []
