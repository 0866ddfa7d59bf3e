from __future__ import annotations

import pyoxigraph as ox

from kg.service.pool.engine_connection import bind_values


def test_values_behind_a_query_bind_like_substitution() -> None:
    """They are joined before LIMIT, and the terms cannot break out."""
    store = ox.Store()
    for number in range(9):
        store.add(
            ox.Quad(ox.NamedNode(f"x:{number}"), ox.NamedNode("x:p"), ox.Literal(str(number)))
        )
    term = str(ox.Literal('8" } #\n'))
    assert list(store.query(bind_values("SELECT ?s ?o { ?s ?p ?o } LIMIT 1", {"o": term}))) == []
    found = list(
        store.query(bind_values("SELECT ?s ?o { ?s ?p ?o } LIMIT 1", {"o": str(ox.Literal("8"))}))
    )
    assert found[0]["s"] == ox.NamedNode("x:8")
