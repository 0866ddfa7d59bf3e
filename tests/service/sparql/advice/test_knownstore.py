"""What a store holds is looked for once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.graph.vocab import RDF, RDFS, TT, VOID
from kg.service.sparql.advice import knownstore
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.knownstore import KnownStore, Side

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


@pytest.fixture
def cups() -> KnownStore:
    """Return cups that are kept in two cupboards, each with a label; a saucer is kept nowhere."""
    store = Store()
    for number in range(60):
        cup = NamedNode(f"http://e/cup/{number}")
        store.add(Quad(cup, RDF.type, NamedNode("http://e/Cup")))
        store.add(Quad(cup, RDFS.label, Literal(f"cup {number}")))
        store.add(
            Quad(cup, NamedNode("http://e/keptIn"), NamedNode(f"http://e/board/{number % 2}"))
        )
    saucer = NamedNode("http://e/saucer")
    store.add(Quad(saucer, RDF.type, NamedNode("http://e/Saucer")))
    store.add(Quad(saucer, RDFS.label, Literal("saucer")))
    store.add(Quad(NamedNode("http://e/board/1"), RDFS.label, Literal("upper")))
    return KnownStore(store)


KEPT, SHELF = Side(NamedNode("http://e/keptIn")), Side(NamedNode("http://e/keptIn"), at_object=True)
LABELLED = Side(RDFS.label)
CUPS, SAUCERS = (Side(RDF.type, NamedNode(f"http://e/{kind}")) for kind in ("Cup", "Saucer"))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (KEPT, CUPS, True),
        (KEPT, SAUCERS, False),
        (LABELLED, SAUCERS, True),
        (SHELF, LABELLED, True),
        (SHELF, CUPS, False),
        (Side(RDFS.label, at_object=True), CUPS, False),
    ],
)
def test_what_stands_at_both_sides(cups: KnownStore, one: Side, other: Side, shared: bool) -> None:
    """It is found wherever it stands, and the order of the sides is the same."""
    assert cups.share_one(one, other) is shared
    assert cups.share_one(other, one) is shared


def test_of_two_large_sides_nothing_is_told(
    cups: KnownStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One side with few things is enough; with neither, nobody knows."""
    monkeypatch.setattr(knownstore, "_FEW", 0)
    monkeypatch.setattr(knownstore, "_MOST_THINGS", (1, 2))
    assert cups.share_one(KEPT, SAUCERS) is False
    assert cups.share_one(SHELF, CUPS) is False
    assert cups.share_one(KEPT, CUPS) is None
    assert cups.share_one(KEPT, LABELLED) is None


def test_texts_alone_are_given_up(cups: KnownStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a property of texts not all of them are read to see that it leads to no record."""
    read: list[Quad] = []
    ask = cups.quads_for_pattern

    def look(*one: NamedNode | None) -> Iterator[Quad]:
        for quad in ask(*one):
            read.append(quad)
            yield quad

    monkeypatch.setattr(cups, "quads_for_pattern", look)
    monkeypatch.setattr(knownstore, "_MOST_LITERALS", 10)
    assert list(cups.list_things(Side(RDFS.label, at_object=True))) == []
    assert len(read) == 10


def test_terms_are_read_once(tiny_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are declared, and those that a graph says it uses, are known for good."""
    used = NamedNode("http://purl.org/ontology/bibo/used")
    store = Store()
    store.bulk_extend(tiny_store)
    store.add(Quad(BlankNode(), VOID.property, used, GRAPH))
    known = KnownStore(store)
    assert {TT.Tip.value, TT.statement.value, used.value} <= known.terms
    monkeypatch.setattr(known, "quads_for_pattern", None)
    assert used.value in known.terms
