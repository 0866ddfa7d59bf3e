"""Nanopublications of the tiny world and of the review, held against the nanopub library."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.iris import Iris
from kg.graph.triples.curation import triples_for_curation
from kg.graph.vocab import DCTERMS, FOAF, PROV, RDFS, TT, XSD
from kg.model import Curation, ReadBy
from kg.outputs.nanopubfiles import render_trig
from kg.outputs.nanopubs import Nanopub, Nanopubs

pytestmark = pytest.mark.slow

FROST = Iris("https://w3id.org/tiptrace/frost2005/")


def kinds_of(nanopubs: list[Nanopub]) -> Counter[str]:
    """Count nanopublications by the kind of record that they speak of."""
    return Counter(nanopub.name.partition("/")[0] for nanopub in nanopubs)


def count_stated(store: Store, kind: NamedNode) -> int:
    """Count the members of a class that the files state."""
    graphs = (FROST.graph("review"), FROST.graph("companions"))
    return sum(len(list(store.quads_for_pattern(None, None, kind, graph))) for graph in graphs)


def library_reads(content: bytes, path: Path) -> Any:
    """Return TriG as the nanopub library reads it from a file."""
    library = pytest.importorskip("nanopub")
    rdflib = pytest.importorskip("rdflib")
    path.write_bytes(content)
    # The library's own default graphs are shared between calls, so each call brings fresh ones.
    return library.Nanopub(
        rdf=path, assertion=rdflib.Graph(), provenance=rdflib.Graph(), pubinfo=rdflib.Graph()
    )


@pytest.fixture(scope="module")
def tiny(tiny_store: Store, tiny_iris: Iris) -> list[Nanopub]:
    """Return every nanopublication of the tiny world."""
    return list(Nanopubs(tiny_store, tiny_iris).all())


@pytest.fixture(scope="module")
def frost(frost_store: Store) -> list[Nanopub]:
    """Return every nanopublication of the review."""
    return list(Nanopubs(frost_store, FROST, "https://creativecommons.org/licenses/by/4.0/").all())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("trusty", [False, True], ids=["plain", "trusty"])
def test_the_library_accepts_them(
    trusty: bool, tiny_store: Store, tiny_iris: Iris, tmp_path: Path
) -> None:
    """Every nanopublication of the tiny world is well formed, and its digest is right."""
    for nanopub in Nanopubs(tiny_store, tiny_iris).all(trusty=trusty):
        read = library_reads(render_trig(nanopub.quads, tiny_iris.base), tmp_path / "np.trig")
        assert read.is_valid, nanopub.name
        assert not trusty or read.has_valid_trusty, nanopub.name


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_library_accepts_the_review(frost_store: Store, tmp_path: Path) -> None:
    """Of the review, every thirtieth is well formed with a right digest; all take too long."""
    for nanopub in list(Nanopubs(frost_store, FROST).all(trusty=True))[::30]:
        read = library_reads(render_trig(nanopub.quads, FROST.base), tmp_path / "np.trig")
        assert read.is_valid, nanopub.name
        assert read.has_valid_trusty, nanopub.name


def test_one_for_each_record(frost: list[Nanopub], frost_store: Store) -> None:
    """There is one for each claim, each erratum and each tip with a source listed for it."""
    kinds = kinds_of(frost)
    traces = set(frost_store.quads_for_pattern(None, TT.isSupportedBy, None))
    claims = count_stated(frost_store, TT.Claim) + count_stated(frost_store, TT.CompanionClaim)
    assert kinds["claims"] + kinds["debates"] == claims
    assert kinds["errata"] == count_stated(frost_store, TT.Erratum)
    assert kinds["traces"] == len(traces)


def test_names_are_unique(frost: list[Nanopub]) -> None:
    """No two have the same IRI, or the same file."""
    assert len({nanopub.iri for nanopub in frost}) == len(frost)
    assert len({nanopub.name.casefold() for nanopub in frost}) == len(frost)


def test_four_graphs_and_a_head_of_four_triples(frost: list[Nanopub]) -> None:
    """Each has its four graphs, and the head says nothing but which they are."""
    for nanopub in frost:
        sizes = Counter(quad.graph_name for quad in nanopub.quads)
        assert len(sizes) == 4, nanopub.name
        assert sizes[NamedNode(f"{nanopub.iri.value}#Head")] == 4


def test_provenance_leads_to_the_span(frost: list[Nanopub], frost_store: Store) -> None:
    """Each claim is derived from a document and from the passage where it stands, if it has one."""
    for nanopub in frost:
        assertion = NamedNode(f"{nanopub.iri.value}#assertion")
        origins = {
            quad.object
            for quad in nanopub.quads
            if quad.subject == assertion and quad.predicate == PROV.wasDerivedFrom
        }
        (record,) = {q.object for q in nanopub.quads if q.predicate == DCTERMS.subject}
        assert isinstance(record, NamedNode)
        spans = {q.object for q in frost_store.quads_for_pattern(record, TT.hasPassage, None)}
        assert len(origins) >= 1
        assert nanopub.name.startswith("traces/") or spans <= origins, nanopub.name


def test_a_trace_says_that_it_is_inferred(tiny: list[Nanopub]) -> None:
    """A trace says in its provenance that the link is inferred; a claim does not."""
    for nanopub in tiny:
        provenance = NamedNode(f"{nanopub.iri.value}#provenance")
        notes = [
            q for q in nanopub.quads if q.graph_name == provenance and q.predicate == RDFS.comment
        ]
        assert bool(notes) == nanopub.name.startswith("traces/"), nanopub.name


def test_nothing_else_is_inferred(frost: list[Nanopub], frost_store: Store) -> None:
    """But for the trace itself, an assertion holds only what the files state."""
    inferred = {
        quad.triple
        for quad in frost_store.quads_for_pattern(None, None, None, FROST.graph("inferred"))
    }
    for nanopub in frost:
        derived = {quad.triple for quad in nanopub.quads} & inferred
        assert {triple.predicate for triple in derived} <= {TT.isSupportedBy}, nanopub.name


def test_trusty_names_stay(tiny_store: Store, tiny_iris: Iris) -> None:
    """Made twice, the digests are the same, and no two records share one."""
    first = [nanopub.iri for nanopub in Nanopubs(tiny_store, tiny_iris).all(trusty=True)]
    again = [nanopub.iri for nanopub in Nanopubs(tiny_store, tiny_iris).all(trusty=True)]
    assert first == again
    assert len(set(first)) == len(first)


def test_a_licence_only_when_given(frost: list[Nanopub], tiny: list[Nanopub]) -> None:
    """The publication info names the licence that was given."""
    assert all(any(q.predicate == DCTERMS.license for q in np.quads) for np in frost)
    assert not any(q.predicate == DCTERMS.license for np in tiny for q in np.quads)


def test_the_day_and_the_reader_of_a_record_are_told(tiny_store: Store, tiny_iris: Iris) -> None:
    """Who entered a record is its creator; of a record without a reading nobody is."""
    store = Store()
    store.bulk_extend(tiny_store)
    read = Curation(
        record="claims/clean-pot",
        entered=ReadBy(reader="first-reader", on=date(2026, 2, 1)),
        digest="a" * 12,
    )
    for triple in triples_for_curation((read,), {"first-reader": "Jo Example"}, tiny_iris):
        store.add(Quad(*triple, tiny_iris.graph("meta")))
    found = {nanopub.name: nanopub for nanopub in Nanopubs(store, tiny_iris).all()}
    said = {(quad.predicate, quad.object) for quad in found["claims/clean-pot"].quads}
    assert (DCTERMS.created, Literal("2026-02-01", datatype=XSD.date)) in said
    assert (DCTERMS.creator, tiny_iris.of("meta/readers/first-reader")) in said
    assert (FOAF.name, Literal("Jo Example")) in said
    others = [one for name, one in found.items() if name != "claims/clean-pot"]
    assert not {q.predicate for one in others for q in one.quads} & {DCTERMS.created}
