from collections.abc import Callable

import pytest
from pyoxigraph import Literal

from kg.graph.iris import Iris
from kg.graph.triples.effects import triples_for_effects
from kg.graph.vocab import XSD
from kg.model import EffectFile, Sources
from kg.model.arms import Arm

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
        (pooled, "figures", "-4.60 (95% CI -8.30 to -0.90; p = 0.015)"),
        (f"{pooled}#arm-hot-water", "groupSize", "99"),
    } <= said
    baker = {name for subject, name, _ in said if subject == "effects/baker-falling-asleep"}
    assert not baker & {"lowerBound", "upperBound", "confidenceLevel", "hasPassage", "pools"}


def test_of_what_is_told_of_arms_alone_nothing_is_worked_out(
    trials: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """It has its arms and its p value, and no estimate nor measure."""
    said = facts(triples_for_effects(trials.effects, tiny_iris))
    cook = {(name, value) for subject, name, value in said if subject == "effects/cook-awake"}
    assert {("armFigures", "mint tea: 7/30; hot water: 9/29"), ("figures", "p = 0.40")} <= cook
    assert not {name for name, _ in cook} & {"estimate", "measure", "measureName", "lowerBound"}


def test_a_mean_has_its_interval(trials: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Its level is 95 where none is given."""
    arm = Arm.model_validate({"label": "tea", "mean": "12.3", "low": "10.1", "high": "14.5"})
    effect = trials.effects.effects[0].model_copy(update={"arms": (arm,)})
    said = facts(triples_for_effects(EffectFile(effects=(effect,)), tiny_iris))
    found = {(name, value) for subject, name, value in said if subject.endswith("#arm-tea")}
    assert {
        ("meanLowerBound", "10.1"), ("meanUpperBound", "14.5"), ("meanConfidenceLevel", "95"),
        ("figures", "mean 12.3 (95% CI 10.1 to 14.5)"),
    } <= found  # fmt: skip


def test_numbers_are_decimals(trials: Sources, tiny_iris: Iris) -> None:
    """A float would print 0.1 as something else; a whole number is one kind with the others."""
    triples = triples_for_effects(trials.effects, tiny_iris)
    found = [t.object for t in triples if t.predicate.value.endswith(("estimate", "Bound"))]
    assert len(found) == 14
    assert all(isinstance(one, Literal) and one.datatype == XSD.decimal for one in found)


def test_what_is_measured_keeps_its_digits(trials: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Means and spread, weight, p value and heterogeneity are numbers, and lines as printed."""
    said = facts(triples_for_effects(trials.effects, tiny_iris))
    baker, pooled = "effects/baker-falling-asleep", "effects/pooled-falling-asleep"
    assert {
        (f"{baker}#arm-tea", "mean", "21.40"),
        (f"{baker}#arm-tea", "standardDeviation", "9.0"),
        (f"{baker}#arm-tea", "figures", "mean 21.40 (SD 9.0)"),
        (baker, "weight", "61.5"),
        (baker, "printedWeight", "61.5%"),
        (pooled, "printedPValue", "0.015"),
        (pooled, "pValue", "0.015"),
        (pooled, "iSquared", "18.0"),
        (pooled, "cochranQ", "1.22"),
        (pooled, "degreesOfFreedom", "1"),
        (pooled, "heterogeneityPValue", "0.27"),
        (pooled, "heterogeneity", "I² 18.0%; Q 1.22 (df 1, p = 0.27)"),
    } <= said
    assert not {name for subject, name, _ in said if subject == pooled} & {"tauSquared", "weight"}


def test_what_is_expected_of_so_many_people_is_told(
    trials: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """As numbers, of which fewer are below nought, and in a line each as printed."""
    said = facts(triples_for_effects(trials.effects, tiny_iris))
    found = {(name, value) for subject, name, value in said if subject == "effects/cook-awake"}
    assert {
        ("riskPer", "1000"), ("baselineRisk", "310"), ("expectedRisk", "233.0"),
        ("expectedRiskLowerBound", "96"), ("riskDifference", "-77"),
        ("riskDifferenceUpperBound", "93"), ("riskConfidenceLevel", "95"),
        ("baselineFigures", "310 per 1000"),
        ("expectedRiskFigures", "233.0 per 1000 (95% CI 96 to 403)"),
        ("riskDifferenceFigures", "77 fewer per 1000 (95% CI 214 fewer to 93 more)"),
    } <= found  # fmt: skip
    others = {name for subject, name, _ in said if subject == "effects/able-awake"}
    assert not {name for name in others if "isk" in name}


@pytest.mark.parametrize(
    ("p", "terms"),
    [
        ("0.04", {("pValue", "0.04")}), ("= 0,04", {("pValue", "0.04")}),
        ("<0.001", {("pValueBelow", "0.001")}), ("> 0.05", set()), ("NS", set()),
    ],
)  # fmt: skip
def test_a_p_value_is_a_number_where_it_is_printed_as_one(
    trials: Sources, tiny_iris: Iris, facts: Facts, p: str, terms: set[tuple[str, str]]
) -> None:
    """What is below a number is not that number, and of *NS* there is none."""
    effect = trials.effects.effects[0].model_copy(update={"p": p})
    said = facts(triples_for_effects(EffectFile(effects=(effect,)), tiny_iris))
    found = {(name, value) for _, name, value in said if "Value" in name}
    assert found == terms | {("printedPValue", p)}


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
