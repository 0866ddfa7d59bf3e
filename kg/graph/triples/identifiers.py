"""Identifiers of the sources, and corrections to what is printed of them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.vocab import BIBO, RDF, RDFS, TT, describe, ours
from kg.paths import path_for

_DIRECT = {
    "doi": BIBO.doi,
    "isbn10": BIBO.isbn10,
    "isbn13": BIBO.isbn13,
    "pmid": BIBO.pmid,
    "report-number": BIBO.number,
}


def triples_for_identifiers(file: model.IdentifierFile, iris: Iris) -> Iterator[Triple]:
    """Yield identifiers and corrections, each with its outside witness, beside what is printed."""
    counts: dict[str, int] = {}

    def number(name: str) -> int:
        counts[name] = counts.get(name, 0) + 1
        return counts[name]

    for identifier in file.identifiers:
        source = path_for("sources", identifier.source)
        node = iris.of(f"{source}#identifier-{number(source)}")
        yield from _triples_for_identifier(identifier, iris.of(source), node)
    for item in file.corrections:
        source = path_for("sources", item.source)
        node = iris.of(f"{source}#correction-{number(f'{source}#')}")
        yield from describe(iris.of(source), (TT.hasCorrection, node))
        yield from describe(
            node,
            (RDF.type, TT.Correction),
            (TT.ofField, item.field),
            (TT.correctionKind, item.kind),
            (TT.printedText, item.printed),
            (TT.correctedText, item.corrected),
            (TT.witness, NamedNode(item.witness)),
            (TT.explainedBy, iris.one("errata", item.erratum)),
            (RDFS.comment, ours(item.note)),
        )


def _triples_for_identifier(
    item: model.Identifier, source: NamedNode, node: NamedNode
) -> Iterator[Triple]:
    yield from describe(source, (TT.hasIdentifier, node))
    yield from describe(
        node,
        (RDF.type, TT.Identifier),
        (TT.scheme, item.scheme),
        (TT.value, item.value),
        (TT.identifies, item.of),
        (TT.witness, NamedNode(item.witness)),
        (RDFS.comment, ours(item.note)),
    )
    if item.of == "work" and item.scheme in _DIRECT:
        yield from describe(source, (_DIRECT[item.scheme], item.value))
