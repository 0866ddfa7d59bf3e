"""Risk of bias and certainty, as the review judged them: by which tool, in which words.

Nothing here judges: the words are the review's, in the order that its tool has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import Named, Record, Slug, Text
from kg.model.faults import Fault, raise_faults
from kg.model.links import AppraisalToolId, OutcomeId, StudyId
from kg.model.marks import Id, Says
from kg.model.places import Placed

Judged = Literal["risk of bias", "certainty"]


class AppraisalDomain(Record):
    """A part of what a tool looks at. Its id is known within the tool only."""

    id: Annotated[Slug, Id()]
    label: Annotated[Text, Says("rdfs:label", ours=True)]


class AppraisalTool(Placed, Named):
    """A tool by which a review judges studies or outcomes, with its words in its own order."""

    id: Annotated[Slug, Id("appraisal-tools")]
    name: Annotated[Text, Field(description="as printed: RoB 2, GRADE"), Says("rdfs:label")]
    judges: Annotated[
        Judged,
        Field(description="risk of bias of studies, or certainty of what is known of an outcome"),
        Says("tt:judges", among="JudgedMatter"),
    ]
    words: Annotated[
        tuple[Text, ...],
        Field(
            min_length=2,
            description="its judgements in the tool's order: low, high; of certainty, surest first",
        ),
    ]
    unranked: Annotated[
        tuple[Text, ...],
        Field(description="those of its words that grade nothing, as no information: the last"),
    ] = ()
    domains: tuple[AppraisalDomain, ...] = ()

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        grades = len(self.words) - len(self.unranked)
        if grades < 2 or sorted(self.words[grades:]) != sorted(self.unranked):  # noqa: PLR2004
            message = "these are to be the last of words, behind two at least that grade"
            raise_faults("AppraisalTool", [Fault(("unranked",), message)])
        named = (("words", self.words), ("domains", [one.id for one in self.domains]))
        faults = [
            Fault((name, index), f"'{value}' stands above already; remove one")
            for name, values in named
            for index, value in enumerate(values)
            if value in values[:index]
        ]
        places = {word.lower(): index for index, word in enumerate(self.words)}
        low, high = places.get("low"), places.get("high")
        # Only of these two do we know which is surer; pages draw the order of the words.
        if self.judges == "certainty" and low is not None and high is not None and low < high:
            message = "begin with the surest word: high stands before low"
            faults.append(Fault(("words", low), message))
        raise_faults("AppraisalTool", faults)
        return self


class DomainJudgement(Placed):
    """What the review judged in one domain."""

    domain: Annotated[Text, Field(description="the id of one of the tool's domains")]
    judgement: Annotated[Text, Field(description="one of the tool's words")]
    why: Text | None = Field(default=None, description="the review's reason, in our words")


class Appraisal(Placed):
    """What the review judged of a study, or of what is known of an outcome."""

    tool: Annotated[AppraisalToolId, Says("tt:withTool")]
    study: Annotated[StudyId | None, Says("tt:ofStudy")] = None
    outcome: Annotated[OutcomeId | None, Says("tt:onOutcome")] = Field(
        default=None, description="of a study: where it was judged for one outcome alone"
    )
    overall: Text | None = Field(default=None, description="one of the tool's words")
    why: Text | None = Field(default=None, description="the review's reason, in our words")
    domains: tuple[DomainJudgement, ...] = ()

    @model_validator(mode="after")
    def _judges_something(self) -> Self:
        if self.overall is None and not self.domains:
            raise ValueError("give overall, or domains; else nothing is judged")
        if self.overall is None and self.why is not None:  # it would stand beside no judgement
            message = "nothing is judged over all; write this as the why of a domain"
            raise_faults("Appraisal", [Fault(("why",), message)])
        if self.overall is None and self.has_place and all(one.has_place for one in self.domains):
            message = "each domain says where it stands, and nothing is judged over all; remove it"
            given = [name for name in ("page", "pages", "span") if getattr(self, name)]
            raise_faults("Appraisal", [Fault((name,), message) for name in given])
        return self


class AppraisalFile(Record):
    """`data/appraisals.yaml`."""

    tools: tuple[AppraisalTool, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()

    @model_validator(mode="after")
    def _judges_in_the_words_of_its_tools(self) -> Self:
        tools = {tool.id: tool for tool in self.tools}
        seen: set[tuple[str | None, ...]] = set()
        faults: list[Fault] = []
        for index, one in enumerate(self.appraisals):
            trail = ("appraisals", index)
            key = (one.tool, one.study, one.outcome)
            if key in seen:
                message = "this tool judges the same above; make one record of both"
                faults.append(Fault((*trail, "tool"), message))
            seen.add(key)
            if one.tool in tools:  # else the link leads nowhere, which is told for itself
                found = _faults_of(one, tools[one.tool])
                faults += (Fault((*trail, *fault.trail), fault.message) for fault in found)
        raise_faults("AppraisalFile", faults)
        return self


def _faults_of(appraisal: Appraisal, tool: AppraisalTool) -> Iterator[Fault]:
    """Yield what of an appraisal its tool does not have."""
    if tool.judges == "risk of bias" and appraisal.study is None:
        yield Fault((), f"'{tool.id}' judges studies; give the study")
    if tool.judges == "certainty" and (appraisal.outcome is None or appraisal.study is not None):
        yield Fault((), f"'{tool.id}' judges what is known of an outcome; give outcome, no study")
    if appraisal.overall is not None and appraisal.overall not in tool.words:
        yield Fault(("overall",), _not_among(appraisal.overall, "a word", tool.words))
    domains = [domain.id for domain in tool.domains]
    for index, one in enumerate(appraisal.domains):
        trail = ("domains", index)
        if one.domain not in domains:
            yield Fault((*trail, "domain"), _not_among(one.domain, "a domain", domains))
        elif one.domain in [other.domain for other in appraisal.domains[:index]]:
            message = f"'{one.domain}' is judged above already; remove one"
            yield Fault((*trail, "domain"), message)
        if one.judgement not in tool.words:
            yield Fault((*trail, "judgement"), _not_among(one.judgement, "a word", tool.words))


def _not_among(value: str, what: str, known: Sequence[str]) -> str:
    among = f"write one of {', '.join(known)}" if known else "it has none"
    return f"'{value}' is not {what} of this tool; {among}"
