"""Which queries cannot find the mark of an engine, held against what they find with and without."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.graph.vocab import MARKS
from kg.service.sparql.clearance import keeps_clear

BASE = "https://example.org/tea/"
GRAPHS = [f"{BASE}graph/review", f"{BASE}graph/meta"]
MARKED = {BASE, *GRAPHS}
PROLOGUE = f"PREFIX : <{BASE}>\nPREFIX m: <{MARKS}>\n"


def make_stores() -> tuple[Store, Store]:
    """Return some data, in which graphs are met, too, and the same with the mark."""
    review, meta = map(NamedNode, GRAPHS)
    cup, pot, holds, says = (NamedNode(BASE + name) for name in ("cup", "pot", "holds", "says"))
    # Nothing is said of a graph or of the base but by the mark, see below.
    data = [
        Quad(cup, holds, pot, review),
        Quad(pot, holds, cup, review),
        Quad(cup, says, Literal("tea"), review),
        Quad(pot, says, review, meta),
        Quad(cup, holds, NamedNode(BASE), meta),
    ]
    mark = [
        Quad(NamedNode(iri), NamedNode(f"{MARKS}digest"), Literal("d1"), NamedNode(f"{BASE}build"))
        for iri in sorted(MARKED)
    ]
    stores = Store(), Store()
    stores[0].extend(data)
    stores[1].extend([*data, *mark])
    return stores


def find(store: Store, query: str) -> list[str]:
    results = store.query(query, use_default_graph_as_union=True)
    if isinstance(results, QuerySolutions):
        return sorted("\t".join(map(str, solution)) for solution in results)
    return sorted(map(str, results)) if hasattr(results, "__iter__") else [str(bool(results))]


@pytest.mark.parametrize(
    ("query", "clear"),
    [
        ("SELECT * { ?s :holds ?o ; :says ?text }", True),
        ("SELECT * { :cup :holds ?o . ?o :says|^:says ?x . ?o (:holds/:says)+ ?y }", True),
        ("SELECT (COUNT(*) AS ?n) { ?s a ?kind FILTER(?n * 2 != 3) }", True),
        (f"SELECT * {{ <{BASE}cup> ?p ?o }}", True),
        (f"SELECT * {{ ?s ?p <{BASE}cup> }}", True),
        ("SELECT * { ?s ?p :cup }", True),
        (f"SELECT * {{ GRAPH <{GRAPHS[0]}> {{ ?s :holds ?o }} }}", True),
        ("SELECT * { ?s :holds ?o FILTER NOT EXISTS { ?o :says ?t } }", True),
        ("SELECT * { [] :holds [ :says ?x ] }", True),
        ("SELECT * { ?s :holds ?x ; ?p ?o }", True),  # nothing that holds is a graph
        ("SELECT * { ?s ?p ?o . ?s a :Cup }", True),
        ("SELECT * { ?s (:holds)+ ?x ; ?p ?o }", False),
        ("SELECT * { ?s ^:holds ?x ; ?p ?o }", False),
        ("SELECT * { ?s :holds|:says ?x ; ?p ?o }", False),
        ("SELECT * { ?s :holds? ?x ; ?p ?o }", False),
        ("SELECT * { ?s :holds ?x . { ?s ?p ?o } }", False),
        ("SELECT * { OPTIONAL { ?s :holds ?x } ?s ?p ?o }", False),
        ("SELECT * { ?x :holds ?s . ?s ?p ?o }", False),
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT * { :cup ?p ?o }", False),  # may be any, by its prefix
        (f"SELECT * {{ <{GRAPHS[0]}> ?p ?o }}", False),
        (f"BASE <{BASE}> SELECT * {{ <graph/review> ?p ?o }}", False),
        ('SELECT * { ?s ?p "d1" }', False),
        ("SELECT * { ?s m:digest ?o }", False),
        (f"SELECT * {{ ?s <{MARKS}digest> ?o }}", False),
        (f"SELECT * {{ ?s :holds ?o FILTER EXISTS {{ ?s <{MARKS}digest> ?x }} }}", False),
        ("SELECT * { GRAPH ?g { ?s :holds ?o } }", True),  # in whatever graph, not in that of it
        ("SELECT * { GRAPH # which?\n ?g { ?s :holds ?o } }", True),
        ("SELECT * { GRAPH ?g { ?s :holds+ ?o OPTIONAL { ?s :says ?x } FILTER(?o != 2) } }", True),
        (f"SELECT * {{ GRAPH ?g {{ <{BASE}cup> ?p ?o }} }}", True),
        (f"SELECT * {{ GRAPH ?g {{ ?s ?p <{BASE}cup> }} }}", True),
        (f"SELECT * {{ GRAPH ?g {{ <{BASE}> ?p ?o }} }}", False),
        (f"SELECT * {{ GRAPH ?g {{ <{BASE}cup> :holds* ?o }} }}", False),  # of no step: in any
        ("SELECT * { GRAPH ?g { } }", False),
        ("SELECT * { GRAPH ?g { OPTIONAL { ?s :holds ?o } } }", False),
        ("SELECT * { GRAPH ?g { { ?s :holds ?o } UNION { } } }", False),
        ("SELECT * { GRAPH ?g { FILTER NOT EXISTS { ?s :holds ?o } } }", False),
        ("SELECT * { GRAPH ?g { VALUES ?s { 1 } } }", False),
        ("SELECT * { ?s :holds ?o . GRAPH ?g { BIND(1 AS ?x) } }", False),
        ("SELECT * { GRAPH ?g { SELECT (1 AS ?x) { } } }", False),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", False),
        ("SELECT * { GRAPH ?g { ?s :holds? ?o } }", False),
        (f"ASK {{ GRAPH <{BASE}build> {{ }} }}", False),
        (f"DESCRIBE <{BASE}cup>", True),
        (f"DESCRIBE <{BASE}cup> <{BASE}pot>", True),
        (f"DESCRIBE <{BASE}>", False),
        (f"DESCRIBE <{BASE}> <{BASE}cup>", False),
        (f"DESCRIBE <{GRAPHS[0]}> ?s {{ ?s :holds ?o }}", False),
        ("DESCRIBE :cup", False),  # may be any, by its prefix
        ("DESCRIBE ?s { ?s :holds ?o }", True),
        ("DESCRIBE ?s ?x WHERE { ?s :holds ?o . ?x :says ?t } LIMIT 3", True),
        ("DESCRIBE ?o { ?s :holds ?o }", False),
        ("DESCRIBE ?s ?o { ?s :holds ?o }", False),
        ("DESCRIBE * { ?s :holds ?o }", False),
        ("DESCRIBE ?s { OPTIONAL { ?s :holds ?o } }", False),
        ("DESCRIBE ?s { ?s ?p ?o }", False),
        (f"DESCRIBE ?s VALUES ?s {{ <{BASE}cup> }}", False),
        (f"DESCRIBE ?s FROM <{BASE}x> {{ ?s :holds ?o }}", True),
        ("SELECT * { ?s !:holds ?o }", False),
        ("SELECT * { ?s :holds/!(:holds|^:says) ?o }", False),
        ("SELECT * { ?s :none* ?o }", False),
        ("SELECT * { ?s (:none/:none)? ?o }", False),
        ("SELECT * { [ ?p ?o ] :says ?x }", False),
        ("SELECT * { ?x :holds [ ?p ?o ] }", False),
        ("SELECT * { :cup :holds/!:says ?o }", False),
        (f"SELECT * {{ <{BASE}cup> !:says ?o }}", True),
        (f"SELECT * {{ <{BASE}cup> :holds/!:says ?o }}", False),
        (f"SELECT * {{ <{BASE}cup> (!:says)+ ?o }}", False),
        (f"SELECT * {{ <{BASE}cup> (!:says|:says)/:holds ?o }}", False),
        (f"SELECT * {{ <{BASE}cup> ?p ?o . ?s ?q ?r }}", False),
        (f"DESCRIBE <{GRAPHS[0]}>", False),
        ("SELECT * { ?s \\u003Ahols ?o }", False),
        ("SELECT * { << ?s :holds ?o >> ?p ?q }", False),
    ],
)  # fmt: skip
def test_what_may_find_the_mark(query: str, clear: bool) -> None:
    """A property that is left open does, unless the subject or the object is another record."""
    assert keeps_clear(PROLOGUE + query, MARKED) is clear


def test_numbers_and_names_of_records_make_no_difference_to_what_is_kept() -> None:
    """A query of the same shape about a graph is told from that about a cup."""
    for name, clear in ((f"{BASE}cup", True), (GRAPHS[0], False), (f"{BASE}pot", True)):
        assert keeps_clear(f"SELECT * {{ <{name}> ?p ?o }} LIMIT 9", MARKED) is clear


def test_queries_that_keep_clear_find_the_same_beside_a_mark() -> None:
    """Drawn at random, of all kinds of patterns; many keep clear, and many others differ."""
    bare, marked = make_stores()
    chance = random.Random(15)
    nodes = ["?a", "?b", "?c", ":cup", f"<{BASE}cup>", f"<{GRAPHS[0]}>", f"<{BASE}>", '"d1"', "[]"]
    verbs = ["?p", "?q", ":holds", ":says", "a", "!:holds", "!(:holds|^:says)", ":holds*", ":says?",
             ":holds/:says", "^:holds", "(:holds|:says)+", "m:digest", f"<{MARKS}digest>",
             ":holds/!:says", "(:holds/:none*)"]  # fmt: skip
    clear = differ = 0
    for _ in range(6000):
        patterns = []
        for _ in range(chance.randint(1, 3)):
            subject = chance.choice([*nodes[:7], "[]", f"[ {chance.choice(verbs[:9])} ?d ]"])
            told = f"{subject} {chance.choice(verbs)} {chance.choice(nodes)}"
            if chance.random() < 0.3:
                told += f"{chance.choice((', ', ' ; ' + chance.choice(verbs) + ' '))}"
                told += chance.choice([*nodes, f"[ {chance.choice(verbs[:9])} ?e ]"])
            form = chance.choice(("{} .", "{} .", "OPTIONAL {{ {} }}", "FILTER EXISTS {{ {} }}",
                                  "MINUS {{ {} }}", "GRAPH ?g {{ {} }}", "GRAPH ?g {{ {} }}",
                                  "GRAPH ?g {{ OPTIONAL {{ {} }} }}",
                                  "GRAPH ?g {{ FILTER EXISTS {{ {} }} }}",
                                  "GRAPH ?g {{ {{ {} }} UNION {{ ?a :says ?c }} }}"))  # fmt: skip
            patterns.append(form.format(told))
        start = chance.choice(("?a :holds ?b .", "?a :holds ?b .", ""))
        what = chance.choice((*["SELECT *"] * 6, "DESCRIBE ?a", "DESCRIBE ?c ?a",
                              "DESCRIBE ?b", f"DESCRIBE <{BASE}cup> ?a",
                              f"DESCRIBE <{GRAPHS[0]}> ?a"))  # fmt: skip
        query = f"{PROLOGUE}{what} {{ {start} {' '.join(patterns)} }}"
        same = find(bare, query) == find(marked, query)
        if keeps_clear(query, MARKED):
            clear += 1
            assert same, query
        differ += not same
    assert clear > 400
    assert differ > 100


def test_nothing_is_said_of_what_a_mark_tells_of(
    tiny_store: Store, frost_store: Store, deep_rules_store: Store
) -> None:
    """So a record with a named property is none of these."""
    for store in (tiny_store, frost_store, deep_rules_store):
        graphs = [*store.named_graphs()]
        bases = {NamedNode(str(graph.value).rpartition("graph/")[0]) for graph in graphs}
        assert len(bases) == 1
        for one in (*graphs, *bases):
            assert not [*store.quads_for_pattern(one, None, None)], one
