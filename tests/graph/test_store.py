import io
import random
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.graph.iris import Iris
from kg.graph.queries import Query, load_queries
from kg.graph.store import (
    finish_store,
    infer,
    insert_lines,
    lines_by_graph,
    load_dataset,
    load_lines,
    load_stream,
    merge_nquads,
    place_in,
    prefixes_of,
    quads_in,
    sorted_nquads,
    turtle,
    write_lines,
    write_store,
)
from kg.resources import resource_folder


def test_order_of_arrival_does_not_matter(tiny_store: Store) -> None:
    """Equal datasets give equal N-Quads and equal Turtle."""
    quads = list(tiny_store)
    shuffled = quads.copy()
    random.Random(7).shuffle(shuffled)
    assert sorted_nquads(quads) == sorted_nquads(shuffled)
    lines = [f"{quad.triple} .".encode() for quad in quads]
    mixed = [f"{quad.triple} .".encode() for quad in shuffled]
    prefixes = prefixes_of("https://example.org/tea/")
    assert turtle(lines, prefixes) == turtle(mixed, prefixes)


def test_a_dataset_that_is_poured_is_the_same(tiny_store: Store) -> None:
    """Quads that go through a pipe as text are those that are loaded as values, in their order."""
    odd = Quad(
        NamedNode("http://e/a"),
        NamedNode("http://e/p"),
        Literal('a "line"\nof \\ and \u2028', language="cy"),
        NamedNode("http://e/g"),
    )
    quads = [*tiny_store, odd]
    text = io.BytesIO()
    write_lines((f"{quad} .\n" for quad in quads), text)
    text.seek(0)
    assert list(load_stream(text)) == list(load_dataset(quads))
    assert list(load_lines(f"{quad} .\n" for quad in quads)) == list(load_dataset(quads))
    said = [quad.triple for quad in quads]
    assert quads_in(odd.graph_name, said) == [Quad(*one, odd.graph_name) for one in said]  # type: ignore[arg-type]


def test_lines_are_told_apart_by_graph() -> None:
    """Each triple comes under its graph, also one whose text looks like the end of a line."""
    nquads = b"""<http://e/a> <http://e/p> "x <http://e/no> ." <http://e/one> .
<http://e/a> <http://e/p> <http://e/b> <http://e/two> .
"""
    assert lines_by_graph(nquads) == {
        "http://e/one": [b'<http://e/a> <http://e/p> "x <http://e/no> ." .'],
        "http://e/two": [b"<http://e/a> <http://e/p> <http://e/b> ."],
    }


def test_what_two_parts_share_stands_once() -> None:
    """Lines of several parts are one sorted list, each line once, however the parts are sorted."""
    assert merge_nquads(b"b .\na .\n", b"", b"a .\nc .\n\n") == b"a .\nb .\nc .\n"


def test_more_lines_go_to_their_places() -> None:
    """A graph that is added stands where sorting would put it: first, between, last, in a row."""
    graph = NamedNode("http://e/g")
    nquads = b"".join(
        b"<http://e/%c> <http://e/p> <http://e/o> <http://e/f> .\n" % c for c in b"bdf"
    )
    for names in (b"", b"a", b"g", b"c", b"bdf", b"fecba", b"aabbzz"):
        said = [
            b"<http://e/%c> <http://e/p> <http://e/o%d> ." % (name, number)
            for number, name in enumerate(names)
        ]
        added = place_in(graph, said)
        assert insert_lines(nquads, added) == merge_nquads(nquads, *added)
        assert insert_lines(b"", added) == b"".join(line + b"\n" for line in added)


def test_a_store_is_read_as_it_was_written(tiny_store: Store, tmp_path: Path) -> None:
    """A store on disk holds what was written first, and what came last."""
    late = Quad(*(NamedNode(f"http://e/{name}") for name in "spog"))
    finish_store(write_store(sorted_nquads(tiny_store), tmp_path / "store"), f"{late} .".encode())
    assert set(Store.read_only(str(tmp_path / "store"))) == {*tiny_store, late}


def test_nquads_are_the_dataset(tiny_store: Store) -> None:
    """What is written is what was there, line by line, sorted."""
    text = sorted_nquads(tiny_store)
    lines = text.decode().splitlines()
    assert lines == sorted(set(lines))
    assert set(parse(text, format=RdfFormat.N_QUADS)) == set(tiny_store)


def test_rules_write_into_their_graph_only(tiny_store: Store, tiny_iris: Iris) -> None:
    """Inference adds to the inferred graph and leaves the others as they are."""
    inferred = tiny_iris.graph("inferred")
    asserted = [quad for quad in tiny_store if quad.graph_name != inferred]
    store = load_dataset(asserted)
    counts = infer(store, load_queries(resource_folder("queries") / "rules"), inferred)
    assert sum(counts.values()) > 0
    assert {quad for quad in store if quad.graph_name != inferred} == set(asserted)
    assert sorted_nquads(store) == sorted_nquads(tiny_store)


def test_there_are_no_blank_nodes(tiny_store: Store) -> None:
    """Everything that is published has a name."""
    text = sorted_nquads(tiny_store).decode()
    assert not any(line.startswith("_:") or " _:" in line for line in text.splitlines())


def test_a_duplicate_is_one_line() -> None:
    """The same quad twice is one statement."""
    node = NamedNode("https://example.org/x")
    quad = Quad(node, node, Literal("x"), node)
    assert sorted_nquads([quad, quad]).count(b"\n") == 1


def test_rules_run_by_number() -> None:
    """Rule 10 comes after rule 2, whose triples it needs; names decide between equals."""

    def rule(name: str, order: str, made: str, needed: str) -> Query:
        text = f"CONSTRUCT {{ ?s <http://e/{made}> 1 }} WHERE {{ ?s <http://e/{needed}> ?o }}"
        return Query(name, Path(f"rules/{name}.rq"), text, {"summary": name, "order": order})

    rules = {
        "a": rule("a", "10", "third", "second"),
        "b": rule("b", "2", "second", "first"),
    }
    store = load_dataset([Quad(NamedNode("http://e/a"), NamedNode("http://e/first"), Literal(1))])
    assert infer(store, rules, NamedNode("http://e/graph")) == {"b": 1, "a": 1}
