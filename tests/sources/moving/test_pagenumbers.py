import pytest

from kg.errors import UsageError
from kg.sources.moving.alignment import align_texts
from kg.sources.moving.pagenumbers import Turn, plan_turning, turn_pages
from kg.sources.moving.spans import Texts
from kg.sources.places.paging import number_pages
from kg.sources.places.text import hold_text

FIRST = "TEA AT WORK\nTea was shared at ten by all who worked in the mill.\nNobody was late.\n1\n"
SECOND = "TEA AT WORK\nCups were washed by those who came last on Fridays.\nThat was fair.\n2\n"
NEW = "TEA AT WORK\nA preface that is new, and says little of what follows.\nIt is short.\n1\n"


def turns_of(old: str, new: str) -> dict[str, Turn]:
    """Return how the pages of a text turn, each text numbered from 1."""
    pagings = [
        number_pages(hold_text("t", text), [f"1-{text.count(chr(12)) + 1}"]) for text in (old, new)
    ]
    assert pagings[0] is not None
    assert pagings[1] is not None
    return turn_pages(hold_text("t", old), pagings[0], pagings[1], align_texts(old, new))


def test_a_page_whose_words_stand_on_one_page_turns_to_it() -> None:
    """Its number at the foot is another one, and says nothing of its words."""
    turned = FIRST.replace("\n1\n", "\n2\n")
    turns = turns_of(FIRST + "\f" + SECOND, NEW + "\f" + turned + "\f" + SECOND)
    assert turns["1"] == Turn(("2",), is_whole=True)


def test_a_page_with_other_words_is_not_whole() -> None:
    """A word that is gone may be what a record stands on."""
    turns = turns_of(FIRST, NEW + "\f" + FIRST.replace("Nobody", "Someone"))
    assert turns["1"] == Turn(("2",), is_whole=False)


def test_a_page_that_was_parted_stands_on_both() -> None:
    """Where the words went to two pages, both are told."""
    parted = FIRST.replace("worked in", "worked\fin")
    assert turns_of(FIRST, parted)["1"].pages == ("1", "2")


def test_a_page_that_is_gone_stands_nowhere() -> None:
    """No word of it is left."""
    assert turns_of("Alpha beta gamma.", "Delta epsilon zeta.")["1"] == Turn()


def test_how_new_pages_are_numbered_has_to_be_known() -> None:
    """As many pages keep their numbers; others are asked for, unless the text says them itself."""
    old, new = hold_text("old", FIRST), hold_text("new", NEW + "\f" + FIRST)
    with pytest.raises(UsageError, match=r"new has 2 pages .* 7 are 1; say how .* --pages"):
        plan_turning(Texts.of(new, old), ["7"], [], is_first=True)
    turning = plan_turning(
        Texts.of(hold_text("new", new.text, ("6-7",)), old), ["7"], [], is_first=True
    )
    assert turning is not None
    assert turning.new.labels == ("6", "7")
    assert turning.turns == {"7": Turn(("7",), is_whole=True)}
    same = plan_turning(Texts.of(hold_text("new", SECOND), old), ["7"], [], is_first=True)
    assert same is not None
    assert same.new.labels == ("7",)
    assert plan_turning(Texts.of(new, old), [], [], is_first=True) is None


def test_a_second_move_turns_no_page_alone() -> None:
    """What counts in the new text already would be moved twice."""
    old, new = hold_text("old", FIRST), hold_text("new", SECOND)
    turning = plan_turning(Texts.of(new, old), ["7"], [], is_first=False)
    assert turning is not None
    assert turning.turns is None
