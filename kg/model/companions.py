"""The documents that stand beside the review."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.model.base import Cell, Path, Record, Slug, Span, Stance, Text
from kg.model.identifiers import Identifier
from kg.model.references import Name
from kg.model.review import SourceText


class Bearing(Record):
    """How a companion's claim bears on a claim or debate of the review. Our reading."""

    on: Annotated[Path, Field(description="claims/<id>, debates/<id> or tips/<number>")]
    stance: Stance
    note: Text


class CompanionClaim(Record):
    """What a companion says at one place, in our words."""

    id: Slug
    kind: Literal["finding", "conclusion", "definition", "statement"]
    statement: Text
    span: Span
    concepts: tuple[Slug, ...] = ()
    term: Slug | None = None
    bears: tuple[Bearing, ...] = ()

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"claims/{self.id}"


class CompanionTable(Record):
    """A table or list in a companion."""

    id: Slug
    kind: Literal["table", "list"]
    title: Text
    span: Span
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_concepts: tuple[Slug | None, ...] = ()
    note: Text | None = None

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"tables/{self.id}"


class Tool(Record):
    """A practice tool. The address stands as printed; it may have gone."""

    id: Slug
    name: Text
    purpose: Text | None = Field(default=None, description="our words; none: not given")
    stage: Slug
    location: Text | None = None
    concepts: tuple[Slug, ...] = ()
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"tools/{self.id}"


class Stage(Record):
    """A stage of the model or project that a companion describes."""

    id: Slug
    label: Text
    summary: Text
    span: Span
    concepts: tuple[Slug, ...] = ()

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"stages/{self.id}"


class Companion(Record):
    """A related document: `data/companions/<id>.yaml`. Its evidence class is ours."""

    id: Slug
    code: Text
    title: Text
    authors: tuple[Name, ...]
    year: int | None
    year_note: Text | None = None
    entry_type: Text
    publisher: Text | None = None
    identifiers: tuple[Identifier, ...] = ()
    evidence_class: Text
    evidence_class_reason: Text
    summary: Text
    text: SourceText
    stages: tuple[Stage, ...] = ()
    claims: tuple[CompanionClaim, ...] = ()
    tables: tuple[CompanionTable, ...] = ()
    tools: tuple[Tool, ...] = ()

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"sources/{self.code}"
