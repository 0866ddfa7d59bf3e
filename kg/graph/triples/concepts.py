"""The concepts of the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.vocab import DCTERMS, RDF, SKOS, TT, describe, engine_words, year_of
from kg.model.concepts import COMMON_KINDS


def triples_for_concepts(
    file: model.ConceptFile, kinds: Sequence[model.ConceptKind], iris: Iris
) -> Iterator[Triple]:
    """Yield the concept scheme, if anything is in it, and the kinds of concept.

    `kinds` are those of the project; where it has none, of the common ones those that are used.
    `related` holds both ways, written once.
    """
    if not file.concepts:
        return
    scheme = iris.of("concepts")
    yield from describe(
        scheme,
        (RDF.type, SKOS.ConceptScheme),
        (DCTERMS.title, iris.words(file.title)),
        *(said_by(file.scale, iris) if file.scale is not None else ()),
    )
    yield from _triples_for_kinds(file, kinds, iris)
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


def _triples_for_kinds(
    file: model.ConceptFile, kinds: Sequence[model.ConceptKind], iris: Iris
) -> Iterator[Triple]:
    used = {concept.kind for concept in file.concepts}
    shown = kinds or [kind for kind in COMMON_KINDS if kind.id in used]
    scheme = iris.of("concept-kinds")
    named = iris if kinds else iris.speaking("en")  # the common ones are the engine's
    yield from describe(
        scheme, (RDF.type, SKOS.ConceptScheme), (DCTERMS.title, engine_words("Kinds of concept"))
    )
    for order, kind in enumerate(shown, start=1):
        yield from describe(
            iris.of(kind.path),
            (RDF.type, (TT.ConceptKind, SKOS.Concept)),
            (SKOS.inScheme, scheme),
            (SKOS.topConceptOf, scheme),
            (TT.order, order),
            *said_by(kind, named),
        )
