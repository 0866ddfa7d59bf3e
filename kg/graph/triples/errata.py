"""The faults: proved ones, and suspected ones as what they are."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import triples_for_span
from kg.graph.vocab import DCTERMS, RDF, TT, describe, ours

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
            (DCTERMS.identifier, erratum.id),
            (TT.faultKind, erratum.kind),
            (TT.arisesIn, ORIGINS[erratum.arises_in]),
            (TT.printedText, erratum.printed),
            (TT.correctedText, erratum.corrected),
            (TT.proof, ours(erratum.proof)),
            (TT.witness, map(NamedNode, erratum.witnesses)),
            (TT.inSection, iris.one("sections", erratum.section)),
            (TT.affects, iris.named(erratum.touches)),
        )
        yield from triples_for_span(subject, erratum.span)
