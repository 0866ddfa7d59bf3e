"""Concepts, the back-of-book index, and faults."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kg.model.base import Path, Record, Slug, Span, Text, Url


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


class IndexEntry(Record):
    """A line of the back-of-book index, figures as printed."""

    id: Slug
    heading: Text
    within: Slug | None = None
    locators: tuple[Text, ...] = ()
    scanned: Text | None = Field(default=None, description="how the scan shows it, if damaged")
    see: tuple[Slug, ...] = ()
    concepts: tuple[Slug, ...] = ()
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"index/{self.id}"


class IndexFile(Record):
    """`data/index.yaml`."""

    first_page: int
    last_page: int
    entries: tuple[IndexEntry, ...]


class Erratum(Record):
    """A fault of the printed review, of its digitisation, or of ours. Never a mere suspicion."""

    id: Annotated[str, StringConstraints(pattern=r"^[ES]\d{3}$")]
    status: Annotated[
        Literal["proved", "suspected"],
        Field(description="E… numbers are proved, S… numbers suspected"),
    ]
    kind: Literal[
        "wrong-code",
        "reference-list",
        "name",
        "title",
        "year",
        "identifier",
        "spelling",
        "missing-word",
        "missing-entry",
        "lost-label",
        "index",
        "wording",
        "appendix",
        "figure",
    ]
    arises_in: Literal["print", "digitisation", "ours", "unknown"]
    printed: Text
    corrected: Text | None = Field(default=None, description="none: not known")
    proof: Annotated[Text, Field(description="why it is a fault, our words")]
    witnesses: tuple[Url, ...] = ()
    section: Slug | None = None
    span: Span | None = None
    touches: tuple[Path, ...] = Field(
        default=(), description="what it affects, e.g. sources/D8, mentions/17, tips/8"
    )

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"errata/{self.id}"


class ErratumFile(Record):
    """`data/errata.yaml`."""

    errata: tuple[Erratum, ...] = ()
