from __future__ import annotations

import re

import pytest

from kg.sources.wording.retelling import Retelling

PASSAGE = "Hot tea may calm the tired team. Cold milk may spoil quickly in summer."


def stretches(statement: str, word: str, *, leads: bool = False) -> list[str]:
    """Return the stretches that tell of each place of a word."""
    retelling = Retelling(statement, lambda one: one.removesuffix("s"), {"the", "may", "in", "a"})
    found = retelling.find_stretches(PASSAGE, re.compile(word), leads=leads)
    return [stretch for _, stretch in found]


def test_a_place_is_told_of_by_the_sentence_with_its_words() -> None:
    """Each match has the sentence that tells of it, with the empty words at its ends."""
    statement = "The hot tea calms a tired team. The milk is cold and may spoil quickly in summer."
    assert stretches(statement, "may") == [
        "The hot tea calms a tired team. ",
        "The milk is cold and may spoil quickly in summer.",
    ]


def test_a_place_that_is_not_told_of_has_no_stretch() -> None:
    """A sentence with too few of the words is about something else."""
    assert stretches("A team needs tea and some rest.", "may") == []


def test_the_sentence_beside_belongs_to_it_where_it_tells_of_the_same() -> None:
    """A sentence that was cut in two is read as one."""
    statement = "It may be that the tea calms. Hot tea calms a tired team."
    assert stretches(statement, "may")[0].endswith("It may be that the tea calms. ")


@pytest.mark.parametrize(("leads", "many"), [(False, 1), (True, 0)])
def test_a_word_that_leads_is_looked_for_by_what_it_leads_into(leads: bool, many: int) -> None:
    """What stands before *argues that* says nothing of what is argued."""
    assert len(stretches("Hot tea soothes a tired team.", "calm", leads=leads)) == many
