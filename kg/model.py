"""The values of a review: what the readers in `kg.sources` return and `kg.graph` turns into triples.

Every record is immutable. The same classes say what the YAML files in `data/` may contain: a field
that is not named here is an error, and the JSON Schemas for editors are made from these classes.
A *slug* is lower case words joined by hyphens; it becomes the last part of the record's IRI.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[A-Za-z0-9./-]+(#[a-z0-9-]+)?$")]
Stance = Literal["supports", "disputes", "qualifies", "illustrates"]
Cell = str | int | None


class Record(BaseModel):
    """A value that cannot change and takes no field it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @property
    def path(self) -> str | None:
        """Return the record's IRI without the review's base, such as `tips/12`."""
        return None


class Span(Record):
    """A passage of the source text: code points from `start` up to, not including, `end`."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    sha256: Annotated[Sha256, Field(description="SHA-256 of the passage, encoded as UTF-8")]

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end <= self.start:
            raise ValueError("the span ends before it starts")
        return self


# --- review.yaml -----------------------------------------------------------------------------


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
    first_section: Annotated[Slug, Field(description="the body starts here")]
    last_section: Annotated[Slug, Field(description="the body ends before this section")]


class EvidenceClass(Record):
    """A kind of source, as the review classifies its references. Not a grade."""

    code: Text
    label: Text
    plural: Text
    definition: Text
    kind: Literal[
        "primary-research", "secondary-research", "practice-commentary", "policy", "other"
    ]
    printed_label: Text
    list_heading: Text
    span: Span | None = None

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"evidence-classes/{self.code}"


class Section(Record):
    """A chapter, section or subsection, in reading order."""

    id: Slug
    heading: Text
    within: Slug | None = None
    page: int | None = None
    page_from: Literal["contents", "index"] | None = None
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"sections/{self.id}"


class Review(Record):
    """The review itself: `data/review.yaml`."""

    id: Slug
    title: Text
    subtitle: Text | None = None
    creators: tuple[Text, ...]
    publisher: Text
    year: int
    series: Text | None = None
    language: Text = "en-GB"
    isbn_printed: Text | None = None
    rights: Text
    summary: Text
    caution: Annotated[Text, Field(description="said once on every page, for example its age")]
    text: SourceText
    codes: CodeScheme
    evidence_classes: tuple[EvidenceClass, ...]
    sections: tuple[Section, ...]


# --- references ------------------------------------------------------------------------------


class Name(Record):
    """A person, or a body when `given` is empty."""

    family: Text
    given: str = ""
    particle: str = ""
    suffix: str = ""


class Reference(Record):
    """An entry of `data/references.bib`, keyed by the review's code: a cited source."""

    code: Text
    entry_type: Text
    evidence_class: Text
    title: Text
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    year: int | None = None
    fields: dict[str, str] = Field(default={}, description="the other BibTeX fields, in order")

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"sources/{self.code}"


class Printing(Record):
    """One reference as one of the printed lists gives it (the scan's damage repaired)."""

    source: Text
    label: Annotated[Text | None, Field(description="the code printed there; none: lost")]
    scanned_label: Text | None = None
    text: Text
    span: Span


class PrintedLists(Record):
    """`data/printings.yaml`: the two reference lists, in printed order."""

    classified: tuple[Printing, ...]
    alphabetical: tuple[Printing, ...]


class Identifier(Record):
    """An identifier or link of a source, and where it was seen beside the right title."""

    source: Text
    scheme: Literal["doi", "isbn10", "isbn13", "pmid", "url", "report-number", "urn"]
    value: Text
    of: Literal["work", "chapter", "copy", "reissue", "related"] = "work"
    witness: Url
    note: Text | None = None


class Correction(Record):
    """What an outside witness says of a source where the printed entry says otherwise or less."""

    source: Text
    field: Literal["title", "authors", "year", "date", "pages", "publisher", "series", "note"]
    kind: Literal["corrects", "completes", "confirms"]
    printed: Text | None = None
    corrected: Text
    witness: Url
    note: Text | None = None
    erratum: Text | None = None


class IdentifierFile(Record):
    """`data/identifiers.yaml`."""

    identifiers: tuple[Identifier, ...] = ()
    corrections: tuple[Correction, ...] = ()


# --- citations in the text -------------------------------------------------------------------


class Mention(Record):
    """An in-text citation. `source` is the work meant, `printed` the code that stands there."""

    order: Annotated[int, Field(ge=1)]
    printed: Text
    scanned: Text | None = None
    source: Text
    section: Slug
    span: Span
    erratum: Text | None = None

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"mentions/{self.order}"


class Exclusion(Record):
    """A token of the body that looks like a citation code and is none."""

    token: Text
    reason: Text


class Uncited(Record):
    """A source that the body never cites, with what can be said of it all the same."""

    source: Text
    reason: Text


class MentionFile(Record):
    """`data/mentions.yaml`."""

    mentions: tuple[Mention, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    uncited: tuple[Uncited, ...] = ()


# --- claims ----------------------------------------------------------------------------------


class Evidence(Record):
    """One reason for or against a claim: from a source, or from a study that has no code."""

    source: Text | None = None
    study: Slug | None = None
    stance: Stance
    mentions: tuple[int, ...] = Field(
        default=(), description="the citations (by order) it rests on"
    )
    finding: Slug | None = Field(default=None, description="the reported finding it passes on")
    via: Text | None = Field(
        default=None, description="code of the source that this one is cited through"
    )
    note: Text | None = Field(default=None, description="how it bears on the claim, our words")
    span: Span | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if (self.source is None) == (self.study is None):
            raise ValueError("an evidence line names either a source or a study")
        return self


class Claim(Record):
    """What the review says at one place, in our words."""

    id: Slug
    kind: Literal["finding", "conclusion", "definition", "statement"]
    statement: Text
    section: Slug | None = None
    span: Span
    concepts: tuple[Slug, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    term: Slug | None = Field(default=None, description="the concept that a definition defines")
    given_by: tuple[Text, ...] = Field(
        default=(), description="people the review credits who have no code of their own"
    )
    role: Literal["barrier", "facilitator"] | None = None
    quotes: bool = Field(default=False, description="the passage is a quotation in the review")
    unsourced: bool = Field(default=False, description="the review gives no reference for it")
    note: Text | None = None

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"claims/{self.id}"


class ClaimFile(Record):
    """`data/claims/<section>.yaml`: claims in reading order; `section` serves those with none."""

    section: Slug
    claims: tuple[Claim, ...]


class Position(Record):
    """A stand taken on a proposition."""

    id: Slug
    label: Text
    stance: Stance
    argument: Literal["theoretical", "empirical", "policy", "practice", "conceptual", "value"]
    statement: Text
    span: Span
    evidence: tuple[Evidence, ...] = ()
    given_by: tuple[Text, ...] = ()


class AuthorView(Record):
    """What the review's author says of a debate in his own voice."""

    statement: Text
    section: Slug
    span: Span


class Debate(Record):
    """A proposition under dispute, with the positions taken on it."""

    id: Slug
    question: Text
    proposition: Text
    section: Slug
    span: Span
    concepts: tuple[Slug, ...] = ()
    positions: tuple[Position, ...]
    author_views: tuple[AuthorView, ...] = ()
    claims: tuple[Slug, ...] = Field(default=(), description="claims that bear on it")

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"debates/{self.id}"


class DebateFile(Record):
    """`data/debates.yaml`."""

    debates: tuple[Debate, ...] = ()


class Study(Record):
    """The research behind a source, as far as the review tells of it."""

    id: Slug
    label: Text
    source: Text | None = Field(default=None, description="none: it has no reference code")
    design: Text | None = None
    sample: Text | None = None
    sample_size: int | None = None
    sample_unit: Text | None = None
    setting: Text | None = None
    country: Text | None = None
    period: Text | None = None
    funder: Text | None = None
    method: Text | None = None
    summary: Text
    section: Slug
    span: Span
    mentions: tuple[int, ...] = ()
    concepts: tuple[Slug, ...] = ()

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"studies/{self.id}"


class StudyFile(Record):
    """`data/studies.yaml`."""

    studies: tuple[Study, ...] = ()


class DataTable(Record):
    """A table or list that the text states. An empty cell is null, never zero."""

    id: Slug
    kind: Literal["table", "list"]
    title: Text
    section: Slug
    span: Span
    source: Text | None = None
    via: Text | None = None
    mentions: tuple[int, ...] = ()
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_concepts: tuple[Slug | None, ...] = ()
    concepts: tuple[Slug, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _is_a_grid(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"each row needs {len(self.columns)} cells, one a column")
        if self.row_concepts and len(self.row_concepts) != len(self.rows):
            raise ValueError("row_concepts needs one value a row (null where there is none)")
        return self

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"tables/{self.id}"


class TableFile(Record):
    """`data/tables.yaml`."""

    tables: tuple[DataTable, ...] = ()


# --- tips, implications, appendices ----------------------------------------------------------


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
    questions: tuple[Text, ...] = Field(default=(), description="for supervision; ours")
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


# --- concepts, index, errata -----------------------------------------------------------------


class Concept(Record):
    """An idea, person, body, law, inquiry or programme that the review speaks of."""

    id: Slug
    label: Text
    kind: Literal["idea", "person", "organisation", "law", "inquiry", "programme", "event", "group"]
    alt_labels: tuple[Text, ...] = Field(default=(), description="words that readers may type")
    hidden_labels: tuple[Text, ...] = Field(default=(), description="misspellings, for search")
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


# --- companions ------------------------------------------------------------------------------


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


# --- all of it -------------------------------------------------------------------------------


class Sources(Record):
    """Everything that the files of a project say."""

    review: Review
    references: tuple[Reference, ...]
    printings: PrintedLists | None = None
    identifiers: IdentifierFile = IdentifierFile()
    mentions: MentionFile = MentionFile()
    claims: tuple[ClaimFile, ...] = ()
    debates: DebateFile = DebateFile()
    studies: StudyFile = StudyFile()
    tables: TableFile = TableFile()
    themes: ThemeFile = ThemeFile()
    tips: TipFile = TipFile()
    implications: ImplicationFile | None = None
    appendices: AppendixFile | None = None
    concepts: ConceptFile = ConceptFile()
    index: IndexFile | None = None
    errata: ErratumFile = ErratumFile()
    companions: tuple[Companion, ...] = ()
