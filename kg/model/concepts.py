"""The concepts of the field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.model.base import Count, Named, Record, Slug, Text
from kg.model.links import ConceptId, SourceCode
from kg.model.marks import Id


class Concept(Named):
    """An idea, person, body, law, inquiry or programme that the review speaks of."""

    id: Annotated[Slug, Id("concepts")]
    label: Text
    kind: Literal["idea", "person", "organisation", "law", "inquiry", "programme", "event", "group"]
    alt_labels: tuple[Text, ...] = Field(default=(), description="words that readers may type")
    hidden_labels: tuple[Text, ...] = Field(
        default=(), description="for search only: misspellings and everyday words"
    )
    definition: Annotated[Text, Field(description="plain, in our words")]
    broader: tuple[ConceptId, ...] = ()
    related: tuple[ConceptId, ...] = ()
    differs_from: tuple[ConceptId, ...] = ()
    level: Count | None = Field(default=None, description="rung on the ladder of partnership")
    source: SourceCode | None = Field(
        default=None, description="code of the reference that it names"
    )
    note: Text | None = None


class ConceptFile(Record):
    """`data/concepts.yaml`."""

    title: Text = "Concepts"
    concepts: tuple[Concept, ...] = ()
