"""The documents that stand beside the review."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.model.base import (
    Cell,
    ClaimKind,
    Code,
    Named,
    Record,
    Settled,
    Slug,
    Span,
    Stance,
    Statement,
    Text,
    Year,
)
from kg.model.identifiers import Identifier
from kg.model.links import ClassCode, ConceptId, StageId, WhatIsSaid
from kg.model.marks import Id
from kg.model.references import Name
from kg.model.review import SourceText


class Bearing(Record):
    """How a companion's claim bears on a claim or debate of the review. Our reading."""

    on: Annotated[WhatIsSaid, Field(description="claims/<id>, debates/<id> or tips/<number>")]
    stance: Stance
    note: Text


class CompanionClaim(Named):
    """What a companion says at one place, in our words."""

    id: Annotated[Slug, Id("claims")]
    kind: ClaimKind
    statement: Statement
    span: Span
    concepts: tuple[ConceptId, ...] = ()
    term: ConceptId | None = None
    bears: tuple[Bearing, ...] = ()
    wording: tuple[Settled, ...] = ()


class CompanionTable(Named):
    """A table or list in a companion."""

    id: Annotated[Slug, Id("tables")]
    kind: Literal["table", "list"]
    title: Text
    span: Span
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_concepts: tuple[ConceptId | None, ...] = ()
    note: Text | None = None


class Tool(Named):
    """A practice tool. The address stands as printed; it may have gone."""

    id: Annotated[Slug, Id("tools")]
    name: Text
    purpose: Text | None = Field(default=None, description="our words; none: not given")
    stage: StageId
    location: Text | None = None
    concepts: tuple[ConceptId, ...] = ()
    span: Span


class Stage(Named):
    """A stage of the model or project that a companion describes."""

    id: Annotated[Slug, Id("stages")]
    label: Text
    summary: Statement
    span: Span
    concepts: tuple[ConceptId, ...] = ()


class Companion(Named):
    """A related document: `data/companions/<id>.yaml`. Its evidence class is ours."""

    id: Annotated[Slug, Id()]
    code: Annotated[Code, Id("sources")]
    title: Text
    authors: tuple[Name, ...]
    year: Year | None
    year_note: Text | None = None
    entry_type: Text
    publisher: Text | None = None
    identifiers: tuple[Identifier, ...] = ()
    evidence_class: ClassCode
    evidence_class_reason: Text
    summary: Text
    text: SourceText
    stages: tuple[Stage, ...] = ()
    claims: tuple[CompanionClaim, ...] = ()
    tables: tuple[CompanionTable, ...] = ()
    tools: tuple[Tool, ...] = ()
