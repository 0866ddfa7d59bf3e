"""What the studies of a systematic review compared, and how large the effects are that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from kg.model.base import Count, Named, Record, Slug, Text
from kg.model.faults import Fault, raise_faults
from kg.model.links import OutcomeId, QuestionId, StudyId
from kg.model.marks import Id, Says
from kg.model.places import Placed

# As many digits as any review prints, and as an xsd:decimal holds.
Number = Annotated[Decimal, Field(max_digits=15)]
Pooled = Annotated[int, Field(ge=2)]
# Measures by their usual letters, in the words of the Cochrane Handbook (chapter 6).
MEASURES = {
    "RR": "risk ratio",
    "OR": "odds ratio",
    "HR": "hazard ratio",
    "IRR": "rate ratio",
    "PR": "prevalence ratio",
    "ROM": "ratio of means",
    "RD": "risk difference",
    "MD": "mean difference",
    "SMD": "standardised mean difference",
}
# A ratio of two numbers that cannot be below nought; adjusted ones are written aOR or AOR.
# Logarithms of ratios and differences between them may be less than that.
_RATIO = re.compile(
    r"a?(RR|OR|HR|IRR|PR|ROM)|(?!.*\b(log|ln\b|difference|change)).*\bratio\b.*",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE = 100  # percent


class Comparison(Placed):
    """What one study compared to answer a question, as far as the review tells."""

    question: Annotated[QuestionId, Says("tt:ofQuestion")]
    study: Annotated[StudyId, Says("tt:ofStudy")]
    population: Annotated[Text | None, Says("tt:population", ours=True)] = None
    intervention: Annotated[Text | None, Says("tt:intervention", ours=True)] = None
    comparator: Annotated[Text | None, Says("tt:comparator", ours=True)] = None
    outcomes: Annotated[tuple[OutcomeId, ...], Says("tt:hasOutcome")] = Field(
        default=(), description="those of the question that the study measured"
    )


class Arm(Record):
    """One of the groups that a study compared."""

    label: Annotated[Text, Says("rdfs:label", ours=True)]
    n: Annotated[Count, Field(description="how many people are counted"), Says("tt:groupSize")]
    events: Annotated[Count | None, Says("tt:events")] = Field(
        default=None, description="in how many of them it happened"
    )

    @model_validator(mode="after")
    def _has_no_more_events_than_people(self) -> Self:
        if self.events is not None and self.events > self.n:
            message = f"{self.events} events in {self.n} people; mend one of the two"
            raise_faults("Arm", [Fault(("events",), message)])
        return self


class Effect(Placed, Named):
    """How large an effect is on an outcome: of one study, or of several taken together."""

    id: Annotated[Slug, Id("effects")]
    outcome: Annotated[OutcomeId, Says("tt:onOutcome")]
    study: Annotated[StudyId | None, Says("tt:ofStudy")] = Field(
        default=None, description="of one study; none: the review pools several"
    )
    pools: Annotated[tuple[StudyId, ...], Says("tt:pools")] = Field(
        default=(), description="the studies that the review takes together here"
    )
    pooled: Annotated[Pooled | None, Says("tt:pooledStudies")] = Field(
        default=None, description="how many it takes together, where it does not say which"
    )
    timepoint: Annotated[Text | None, Says("tt:timepoint", ours=True)] = None
    measure: Annotated[Text, Field(description="as printed: RR, OR, MD, SMD"), Says("tt:measure")]
    value: Annotated[Number, Field(description="with all digits that are printed: 0.70")]
    low: Number | None = Field(default=None, description="the lower end of its interval")
    high: Number | None = Field(default=None, description="the upper end of its interval")
    level: Number | None = Field(default=None, description="of the interval in percent; none: 95")
    unit: Annotated[Text | None, Says("tt:estimateUnit", ours=True)] = None
    arms: tuple[Arm, ...] = ()
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None

    @property
    def confidence(self) -> Decimal | None:
        """Return the level of the interval in percent, where there is one."""
        if self.low is None:
            return None
        return Decimal(95) if self.level is None else self.level

    @property
    def figures(self) -> str:
        """Return the numbers as they are given: `0.70 (95% CI 0.55 to 0.90)`."""
        if self.low is None or self.high is None:
            return f"{self.value:f}"
        return f"{self.value:f} ({self.confidence:f}% CI {self.low:f} to {self.high:f})"

    @property
    def is_usual(self) -> bool:
        """Say whether the measure is one that goes by its letters everywhere."""
        return self.measure.upper() in MEASURES

    @property
    def measure_name(self) -> str:
        """Return the measure in words, or as it is printed where its letters are not known."""
        return MEASURES.get(self.measure.upper(), self.measure)

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        origins = (self.study is not None, bool(self.pools), self.pooled is not None)
        if sum(origins) != 1:
            raise ValueError(
                "give one of three: study; pools, the studies that it takes together; or pooled, "
                "how many they are"
            )
        return self

    @model_validator(mode="after")
    def _has_numbers_that_agree(self) -> Self:
        raise_faults("Effect", [*self._faults_of_interval(), *self._faults_of_ratio()])
        return self

    def _faults_of_interval(self) -> Iterator[Fault]:
        low, high = self.low, self.high
        if low is None or high is None:
            if (low is None) != (high is None):
                name = "low" if low is None else "high"
                yield Fault((name,), "an interval has two ends; give low and high, or neither")
            if self.level is not None and low is high:
                yield Fault(("level",), "there is no interval; give low and high, or remove this")
            return
        if low > high:
            yield Fault(("low",), f"{low:f} is more than high, {high:f}; mend one of them")
        elif self.value < low:
            yield Fault(("value",), f"{self.value:f} is less than low, {low:f}; mend one of them")
        elif self.value > high:
            yield Fault(("value",), f"{self.value:f} is more than high, {high:f}; mend one of them")
        if self.level is not None and not 0 < self.level < _WHOLE:
            yield Fault(("level",), "a level is a percentage between 0 and 100: 95")

    def _faults_of_ratio(self) -> Iterator[Fault]:
        """Yield the first number that a ratio cannot be."""
        if _RATIO.fullmatch(self.measure) is None:
            return
        for name in ("value", "low", "high"):
            number: Decimal | None = getattr(self, name)
            # A lower end may be printed as 0.00, of which the digits that follow are not known.
            if number is not None and (number < 0 or (number == 0 and name == "value")):
                message = f"a ratio ({self.measure}) is more than 0, not {number:f}"
                yield Fault((name,), f"{message}; mend it, or the measure (a log of one: log RR)")
                return


class EffectFile(Record):
    """`data/effects.yaml`."""

    comparisons: tuple[Comparison, ...] = ()
    effects: tuple[Effect, ...] = ()

    @model_validator(mode="after")
    def _compares_once(self) -> Self:
        seen: set[tuple[str, str]] = set()
        faults = []
        for index, one in enumerate(self.comparisons):
            if (one.question, one.study) in seen:
                message = f"'{one.study}' stands above for this question; make one record of both"
                faults.append(Fault(("comparisons", index, "study"), message))
            seen.add((one.question, one.study))
        raise_faults("EffectFile", faults)
        return self
