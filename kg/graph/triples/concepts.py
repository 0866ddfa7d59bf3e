"""The concepts of the field."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.vocab import DCTERMS, RDF, SKOS, TT, describe, ours, year_of


def triples_for_concepts(file: model.ConceptFile, iris: Iris) -> Iterator[Triple]:
    """Yield the concept scheme, if anything is in it. `related` holds both ways, written once."""
    if not file.concepts:
        return
    scheme = iris.of("concepts")
    yield from describe(scheme, (RDF.type, SKOS.ConceptScheme), (DCTERMS.title, ours(file.title)))
    for concept in file.concepts:
        subject = iris.of(concept.path)
        yield from describe(
            subject,
            (RDF.type, (TT.Concept, SKOS.Concept)),
            (SKOS.inScheme, scheme),
            *said_by(concept, iris),
            (DCTERMS.date, year_of(concept.year)),
        )
        # SKOS has `related` symmetric. Nobody need reason over our data to find the other end.
        for other in concept.related:
            yield from describe(iris.of(f"concepts/{other}"), (SKOS.related, subject))
        for other in concept.differs_from:
            yield from describe(iris.of(f"concepts/{other}"), (TT.differsFrom, subject))
        if not concept.broader:
            yield from describe(subject, (SKOS.topConceptOf, scheme))
