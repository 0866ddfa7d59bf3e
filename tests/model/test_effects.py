from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from kg.model import Effect, EffectFile, Heterogeneity, Sources

WHOLE = {"id": "x", "outcome": "sleep", "study": "able", "measure": "RR", "value": 0.64,
         "low": 0.33, "high": 1.24}  # fmt: skip

ARMS_ONLY = {
    "value": None,
    "measure": None,
    "low": None,
    "high": None,
    "arms": [{"label": "tea", "n": 40, "events": 10}, {"label": "water", "n": 41}],
}


def faults_of(more: dict[str, object]) -> list[tuple[object, ...]]:
    """Return the fields of an effect that are told, or none where it is sound."""
    try:
        Effect.model_validate(WHOLE | more)
    except ValidationError as error:
        return [one["loc"] for one in error.errors()]
    return []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param({}, [], id="sound"),
        pytest.param({"low": None, "high": None}, [], id="no-interval"),
        pytest.param({"low": 0.64, "high": 0.64}, [], id="an-interval-of-one-number"),
        pytest.param({"low": 1.3}, [("low",)], id="low-above-high"),
        pytest.param({"value": 0.3}, [("value",)], id="below-its-interval"),
        pytest.param({"value": 1.3}, [("value",)], id="above-its-interval"),
        pytest.param({"low": None}, [("low",)], id="an-interval-without-low"),
        pytest.param({"high": None}, [("high",)], id="an-interval-without-high"),
        pytest.param({"low": None, "high": None, "level": 95}, [("level",)], id="only-a-level"),
        pytest.param({"level": 0.95}, [], id="a-small-level"),
        pytest.param({"level": 100}, [("level",)], id="a-level-of-all"),
        pytest.param({"value": None}, [("value",)], id="neither-a-value-nor-arms"),
        pytest.param(ARMS_ONLY, [], id="what-was-counted-alone"),
        pytest.param(ARMS_ONLY | {"p": "0.40"}, [], id="counted-with-a-p-value"),
        pytest.param(
            ARMS_ONLY | {"arms": [{"label": "tea", "n": 40}]}, [("value",)], id="only-how-many"
        ),
        pytest.param(ARMS_ONLY | {"measure": "RR"}, [("measure",)], id="a-measure-of-no-value"),
        pytest.param(ARMS_ONLY | {"low": 1, "high": 2}, [("low",)], id="an-interval-of-no-value"),
        pytest.param({"measure": None}, [("measure",)], id="a-value-by-no-measure"),
        pytest.param({"value": "much"}, [("value",)], id="no-number"),
        pytest.param({"value": "inf"}, [("value",)], id="no-end"),
        pytest.param({"study": None}, [()], id="of-no-study"),
        pytest.param({"pools": ["able"]}, [()], id="of-one-and-of-several"),
        pytest.param({"study": None, "pooled": 6}, [], id="of-six-that-are-not-named"),
        pytest.param({"study": None, "pooled": 1}, [("pooled",)], id="of-one-taken-together"),
        pytest.param({"study": None, "pools": ["able"], "pooled": 6}, [()], id="named-and-counted"),
        pytest.param({"outcome": None}, [("outcome",)], id="without-outcome"),
        pytest.param({"p": "<0.001", "weight": 12.5}, [], id="a-p-value-and-a-weight"),
        pytest.param({"p": "NS"}, [], id="a-p-value-in-words"),
        pytest.param({"p": 4}, [("p",)], id="a-p-value-above-one"),
        pytest.param({"p": "0.04 or so"}, [("p",)], id="no-p-value"),
        pytest.param({"weight": 112}, [("weight",)], id="more-than-all"),
        pytest.param({"heterogeneity": {"i2": 40}}, [("heterogeneity",)], id="one-does-not-differ"),
        pytest.param(
            {"study": None, "pooled": 6, "heterogeneity": {}},
            [("heterogeneity",)],
            id="says-nothing",
        ),
        pytest.param(
            {"study": None, "pooled": 6, "heterogeneity": {"i2": 140}},
            [("heterogeneity", "i2")],
            id="i2-above-all",
        ),
    ],
)
def test_numbers_agree(more: dict[str, object], told: list[tuple[object, ...]]) -> None:
    """The number lies in its interval, and one fault is told once, at its field."""
    assert faults_of(more) == told


@pytest.mark.parametrize(
    ("measure", "is_ratio"),
    [
        ("RR", True), ("or", True), ("aOR", True), ("HR", True), ("risk ratio", True),
        ("adjusted odds ratio", True), ("ratio of means", True),
        ("MD", False), ("SMD", False), ("Hedges' g", False), ("log RR", False),
        ("log odds ratio", False), ("duration", False), ("ORB", False),
    ],
)  # fmt: skip
def test_a_ratio_is_more_than_nought(measure: str, *, is_ratio: bool) -> None:
    """A ratio of two risks is never below nought; a difference may be, and a logarithm."""
    below: dict[str, object] = {"measure": measure, "value": -0.2, "low": -0.5, "high": 0.1}
    assert faults_of(below) == ([("value",)] if is_ratio else [])
    lower_end: dict[str, object] = {"measure": measure, "low": -0.1}
    assert faults_of(lower_end) == ([("low",)] if is_ratio else [])


def test_a_lower_end_may_be_printed_as_nought() -> None:
    """0.00 is what 0.004 looks like in print; the number itself is not nought."""
    assert faults_of({"low": "0.00"}) == []
    assert faults_of({"value": 0, "low": 0}) == [("value",)]


def test_figures_keep_the_digits_that_are_given() -> None:
    """A nought at the end says how exactly something was measured."""
    effect = Effect.model_validate(WHOLE | {"value": "0.70", "low": "0.50", "high": 1.24})
    assert effect.figures == "0.70 (95% CI 0.50 to 1.24)"
    narrow = Effect.model_validate(WHOLE | {"level": 90})
    assert narrow.figures == "0.64 (90% CI 0.33 to 1.24)"
    assert Effect.model_validate({**WHOLE, "low": None, "high": None}).figures == "0.64"


def test_what_is_told_of_arms_alone_is_one_line() -> None:
    """No number of the effect is worked out from it; its p value is what is printed."""
    effect = Effect.model_validate(WHOLE | ARMS_ONLY)
    assert effect.arm_figures == "tea: 10/40; water: 41"
    assert (effect.figures, effect.measure_name) == ("", None)
    assert effect.model_copy(update={"p": "0.40"}).figures == "p = 0.40"


def test_a_measure_has_a_name() -> None:
    """Letters that are known are put in words, others stay as they are printed."""
    assert Effect.model_validate(WHOLE).measure_name == "risk ratio"
    assert Effect.model_validate(WHOLE | {"measure": "Hedges' g"}).measure_name == "Hedges' g"


def test_how_far_effects_differ_is_one_line() -> None:
    """Each number by its letter, as far as it is printed; a sign of a p value stays."""
    whole = Heterogeneity.model_validate(
        {"i2": "45.0", "tau2": 0.12, "q": 9.1, "df": 5, "p": "<0.1"}
    )
    assert whole.figures == "I² 45.0%; τ² 0.12; Q 9.1 (df 5, p <0.1)"
    assert Heterogeneity.model_validate({"i2": 0}).figures == "I² 0%"
    assert Heterogeneity.model_validate({"q": 9.1}).figures == "Q 9.1"
    assert Heterogeneity.model_validate({"p": "= 0.04"}).figures == "p = 0.04"
    small = Heterogeneity.model_validate({"p": Decimal("0.00000010")})
    assert small.figures == "p = 0.00000010"
    assert Effect.model_validate(WHOLE | {"p": "NS"}).figures == "0.64 (95% CI 0.33 to 1.24; p: NS)"


def test_a_study_is_compared_once_for_a_question(trials: Sources) -> None:
    """Two records of one comparison would be one node; the second is told."""
    first = trials.effects.comparisons[0]
    with pytest.raises(ValidationError) as caught:
        EffectFile(comparisons=(first, first))
    assert [error["loc"] for error in caught.value.errors()] == [("comparisons", 1, "study")]
