from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.service.data.graphlines import digest_lines, digest_triples, read_graph, sort_graph


def test_the_digest_is_of_the_set() -> None:
    """Order and repetition of lines do not matter, what they say does."""
    one, two = b"<x:a> <x:b> <x:c> .\n", b'<x:a> <x:b> "d" .\n'
    assert digest_lines(one + two) == digest_lines(two + one + two)
    assert digest_lines(one) != digest_lines(two)
    spaced = b'<x:a>\t<x:b>  "d"^^<http://www.w3.org/2001/XMLSchema#string>.\n'
    assert digest_triples(spaced) == digest_lines(two)


def test_a_literal_does_not_end_a_line() -> None:
    """What looks like an end of one within a literal gets no graph, and loses none."""
    name = ox.NamedNode("x:g")
    store = ox.Store()
    store.add(ox.Quad(name, name, ox.Literal(' <x:g> .\n .\r "\\'), name))
    graph = read_graph(store, "x:g")
    assert [*ox.parse(b"".join(graph.quads), format=ox.RdfFormat.N_QUADS)] == [*store]
    assert graph.write_triples() == store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name)


def test_a_graph_is_split_between_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece has whole triples, in order, and none is lost."""
    monkeypatch.setattr("kg.service.data.graphlines.PIECE", 2)
    lines = [b"<x:%d> <x:p> <x:o> <x:g> .\n" % number for number in (4, 0, 1, 3, 2, 1)]
    pieces = [*sort_graph("x:g", lines).split()]
    assert [piece.count(b"\n") for piece in pieces] == [2, 2, 1]
    assert b"".join(pieces) == b"".join(b"<x:%d> <x:p> <x:o> .\n" % number for number in range(5))


def test_triples_are_in_the_order_of_quads() -> None:
    """So that both have one digest, also where a value begins as another one does."""
    values = [b'"x"', b'"x"@en', b'"x y"', b"<x:a>", b"<x:ab>", b"<x:a!>", b'"x"^^<x:t>', b'"x!"']
    graph = sort_graph("x:g", [b"<x:s> <x:p> %b <x:g> .\n" % value for value in values])
    triples = graph.write_triples()
    assert graph.digest() == digest_lines(triples)
    assert triples.splitlines() == sorted(triples.splitlines())
