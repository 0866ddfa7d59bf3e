"""The graph → nanopublications: each claim, each trace from a tip to a source, each erratum.

A nanopublication (http://nanopub.net/guidelines/working_draft/) is one assertion with where it
comes from and who publishes it, in four named graphs. The assertion holds what the record says; its
provenance leads to the review and the exact passage. A trace says itself that it is inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.graph.iris import Iris
from kg.graph.vocab import (
    DCTERMS,
    FOAF,
    NP,
    OA,
    PROV,
    RDF,
    RDFS,
    TT,
    Term,
    describe,
    engine_words,
)
from kg.outputs.trusty import rename, trusty_name

# Where a record stands in a file changes with its neighbours, and would change its trusty IRI; so
# would its label, which is made of what it says and of what others are called.
_PLACES = {RDFS.label, TT.hasPassage, TT.onPage, TT.order}
_KINDS = {
    TT.Proposition: "A proposition on which the review tells of views",
    TT.AuthorView: "A view in the review's own voice",
}
_PLACES_OF_FAULTS = {
    TT.PrintedText: "in the printed review",
    TT.Digitisation: "in the scan of the review",
    TT.OurData: "in our data on the review",
    TT.UnknownOrigin: "in the review, in print or in its scan",
}
# By whom records were read.
_BY = PROV.wasAssociatedWith
_INFERRED = (
    "The review lists the source for the implication that the tip stands under. That the source "
    "supports the tip is inferred from it."
)


@dataclass(frozen=True, slots=True)
class Nanopub:
    """A nanopublication: its IRI, a name for its file, and its quads in the order of its graphs."""

    iri: NamedNode
    name: str
    quads: Sequence[Quad]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a nanopublication is made from: the record, the triples that it asserts, its origins."""

    name: str
    record: NamedNode
    assertion: Sequence[Triple]
    origins: Sequence[NamedNode]
    label: str
    note: str | None = None


class Nanopubs:
    """The nanopublications of a dataset."""

    def __init__(self, store: Store, iris: Iris, licence: str | None = None) -> None:
        """Look at the stated graphs only: nothing inferred gets in unnoticed."""
        self._store = store
        self._iris = iris
        self._licence = licence
        self._stated = {iris.graph("review"), iris.graph("companions")}

    def all(self, *, trusty: bool = False) -> Iterator[Nanopub]:
        """Yield every nanopublication, sorted by kind and name."""
        for statement in (*self._claims(), *self._traces(), *self._errata()):
            nanopub = self._nanopub_of(statement)
            yield _made_trusty(nanopub, self._iris) if trusty else nanopub

    def _claims(self) -> list[Statement]:
        claims = self._instances(TT.Claim, TT.CompanionClaim)
        return [self._claim_of(claim) for claim in claims]

    def _claim_of(self, claim: NamedNode) -> Statement:
        lines = sorted(
            (*self._subjects(TT.forClaim, claim), *self._subjects(TT.onClaim, claim)),
            key=lambda line: (len(line.value), line.value),
        )
        assertion = [triple for node in (claim, *lines) for triple in self._said_of(node)]
        document = self._objects(claim, TT.inDocument) or [self._iris.review]
        return self._statement_of(
            claim, assertion, document, f"{self._kind_of(claim)}, in our words"
        )

    def _kind_of(self, claim: NamedNode) -> str:
        """Return what a claim is, and whose: not all that is one was said by the review."""
        if self._objects(claim, TT.inDocument):
            return "A claim of a document beside the review"
        told = (_KINDS.get(kind) for kind in self._objects(claim, RDF.type))
        return next(filter(None, told), "A claim of the review")

    def _errata(self) -> list[Statement]:
        """Return what is proved: a mere suspicion is no assertion to be passed on."""
        return [
            self._statement_of(
                erratum,
                self._said_of(erratum),
                [self._iris.review, *self._objects(erratum, TT.witness)],
                f"A fault found {_PLACES_OF_FAULTS[self._objects(erratum, TT.arisesIn)[0]]}",
            )
            for erratum in self._instances(TT.Erratum)
        ]

    def _traces(self) -> list[Statement]:
        traces: dict[str, list[Triple]] = {}
        origins: dict[str, list[NamedNode]] = {}
        ends: dict[str, NamedNode] = {}
        for tip in self._instances(TT.Tip):
            for implication in self._objects(tip, TT.addresses):
                for row in self._subjects(TT.forImplication, implication):
                    for source in self._objects(row, TT.listsSource):
                        name = "traces/" + "-".join(_last(node) for node in (tip, source))
                        ends[name] = tip
                        origins.setdefault(name, [self._iris.review]).append(row)
                        traces.setdefault(name, []).extend(
                            (
                                *describe(tip, (TT.isSupportedBy, source)),
                                *describe(tip, (TT.addresses, implication)),
                                *describe(row, (TT.forImplication, implication)),
                                *describe(row, (TT.listsSource, source)),
                            )
                        )
        return [
            Statement(
                name=name,
                record=ends[name],
                assertion=traces[name],
                origins=[*origins[name], *self._passages(origins[name])],
                label="A trace from a practice tip to a source",
                note=_INFERRED,
            )
            for name in traces
        ]

    def _statement_of(
        self,
        record: NamedNode,
        assertion: Sequence[Triple],
        origins: Sequence[NamedNode],
        label: str,
    ) -> Statement:
        path = self._iris.path_of(record.value) or _last(record)
        passages = self._passages([record])
        return Statement(path.replace("#", "/"), record, assertion, [*origins, *passages], label)

    def _nanopub_of(self, statement: Statement) -> Nanopub:
        iri = self._iris.of(f"np/{statement.name}")
        parts = {name: NamedNode(f"{iri.value}#{name}") for name in _PARTS}
        contents = {
            "Head": describe(
                iri,
                (RDF.type, NP.Nanopublication),
                (NP.hasAssertion, parts["assertion"]),
                (NP.hasProvenance, parts["provenance"]),
                (NP.hasPublicationInfo, parts["pubinfo"]),
            ),
            "assertion": statement.assertion,
            "provenance": self._provenance_of(statement, parts["assertion"]),
            "pubinfo": self._pubinfo_of(statement, iri),
        }
        quads = [
            Quad(triple.subject, triple.predicate, triple.object, parts[name])
            for name, triples in contents.items()
            for triple in dict.fromkeys(triples)
        ]
        return Nanopub(iri, statement.name, quads)

    def _provenance_of(self, statement: Statement, assertion: NamedNode) -> Iterator[Triple]:
        """Yield where the assertion comes from, with the offsets and digests of its passages."""
        yield from describe(
            assertion,
            (PROV.wasDerivedFrom, statement.origins),
            (RDFS.comment, engine_words(statement.note) if statement.note else None),
        )
        # Where there is no span, the page is what leads there.
        for quad in self._store.quads_for_pattern(statement.record, TT.onPage, None):
            yield quad.triple
        for origin in statement.origins:
            # A passage says nothing by its IRI: who has no graph needs its offsets and digest.
            for selector in self._objects(origin, OA.hasSelector):
                yield from (*self._said_of(origin), *self._said_of(selector))
            for quad in self._store.quads_for_pattern(origin, TT.sourceDigest, None):
                yield quad.triple

    def _pubinfo_of(self, statement: Statement, iri: NamedNode) -> Iterator[Triple]:
        """Yield who publishes it and of what it is a part; no version: a trusty IRI should stay."""
        yield from describe(
            iri,
            (RDFS.label, engine_words(statement.label)),
            (DCTERMS.isPartOf, self._iris.of("meta/dataset")),
            (DCTERMS.license, NamedNode(self._licence) if self._licence else None),
            (DCTERMS.subject, statement.record),
            (PROV.wasAttributedTo, self._iris.of("meta/tool")),
        )
        yield from self._origin_of(statement.record, iri)

    def _origin_of(self, record: NamedNode, iri: NamedNode) -> Iterator[Triple]:
        """Yield on which day a record was entered and by whom, where the build tells.

        Without a reading of the record, the makers and the day of the dataset are told.
        """
        readings = self._pointed_at(record, TT.enteredIn)
        dataset = self._iris.of("meta/dataset")
        days, makers = self._told(dataset, DCTERMS.created), (dataset, DCTERMS.creator)
        if readings:
            days, makers = self._told(readings[0], DCTERMS.date), (readings[0], _BY)
        yield from describe(iri, (DCTERMS.created, days))
        for maker in self._pointed_at(*makers):
            yield from describe(iri, (DCTERMS.creator, maker))
            yield from describe(maker, (FOAF.name, self._told(maker, FOAF.name)))

    def _pointed_at(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        return [one for one in self._told(subject, predicate) if isinstance(one, NamedNode)]

    def _told(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Return what the build says of a subject, sorted."""
        meta = self._iris.graph("meta")
        found = self._store.quads_for_pattern(subject, predicate, None, meta)
        objects = (quad.object for quad in found)
        return sorted((o for o in objects if isinstance(o, NamedNode | Literal)), key=str)

    def _instances(self, *kinds: NamedNode) -> list[NamedNode]:
        found = (node for kind in kinds for node in self._subjects(RDF.type, kind))
        return sorted(found, key=lambda node: node.value)

    def _subjects(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        quads = self._store.quads_for_pattern(None, predicate, value)
        return [
            quad.subject
            for quad in quads
            if quad.graph_name in self._stated and isinstance(quad.subject, NamedNode)
        ]

    def _objects(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        quads = self._store.quads_for_pattern(subject, predicate, None)
        found = (quad.object for quad in quads if quad.graph_name in self._stated)
        return sorted(
            (node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value
        )

    def _said_of(self, subject: NamedNode) -> list[Triple]:
        """Return the sorted triples that state a subject, but for its place in a file and label."""
        quads = self._store.quads_for_pattern(subject, None, None)
        said = (
            quad.triple
            for quad in quads
            if quad.graph_name in self._stated and quad.predicate not in _PLACES
        )
        return sorted(said, key=str)

    def _passages(self, holders: Iterable[NamedNode]) -> list[NamedNode]:
        return [one for holder in holders for one in self._objects(holder, TT.hasPassage)]


# The names are those of the specification, and so is their order in a file.
_PARTS = ("Head", "assertion", "provenance", "pubinfo")


def _last(node: NamedNode) -> str:
    return node.value.rpartition("/")[2]


def _made_trusty(nanopub: Nanopub, iris: Iris) -> Nanopub:
    """Return a nanopublication under an IRI that carries its digest."""
    home = iris.of("np/").value
    iri = NamedNode(home + trusty_name(nanopub.quads, nanopub.iri, home))
    return Nanopub(iri, nanopub.name, rename(nanopub.quads, nanopub.iri, iri))
