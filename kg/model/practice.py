"""Themes, tips, implications and the two appendix tables."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from kg.model.base import Named, Record, Settled, Slug, Span, Statement, Text
from kg.model.links import (
    ConceptId,
    DebateId,
    ElementId,
    ImplicationId,
    SectionId,
    SourceCode,
    StudyId,
    TipNumber,
)
from kg.model.marks import Id


class Theme(Named):
    """One of the review's themes, with the section that treats it."""

    id: Annotated[Slug, Id("themes")]
    label: Text
    section: SectionId
    summary: Text
    concepts: tuple[ConceptId, ...] = ()


class ThemeFile(Record):
    """`data/themes.yaml`."""

    themes: tuple[Theme, ...] = ()


class PracticePoint(Record):
    """What a tip means in practice: with the passage it is taken from, or else our suggestion."""

    text: Statement
    span: Span | None = Field(default=None, description="the passage; none: the point is ours")
    source: SourceCode | None = Field(default=None, description="whom the text names for it")
    study: StudyId | None = None
    wording: tuple[Settled, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _ours_is_plain_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say in the schema that plain text will do, too."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core_schema)]}


class Tip(Named):
    """A numbered practice tip: what to do, in our words."""

    number: Annotated[int, Field(ge=1), Id("tips")]
    title: Annotated[Text, Field(description="our short title")]
    statement: Annotated[Statement, Field(description="the tip in our words, one or two sentences")]
    practice: tuple[PracticePoint, ...] = Field(description="what it means in practice, our words")
    questions: tuple[Text, ...] = Field(
        default=(), description="to talk the tip over, for example in supervision; ours"
    )
    section: SectionId
    addresses: tuple[ImplicationId, ...]
    see: tuple[TipNumber, ...] = ()
    audience: Text | None = None
    concepts: tuple[ConceptId, ...] = ()
    debates: tuple[DebateId, ...] = ()
    span: Span
    wording: tuple[Settled, ...] = ()


class TipFile(Record):
    """`data/tips.yaml`."""

    tips: tuple[Tip, ...] = ()


class SubConcept(Named):
    """A part of a practice element."""

    id: Annotated[Slug, Id("elements")]
    label: Text


class PracticeElement(Named):
    """A main element of the framework that groups the implications."""

    id: Annotated[Slug, Id("elements")]
    label: Text
    summary: Text
    source: SourceCode
    parts: tuple[SubConcept, ...]
    concept: ConceptId | None = None
    span: Span


class Implication(Named):
    """A row label of the findings table, worded as printed."""

    id: Annotated[Slug, Id("implications")]
    label: Text
    plain: Annotated[Text, Field(description="what it comes down to, our words")]
    element: ElementId
    concepts: tuple[ConceptId, ...] = ()


class ImplicationFile(Record):
    """`data/implications.yaml`."""

    study: Annotated[StudyId, Field(description="the study that the implications come from")]
    elements: tuple[PracticeElement, ...]
    implications: tuple[Implication, ...]


class AppendixRow(Named):
    """A row of the findings table: the codes in printed order."""

    number: Annotated[int, Id("rows")]
    implication: ImplicationId
    codes: tuple[SourceCode, ...]
    printed: Text | None = Field(default=None, description="the cell, where it is not plain codes")
    span: Span


class HeadingMatch(Record):
    """Which rows a heading of the body stands for (they are worded differently)."""

    section: SectionId
    implications: tuple[ImplicationId, ...]
    note: Text | None = None


class PracticalImplication(Named):
    """An item of the practical table, worded as printed, and the row it corresponds to."""

    id: Annotated[Slug, Id("practical")]
    label: Text
    implications: tuple[ImplicationId, ...] = ()
    note: Text | None = None


class PracticalGroup(Named):
    """A group of the practical table."""

    id: Annotated[Slug, Id("practical-groups")]
    label: Text
    items: tuple[PracticalImplication, ...]
    span: Span


class FindingsTable(Record):
    """Appendix 1."""

    title: Text
    columns: tuple[Text, Text, Text]
    notes: tuple[Text, ...]
    section: SectionId
    rows: tuple[AppendixRow, ...]


class PracticalTable(Record):
    """Appendix 2."""

    title: Text
    note: Text
    section: SectionId
    groups: tuple[PracticalGroup, ...]


class AppendixFile(Record):
    """`data/appendices.yaml`."""

    findings: FindingsTable
    practical: PracticalTable | None = None
    headings: tuple[HeadingMatch, ...] = ()
