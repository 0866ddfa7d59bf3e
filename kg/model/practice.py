"""Themes, tips, implications and the two appendix tables."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Record, Slug, Span, Text


class Theme(Record):
    """One of the review's themes, with the section that treats it."""

    id: Slug
    label: Text
    section: Slug
    summary: Text
    concepts: tuple[Slug, ...] = ()

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"themes/{self.id}"


class ThemeFile(Record):
    """`data/themes.yaml`."""

    themes: tuple[Theme, ...] = ()


class Tip(Record):
    """A numbered practice tip: what to do, in our words."""

    number: Annotated[int, Field(ge=1)]
    title: Annotated[Text, Field(description="our short title")]
    statement: Annotated[Text, Field(description="the tip in our words, one or two sentences")]
    practice: tuple[Text, ...] = Field(description="what it means in practice, our words")
    questions: tuple[Text, ...] = Field(
        default=(), description="to talk the tip over, for example in supervision; ours"
    )
    section: Slug
    addresses: tuple[Slug, ...]
    see: tuple[int, ...] = ()
    audience: Text | None = None
    concepts: tuple[Slug, ...] = ()
    debates: tuple[Slug, ...] = ()
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"tips/{self.number}"


class TipFile(Record):
    """`data/tips.yaml`."""

    tips: tuple[Tip, ...] = ()


class SubConcept(Record):
    """A part of a practice element."""

    id: Slug
    label: Text

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"elements/{self.id}"


class PracticeElement(Record):
    """A main element of the framework that groups the implications."""

    id: Slug
    label: Text
    summary: Text
    source: Text
    parts: tuple[SubConcept, ...]
    concept: Slug | None = None
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"elements/{self.id}"


class Implication(Record):
    """A row label of the findings table, worded as printed."""

    id: Slug
    label: Text
    plain: Annotated[Text, Field(description="what it comes down to, our words")]
    element: Slug
    concepts: tuple[Slug, ...] = ()

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"implications/{self.id}"


class ImplicationFile(Record):
    """`data/implications.yaml`."""

    study: Annotated[Slug, Field(description="the study that the implications come from")]
    elements: tuple[PracticeElement, ...]
    implications: tuple[Implication, ...]


class AppendixRow(Record):
    """A row of the findings table: the codes in printed order."""

    number: int
    implication: Slug
    codes: tuple[Text, ...]
    printed: Text | None = Field(default=None, description="the cell, where it is not plain codes")
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"rows/{self.number}"


class HeadingMatch(Record):
    """Which rows a heading of the body stands for (they are worded differently)."""

    section: Slug
    implications: tuple[Slug, ...]
    note: Text | None = None


class PracticalImplication(Record):
    """An item of the practical table, worded as printed, and the row it corresponds to."""

    id: Slug
    label: Text
    implications: tuple[Slug, ...] = ()
    note: Text | None = None

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"practical/{self.id}"


class PracticalGroup(Record):
    """A group of the practical table."""

    id: Slug
    label: Text
    items: tuple[PracticalImplication, ...]
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"practical-groups/{self.id}"


class FindingsTable(Record):
    """Appendix 1."""

    title: Text
    columns: tuple[Text, Text, Text]
    notes: tuple[Text, ...]
    section: Slug
    rows: tuple[AppendixRow, ...]


class PracticalTable(Record):
    """Appendix 2."""

    title: Text
    note: Text
    section: Slug
    groups: tuple[PracticalGroup, ...]


class AppendixFile(Record):
    """`data/appendices.yaml`."""

    findings: FindingsTable
    practical: PracticalTable | None = None
    headings: tuple[HeadingMatch, ...] = ()
