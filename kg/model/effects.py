"""What the studies of a systematic review compared, and how large the effects are that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from kg.model.absolute import AbsoluteEffect
from kg.model.arms import Arm
from kg.model.base import Named, Record, Slug, Text
from kg.model.faults import Fault, raise_faults
from kg.model.intervals import confidence_of, faults_of_interval, say_interval
from kg.model.links import OutcomeId, QuestionId, StudyId
from kg.model.marks import Id, Says
from kg.model.numbers import NotBelowNought, Number, Percentage, PValue, say_p
from kg.model.places import Placed

Pooled = Annotated[int, Field(ge=2)]
Degrees = Annotated[int, Field(ge=1)]
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


class Heterogeneity(Record):
    """How far the effects differ that a review takes together, as it prints it."""

    i2: Percentage | None = Field(
        default=None, description="I² in percent, with all digits that are printed"
    )
    tau2: NotBelowNought | None = Field(
        default=None, description="τ²: the variance between the studies"
    )
    q: NotBelowNought | None = Field(
        default=None, description="Cochran's Q, which many reviews print as χ²"
    )
    df: Annotated[Degrees | None, Says("tt:degreesOfFreedom")] = None
    p: Annotated[PValue | None, Says("tt:heterogeneityPValue")] = Field(
        default=None, description="of Q, as printed: 0.03, <0.001"
    )

    @property
    def figures(self) -> str:
        """Return the numbers in one line: `I² 45%; τ² 0.12; Q 9.1 (df 5, p = 0.11)`."""
        test = ", ".join(
            filter(None, (f"df {self.df}" if self.df else "", say_p(self.p) if self.p else ""))
        )
        parts = (
            f"I² {self.i2:f}%" if self.i2 is not None else "",
            f"τ² {self.tau2:f}" if self.tau2 is not None else "",
            f"Q {self.q:f} ({test})" if self.q is not None and test else "",
            f"Q {self.q:f}" if self.q is not None and not test else "",
            test if self.q is None else "",
        )
        return "; ".join(filter(None, parts))

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.figures:
            raise ValueError("give one of i2, tau2, q, df or p as printed; or remove it")
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
    subgroup: Annotated[Text | None, Says("tt:subgroup", ours=True)] = Field(
        default=None,
        description="the part of the people or studies, or the comparison, that it is of: "
        "children, tea versus milk; none: all that is known of the outcome",
    )
    timepoint: Annotated[Text | None, Says("tt:timepoint", ours=True)] = None
    measure: Annotated[Text | None, Says("tt:measure")] = Field(
        default=None, description="of the value, as printed: RR, OR, MD, SMD"
    )
    value: Number | None = Field(
        default=None,
        description="with all digits that are printed: 0.70; none: only arms, or absolute",
    )
    low: Number | None = Field(default=None, description="the lower end of its interval")
    high: Number | None = Field(default=None, description="the upper end of its interval")
    level: Number | None = Field(default=None, description="of the interval in percent; none: 95")
    p: Annotated[PValue | None, Says("tt:printedPValue")] = Field(
        default=None, description="as printed: 0.04, <0.001, NS"
    )
    weight: Percentage | None = Field(
        default=None,
        description="in percent, of the effect that takes this one together with others",
    )
    heterogeneity: Heterogeneity | None = Field(
        default=None, description="of those that are taken together"
    )
    unit: Annotated[Text | None, Says("tt:estimateUnit", ours=True)] = None
    arms: tuple[Arm, ...] = ()
    absolute: AbsoluteEffect | None = Field(
        default=None, description="what the review expects to happen in so many people"
    )
    note: Annotated[Text | None, Says("skos:note", ours=True)] = Field(
        default=None,
        description="any other remark: random effects; not of whom it is, which subgroup says",
    )

    @property
    def confidence(self) -> Decimal | None:
        """Return the level of the interval in percent, where there is one."""
        return confidence_of(self.low, self.level)

    @property
    def interval(self) -> str:
        """Return the ends of the interval as they are given: `95% CI 0.55 to 0.90`, or ""."""
        return say_interval(self.low, self.high, self.confidence)

    @property
    def figures(self) -> str:
        """Return the numbers as they are given: `0.70 (95% CI 0.55 to 0.90; p = 0.03)`.

        Without a value that is its p value, or "".
        """
        beside = "; ".join(filter(None, (self.interval, say_p(self.p) if self.p else "")))
        if self.value is None:
            return beside
        return f"{self.value:f} ({beside})" if beside else f"{self.value:f}"

    @property
    def arm_figures(self) -> str:
        """Return what is told of its arms, in one line: `tea: 10/40; water: 16/41`, or ""."""
        return "; ".join(one.line for one in self.arms)

    @property
    def is_usual(self) -> bool:
        """Say whether the measure is one that goes by its letters everywhere."""
        return self.measure is not None and self.measure.upper() in MEASURES

    @property
    def measure_name(self) -> str | None:
        """Return the measure in words, or as it is printed where its letters are not known."""
        return None if self.measure is None else MEASURES.get(self.measure.upper(), self.measure)

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
        faults = [*self._faults_of_value(), *self._faults_of_ratio()]
        if self.study is not None and self.heterogeneity is not None:
            message = "only effects that are taken together differ; of one study, remove it"
            faults.append(Fault(("heterogeneity",), message))
        raise_faults("Effect", faults)
        return self

    def _faults_of_value(self) -> Iterator[Fault]:
        """Yield what is wrong with the value, its measure and its interval, or beside none."""
        if self.value is not None:
            if self.measure is None:
                yield Fault(("measure",), "say by which measure the value is: RR, OR, MD, SMD")
            yield from faults_of_interval("value", self.value, self.low, self.high, self.level)
            return
        if self.absolute is None and not any(arm.tells_an_outcome for arm in self.arms):
            message = (
                "give the value, or of its arms what was counted (events) or measured (mean), "
                "or absolute"
            )
            yield Fault(("value",), message)
            return
        for name in ("measure", "low", "high", "level"):
            if getattr(self, name) is not None:
                yield Fault((name,), "there is no value that it belongs to; give one, or remove it")
                return

    def _faults_of_ratio(self) -> Iterator[Fault]:
        """Yield the first number that a ratio cannot be."""
        if self.measure is None or _RATIO.fullmatch(self.measure) is None:
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
