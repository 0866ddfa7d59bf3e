# ruff: noqa: E501 - queries are read best unbroken
"""What is asked of two stores is what one would answer whose default graph has all triples."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from itertools import product

import pyoxigraph as ox
import pytest

from kg.service.data.holder import hold_files
from kg.service.data.loading import MERGED, UNION, load_files
from kg.service.sparql.choosing import Place, choose_place
from kg.service.worker.evaluation import Backend
from kg.service.worker.jobs import evaluate
from kg.service.worker.local import LocalBackend
from kg.service.worker.pair import Pair
from kg.service.worker.wire import Job, WorkerConfig

pytestmark = pytest.mark.slow

BASE = "http://base/"

WORK = '<x:work> a <x:Work> ; <x:label> "a work" ; <x:by> _:b . _:b <x:name> "b" .'
DATA = f"""
<x:one> {{ {WORK} <x:c1> a <x:Claim> ; <x:of> <x:work> ; <x:label> "claim 1" . }}
<x:two> {{ {WORK} <x:c2> a <x:Claim> ; <x:of> <x:work> ; <x:label> "claim 2" . }}
<x:three> {{ <x:work> <x:label> "a work" . <x:c3> a <x:Claim> ; <x:of> <x:work> ; <x:label> "claim 3" . }}
<x:four> {{ <x:c4> a <x:Claim> ; <x:of> <x:work> ; <x:label> "claim 4" . }}
<x:five> {{ <x:work> <x:label> "a work" . }}
<x:c5> a <x:Claim> .
<x:work> <x:seen> 1 .
"""
OUTSIDE = (
    "", "?s ?p ?o .", "?s a <x:Work> .", "?s a <x:Claim> .", "?s a ?k .", "?s <x:of> ?w .", "?s <x:of>/<x:label> ?l .",
    "?s <x:label> ?l ; a ?k .", "?s <x:of> [ <x:label> ?l ] .", "OPTIONAL { ?s <x:label> ?l }", "?s !<x:of> ?o .",
    "?s (<x:of>|<x:label>)+ ?o .", "{ ?s <x:label> ?l } UNION { ?s <x:seen> ?l }", "FILTER NOT EXISTS { ?s a <x:Work> }",
    "{ SELECT ?s (COUNT(*) AS ?k) { ?s ?p ?o } GROUP BY ?s }", "?s <x:by>/<x:name> ?l .",
)  # fmt: skip
INSIDE = (
    "", "GRAPH ?g { ?s <x:label> ?t }", "GRAPH <x:one> { ?s ?q ?t }", "GRAPH <x:two> { ?s ?q ?t }", "GRAPH <x:four> { ?s ?q ?t }",
    "GRAPH <x:five> { ?s ?q ?t }", "GRAPH <x:none> { ?s ?q ?t }", "GRAPH ?g { ?s a ?t FILTER EXISTS { ?s <x:label> ?u } } ?s <x:label> ?v .",
    "{ GRAPH ?g { ?s a <x:Work> } } UNION { GRAPH <x:four> { ?s a ?t } }", "FILTER EXISTS { GRAPH <x:two> { ?s a ?t } }",
)  # fmt: skip
HEADS = (
    "SELECT * { %s }", "SELECT DISTINCT ?s { %s }", "SELECT ?s (COUNT(*) AS ?n) { %s } GROUP BY ?s", "SELECT (COUNT(DISTINCT ?s) AS ?n) { %s }",
    "ASK { %s }", "CONSTRUCT { ?s <x:made> [] } WHERE { %s }", "SELECT ?s { { SELECT DISTINCT ?s { %s } } ?s ?r ?x }",
)  # fmt: skip
CLAUSES = (
    "SELECT * FROM <x:one> { ?s ?p ?o }", "SELECT * FROM <x:two> { ?s ?p ?o }", "SELECT * FROM <x:one> FROM <x:two> { ?s ?p ?o }",
    "SELECT * FROM <x:one> FROM NAMED <x:two> { ?s ?p ?o GRAPH ?g { ?s ?q ?t } }", "SELECT * FROM NAMED <x:two> { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX g: <x:> SELECT (COUNT(*) AS ?n) { GRAPH g:two { ?s ?p ?o } }", "BASE <x:> SELECT * { GRAPH <x:five> { ?s ?p ?o } ?s <x:label> ?l }",
    "SELECT DISTINCT ?s { { SELECT ?s { ?s ?p ?o GRAPH ?g { ?s <x:label> ?l } } ORDER BY ?s LIMIT 3 } }", "DESCRIBE <x:work>", "DESCRIBE ?s { GRAPH ?g { ?s a <x:Work> } }",
)  # fmt: skip


def write_queries() -> Iterator[str]:
    """Yield a query of each form, with each part outside of graphs and each inside."""
    for head, outside, inside in product(HEADS, OUTSIDE, INSIDE):
        yield head % f"{outside} {inside}"
    yield from CLAUSES


@pytest.fixture(scope="module")
def backends(tmp_path_factory: pytest.TempPathFactory) -> list[Backend]:
    """Return what answers from one whose default graph has all, from two stores, and from memory."""
    folder = tmp_path_factory.mktemp("sharing")
    path = folder / "a.trig"
    path.write_text(DATA)
    made = []
    for kind in (MERGED, UNION):
        loaded = load_files(folder / kind, "", [path], kind)
        assert (loaded.shared is not None) == loaded.union == (kind == UNION)
        store = ox.Store.read_only(str(folder / kind))
        made.append(LocalBackend(Pair(store, loaded.shared), BASE, {}, union=loaded.union))
    settings = WorkerConfig(store=str(folder / "no"), files=[str(path)], default_graph=UNION)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        held = hold_files(theirs, settings)
        assert b'"union":true' in ours.recv(10_000)
    return [*made, held]


def answer(backend: Backend, query: str) -> list[str]:
    """Return the rows or triples of an answer, in an order; nodes without names are alike."""
    graph = query.startswith(("CONSTRUCT", "DESCRIBE"))
    outcome, body = evaluate(
        backend, Job(query, "nt" if graph else "json" if "ASK" in query else "tsv")
    )
    assert not outcome.problem, (query, outcome)
    words = [line.replace("\t", " ").split(" ") for line in body.decode().splitlines()]
    rows = [["_:" if word.startswith("_:") else word for word in line] for line in words]
    return sorted(map(str, rows))


def test_each_query_has_the_answer_of_a_default_graph_with_all(
    backends: list[Backend],
) -> None:
    """However often a triple stands in the graphs, and whatever a query asks of them by name."""
    asked = 0
    for query in write_queries():
        wanted, *others = (answer(backend, query) for backend in backends)
        assert others == [wanted, wanted], query
        asked += 1
    assert asked > 1000


def test_few_queries_are_asked_of_a_merge() -> None:
    """It is made in memory while somebody waits."""
    places = [
        choose_place(query, "", {"a <x:Work>", "x:label"}, {"x:two", "x:five"})
        for query in write_queries()
        if "GRAPH" in query
    ]
    assert {*places} == {*Place}
    assert places.count(Place.MERGED) < len(places) / 2


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * { ?s ?p ?o }", Place.ONCE),
        ("SELECT * { ?s <x:graph> ?o } # GRAPH ?g", Place.ONCE),
        ("SELECT * { GRAPH <http://e/whole> { ?s ?p ?o } ?s ?p ?o }", Place.ONCE),
        ("PREFIX g: <http://e/> SELECT * { GRAPH g:part { ?s ?p ?o } ?s ?p ?o }", Place.MERGED),
        ("BASE <http://e/> SELECT * { GRAPH <part> { ?s ?p ?o } ?s ?p ?o }", Place.MERGED),
        ("SELECT * { GRAPH <http://e/a/../part> { ?s ?p ?o } ?s ?p ?o }", Place.MERGED),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } ?s <http://e/other> ?o }", Place.WHOLE),
        ("BASE <http://e/> SELECT * { GRAPH ?g { ?s ?p ?o } ?s <label> ?o }", Place.MERGED),
        (r"SELECT * { GRAPH ?g { ?s ?p ?o } ?s <http://e/l\u0061bel> ?o }", Place.MERGED),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } << ?s <http://e/other> ?o >> <http://e/q> 1 }", Place.MERGED),
        ("#PREFIX e: <http://other/>\nPREFIX e: <http://e/> SELECT * { GRAPH ?g { ?s ?p ?o } ?s e:label 1 }", Place.MERGED),
        ("SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o } ?s ?p ?o } LIMIT 2", Place.WHOLE),
        ("SELECT DISTINCT (RAND() AS ?x) { GRAPH ?g { ?s ?p ?o } ?s ?p ?o }", Place.MERGED),
        ("ASK { { SELECT ?s { ?s ?p ?o } LIMIT 2 } GRAPH ?g { ?s ?p ?o } }", Place.MERGED),
    ],
)  # fmt: skip
def test_where_a_query_is_asked(query: str, place: Place) -> None:
    """Of what is not read, the merge is asked."""
    assert choose_place(query, "http://e/", {"http://e/label"}, {"http://e/part"}) is place
