from __future__ import annotations

from urllib.parse import quote_plus

import pyoxigraph as ox
import pytest

from kg.service.pool.engine_requests import bind_values, escape


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


@pytest.mark.parametrize(
    "text",
    ["".join(map(chr, range(256))), "%25 + %", "SELECT ?ü { ?s ?p '𝄞' }", ""],
    ids=["all of Latin-1", "escaped before", "beyond", "nothing"],
)
def test_a_text_is_escaped_as_forms_want_it(text: str) -> None:
    """As urllib does it, each character as the bytes of UTF-8."""
    assert escape(text).decode() == quote_plus(text, safe="~")
