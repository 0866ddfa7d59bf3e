"""What the review says: claims with their evidence, debates, studies, tables."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import (
    Cell,
    ClaimKind,
    Named,
    Record,
    Settlings,
    Slug,
    Stance,
    StanceBasis,
    Statement,
    Text,
    check_ids,
    fault_of_grid,
)
from kg.model.links import (
    ClaimId,
    ConceptId,
    EffectId,
    MentionOrder,
    OutcomeId,
    QuestionId,
    SectionId,
    SourceCode,
    StudyId,
)
from kg.model.marks import Aside, Id, Says
from kg.model.places import Anchored, Placed


class Evidence(Placed):
    """One reason for or against a claim: from a source, or from a study, and so its source."""

    source: SourceCode | None = None
    study: Annotated[StudyId | None, Says("tt:fromStudy")] = None
    stance: Stance
    stance_basis: StanceBasis = "read"
    side: Annotated[Text | None, Says("tt:side", ours=True)] = Field(
        default=None,
        description="under a claim that findings are mixed: on which side it is",
    )
    mentions: Annotated[tuple[MentionOrder, ...], Says("tt:basedOn")] = Field(
        default=(), description="the citations (by order) it rests on"
    )
    finding: ClaimId | None = Field(default=None, description="the reported finding it passes on")
    via: Annotated[SourceCode | None, Says("tt:citedThrough")] = Field(
        default=None, description="code of the source that this one is cited through"
    )
    given_by: Annotated[tuple[Text, ...], Says("tt:givenBy")] = Field(
        default=(), description="people without a code, whose work this source passes on"
    )
    note: Annotated[Text | None, Says("rdfs:comment", ours=True)] = Field(
        default=None, description="how it bears on the claim, our words"
    )

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if (self.source is None) == (self.study is None):
            raise ValueError("an evidence line names either a source or a study")
        return self


class Claim(Anchored, Named):
    """What the review says at one place, in our words."""

    id: Annotated[Slug, Id("claims")]
    kind: ClaimKind
    statement: Annotated[Statement, Says("tt:statement", ours=True)]
    section: SectionId | None = None
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()
    evidence: tuple[Evidence, ...] = ()
    effects: Annotated[tuple[EffectId, ...], Says("tt:restsOnEffect")] = Field(
        default=(), description="the effects of the review whose figures it tells"
    )
    term: Annotated[ConceptId | None, Says("tt:defines")] = Field(
        default=None, description="the concept that a definition defines"
    )
    given_by: Annotated[tuple[Text, ...], Says("tt:givenBy")] = Field(
        default=(), description="people the review credits who have no code of their own"
    )
    role: Literal["barrier", "facilitator"] | None = None
    quotes: Annotated[bool, Says("tt:isQuotation")] = Field(
        default=False, description="the passage is a quotation in the review"
    )
    unsourced: Annotated[bool, Says("tt:isUnsourced")] = Field(
        default=False, description="the review gives no reference for it"
    )
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None
    wording: Settlings = ()


class ClaimFile(Record):
    """`data/claims/<section>.yaml`: claims in reading order; `section` serves those with none."""

    section: SectionId
    claims: tuple[Claim, ...]


class Position(Anchored):
    """A stand taken on a proposition."""

    id: Annotated[Slug, Id()]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    stance: Stance
    argument: Annotated[
        Literal["theoretical", "empirical", "policy", "practice", "conceptual", "value"],
        Says("tt:ofArgumentKind", among="ArgumentKind"),
    ]
    statement: Annotated[Statement, Says("tt:statement", ours=True)]
    evidence: tuple[Evidence, ...] = ()
    given_by: Annotated[tuple[Text, ...], Says("tt:givenBy")] = ()
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None
    wording: Settlings = ()


class AuthorView(Anchored):
    """What the review's author says of a debate in his own voice."""

    id: Annotated[Slug, Id()] | None = Field(
        default=None,
        description="what its IRI ends with; none: its first words, so that it changes with them",
    )
    statement: Annotated[Statement, Says("tt:statement", ours=True)]
    section: Annotated[SectionId, Says("tt:inSection")]
    wording: Settlings = ()


class Debate(Anchored, Named):
    """A proposition under dispute, with the positions taken on it."""

    id: Annotated[Slug, Id("debates")]
    question: Annotated[Text, Says("tt:question", ours=True)]
    proposition: Annotated[Text, Says("tt:statement", ours=True)]
    announced: bool = Field(
        default=False,
        description="the text itself says that people disagree on this; else we framed it so",
    )
    section: Annotated[SectionId, Says("tt:inSection")]
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()
    positions: tuple[Position, ...]
    author_views: tuple[AuthorView, ...] = ()
    claims: tuple[ClaimId, ...] = Field(default=(), description="claims that bear on it")

    @model_validator(mode="after")
    def _each_view_has_its_own_id(self) -> Self:
        check_ids("author_views", (part.id for part in self.author_views))
        return self


class DebateFile(Record):
    """`data/debates.yaml`."""

    debates: tuple[Debate, ...] = ()


class TableReading(Record):
    """What `kg records` is told of a table where its headings do not say it."""

    columns: dict[Text, Text] = Field(
        default={},
        description="what a column holds, by its heading: study, value, interval, low, high, "
        "'n of tea', 'events of tea', 'events/n of tea', 'mean/sd of tea', p, weight, sample, "
        "domain, overall, none …",
    )
    question: QuestionId | None = None
    outcome: OutcomeId | None = Field(default=None, description="on which its effects are")
    subgroup: Text | None = Field(default=None, description="of which its effects are: children")
    timepoint: Text | None = None
    measure: Text | None = Field(default=None, description="of its effects: RR, OR, MD …")
    unit: Text | None = None
    tool: Text | None = Field(
        default=None, description="by which it judges: its name as printed, or its id"
    )
    words: dict[Text, Text] = Field(
        default={}, description="what signs stand for: {'+': Low, '?': Unclear}"
    )
    leave: tuple[Text, ...] = Field(
        default=(), description="rows of which there shall be no record, by their first cell"
    )


class DataTable(Anchored, Named):
    """A table or list that the text states. An empty cell is null, never zero."""

    id: Annotated[Slug, Id("tables")]
    kind: Literal["table", "list"]
    title: Annotated[Text, Says("dcterms:title", ours=True)]
    section: Annotated[SectionId, Says("tt:inSection")]
    source: Annotated[SourceCode | None, Says("tt:fromSource")] = None
    via: Annotated[SourceCode | None, Says("tt:citedThrough")] = None
    mentions: Annotated[tuple[MentionOrder, ...], Says("tt:basedOn")] = ()
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_concepts: tuple[ConceptId | None, ...] = ()
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None
    records: Annotated[
        TableReading | None,
        Field(description="what `kg records` is told of it"),
        Aside(),
    ] = None

    @model_validator(mode="after")
    def _is_a_grid(self) -> Self:
        fault = fault_of_grid(self.columns, self.rows, self.row_concepts)
        if fault is not None:
            raise ValueError(fault)
        return self


class TableFile(Record):
    """`data/tables.yaml`."""

    tables: tuple[DataTable, ...] = ()
