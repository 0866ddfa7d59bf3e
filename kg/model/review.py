"""The review itself, its outline, its kinds of evidence and how it prints citation codes."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from kg.languages import fault_of_tag
from kg.model.base import (
    Code,
    KindOfEvidence,
    Named,
    Page,
    Record,
    Sha256,
    Slug,
    Text,
    Url,
    Year,
)
from kg.model.links import SectionId
from kg.model.marks import Aside, Id, Says
from kg.model.pagination import list_pages
from kg.model.places import NEEDS_PLACE, Placed, PrintedPages, SpanOrPage
from kg.patterns import fault_of_pattern


def _be_pattern(text: str) -> str:
    fault = fault_of_pattern(text)
    if fault is not None:
        raise ValueError(fault)
    return text


def _be_language(tag: str) -> str:
    fault = fault_of_tag(tag)
    if fault is not None:
        raise ValueError(fault)
    return tag


Regex = Annotated[str, Field(min_length=1), AfterValidator(_be_pattern)]
LanguageTag = Annotated[str, AfterValidator(_be_language)]


def _be_countable(ranges: tuple[str, ...]) -> tuple[str, ...]:
    list_pages(ranges)
    return ranges


class SourceText(Record):
    """The text that spans count in. The project keeps its digest, never the text."""

    file: Text
    sha256: Sha256
    pages: Annotated[
        tuple[PrintedPages, ...],
        AfterValidator(_be_countable),
        Field(
            description="how its pages are numbered, where form feeds part them: [i-xii, 1-240]; "
            "a page without a number is 'unnumbered'"
        ),
        Aside(),
    ] = ()
    note: Annotated[Text | None, Aside()] = None
    licence: Annotated[Url | None, Aside()] = Field(
        default=None,
        description="address of the licence under which the text itself may be given on; "
        "without it the text stays out of the repository and of all that is published",
    )


CitationStyle = Literal["key", "number", "author-year", "doi", "latex", "pattern"]
# The styles whose citations a project describes itself, and by what; the others need no telling.
_DESCRIBED = {"key": ("printed", "scanned"), "pattern": ("printed", "scanned", "group")}


class CodeScheme(Record):
    """How the review prints citations, and how damaged codes look in the text at hand."""

    style: Annotated[
        CitationStyle,
        Field(
            description="key: codes of its own (A9); number: [12], [3–5], superscripts, (12); "
            "author-year: (Able, 2001); doi: keys after an @ ([@doi:10.1000/1], [@able2001]); "
            "latex: \\cite{able2001}; pattern: as `printed` and `group` say"
        ),
        Says("tt:citesBy"),
    ] = "key"
    printed: Annotated[
        Regex | None,
        Field(description="regular expression of a code as printed (style key or pattern)"),
        Aside(),
    ] = None
    scanned: Annotated[
        Regex | None,
        Field(
            description="regular expression of what may be a code; "
            "none: a code as printed that is no part of a longer word"
        ),
        Aside(),
    ] = None
    group: Annotated[
        Regex | None,
        Field(description="regular expression of what codes stand in, brackets and all (pattern)"),
        Aside(),
    ] = None
    repairs: Annotated[dict[str, str], Aside()] = Field(
        default={}, description="what each damaged character stands for"
    )
    first_section: Annotated[
        SectionId | None,
        Field(description="the body starts here; none: with the text"),
        Aside(),
    ] = None
    last_section: Annotated[
        SectionId | None,
        Field(description="the body ends before this section; none: with the text"),
        Aside(),
    ] = None

    @property
    def is_own(self) -> bool:
        """Say whether the review has codes of its own, which readers see."""
        return self.style in _DESCRIBED

    @model_validator(mode="after")
    def _says_what_its_style_needs(self) -> Self:
        read = _DESCRIBED.get(self.style, ())
        if read and self.printed is None:
            raise ValueError(f"style '{self.style}' needs 'printed', the form of its codes")
        for name in ("printed", "scanned", "group"):
            if name not in read and getattr(self, name) is not None:
                raise ValueError(f"style '{self.style}' does not read '{name}'; take it out")
        return self


class EvidenceClass(Placed, Named):
    """A kind of source, as the review classifies its references. Not a grade."""

    code: Annotated[Code, Id("evidence-classes"), Says("skos:notation")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    plural: Annotated[Text, Says("tt:pluralLabel", ours=True)]
    definition: Annotated[Text, Says("skos:definition", ours=True)]
    kind: KindOfEvidence
    printed_label: Annotated[Text | None, Says("tt:printedText")] = Field(
        default=None, description="its name as the review prints it, where `label` is none such"
    )
    list_heading: Annotated[Text | None, Says("tt:listHeading")] = Field(
        default=None, description="what its part of the reference list is called, if it has one"
    )


class Section(Named):
    """A chapter, section or subsection, in reading order. Its `page` is the one it starts on."""

    model_config = NEEDS_PLACE

    id: Annotated[Slug, Id("sections")]
    heading: Annotated[Text, Says("tt:heading")]
    within: SectionId | None = None
    page: Annotated[Page | None, Says("tt:startPage")] = None
    page_from: Annotated[
        Literal["contents", "index"] | None, Says("tt:hasPageFrom", among="PageOrigin")
    ] = None
    pages: Annotated[
        PrintedPages | None,
        Field(description="its printed pages, first to last; roman ones, too: iv-ix"),
    ] = None
    span: SpanOrPage = None

    @property
    def printed_pages(self) -> str | None:
        """Return its pages, as they are given."""
        return self.pages


class MayStand(Record):
    """Words of the text that a project may repeat; see `kg verify TEXT --borrowed`.

    Titles, headings and what else records give as printed may stand without being named here.
    """

    sections: Annotated[tuple[SectionId, ...], Aside()] = Field(
        default=(), description="those that hold facts alone: lists of references, tables, indexes"
    )
    quotations: Annotated[tuple[Text, ...], Aside()] = Field(
        default=(), description="what the project quotes, as it stands in the text"
    )


# The title of a review that says none in its text, until somebody gives it one.
UNTITLED = "A review whose title is not told yet"


class Review(Record):
    """The review itself: `data/review.yaml`."""

    id: Annotated[Slug, Id()]
    title: Annotated[Text, Says("dcterms:title")]
    subtitle: Annotated[Text | None, Says("tt:subtitle")] = None
    creators: tuple[Text, ...] = Field(
        default=(), description="who wrote it; none: that is still to be said"
    )
    publisher: Text | None = Field(
        default=None, description="none: nobody published it, as with a preprint"
    )
    year: Year | None = Field(default=None, description="none: that is still to be said")
    series: Annotated[Text | None, Says("tt:series")] = None
    language: Annotated[
        LanguageTag,
        Field(description="tag of the language that all words of the project are in (BCP 47)"),
        Says("dcterms:language"),
    ] = "en-GB"
    isbn_printed: Annotated[Text | None, Says("tt:printedIsbn")] = None
    rights: Annotated[Text, Says("dcterms:rights", ours=True)]
    summary: Annotated[Text, Says("dcterms:description", ours=True)]
    caution: Annotated[
        Text,
        Field(description="said once on every page, for example its age"),
        Says("tt:caution", ours=True),
    ]
    limits: Annotated[
        Text | None,
        Field(description="what readers may look for in it and will not find: sentences"),
        Says("tt:limits", ours=True),
    ] = None
    text: SourceText | None = Field(
        default=None, description="what spans count in; none: places are pages of the print"
    )
    may_stand: Annotated[MayStand | None, Aside()] = None
    codes: CodeScheme | None = Field(
        default=None, description="none: the text has no citations, or they are not entered"
    )
    evidence_classes: tuple[EvidenceClass, ...] = Field(
        default=(), description="none: the review does not sort its references"
    )
    ordered: Annotated[
        bool,
        Field(description="the review ranks its classes, the first is the highest"),
        Says("tt:ranksClasses"),
    ] = False
    sections: tuple[Section, ...] = Field(
        default=(), description="the outline, where `data/sections.yaml` does not have it"
    )

    @property
    def has_codes(self) -> bool:
        """Say whether readers see codes of works, and not only names and years."""
        return self.codes is not None and self.codes.is_own

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Return which of its title, creators and year are still to be said."""
        said = {"title": self.title != UNTITLED, "creators": self.creators, "year": self.year}
        return tuple(name for name, value in said.items() if not value)


class SectionFile(Record):
    """`data/sections.yaml`: the outline, where it does not stand in `data/review.yaml`."""

    sections: tuple[Section, ...] = ()
