from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.questions import triples_for_questions
from kg.model import Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_question_has_its_parts_and_outcomes(
    trials: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """The four parts stand in words, the outcomes are things of their own, in order."""
    said = facts(triples_for_questions(trials.questions, tiny_iris))
    question = "review-questions/tea-before-bed"
    assert {
        (question, "population", "adults who sleep badly"),
        (question, "intervention", "a cup of herbal tea before bed"),
        (question, "comparator", "a cup of hot water"),
        (question, "hasOutcome", "outcomes/falling-asleep"),
        ("outcomes/falling-asleep", "howMeasured", "minutes, from a diary"),
        ("outcomes/falling-asleep", "hasPassage", "outcomes/falling-asleep#passage"),
        ("outcomes/awake", "order", "2"),
    } <= said
    assert not any(subject == "outcomes/awake#span" for subject, *_ in said)
