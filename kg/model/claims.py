"""What the review says: claims with their evidence, debates, studies, tables."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import (
    Cell,
    ClaimKind,
    Count,
    Named,
    Record,
    Settled,
    Slug,
    Span,
    Stance,
    StanceBasis,
    Statement,
    Text,
)
from kg.model.links import ClaimId, ConceptId, MentionOrder, SectionId, SourceCode, StudyId
from kg.model.marks import Id


class Evidence(Record):
    """One reason for or against a claim: from a source, or from a study that has no code."""

    source: SourceCode | None = None
    study: StudyId | None = None
    stance: Stance
    stance_basis: StanceBasis = "read"
    side: Text | None = Field(
        default=None,
        description="under a claim that findings are mixed: on which side it is",
    )
    mentions: tuple[MentionOrder, ...] = Field(
        default=(), description="the citations (by order) it rests on"
    )
    finding: ClaimId | None = Field(default=None, description="the reported finding it passes on")
    via: SourceCode | None = Field(
        default=None, description="code of the source that this one is cited through"
    )
    note: Text | None = Field(default=None, description="how it bears on the claim, our words")
    span: Span | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if (self.source is None) == (self.study is None):
            raise ValueError("an evidence line names either a source or a study")
        return self


class Claim(Named):
    """What the review says at one place, in our words."""

    id: Annotated[Slug, Id("claims")]
    kind: ClaimKind
    statement: Statement
    section: SectionId | None = None
    span: Span
    concepts: tuple[ConceptId, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    term: ConceptId | None = Field(
        default=None, description="the concept that a definition defines"
    )
    given_by: tuple[Text, ...] = Field(
        default=(), description="people the review credits who have no code of their own"
    )
    role: Literal["barrier", "facilitator"] | None = None
    quotes: bool = Field(default=False, description="the passage is a quotation in the review")
    unsourced: bool = Field(default=False, description="the review gives no reference for it")
    note: Text | None = None
    wording: tuple[Settled, ...] = ()


class ClaimFile(Record):
    """`data/claims/<section>.yaml`: claims in reading order; `section` serves those with none."""

    section: SectionId
    claims: tuple[Claim, ...]


class Position(Record):
    """A stand taken on a proposition."""

    id: Annotated[Slug, Id()]
    label: Text
    stance: Stance
    argument: Literal["theoretical", "empirical", "policy", "practice", "conceptual", "value"]
    statement: Statement
    span: Span
    evidence: tuple[Evidence, ...] = ()
    given_by: tuple[Text, ...] = ()
    note: Text | None = None
    wording: tuple[Settled, ...] = ()


class AuthorView(Record):
    """What the review's author says of a debate in his own voice."""

    statement: Statement
    section: SectionId
    span: Span
    wording: tuple[Settled, ...] = ()


class Debate(Named):
    """A proposition under dispute, with the positions taken on it."""

    id: Annotated[Slug, Id("debates")]
    question: Text
    proposition: Text
    announced: bool = Field(
        default=False,
        description="the text itself says that people disagree on this; else we framed it so",
    )
    section: SectionId
    span: Span
    concepts: tuple[ConceptId, ...] = ()
    positions: tuple[Position, ...]
    author_views: tuple[AuthorView, ...] = ()
    claims: tuple[ClaimId, ...] = Field(default=(), description="claims that bear on it")


class DebateFile(Record):
    """`data/debates.yaml`."""

    debates: tuple[Debate, ...] = ()


StudyFact = Literal[
    "design", "sample", "sample_size", "setting", "country", "period", "funder", "method"
]


class Study(Named):
    """The research behind a source, as far as the review tells of it."""

    id: Annotated[Slug, Id("studies")]
    label: Text
    short_label: Text | None = Field(
        default=None, description="a few words, where the label is long; none: the label itself"
    )
    source: SourceCode | None = Field(default=None, description="none: it has no reference code")
    design: Text | None = None
    sample: Text | None = None
    sample_size: Count | None = None
    sample_unit: Text | None = None
    setting: Text | None = None
    country: Text | None = None
    period: Text | None = None
    funder: Text | None = None
    method: Text | None = None
    unsaid: tuple[StudyFact, ...] = Field(
        default=(), description="what was looked for in the text and does not stand there"
    )
    summary: Statement
    section: SectionId
    span: Span
    mentions: tuple[MentionOrder, ...] = ()
    concepts: tuple[ConceptId, ...] = ()
    wording: tuple[Settled, ...] = ()


class StudyFile(Record):
    """`data/studies.yaml`."""

    studies: tuple[Study, ...] = ()


class DataTable(Named):
    """A table or list that the text states. An empty cell is null, never zero."""

    id: Annotated[Slug, Id("tables")]
    kind: Literal["table", "list"]
    title: Text
    section: SectionId
    span: Span
    source: SourceCode | None = None
    via: SourceCode | None = None
    mentions: tuple[MentionOrder, ...] = ()
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_concepts: tuple[ConceptId | None, ...] = ()
    concepts: tuple[ConceptId, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _is_a_grid(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"each row needs {len(self.columns)} cells, one a column")
        if self.row_concepts and len(self.row_concepts) != len(self.rows):
            raise ValueError("row_concepts needs one value a row (null where there is none)")
        return self


class TableFile(Record):
    """`data/tables.yaml`."""

    tables: tuple[DataTable, ...] = ()
