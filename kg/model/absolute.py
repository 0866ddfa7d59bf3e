"""What a review expects to happen in so many people, without and with what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from kg.model.base import Record
from kg.model.faults import Fault, raise_faults
from kg.model.intervals import confidence_of, faults_of_interval, say_interval
from kg.model.marks import Says
from kg.model.numbers import NotBelowNought, Number

# What may be printed of it in numbers, in the order of the line.
RISKS = (
    "baseline",
    "risk",
    "low",
    "high",
    "difference",
    "difference_low",
    "difference_high",
    "level",
)
# The fields of each interval: what it is around, and its ends.
_INTERVALS = (
    ("risk", "low", "high"),
    ("difference", "difference_low", "difference_high"),
)


class AbsoluteEffect(Record):
    """The risk of so many people, as a summary of findings prints it; nothing is worked out."""

    per: Annotated[int, Field(ge=1), Says("tt:riskPer")] = Field(
        description="of how many people these numbers are, as printed: 1000"
    )
    baseline: NotBelowNought | None = Field(
        default=None, description="in how many of them it happens with the comparator"
    )
    risk: NotBelowNought | None = Field(
        default=None, description="in how many of them it happens with the intervention"
    )
    low: NotBelowNought | None = Field(default=None, description="the lower end of its interval")
    high: NotBelowNought | None = Field(default=None, description="the upper end of its interval")
    difference: Number | None = Field(
        default=None, description="in how many more of them it happens; fewer are below 0: -24"
    )
    difference_low: Number | None = Field(
        default=None, description="the lower end of its interval: -48 where 48 fewer are printed"
    )
    difference_high: Number | None = Field(
        default=None, description="the upper end of that interval"
    )
    level: Number | None = Field(default=None, description="of the intervals in percent; none: 95")

    @property
    def confidence(self) -> Decimal | None:
        """Return the level of the intervals in percent, where there is one."""
        return confidence_of(self.difference_low if self.low is None else self.low, self.level)

    @property
    def baseline_figures(self) -> str | None:
        """Return the risk with the comparator as it is printed: `120 per 1000`."""
        return None if self.baseline is None else f"{self.baseline:f} per {self.per}"

    @property
    def risk_figures(self) -> str | None:
        """Return the risk with the intervention: `96 per 1000 (95% CI 72 to 120)`."""
        if self.risk is None:
            return None
        interval = say_interval(self.low, self.high, self.confidence)
        return f"{self.risk:f} per {self.per}{f' ({interval})' if interval else ''}"

    @property
    def difference_figures(self) -> str | None:
        """Return the difference in words: `24 fewer per 1000 (95% CI 48 fewer to 0)`."""
        if self.difference is None:
            return None
        said = f"{_say(self.difference)} per {self.per}"
        if self.difference_low is None or self.difference_high is None:
            return said
        ends = f"{_say(self.difference_low)} to {_say(self.difference_high)}"
        return f"{said} ({self.confidence:f}% CI {ends})"

    @property
    def line(self) -> str:
        """Return all of it in one line."""
        parts = (self.baseline_figures, self.risk_figures, self.difference_figures)
        return "; ".join(filter(None, parts))

    @model_validator(mode="after")
    def _has_numbers_that_agree(self) -> Self:
        raise_faults("AbsoluteEffect", [*self._faults()])
        return self

    def _faults(self) -> Iterator[Fault]:
        if not self.line:
            yield Fault((), "give baseline, risk or difference as printed; or remove it")
            return
        for value, low, high in _INTERVALS:
            ends = getattr(self, low), getattr(self, high)
            found = faults_of_interval(value, getattr(self, value), *ends, None)
            yield from (
                Fault(({"low": low, "high": high}.get(str(one.trail[0]), value),), one.message)
                for one in found
            )
            if getattr(self, value) is None and ends != (None, None):
                yield Fault((value,), f"{low} and {high} are around it; give it, or remove them")
        if self.level is not None and self.confidence is None:
            yield Fault(("level",), "there is no interval; give its ends, or remove this")
        for name in ("baseline", "risk", "high"):
            number = getattr(self, name)
            if number is not None and number > self.per:
                yield Fault((name,), f"{number:f} of {self.per} people; mend one of the two")


def _say(difference: Decimal) -> str:
    """Return a difference as a summary of findings says it: `24 fewer`, `3 more`, `0`."""
    if not difference:
        return f"{abs(difference):f}"
    return f"{abs(difference):f} {'fewer' if difference < 0 else 'more'}"
