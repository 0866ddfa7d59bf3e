"""The faults: proved ones, and suspected ones as what they are."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, TT, describe

ORIGINS = {
    "print": TT.PrintedText,
    "digitisation": TT.Digitisation,
    "ours": TT.OurData,
    "unknown": TT.UnknownOrigin,
}


def triples_for_errata(file: model.ErratumFile, iris: Iris) -> Iterator[Triple]:
    """Yield the proved faults, and the suspected ones as what they are."""
    for erratum in file.errata:
        subject = iris.of(erratum.path)
        proved = erratum.status == "proved"
        yield from describe(
            subject,
            (RDF.type, TT.Erratum if proved else TT.SuspectedFault),
            *said_by(erratum, iris),
            (TT.arisesIn, ORIGINS[erratum.arises_in]),
            (TT.witness, map(NamedNode, erratum.witnesses)),
        )
        yield from triples_for_place(subject, erratum, iris)
