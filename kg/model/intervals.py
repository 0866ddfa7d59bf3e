"""The interval of confidence around a number, as a review prints it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.model.faults import Fault

_WHOLE = 100  # percent


def confidence_of(low: Decimal | None, level: Decimal | None) -> Decimal | None:
    """Return the level of an interval in percent, None where there is no interval."""
    if low is None:
        return None
    return Decimal(95) if level is None else level


def say_interval(low: Decimal | None, high: Decimal | None, level: Decimal | None) -> str:
    """Return the ends of an interval as they are given: `95% CI 0.55 to 0.90`, or ""."""
    if low is None or high is None:
        return ""
    return f"{level:f}% CI {low:f} to {high:f}"


def faults_of_interval(
    name: str,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    level: Decimal | None,
) -> Iterator[Fault]:
    """Yield the first fault of the interval around a value, which stands in the field `name`."""
    if low is None or high is None:
        if (low is None) != (high is None):
            lacking = "low" if low is None else "high"
            yield Fault((lacking,), "an interval has two ends; give low and high, or neither")
        if level is not None and low is high:
            yield Fault(("level",), "there is no interval; give low and high, or remove this")
        return
    if low > high:
        yield Fault(("low",), f"{low:f} is more than high, {high:f}; mend one of them")
    elif value is not None and value < low:
        yield Fault((name,), f"{value:f} is less than low, {low:f}; mend one of them")
    elif value is not None and value > high:
        yield Fault((name,), f"{value:f} is more than high, {high:f}; mend one of them")
    if level is not None and not 0 < level < _WHOLE:
        yield Fault(("level",), "a level is a percentage between 0 and 100: 95")
