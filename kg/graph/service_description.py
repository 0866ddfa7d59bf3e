"""A SPARQL endpoint → what it says of itself, in the build's meta graph and from the service alike.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.formats import RDF_FORMATS, SOLUTIONS
from kg.graph.vocab import FORMATS, RDF, SD, describe


def triples_for_endpoint(
    node: NamedNode, endpoint: NamedNode, dataset: NamedNode, *, union: bool
) -> Iterator[Triple]:
    """Yield an endpoint: its language, its formats, its dataset.

    `union` says that its default graph is the union of all others.
    """
    yield from describe(
        node,
        (RDF.type, SD.Service),
        (SD.endpoint, endpoint),
        (SD.supportedLanguage, SD.SPARQL11Query),
        (SD.feature, SD.UnionDefaultGraph if union else None),
        (SD.resultFormat, [FORMATS[offer.w3c] for offer in (*SOLUTIONS, *RDF_FORMATS)]),
        (SD.defaultDataset, dataset),
    )
