"""What a store holds is looked for once."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.service.sparql import knownstore
from kg.service.sparql.advice import Adviser
from kg.service.sparql.knownstore import KnownStore

CUP, SIZE, GRAPH = NamedNode("http://e/cup"), NamedNode("http://e/size"), NamedNode("http://e/g")
OTHER = NamedNode("http://e/other")


@pytest.fixture
def known() -> KnownStore:
    """Return a store of one quad."""
    store = Store()
    store.add(Quad(CUP, SIZE, Literal("12"), GRAPH))
    return KnownStore(store)


def test_each_place_of_a_pattern_counts(known: KnownStore) -> None:
    """A pattern is there where a quad fits it in each place, again and again."""
    for _ in range(2):
        assert known.has(CUP, None, None)
        assert known.has(None, SIZE, None)
        assert known.has(None, None, Literal("12"))
        assert known.has(None, None, None, GRAPH)
        assert known.has(CUP, SIZE, Literal("12"), GRAPH)
        assert not known.has(SIZE, None, None)
        assert not known.has(None, CUP, None)
        assert not known.has(None, None, Literal("13"))
        assert not known.has(None, None, None, CUP)
        assert not known.has(CUP, SIZE, Literal("12"), OTHER)


def test_a_term_is_looked_for_once(known: KnownStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there and what is not are both remembered, some thousands of them."""
    looked: list[object] = []
    ask = known.quads_for_pattern
    monkeypatch.setattr(known, "quads_for_pattern", lambda *one: looked.append(one) or ask(*one))
    for _ in range(3):
        assert known.has(CUP, None, None)
        assert not known.has(OTHER, None, None)
    assert len(looked) == 2
    monkeypatch.setattr(knownstore, "_MOST_KEPT", 2)
    assert known.has(None, SIZE, None)
    assert known.has(CUP, None, None)  # forgotten, and looked for again
    assert len(looked) == 4


def test_the_terms_of_another_query_are_known(
    tiny_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a second query that is empty, only what the first did not name is looked for."""
    looked: list[str] = []
    ask = KnownStore.quads_for_pattern

    def look(store: KnownStore, *pattern: object) -> object:
        looked.append(" ".join(map(str, pattern)))
        return ask(store, *pattern)  # type: ignore[arg-type]

    monkeypatch.setattr(KnownStore, "quads_for_pattern", look)
    adviser = Adviser(tiny_store)
    query = "PREFIX tt: <https://w3id.org/tiptrace/ontology#> SELECT * {{ <x:{}> tt:statement ?x }}"
    [told] = adviser.hint(query.format("one"))
    assert "x:one" in told
    assert any("tt:statement" in one or "ontology#statement" in one for one in looked)
    looked.clear()
    [told] = adviser.hint(query.format("two"))
    assert "x:two" in told
    assert looked
    assert not any("ontology#statement" in one for one in looked)
