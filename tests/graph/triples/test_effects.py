from collections.abc import Callable

from pyoxigraph import Literal

from kg.graph.iris import Iris
from kg.graph.triples.effects import triples_for_effects
from kg.graph.vocab import XSD
from kg.model import Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_an_effect_has_its_numbers(trials: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """The numbers can be counted with; the line of figures keeps their digits."""
    said = facts(triples_for_effects(trials.effects, tiny_iris))
    pooled = "effects/pooled-falling-asleep"
    assert {
        (pooled, "onOutcome", "outcomes/falling-asleep"),
        (pooled, "pools", "studies/able"),
        (pooled, "pools", "studies/baker"),
        (pooled, "measureName", "mean difference"),
        (pooled, "lowerBound", "-8.30"),
        (pooled, "confidenceLevel", "95"),
        (pooled, "figures", "-4.60 (95% CI -8.30 to -0.90)"),
        (f"{pooled}#arm-hot-water", "groupSize", "99"),
    } <= said
    baker = {name for subject, name, _ in said if subject == "effects/baker-falling-asleep"}
    assert not baker & {"lowerBound", "upperBound", "confidenceLevel", "hasPassage", "pools"}


def test_numbers_are_decimals(trials: Sources, tiny_iris: Iris) -> None:
    """A float would print 0.1 as something else; a whole number is one kind with the others."""
    triples = triples_for_effects(trials.effects, tiny_iris)
    found = [t.object for t in triples if t.predicate.value.endswith(("estimate", "Bound"))]
    assert len(found) == 10
    assert all(isinstance(one, Literal) and one.datatype == XSD.decimal for one in found)


def test_a_comparison_is_a_part_of_its_question(
    trials: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """What a study compared stands below the question, by the study's name."""
    said = facts(triples_for_effects(trials.effects, tiny_iris))
    able = "review-questions/tea-before-bed#study-able"
    assert {
        (able, "ofStudy", "studies/able"),
        (able, "ofQuestion", "review-questions/tea-before-bed"),
        (able, "hasOutcome", "outcomes/awake"),
        (able, "intervention", "camomile tea for four weeks"),
    } <= said
