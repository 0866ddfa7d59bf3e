"""The review itself, its outline, its kinds of evidence and how it prints citation codes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.model.base import Code, Named, Page, Record, Sha256, Slug, Span, Text, Year
from kg.model.links import SectionId
from kg.model.marks import Id


class SourceText(Record):
    """The text that spans count in. The project keeps its digest, never the text."""

    file: Text
    sha256: Sha256
    note: Text | None = None


class CodeScheme(Record):
    """How the review prints citation codes, and how damaged codes look in the text at hand."""

    printed: Annotated[Text, Field(description="regular expression of a code as printed")]
    scanned: Annotated[Text, Field(description="regular expression of what may be a code")]
    repairs: dict[str, str] = Field(
        default={}, description="what each damaged character stands for"
    )
    first_section: Annotated[SectionId, Field(description="the body starts here")]
    last_section: Annotated[SectionId, Field(description="the body ends before this section")]


class EvidenceClass(Named):
    """A kind of source, as the review classifies its references. Not a grade."""

    code: Annotated[Code, Id("evidence-classes")]
    label: Text
    plural: Text
    definition: Text
    kind: Literal[
        "primary-research", "secondary-research", "practice-commentary", "policy", "other"
    ]
    printed_label: Text
    list_heading: Text
    span: Span | None = None


class Section(Named):
    """A chapter, section or subsection, in reading order."""

    id: Annotated[Slug, Id("sections")]
    heading: Text
    within: SectionId | None = None
    page: Page | None = None
    page_from: Literal["contents", "index"] | None = None
    span: Span


class Review(Record):
    """The review itself: `data/review.yaml`."""

    id: Annotated[Slug, Id()]
    title: Text
    subtitle: Text | None = None
    creators: tuple[Text, ...]
    publisher: Text
    year: Year
    series: Text | None = None
    language: Text = "en-GB"
    isbn_printed: Text | None = None
    rights: Text
    summary: Text
    caution: Annotated[Text, Field(description="said once on every page, for example its age")]
    limits: Annotated[
        Text | None,
        Field(description="what readers may look for in it and will not find: sentences"),
    ] = None
    text: SourceText
    codes: CodeScheme
    evidence_classes: tuple[EvidenceClass, ...]
    sections: tuple[Section, ...]
