from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from kg.model import Arm

ARM = {"label": "tea", "mean": "12.30", "sd": 4.5}


def faults_of(arm: dict[str, object]) -> list[object]:
    """Return the fields of an arm that are told, or none where it is sound."""
    try:
        Arm.model_validate(arm)
    except ValidationError as error:
        return [one["loc"][0] for one in error.errors()]
    return []


def test_no_more_events_than_people() -> None:
    """What happened to 12 of 10 people is a slip of the pen."""
    assert faults_of({"label": "tea", "n": 10, "events": 10}) == []
    assert faults_of({"label": "tea", "n": 10, "events": 12}) == ["events"]


@pytest.mark.parametrize(
    ("arm", "told"),
    [
        pytest.param(ARM, [], id="sound"),
        pytest.param({"label": "tea"}, ["n"], id="nothing"),
        pytest.param({"label": "tea", "n": 3, "sd": 2}, ["sd"], id="spread-of-no-mean"),
        pytest.param(ARM | {"sd": -1}, ["sd"], id="spread-below-nought"),
        pytest.param(ARM | {"events": 3}, ["events"], id="events-of-nobody"),
        pytest.param({"label": "tea", "median": 5, "q1": 3}, ["q3"], id="half-a-range"),
        pytest.param({"label": "tea", "median": 5, "min": 6, "max": 7}, ["median"], id="outside"),
        pytest.param({"label": "tea", "median": 5, "min": 7, "max": 3}, ["min"], id="turned-round"),
    ],
)
def test_what_is_measured_agrees(arm: dict[str, object], told: list[str]) -> None:
    """A spread has its mean, a range two ends and the median between them."""
    assert faults_of(arm) == told


def test_what_is_measured_is_one_line() -> None:
    """Digits stay as they are printed; a range may stand alone beside a number of people."""
    assert Arm.model_validate(ARM).figures == "mean 12.30 (SD 4.5)"
    whole = {"label": "tea", "median": "12.0", "q1": 10, "q3": 15, "min": 2, "max": 40}
    assert Arm.model_validate(whole).figures == "median 12.0 (IQR 10 to 15; range 2 to 40)"
    assert Arm(label="tea", n=4, mean=Decimal(3), se=Decimal("0.50")).figures == "mean 3 (SE 0.50)"
    assert Arm(label="tea", n=4, min=Decimal(3), max=Decimal(5)).figures == "range 3 to 5"
    assert Arm(label="tea", n=4).figures is None
