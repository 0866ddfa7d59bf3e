"""The groups that a study compared, and what was counted and measured in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from kg.model.base import Count, Record, Text
from kg.model.faults import Fault, raise_faults
from kg.model.intervals import confidence_of, faults_of_interval, say_interval
from kg.model.marks import Says
from kg.model.numbers import NotBelowNought, Number

# What may be printed of an arm in numbers that need not be whole, in the order of the line.
MEASURED = ("mean", "sd", "se", "low", "high", "level", "median", "q1", "q3", "min", "max")
_PAIRS = (("q1", "q3", "quartiles"), ("min", "max", "range"))


class Arm(Record):
    """One of the groups that a study compared."""

    label: Annotated[Text, Says("rdfs:label", ours=True)]
    n: Annotated[Count | None, Says("tt:groupSize")] = Field(
        default=None, description="how many people are counted"
    )
    events: Annotated[Count | None, Says("tt:events")] = Field(
        default=None, description="in how many of them it happened"
    )
    mean: Number | None = Field(default=None, description="with all digits that are printed")
    sd: NotBelowNought | None = Field(default=None, description="the standard deviation")
    se: NotBelowNought | None = Field(
        default=None, description="the standard error of the mean, where that is printed"
    )
    low: Number | None = Field(
        default=None, description="the lower end of the confidence interval of the mean"
    )
    high: Number | None = Field(default=None, description="the upper end of that interval")
    level: Number | None = Field(default=None, description="of that interval in percent; none: 95")
    median: Number | None = None
    q1: Number | None = Field(default=None, description="the lower end of the interquartile range")
    q3: Number | None = Field(default=None, description="the upper end of the interquartile range")
    min: Number | None = Field(default=None, description="the lower end of the range")
    max: Number | None = Field(default=None, description="the upper end of the range")

    @property
    def confidence(self) -> Decimal | None:
        """Return the level of the interval of the mean in percent, where there is one."""
        return confidence_of(self.low, self.level)

    @property
    def figures(self) -> str | None:
        """Return what was measured: `mean 12.30 (SD 4.5)`, `median 12 (IQR 10 to 15)`, or None."""
        named = (("SD", self.sd), ("SE", self.se))
        spread = [f"{name} {value:f}" for name, value in named if value is not None]
        spread += filter(None, [say_interval(self.low, self.high, self.confidence)])
        ranges = (("IQR", self.q1, self.q3), ("range", self.min, self.max))
        ends = [
            f"{name} {low:f} to {high:f}"
            for name, low, high in ranges
            if low is not None and high is not None
        ]
        parts = [] if self.mean is None else [_within(f"mean {self.mean:f}", spread)]
        parts += ends if self.median is None else [_within(f"median {self.median:f}", ends)]
        return ", ".join(parts) or None

    @property
    def counted(self) -> str | None:
        """Return how many are counted, and in how many of them it happened: `10/40`, `40`."""
        if self.n is None:
            return None
        return f"{self.n}" if self.events is None else f"{self.events}/{self.n}"

    @property
    def tells_an_outcome(self) -> bool:
        """Say whether more is told than how many people are in it."""
        return self.events is not None or self.figures is not None

    @property
    def line(self) -> str:
        """Return what is told of it: `tea: 10/40`, `tea: 60, mean 21.40 (SD 9.0)`."""
        return f"{self.label}: {', '.join(filter(None, (self.counted, self.figures)))}"

    @model_validator(mode="after")
    def _has_numbers_that_agree(self) -> Self:
        raise_faults("Arm", [*self._faults_of_counts(), *self._faults_of_spread()])
        return self

    def _faults_of_counts(self) -> Iterator[Fault]:
        if self.n is None and self.figures is None:
            yield Fault(("n",), "give how many people are counted, or their mean or median")
        if self.events is not None and self.n is None:
            yield Fault(("events",), "events are of so many people; give n")
        elif self.events is not None and self.n is not None and self.events > self.n:
            message = f"{self.events} events in {self.n} people; mend one of the two"
            yield Fault(("events",), message)

    def _faults_of_spread(self) -> Iterator[Fault]:
        for name in ("sd", "se", "low", "high", "level"):
            if getattr(self, name) is not None and self.mean is None:
                yield Fault((name,), "it stands beside a mean; give mean, or remove it")
                return
        yield from faults_of_interval("mean", self.mean, self.low, self.high, self.level)
        for first, last, words in _PAIRS:
            low, high = getattr(self, first), getattr(self, last)
            if (low is None) != (high is None):
                message = f"{words} have two ends; give {first} and {last}, or neither"
                yield Fault((first if low is None else last,), message)
            elif low is not None and low > high:
                yield Fault((first,), f"{low:f} is more than {last}, {high:f}; mend one of them")
            elif low is not None and self.median is not None and not low <= self.median <= high:
                message = f"{self.median:f} is not between {first} and {last}; mend one of them"
                yield Fault(("median",), message)


def _within(words: str, beside: Sequence[str]) -> str:
    told = "; ".join(beside)
    return f"{words} ({told})" if told else words
