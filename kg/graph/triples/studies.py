"""The research behind the sources, and the terms by which it is sorted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, part_of_words
from kg.graph.triples.base import KINDS_OF_EVIDENCE, said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import DCTERMS, RDF, SKOS, TT, describe, engine_words

Term: TypeAlias = model.Design | model.Setting | model.Population | model.Country
# The lists of terms, by the kind of record in them, with what they list.
SCHEMES = {
    "designs": "Study designs",
    "settings": "Settings of studies",
    "populations": "Populations of studies",
    "countries": "Countries of studies",
}


def triples_for_schemes(file: model.SchemeFile, iris: Iris) -> Iterator[Triple]:
    """Yield each list of terms as a concept scheme, if anything is in it."""
    for kind, title in SCHEMES.items():
        terms: tuple[Term, ...] = getattr(file, kind)
        scheme = iris.of(kind)
        if terms:
            yield from describe(
                scheme, (RDF.type, SKOS.ConceptScheme), (DCTERMS.title, engine_words(title))
            )
        for term in terms:
            subject = iris.of(term.path)
            yield from describe(
                subject,
                (RDF.type, (TT.StudyTerm, SKOS.Concept)),
                (SKOS.inScheme, scheme),
                (SKOS.topConceptOf, None if term.broader else scheme),
                *said_by(term, iris),
            )


def triples_for_studies(file: model.StudyFile, iris: Iris) -> Iterator[Triple]:
    """Yield the studies, as far as the review tells of them, each with its samples."""
    for study in file.studies:
        subject = iris.of(study.path)
        largest = study.largest_sample
        yield from describe(
            subject,
            (RDF.type, TT.Study),
            *said_by(study, iris),
            (TT.shortLabel, iris.words(study.short_label or study.label)),
            (TT.researchKind, KINDS_OF_EVIDENCE.get(study.research_kind or "")),
            (TT.inShort, iris.one("claims", study.findings[0] if study.findings else None)),
            (TT.sampleSize, largest.size if largest else None),
            (TT.sampleUnit, iris.words(largest.unit) if largest else None),
        )
        yield from triples_for_place(subject, study, iris)
        equals = Equals()
        for number, sample in enumerate(study.samples, start=1):
            node = iris.of(equals.name(f"{study.path}#sample", part_of_words(sample.unit)))
            yield from describe(subject, (TT.hasSample, node))
            yield from describe(
                node, (RDF.type, TT.Sample), (TT.order, number), *said_by(sample, iris)
            )
