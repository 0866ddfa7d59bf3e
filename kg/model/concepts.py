"""The concepts of the field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.model.base import Count, Named, Record, Slug, Text, Year
from kg.model.links import ConceptId, SourceCode
from kg.model.marks import Id, Says


class Concept(Named):
    """An idea, person, body, law, inquiry or programme that the review speaks of."""

    id: Annotated[Slug, Id("concepts")]
    label: Annotated[Text, Says("skos:prefLabel", "en")]
    kind: Annotated[
        Literal["idea", "person", "organisation", "law", "inquiry", "programme", "event", "group"],
        Says("tt:conceptKind"),
    ]
    alt_labels: Annotated[tuple[Text, ...], Says("skos:altLabel", "en")] = Field(
        default=(), description="words that readers may type"
    )
    hidden_labels: Annotated[tuple[Text, ...], Says("skos:hiddenLabel", "en")] = Field(
        default=(), description="for search only: misspellings and everyday words"
    )
    definition: Annotated[
        Text, Field(description="plain, in our words"), Says("skos:definition", "en")
    ]
    broader: Annotated[tuple[ConceptId, ...], Says("skos:broader")] = ()
    related: Annotated[tuple[ConceptId, ...], Says("skos:related")] = ()
    differs_from: Annotated[tuple[ConceptId, ...], Says("tt:differsFrom")] = ()
    level: Annotated[Count | None, Says("tt:partnershipLevel")] = Field(
        default=None, description="rung on the ladder of partnership"
    )
    source: Annotated[SourceCode | None, Says("tt:namedReference")] = Field(
        default=None, description="code of the reference that it names"
    )
    year: Year | None = Field(
        default=None, description="the year that the review gives: of an inquiry, an event, a law"
    )
    year_of: Annotated[Text | None, Says("tt:yearOf", "en")] = Field(
        default=None, description="what was in that year, and where the review gives it"
    )
    note: Annotated[Text | None, Says("skos:note", "en")] = None


class ConceptFile(Record):
    """`data/concepts.yaml`."""

    title: Text = "Concepts"
    concepts: tuple[Concept, ...] = ()
