"""Risks in so many people: what is sound, and how it is said."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kg.model import AbsoluteEffect, Effect

WHOLE = {"per": 1000, "baseline": 120, "risk": "96.0", "low": 72, "high": 120, "difference": -24,
         "difference_low": -48, "difference_high": 0}  # fmt: skip


def faults_of(more: dict[str, object]) -> list[tuple[object, ...]]:
    """Return the fields that are told, or none where all is sound."""
    try:
        AbsoluteEffect.model_validate(WHOLE | more)
    except ValidationError as error:
        return [one["loc"] for one in error.errors()]
    return []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param({}, [], id="sound"),
        pytest.param({"per": 0}, [("per",)], id="of-nobody"),
        pytest.param({"per": 100}, [("baseline",), ("high",)], id="more-than-there-are"),
        pytest.param({"low": 100}, [("risk",)], id="below-its-interval"),
        pytest.param({"high": None}, [("high",)], id="one-end"),
        pytest.param({"difference": -60}, [("difference",)], id="more-fewer-than-its-interval"),
        pytest.param({"difference_low": None}, [("difference_low",)], id="one-end-of-difference"),
        pytest.param({"risk": None}, [("risk",)], id="an-interval-around-nothing"),
        pytest.param(
            {"level": 90, **dict.fromkeys(("low", "high", "difference_low", "difference_high"))},
            [("level",)],
            id="a-level-of-no-interval",
        ),
        pytest.param({**dict.fromkeys([*WHOLE]), "per": 1000}, [()], id="nothing-is-told"),
    ],
)
def test_what_does_not_hold_is_told(
    more: dict[str, object], told: list[tuple[object, ...]]
) -> None:
    """By field, as of any interval."""
    assert faults_of(more) == told


def test_it_is_said_as_printed() -> None:
    """Digits stay, fewer and more are words, and nothing is worked out."""
    whole = AbsoluteEffect.model_validate(WHOLE)
    assert whole.line == (
        "120 per 1000; 96.0 per 1000 (95% CI 72 to 120); 24 fewer per 1000 (95% CI 48 fewer to 0)"
    )
    alone = AbsoluteEffect.model_validate({"per": 100, "difference": 3, "level": None})
    assert (alone.baseline_figures, alone.risk_figures, alone.line) == (
        None,
        None,
        "3 more per 100",
    )
    asked = {"per": 100, "difference": 3, "difference_low": 1, "difference_high": 5, "level": 90}
    assert AbsoluteEffect.model_validate(asked).line == "3 more per 100 (90% CI 1 more to 5 more)"


def test_an_effect_may_tell_nothing_else() -> None:
    """A relative effect need not be printed beside it."""
    fields = {"id": "x", "outcome": "sleep", "pooled": 6, "absolute": {"per": 100, "baseline": 3}}
    assert Effect.model_validate(fields).value is None
    with pytest.raises(ValidationError, match="or absolute"):
        Effect.model_validate({**fields, "absolute": None})
