"""The shapes of answers: what an assistant gets, and the schemas that it is shown of them.

A claim is told once in an answer, under `claims`; everywhere else it is named by its IRI.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Stance = Literal["supports", "disputes", "qualifies", "illustrates"]
Basis = Literal["stated", "read"]


class Part(BaseModel):
    """A part of an answer; what is not known is left out of it."""

    model_config = ConfigDict(frozen=True)


class Place(Part):
    """Where something is said."""

    section: str | None = Field(default=None, description="IRI of the section")
    heading: str | None = None
    page: str | None = Field(default=None, description="printed page, else where its section is")
    passage: str | None = Field(default=None, description="IRI of the passage of the text")
    start: int | None = Field(default=None, description="first character of the passage, from 0")
    end: int | None = Field(default=None, description="the character behind the passage")
    sha256: str | None = Field(default=None, description="digest of the passage's words")
    document: str | None = Field(default=None, description="IRI of another document that says it")
    site: str | None = Field(default=None, description="where the site shows it")


class Source(Part):
    """A work or a study, and what kind of source it is."""

    source: str = Field(description="IRI")
    name: str
    code: str | None = Field(default=None, description="what the review cites it by")
    kind_of_source: str = Field(description="the evidence class: a kind, and no grade")
    class_given_by: Literal["review", "curators"] | None = None
    design: str | None = None
    sample: str | None = None


class Evidence(Part):
    """How one work or study bears on a claim."""

    line: str = Field(description="IRI of this line of evidence")
    stance: Stance
    stance_basis: Basis = Field(
        description="stated: the text says so in its own words; read: it is the curators' reading"
    )
    side: str | None = Field(default=None, description="on which side, where findings are mixed")
    source: Source | None = None
    said: str | None = Field(default=None, description="IRI of another document's claim")
    note: str | None = None
    cited: str | None = Field(default=None, description="where the work is cited for it")


class Claim(Part):
    """What is said, from whom, and what must be known beside it."""

    claim: str = Field(description="IRI")
    kind: str
    says: str = Field(description="in the words of the curators, and not in those of the text")
    said_by: Literal["review", "another document"]
    review: str | None = Field(default=None, description="IRI of the review")
    place: Place
    marks: list[str] = Field(description="what must be told wherever the claim is told")
    notes: list[str] = []
    evidence: list[Evidence] = []


class Review(Part):
    """A review, with what every reader must know of it."""

    review: str = Field(description="IRI")
    title: str
    year: str | None = None
    caution: str | None = None
    limits: str | None = None
    text_sha256: str | None = Field(default=None, description="digest of the text of the passages")


class Answer(Part):
    """What every answer carries."""

    reviews: list[Review] = []
    caveats: list[str] = []
    claims: list[Claim] = []
    claims_left_out: int = Field(default=0, description="how many claims more there are")
    build: str = Field(default="", description="digest of the build that was asked")


class Hit(Part):
    """A record that was found."""

    record: str = Field(description="IRI")
    kind: str
    title: str
    text: str = ""
    site: str | None = None


class SearchAnswer(Answer):
    """What was found."""

    hits: list[Hit]


class Fact(Part):
    """Something said of a record."""

    property: str = Field(description="IRI")
    value: str
    name: str | None = Field(default=None, description="what is called so, where value is an IRI")


class RecordAnswer(Answer):
    """A record."""

    record: str = Field(description="IRI")
    place: Place
    facts: list[Fact]
    facts_left_out: int = 0
    evidence: list[Evidence] = Field(default=[], description="what bears on it, if it is no claim")


class Listed(Part):
    """An implication of a tip, with the row of the findings table and the sources listed there."""

    implication: str = Field(description="IRI")
    label: str
    row: str | None = Field(default=None, description="IRI of the row")
    from_study: str | None = None
    sources: list[Source] = []


class Bearing(Part):
    """A claim that bears on a tip, on which side, and how it comes to do so."""

    claim: str = Field(description="IRI, told under claims")
    side: str
    way: str
    why: str | None = None


class TipAnswer(Answer):
    """What a tip rests on."""

    tip: str = Field(description="IRI")
    number: int
    title: str
    says: str
    place: Place
    rests_on: list[Listed]
    bears_on_it: list[Bearing]
    evidence: list[Evidence] = Field(default=[], description="what other documents say to it")
    debates: list[str] = Field(default=[], description="IRIs of debates that touch it")


class Position(Part):
    """A position in a debate."""

    position: str = Field(description="IRI")
    label: str
    stance: Stance
    argument: str
    says: str
    note: str | None = None
    evidence: list[Evidence] = []


class DebateAnswer(Answer):
    """The sides of a debate."""

    debate: str = Field(description="IRI, told under claims")
    question: str
    proposition: str
    announced: bool = Field(description="whether the text itself says that people disagree")
    place: Place
    positions: list[Position]
    author_says: list[str] = Field(default=[], description="IRIs of the author's own views")
    others_say: list[Evidence] = Field(default=[], description="what other documents say to it")
    bears_on_it: list[str] = Field(default=[], description="IRIs of claims that bear on it")


class Use(Part):
    """How a review uses a work for a claim."""

    claim: str = Field(description="IRI, told under claims")
    stances: list[Stance] = Field(description="of this work to the claim; none in its own claims")


class WorkInReview(Part):
    """A work as one review has it."""

    source: Source
    review: str | None = Field(default=None, description="IRI")
    uses: list[Use]
    tips: list[int] = Field(default=[], description="tips that it reaches by the findings table")


class WorkAnswer(Answer):
    """What each review says with a work."""

    asked: str
    same_by: str = Field(description="how it is known that these are one work")
    works: list[WorkInReview]


class TableAnswer(Answer):
    """What a query gave."""

    columns: list[str] = []
    rows: list[list[str | None]] = Field(default=[], description="terms as N-Triples writes them")
    truth: bool | None = None
    turtle: str | None = None
    warnings: list[str] = []
