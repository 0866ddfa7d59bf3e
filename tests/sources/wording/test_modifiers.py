from __future__ import annotations

import pytest

from kg.sources.wording.modifiers import Modifiers
from kg.sources.wording.wordlists import read_word_lists

PASSAGE = "The careful study found that sharing tea costs little (A1)."


@pytest.fixture(scope="module")
def modifiers() -> Modifiers:
    """Return those of English."""
    lists = read_word_lists("en-GB")
    assert lists is not None
    assert lists.modifiers is not None
    return lists.modifiers


@pytest.mark.parametrize(
    ("statement", "added"),
    [
        pytest.param("A brave study found it.", ["brave"], id="a judgement"),
        pytest.param("A badly-run study found it.", ["badly-run"], id="a compound that judges"),
        pytest.param("A cautious study found it.", [], id="one near a word of the passage"),
        pytest.param("A costly study found it.", [], id="one of a family with a verb"),
        pytest.param("A study that is not brave found it.", [], id="one that is denied"),
        pytest.param("A medical study of twelve found it.", [], id="one that neither judges"),
        pytest.param("The damning study found it.", ["damning"], id="a verb's form as one"),
        pytest.param("It was damning the study.", [], id="the form of a verb"),
        pytest.param("A study, damning reports.", ["damning"], id="after a comma"),
        pytest.param("The author of Brave found it.", [], id="a name"),
    ],
)
def test_a_modifier_that_nothing_is_like_was_added(
    statement: str, added: list[str], modifiers: Modifiers
) -> None:
    """What judges or grades, and is of no family with a word of the passage, is named."""
    assert [*modifiers.find_added(statement, PASSAGE, PASSAGE)] == added


def test_a_word_is_spelt_in_two_ways(modifiers: Modifiers) -> None:
    """A review in American English has *specialized* where we say *specialised*."""
    american, british = "The specialized pot was put away.", "A specialised pot was put away."
    assert not [*modifiers.find_added(british, american, american)]
    assert not [*modifiers.find_lost(british, american)]
    assert not [*modifiers.find_lost(american, british)]


def test_a_word_itself_may_stand_around_the_passage(modifiers: Modifiers) -> None:
    """A word from the sentence before is no judgement of ours; one that is only near it may be."""
    around = f"It was brave. {PASSAGE}"
    assert [*modifiers.find_added("A brave study.", PASSAGE, around)] == []
    assert [*modifiers.find_added("A bold study.", PASSAGE, around)] == ["bold"]


@pytest.mark.parametrize(
    ("statement", "lost"),
    [
        pytest.param("The study found that tea is shared.", ["careful"], id="its noun is kept"),
        pytest.param("The cautious study found it.", [], id="said in a near word"),
        pytest.param("They found that tea is shared.", [], id="its noun is gone too"),
    ],
)
def test_a_modifier_is_lost_where_its_word_is_kept(
    statement: str, lost: list[str], modifiers: Modifiers
) -> None:
    """What stands before a word that the statement has too, and has no like there, is named."""
    assert [*modifiers.find_lost(statement, PASSAGE)] == lost
