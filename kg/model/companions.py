"""The documents that stand beside the review."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from kg.model.base import (
    Cell,
    ClaimKind,
    Code,
    Named,
    Record,
    Settlings,
    Slug,
    Stance,
    Statement,
    Text,
    Year,
    fault_of_grid,
)
from kg.model.identifiers import Identifier
from kg.model.links import ClassCode, ConceptId, StageId, WhatIsSaid
from kg.model.marks import Id, Says
from kg.model.places import Anchored
from kg.model.references import Name
from kg.model.review import LanguageTag, SourceText


class Bearing(Record):
    """How a companion's claim bears on a claim or debate of the review. Our reading."""

    on: Annotated[WhatIsSaid, Field(description="claims/<id>, debates/<id> or tips/<number>")]
    stance: Stance
    note: Annotated[Text, Says("rdfs:comment", ours=True)]


class CompanionClaim(Anchored, Named):
    """What a companion says at one place, in our words."""

    id: Annotated[Slug, Id("claims")]
    kind: ClaimKind
    statement: Annotated[Statement, Says("tt:statement", ours=True)]
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()
    term: Annotated[ConceptId | None, Says("tt:defines")] = None
    bears: tuple[Bearing, ...] = ()
    wording: Settlings = ()


class CompanionTable(Anchored, Named):
    """A table or list in a companion."""

    id: Annotated[Slug, Id("tables")]
    kind: Literal["table", "list"]
    title: Annotated[Text, Says("dcterms:title", ours=True)]
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_concepts: tuple[ConceptId | None, ...] = ()
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None

    @model_validator(mode="after")
    def _is_a_grid(self) -> Self:
        fault = fault_of_grid(self.columns, self.rows, self.row_concepts)
        if fault is not None:
            raise ValueError(fault)
        return self


class Tool(Anchored, Named):
    """A practice tool. The address stands as printed; it may have gone."""

    id: Annotated[Slug, Id("tools")]
    name: Annotated[Text, Says("rdfs:label")]
    purpose: Annotated[Text | None, Says("tt:purpose", ours=True)] = Field(
        default=None, description="our words; none: not given"
    )
    stage: Annotated[StageId, Says("tt:forStage")]
    location: Annotated[Text | None, Says("tt:location")] = None
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()


class Stage(Anchored, Named):
    """A stage of the model or project that a companion describes."""

    id: Annotated[Slug, Id("stages")]
    label: Annotated[Text, Says("rdfs:label", ours=True)]
    summary: Annotated[Statement, Says("dcterms:description", ours=True)]
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()


def _be_a_reason(reason: str | None, info: ValidationInfo) -> str | None:
    """Return why a document is in its class; raise ValueError for a class without a reason."""
    if reason is None and info.data.get("evidence_class") is not None:
        raise ValueError("the class is ours, so say why it is this one")
    return reason


class Companion(Named):
    """A related document: `data/companions/<id>.yaml`. Its evidence class is ours."""

    id: Annotated[Slug, Id(), Says("tt:slug")]
    code: Annotated[Code, Id("sources"), Says("tt:code")]
    title: Text
    language: Annotated[LanguageTag | None, Says("dcterms:language")] = Field(
        default=None, description="tag of the language that it is in; none: that of the review"
    )
    authors: tuple[Name, ...]
    year: Year | None
    year_note: Annotated[Text | None, Says("tt:yearNote", ours=True)] = None
    entry_type: Annotated[Text, Says("tt:entryType")]
    entry_subtype: Annotated[Text | None, Says("tt:entrySubtype")] = Field(
        default=None, description="such as magazine or policy, where the type does not suffice"
    )
    container: Annotated[
        Text | None, Field(description="the journal, book or conference that it appeared in")
    ] = None
    publisher: Text | None = None
    identifiers: tuple[Identifier, ...] = ()
    evidence_class: Annotated[ClassCode | None, Says("tt:curatorsClass")] = Field(
        default=None, description="needed where the review has classes"
    )
    evidence_class_reason: Annotated[
        Text | None,
        Says("tt:classAssignedBecause", ours=True),
        Field(validate_default=True),
        AfterValidator(_be_a_reason),
    ] = None
    summary: Annotated[Text, Says("dcterms:description", ours=True)]
    text: SourceText | None = Field(
        default=None, description="what spans count in; none: places are pages of the print"
    )
    stages: tuple[Stage, ...] = ()
    claims: tuple[CompanionClaim, ...] = ()
    tables: tuple[CompanionTable, ...] = ()
    tools: tuple[Tool, ...] = ()

    @property
    def journal(self) -> str | None:
        """Return the title of the journal, magazine or newspaper that it appeared in."""
        return self.container if self.entry_type == "article" else None
