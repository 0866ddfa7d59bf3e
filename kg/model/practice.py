"""Themes, tips, implications and the elements that group them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from kg.model.base import Named, Record, Settlings, Slug, Statement, Text, check_ids
from kg.model.links import (
    ClaimId,
    ConceptId,
    DebateId,
    ElementId,
    ImplicationId,
    SectionId,
    SourceCode,
    StudyId,
    TipNumber,
)
from kg.model.marks import Id, Says
from kg.model.places import Anchored, Placed, Span


class Theme(Named):
    """One of the review's themes, with the section that treats it."""

    id: Annotated[Slug, Id("themes")]
    label: Annotated[Text, Says("rdfs:label", ours=True)]
    section: Annotated[SectionId, Says("tt:treatedIn")]
    summary: Annotated[Text, Says("dcterms:description", ours=True)]
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()


class ThemeFile(Record):
    """`data/themes.yaml`."""

    themes: tuple[Theme, ...] = ()


class PracticePoint(Placed):
    """What a tip means in practice: with the passage it is taken from, or else our suggestion."""

    id: Annotated[Slug, Id()] | None = Field(
        default=None,
        description="what its IRI ends with; none: its first words, so that it changes with them",
    )
    text: Annotated[Statement, Says("tt:statement", ours=True)]
    span: Span | None = Field(default=None, description="the passage; none: the point is ours")
    source: Annotated[SourceCode | None, Says("tt:fromSource")] = Field(
        default=None, description="whom the text names for it"
    )
    study: Annotated[StudyId | None, Says("tt:fromStudy")] = None
    wording: Settlings = ()

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


class BearingChoice(Record):
    """Claims that we keep off a tip or put on it against the rule, with the reason."""

    claims: Annotated[tuple[ClaimId, ...], Says("tt:choosesClaim")]
    why: Annotated[Text, Says("rdfs:comment", ours=True)]


class Tip(Anchored, Named):
    """A numbered practice tip: what to do, in our words."""

    number: Annotated[int, Field(ge=1), Id("tips"), Says("tt:number")]
    title: Annotated[Text, Field(description="our short title"), Says("tt:shortTitle", ours=True)]
    statement: Annotated[
        Statement,
        Field(description="the tip in our words, one or two sentences"),
        Says("tt:statement", ours=True),
    ]
    practice: tuple[PracticePoint, ...] = Field(
        default=(), description="what it means in practice, our words"
    )
    questions: tuple[Text, ...] = Field(
        default=(), description="to talk the tip over, for example in supervision; ours"
    )
    section: Annotated[SectionId, Says("tt:inSection")]
    addresses: Annotated[tuple[ImplicationId, ...], Says("tt:addresses")] = Field(
        default=(), description="the rows of the findings table that it rests on, if there is one"
    )
    see: Annotated[tuple[TipNumber, ...], Says("tt:seeTip")] = ()
    audience: Annotated[Text | None, Says("tt:audience", ours=True)] = None
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()
    main: Annotated[tuple[ConceptId, ...], Says("tt:mainConcept")] = Field(
        default=(), description="those of its concepts whose every claim bears on the tip"
    )
    debates: Annotated[tuple[DebateId, ...], Says("tt:touchedBy")] = ()
    not_on: tuple[BearingChoice, ...] = Field(
        default=(), description="claims that the rule puts on the tip, and that are not about it"
    )
    also_on: tuple[BearingChoice, ...] = Field(
        default=(), description="claims about the tip that the rule does not find"
    )
    backed_by: Annotated[tuple[ClaimId, ...], Says("tt:backedByClaim")] = Field(
        default=(), description="of the claims on the tip, those that give a reason for it"
    )
    limited_by: Annotated[tuple[ClaimId, ...], Says("tt:limitedByClaim")] = Field(
        default=(), description="those that limit it, or speak against it"
    )
    wording: Settlings = ()

    @model_validator(mode="after")
    def _main_concepts_are_among_its_concepts(self) -> Self:
        strange = sorted(set(self.main) - set(self.concepts))
        if strange:
            raise ValueError(f"main names what is not among its concepts: {', '.join(strange)}")
        return self

    @model_validator(mode="after")
    def _has_each_claim_on_one_side(self) -> Self:
        both = sorted(set(self.backed_by) & set(self.limited_by))
        if both:
            raise ValueError(f"backed_by and limited_by both name {', '.join(both)}; choose one")
        return self

    @model_validator(mode="after")
    def _each_point_has_its_own_id(self) -> Self:
        check_ids("practice", (part.id for part in self.practice))
        return self


class TipFile(Record):
    """`data/tips.yaml`."""

    tips: tuple[Tip, ...] = ()


class SubConcept(Named):
    """A part of a practice element."""

    id: Annotated[Slug, Id("elements")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]


class PracticeElement(Placed, Named):
    """A main element of the framework that groups the implications."""

    id: Annotated[Slug, Id("elements")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    plain: Annotated[
        Text | None,
        Field(description="what it is in everyday words"),
        Says("skos:altLabel", ours=True),
    ] = None
    summary: Annotated[Text, Says("skos:definition", ours=True)]
    source: Annotated[SourceCode | None, Says("dcterms:source")] = Field(
        default=None, description="whose framework it is; none: the review's own"
    )
    parts: tuple[SubConcept, ...] = ()
    concept: Annotated[ConceptId | None, Says("skos:closeMatch")] = None


class Implication(Named):
    """A row label of the findings table, worded as printed."""

    id: Annotated[Slug, Id("implications")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    plain: Annotated[
        Text,
        Field(description="what it comes down to, our words"),
        Says("tt:statement", ours=True),
    ]
    element: Annotated[ElementId | None, Says("tt:underElement")] = Field(
        default=None, description="what it stands under; none: the review has no such groups"
    )
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()


class ImplicationFile(Record):
    """`data/implications.yaml`."""

    study: Annotated[
        StudyId | None,
        Field(description="the study that the implications come from; none: the review as a whole"),
    ] = None
    elements: tuple[PracticeElement, ...] = ()
    implications: tuple[Implication, ...] = ()
