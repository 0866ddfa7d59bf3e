"""Identifiers of the sources, and corrections to what is printed of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, part_of_code
from kg.graph.triples.base import said_by
from kg.graph.vocab import BIBO, RDF, TT, describe
from kg.paths import path_for

# What a work is known by elsewhere. An address is no identifier: it may show something else later.
_DIRECT = {
    "doi": BIBO.doi,
    "isbn10": BIBO.isbn10,
    "isbn13": BIBO.isbn13,
    "pmid": BIBO.pmid,
    "report-number": BIBO.number,
}


def triples_for_identifiers(
    file: model.IdentifierFile, iris: Iris, applied: Collection[int] = ()
) -> Iterator[Triple]:
    """Yield identifiers and corrections, each with its outside witness where it has one.

    The one is named by its value, the other by its field: `sources/A9#correction-year`.

    `applied` are the places, from 0, of the corrections whose values the sources carry.
    """
    equals, orders = Equals(), Counter[str]()
    for identifier in file.identifiers:
        source = path_for("sources", identifier.source)
        what = (identifier.scheme, part_of_code(identifier.value))
        node = iris.of(equals.name(f"{source}#identifier", *what))
        orders[source] += 1
        yield from describe(node, (TT.order, orders[source]))
        yield from _triples_for_identifier(identifier, iris.of(source), node, iris)
    orders.clear()
    for place, item in enumerate(file.corrections):
        source = path_for("sources", item.source)
        node = iris.of(equals.name(f"{source}#correction", item.field))
        orders[source] += 1
        yield from describe(iris.of(source), (TT.hasCorrection, node))
        yield from describe(
            node,
            (RDF.type, TT.Correction),
            (TT.order, orders[source]),
            *said_by(item, iris),
            (TT.witness, NamedNode(item.witness) if item.witness else None),
            (TT.isApplied, place in applied),  # no is an answer here
        )


def _triples_for_identifier(
    item: model.Identifier, source: NamedNode, node: NamedNode, iris: Iris
) -> Iterator[Triple]:
    named = model.iri_for_identifier(item.scheme, item.value)
    yield from describe(source, (TT.hasIdentifier, node))
    yield from describe(
        node,
        (RDF.type, TT.Identifier),
        (TT.witness, NamedNode(item.witness)),
        (TT.identifierIRI, NamedNode(named) if named else None),
        *said_by(item, iris),
    )
    # A DOI of a reissue on the source itself would say that the two are one work.
    if item.of == "work" and item.scheme in _DIRECT:
        yield from describe(source, (_DIRECT[item.scheme], item.value))
