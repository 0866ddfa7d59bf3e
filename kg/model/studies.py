"""The research behind the sources, and the terms by which it is sorted."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import KindOfEvidence, Named, Record, Settlings, Slug, Statement, Text
from kg.model.concepts import ConceptKind
from kg.model.links import (
    ClaimId,
    ConceptId,
    CountryId,
    DesignId,
    MentionOrder,
    PopulationId,
    SectionId,
    SettingId,
    SourceCode,
)
from kg.model.marks import Id, Says
from kg.model.places import Anchored

StudyFact = Literal[
    "design", "sample", "sample_size", "setting", "population", "country", "period", "funder",
    "method",
]  # fmt: skip
StudyFacet = Literal["design", "setting", "population", "country"]
# A facet of a study → the field that holds its terms.
FACETS: dict[str, str] = {
    "design": "designs",
    "setting": "settings",
    "population": "populations",
    "country": "countries",
}


class StudyTerm(Record):
    """A term of a short list by which studies are sorted."""

    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    alt_labels: Annotated[tuple[Text, ...], Says("skos:altLabel", ours=True)] = Field(
        default=(), description="words that readers may type"
    )
    definition: Annotated[Text | None, Says("skos:definition", ours=True)] = Field(
        default=None, description="one plain line, in our words; none: the label says it"
    )


class Design(StudyTerm, Named):
    """A way to set up a study."""

    id: Annotated[Slug, Id("designs")]
    broader: Annotated[tuple[DesignId, ...], Says("skos:broader")] = ()


class Setting(StudyTerm, Named):
    """A place, a service or a field of work in which a study was done."""

    id: Annotated[Slug, Id("settings")]
    broader: Annotated[tuple[SettingId, ...], Says("skos:broader")] = ()


class Population(StudyTerm, Named):
    """Whom or what studies looked at."""

    id: Annotated[Slug, Id("populations")]
    broader: Annotated[tuple[PopulationId, ...], Says("skos:broader")] = ()


class Country(StudyTerm, Named):
    """A country, or a part of the world."""

    id: Annotated[Slug, Id("countries")]
    broader: Annotated[tuple[CountryId, ...], Says("skos:broader")] = ()


class SchemeFile(Record):
    """`data/schemes.yaml`: the lists of terms, each of which may be left out."""

    designs: tuple[Design, ...] = ()
    settings: tuple[Setting, ...] = ()
    populations: tuple[Population, ...] = ()
    countries: tuple[Country, ...] = ()
    concept_kinds: tuple[ConceptKind, ...] = Field(
        default=(), description="the kinds of concept, in the order of the page; none: our own"
    )


class Sample(Record):
    """So many of something that a study looked at."""

    size: Annotated[int, Field(ge=1), Says("tt:size")]
    unit: Annotated[
        Text,
        Field(description="what is counted: teams, children"),
        Says("tt:unit", ours=True),
    ]


class Study(Anchored, Named):
    """The research behind a source, as far as the review tells of it.

    `design`, `sample`, `setting` and `country` say in words what the review tells; `designs`,
    `settings`, `populations` and `countries` sort the study by terms of `data/schemes.yaml`.
    """

    id: Annotated[Slug, Id("studies")]
    label: Annotated[Text, Says("rdfs:label", ours=True)]
    short_label: Text | None = Field(
        default=None, description="a few words, where the label is long; none: the label itself"
    )
    source: Annotated[SourceCode | None, Says("tt:reportedIn")] = Field(
        default=None, description="none: it has no reference code"
    )
    research_kind: KindOfEvidence | None = Field(
        default=None, description="of a study without a source; else the source's class says it"
    )
    design: Annotated[Text | None, Says("tt:design", ours=True)] = None
    designs: Annotated[tuple[DesignId, ...], Says("tt:hasDesign")] = ()
    sample: Annotated[Text | None, Says("tt:sample", ours=True)] = None
    samples: tuple[Sample, ...] = Field(
        default=(), description="what the review counts of it, each number with its unit"
    )
    populations: Annotated[tuple[PopulationId, ...], Says("tt:hasPopulation")] = ()
    setting: Annotated[Text | None, Says("tt:setting", ours=True)] = None
    settings: Annotated[tuple[SettingId, ...], Says("tt:hasSetting")] = ()
    country: Annotated[Text | None, Says("tt:country")] = None
    countries: Annotated[tuple[CountryId, ...], Says("tt:hasCountry")] = ()
    read: Annotated[tuple[StudyFacet, ...], Says("tt:readByCurator", among="StudyDetail")] = Field(
        default=(), description="whose terms are the curator's reading, and not said outright"
    )
    period: Annotated[Text | None, Says("tt:period")] = None
    funder: Annotated[Text | None, Says("tt:funder")] = None
    method: Annotated[Text | None, Says("tt:method", ours=True)] = None
    unsaid: Annotated[tuple[StudyFact, ...], Says("tt:leavesUnsaid", among="StudyDetail")] = Field(
        default=(), description="what was looked for in the text and does not stand there"
    )
    summary: Annotated[Statement, Says("dcterms:description", ours=True)]
    findings: Annotated[tuple[ClaimId, ...], Says("tt:hasFinding")] = Field(
        default=(), description="claims that say what it found; the first stands for it in lists"
    )
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None
    section: Annotated[SectionId, Says("tt:inSection")]
    mentions: Annotated[tuple[MentionOrder, ...], Says("tt:basedOn")] = ()
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:about")] = ()
    wording: Settlings = ()

    @model_validator(mode="after")
    def _leaves_its_kind_to_its_source(self) -> Self:
        if self.source is not None and self.research_kind is not None:
            raise ValueError("the class of the source says what kind it is; take research_kind out")
        return self

    @model_validator(mode="after")
    def _says_or_leaves_unsaid(self) -> Self:
        for fact in self.unsaid:
            # A term that the curator read out of the text may stand where the text says nothing.
            terms = "samples" if fact == "sample_size" else FACETS.get(fact, "")
            given = [name for name in (fact, "" if fact in self.read else terms) if self.has(name)]
            if given:
                raise ValueError(f"'{fact}' is unsaid, yet '{given[0]}' says it; remove one")
        for facet in self.read:
            if not self.has(FACETS[facet]):
                raise ValueError(f"'{facet}' is read, yet no '{FACETS[facet]}' are; add them")
        return self

    def has(self, name: str) -> bool:
        """Tell whether a field of that name says anything."""
        return bool(getattr(self, name, None))

    @property
    def largest_sample(self) -> Sample | None:
        """Return the sample of the highest number, the first of several; None where none is."""
        return max(self.samples, key=lambda sample: sample.size, default=None)


class StudyFile(Record):
    """`data/studies.yaml`."""

    studies: tuple[Study, ...] = ()

    @property
    def reports(self) -> dict[str, str]:
        """Return the source that reports a study, by the study: of those that have one."""
        return {study.id: study.source for study in self.studies if study.source is not None}
