"""What a graph that a query names has not, though another graph has it."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph.vocab import OWL, TT
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.graphparts import check_graph_parts
from kg.service.sparql.advice.knownstore import KnownStore

DATA = "<e:a> a <e:Cup> <e:g> .\n<e:a> <e:by> <e:b> <e:g> .\n<e:a> <e:of> <e:c> <e:h> .\n"
CUP = "<e:Cup> is not in <e:h>; it is in <e:g>"
BY = "<e:by> is not in <e:h>; it is in <e:g>"


def load() -> Store:
    store = Store()
    store.load(
        DATA.replace("> a <", "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <").encode(),
        format=RdfFormat.N_QUADS,
    )
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { GRAPH <e:h> { ?x a <e:Cup> ; <e:by> ?y } }", [CUP, BY]),
        ("SELECT * FROM <e:h> { ?x a <e:Cup> }", [CUP]),
        ("SELECT * FROM <e:h> FROM <e:g> { ?x a <e:Cup> }", []),
        ("SELECT * { ?x a <e:Cup> GRAPH <e:h> { ?x <e:of> ?y } }", []),
        ("SELECT * { GRAPH <e:g> { ?x a <e:Cup> } GRAPH <e:h> { ?x <e:by> ?y } }", [BY]),
        ("SELECT * { GRAPH <e:none> { ?x a <e:Cup> } }", []),
        ("SELECT * { GRAPH ?g { ?x a <e:Cup> } }", []),
        ("SELECT * { GRAPH <e:h> { ?x a ?class ; ?p ?o ; <e:nowhere> ?z } }", []),
    ],
)
def test_what_stands_in_another_graph_is_told(query: str, told: list[str]) -> None:
    """Each class and property once, with the graph that has it."""
    store = load()
    assert [*check_graph_parts(query, KnownStore(store))] == told
    hints = Adviser(store).hint(query)
    assert [one for one in hints if "is not in" in one] == [
        f"nothing was found: {it}" for it in told
    ]


def test_a_class_behind_a_wrong_prefix_is_told_with_its_address() -> None:
    """The prefix is declared, but otherwise, so that its name alone would tell nothing."""
    text = f"<{TT.Tip.value}> a <{OWL.Class.value}> . <e:t> a <{TT.Tip.value}> ."
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    query = "PREFIX tt: <https://w3id.org/tiptrace/> SELECT ?t { ?t a tt:Tip }"
    said = f"did you mean tt:Tip, which is <{TT.Tip.value}>?"
    assert any(one.endswith(said) for one in Adviser(store).hint(query))


def test_of_many_reviews_the_graph_of_the_one_asked_goes_first() -> None:
    """Its graphs begin as the one that was named."""
    lines = [f"<e:s> <e:p> <e:o> <e:{name}> ." for name in ("a/g", "z/g", "m/g")]
    store = Store()
    store.load("\n".join([*lines, "<e:s> <e:q> <e:o> <e:m/h> ."]).encode(), RdfFormat.N_QUADS)
    [told] = check_graph_parts("SELECT * { GRAPH <e:m/h> { ?x <e:p> ?y } }", KnownStore(store))
    assert "it is in <e:m/g> and " in told
