"""The concepts of the field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.model.base import Record, Slug, Text


class Concept(Record):
    """An idea, person, body, law, inquiry or programme that the review speaks of."""

    id: Slug
    label: Text
    kind: Literal["idea", "person", "organisation", "law", "inquiry", "programme", "event", "group"]
    alt_labels: tuple[Text, ...] = Field(default=(), description="words that readers may type")
    hidden_labels: tuple[Text, ...] = Field(
        default=(), description="for search only: misspellings and everyday words"
    )
    definition: Annotated[Text, Field(description="plain, in our words")]
    broader: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    differs_from: tuple[Slug, ...] = ()
    level: int | None = Field(default=None, description="rung on the ladder of partnership")
    source: Text | None = Field(default=None, description="code of the reference that it names")
    note: Text | None = None

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"concepts/{self.id}"


class ConceptFile(Record):
    """`data/concepts.yaml`."""

    title: Text = "Concepts"
    concepts: tuple[Concept, ...] = ()
