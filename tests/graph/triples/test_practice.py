from collections.abc import Callable

import pytest
from pydantic import ValidationError

from kg.graph.iris import Iris
from kg.graph.triples.practice import (
    triples_for_implications,
    triples_for_themes,
    triples_for_tips,
)
from kg.model import Sources, Tip

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_theme_is_treated_in_a_section(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A theme has a place in the order and the section that treats it."""
    said = facts(triples_for_themes(tiny.themes, tiny_iris))
    assert ("themes/sharing", "order", "1") in said
    assert ("themes/sharing", "treatedIn", "sections/sharing") in said


def test_a_tip_has_points_and_questions_of_its_own(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """What a tip means in practice, and what to ask, are addressed below it, in order."""
    said = facts(triples_for_tips(tiny.tips, tiny_iris))
    assert {
        ("tips/1", "addresses", "implications/share-the-pot"),
        ("tips/1#practice-sit-down-together", "statement", "Sit down together."),
        ("tips/1#practice-sit-down-together", "ofTip", "tips/1"),
        ("tips/1#question-who-makes-our-tea", "type", "SupervisionQuestion"),
        ("tips/2", "seeTip", "tips/1"),
    } <= said


def test_a_point_has_the_passage_it_is_taken_from(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """A point of the text has its place and whom the text names; one of ours has neither."""
    said = facts(triples_for_tips(tiny.tips, tiny_iris))
    assert ("tips/1#practice-make-tea-for-others", "fromSource", "sources/A2") in said
    placed = {subject for subject, name, _ in said if name == "hasPassage"}
    assert "tips/1#practice-make-tea-for-others" in placed
    assert "tips/1#practice-sit-down-together" not in placed


def test_a_point_keeps_the_name_that_it_is_given(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Its words may change then; two points of a tip cannot have one name."""
    tip = tiny.tips.tips[0]
    named = tip.practice[0].model_copy(update={"id": "brew", "text": "Make coffee."})
    other = tip.model_copy(update={"practice": (named, *tip.practice[1:])})
    said = facts(triples_for_tips(tiny.tips.model_copy(update={"tips": (other,)}), tiny_iris))
    assert ("tips/1#practice-brew", "statement", "Make coffee.") in said
    twins = tip.model_dump(exclude_unset=True) | {"practice": [named.model_dump()] * 2}
    with pytest.raises(ValidationError, match="practice: the id brew stands 2 times"):
        Tip.model_validate(twins)


def test_a_point_from_a_study_is_from_its_source(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """A point that names a study names the source that reports it, too."""
    point = tiny.tips.tips[0].practice[0].model_copy(update={"source": None, "study": "tea-survey"})
    tip = tiny.tips.tips[0].model_copy(update={"practice": (point,)})
    file = tiny.tips.model_copy(update={"tips": (tip,)})
    said = facts(triples_for_tips(file, tiny_iris, {"tea-survey": "A1"}))
    assert ("tips/1#practice-make-tea-for-others", "fromStudy", "studies/tea-survey") in said
    assert ("tips/1#practice-make-tea-for-others", "fromSource", "sources/A1") in said


def test_implications_stand_under_an_element(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """An element is printed with its parts, and each implication comes from the study."""
    assert tiny.implications is not None
    said = facts(triples_for_implications(tiny.implications, tiny_iris))
    assert {
        ("elements/doing", "printedText", "doing • pouring • washing"),
        ("elements/pouring", "broader", "elements/doing"),
        ("implications/keep-it-clean", "underElement", "elements/doing"),
        ("implications/keep-it-clean", "arisesFromStudy", "studies/kettle"),
    } <= said
