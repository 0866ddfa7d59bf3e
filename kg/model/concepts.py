"""The concepts of the field."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Count, Named, Record, Slug, Text, Year
from kg.model.links import ConceptId, ConceptKindId, SourceCode
from kg.model.marks import Id, Says


class ConceptKind(Named):
    """A kind of concept, as the review's field has them: drug, method, law."""

    id: Annotated[Slug, Id("concept-kinds"), Says("skos:notation")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    plural: Annotated[Text, Says("tt:pluralLabel", ours=True)]
    definition: Annotated[Text | None, Says("skos:definition", ours=True)] = None
    general: Annotated[bool, Says("tt:isGeneral")] = Field(
        default=False, description="words for many things (ideas), and not things of their own"
    )
    dated: Annotated[bool, Says("tt:mayChange")] = Field(
        default=False, description="stands as of a day (laws, guidance): it may be otherwise today"
    )


# The kinds of a project that names none.
COMMON_KINDS = (
    ConceptKind(id="idea", label="Concept", plural="Ideas", general=True),
    ConceptKind(id="law", label="Law", plural="Laws", dated=True),
    ConceptKind(id="inquiry", label="Inquiry", plural="Inquiries"),
    ConceptKind(id="programme", label="Programme", plural="Programmes", dated=True),
    ConceptKind(id="organisation", label="Organisation", plural="Bodies"),
    ConceptKind(id="group", label="Group", plural="Groups"),
    ConceptKind(id="event", label="Event", plural="Events"),
    ConceptKind(id="person", label="Person", plural="People"),
)


class Concept(Named):
    """What the review speaks of: an idea, a person, a law, or what else its field knows."""

    id: Annotated[Slug, Id("concepts")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    kind: Annotated[ConceptKindId, Says("tt:ofConceptKind")]
    alt_labels: Annotated[tuple[Text, ...], Says("skos:altLabel", ours=True)] = Field(
        default=(), description="other names of it; its page says that it is also called so"
    )
    hidden_labels: Annotated[tuple[Text, ...], Says("skos:hiddenLabel", ours=True)] = Field(
        default=(),
        description="for search only: misspellings, everyday words, and what is no name of it",
    )
    definition: Annotated[
        Text,
        Field(description="plain, in our words"),
        Says("skos:definition", ours=True),
    ]
    broader: Annotated[tuple[ConceptId, ...], Says("skos:broader")] = ()
    related: Annotated[tuple[ConceptId, ...], Says("skos:related")] = ()
    differs_from: Annotated[tuple[ConceptId, ...], Says("tt:differsFrom")] = ()
    level: Annotated[Count | None, Says("tt:level")] = Field(
        default=None, description="its place on a scale of the review, counted from 0"
    )
    source: Annotated[SourceCode | None, Says("tt:namedReference")] = Field(
        default=None, description="code of the reference that it names"
    )
    year: Year | None = Field(
        default=None, description="the year that the review gives: of an inquiry, an event, a law"
    )
    year_of: Annotated[Text | None, Says("tt:yearOf", ours=True)] = Field(
        default=None, description="what was in that year, and where the review gives it"
    )
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None


class Scale(Record):
    """The scale that the levels of concepts are on, as its readers are to know it."""

    title: Annotated[Text, Says("tt:scaleTitle", ours=True)]
    note: Annotated[Text | None, Says("tt:scaleNote", ours=True)] = Field(
        default=None, description="how to read it, in a sentence"
    )


class ConceptFile(Record):
    """`data/concepts.yaml`."""

    title: Text = "Concepts"
    scale: Scale | None = None
    concepts: tuple[Concept, ...] = ()
