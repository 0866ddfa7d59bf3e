from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, UsageError
from kg.manifest import Manifest
from kg.service.data import transfer
from kg.service.data.graphlines import add_graph, digest_lines, digest_triples, split_lines
from kg.service.data.keptdigests import KeptDigests
from kg.service.data.transfer import push_build, stage_name

BASE = "https://example.org/"
GRAPH, OTHER = f"{BASE}graph/review", f"{BASE}graph/meta"


class Engine:
    """An engine in memory that counts what it is given, and may lose some of it."""

    def __init__(self, *, takes_quads: bool = False) -> None:
        """Begin empty."""
        self.store = ox.Store()
        self.lossy = False
        self.takes_quads = takes_quads
        self.added = 0

    def select(self, query: str) -> list[dict[str, dict[str, str]]]:
        """Answer with bindings, as the protocol's JSON has them."""
        solutions = self.store.query(query)
        names = [variable.value for variable in solutions.variables]
        return [{name: {"value": row[name].value} for name in names} for row in solutions]

    def update(self, text: str) -> None:
        """Run an update."""
        self.store.update(text)

    def add_triples(self, graph: str, triples: bytes) -> None:
        """Add triples to a graph."""
        lines = triples.splitlines(keepends=True)
        self.added += len(lines)
        kept = b"".join(lines[1:] if self.lossy else lines)
        self.store.load(kept, ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))

    def add_quads(self, pieces: Iterable[bytes]) -> None:
        """Add quads of several graphs."""
        content = b"".join(pieces)
        self.added += content.count(b"\n")
        self.store.load(content, ox.RdfFormat.N_QUADS)

    def drop_graph(self, graph: str) -> None:
        """Remove a graph."""
        self.store.update(f"DROP SILENT GRAPH <{graph}>")

    def count_triples(self, graph: str) -> int:
        """Count the triples of a graph."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def read_graph(self, graph: str) -> bytes:
        """Read a graph."""
        return self.store.dump(
            format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)
        )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the folder of a store with a graph of three triples."""
    folder = tmp_path / "store"
    filled = ox.Store(str(folder))
    for number in range(3):
        node = ox.NamedNode(f"{BASE}{number}")
        filled.add(ox.Quad(node, node, ox.Literal("é\n"), ox.NamedNode(GRAPH)))
    filled.flush()
    return folder


def make_manifest(digest: str, base: str = BASE, **graphs: int) -> Manifest:
    """Make the manifest of that store, with counts of more graphs by their last names."""
    more = {f"{BASE}graph/{name}": count for name, count in graphs.items()}
    counts = {"graphs": {GRAPH: 3} | more, "rules": {}}
    return Manifest(digest=digest, inputs="", tool_version="", title="", base=base, **counts)


def push(engine: Engine, store: Path, digest: str, base: str = BASE, **graphs: int) -> list[str]:
    """Push; return what was reported."""
    told: list[str] = []
    manifest = make_manifest(digest, base, **graphs)
    kept = KeptDigests(store.parent, manifest, store.parent / "pushed")
    push_build(manifest, store.parent, kept, engine, told.append)  # type: ignore[arg-type]
    return told


def add_to(store: Path, graph: str, text: str) -> None:
    """Add a triple to a graph of a store."""
    filled = ox.Store(str(store))
    node = ox.NamedNode(f"{BASE}x")
    filled.add(ox.Quad(node, node, ox.Literal(text), ox.NamedNode(graph)))
    filled.flush()


@pytest.fixture
def many_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every change be one of many triples."""
    monkeypatch.setattr(transfer, "MOST_CHANGES", 0)


@pytest.mark.parametrize("takes_quads", [True, False], ids=["at-once", "in-pieces"])
def test_a_push_is_verified_and_marked(store: Path, *, takes_quads: bool) -> None:
    """The engine then holds the graph, no stage, and a marker."""
    engine = Engine(takes_quads=takes_quads)
    told = push(engine, store, "a" * 64)
    assert any("digest verified" in line for line in told)
    assert engine.count_triples(GRAPH) == 3
    assert not any("staged" in name.value for name in engine.store.named_graphs())
    assert "already" in push(engine, store, "a" * 64)[0]


def test_what_was_staged_is_not_sent_again(store: Path) -> None:
    """A push that broke off goes on, though it be that of a later build."""
    engine = Engine()
    push(engine, store, "a" * 64)
    staged = stage_name(GRAPH, digest_lines(engine.read_graph(GRAPH)))
    engine.update(f"MOVE GRAPH <{GRAPH}> TO GRAPH <{staged}>")
    told = push(engine, store, "b" * 64)
    assert engine.added == 3
    assert any("there already" in line for line in told)
    assert engine.count_triples(GRAPH) == 3


def test_a_new_graph_that_is_there_is_not_sent_again(store: Path) -> None:
    """A first push that broke off goes on; what it left of other data, or in part, is dropped."""
    engine = Engine()
    push(engine, store, "a" * 64)
    engine.drop_graph(f"{BASE}graph/build")
    assert any("there already" in line for line in push(engine, store, "a" * 64))
    assert engine.added == 3
    for text in ("DELETE WHERE { GRAPH ?g { <https://example.org/0> ?p ?o } }",
                 f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <x:other> <x:p> 1 }} }}"):  # fmt: skip
        engine.drop_graph(f"{BASE}graph/build")
        engine.update(text)
        added = engine.added
        push(engine, store, "a" * 64)
        assert engine.added == added + 3
        assert digest_lines(engine.read_graph(GRAPH)) == digest_lines(
            ox.Store.read_only(str(store)).dump(
                format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(GRAPH)
            )
        )


def test_a_small_change_is_sent_as_such(store: Path) -> None:
    """What came and what went, in the update that sets the mark; the graph is not sent again."""
    engine = Engine()
    push(engine, store, "a" * 64)
    ox.Store(str(store)).update(
        f"""DELETE WHERE {{ GRAPH <{GRAPH}> {{ <{BASE}0> ?p ?o }} }} ;
        INSERT DATA {{ GRAPH <{GRAPH}> {{ <{BASE}9> <x:p> "\\"}} }} .\\n", "new" }} }}"""
    )
    told = push(engine, store, "b" * 64, review=4)
    assert engine.added == 3
    assert f"{GRAPH}: 4 triples, digest verified" in told
    assert engine.count_triples(GRAPH) == 4


def test_a_change_that_an_engine_loses_is_told(store: Path) -> None:
    """The mark of the build goes, so that no service takes it for whole; the next push mends it."""
    engine = Engine()
    push(engine, store, "a" * 64)
    add_to(store, GRAPH, "new")
    whole = engine.update
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "update", lambda text: whole(text.replace("INSERT DATA { GRAPH <"
                      f"{GRAPH}", "INSERT DATA { GRAPH <x:lost")))  # fmt: skip
        with pytest.raises(KgError, match="3 triples of 4"):
            push(engine, store, "b" * 64, review=4)
    assert "in place" in push(engine, store, "b" * 64, review=4)[-1]
    assert engine.count_triples(GRAPH) == 4


@pytest.mark.usefixtures("many_changes")
def test_only_graphs_that_changed_are_sent(store: Path) -> None:
    """Of a collection those of one review; what the engine lost of the others is seen."""
    engine = Engine()
    add_to(store, OTHER, "old")
    push(engine, store, "a" * 64, meta=1)
    add_to(store, OTHER, "new")
    told = push(engine, store, "b" * 64, meta=2)
    assert engine.added == 3 + 1 + 2
    assert f"{GRAPH}: 3 triples, as they were" in told
    engine.drop_graph(GRAPH)
    push(engine, store, "c" * 64, meta=2)
    assert engine.count_triples(GRAPH) == 3


def test_a_part_that_did_not_change_is_not_read_again(store: Path) -> None:
    """Its digests are kept by its name, which is of a state that never changes."""
    engine, told = Engine(), []

    def push_part(name: str, digest: str) -> str:
        part = [{"slug": "review", "part": name}]
        (store.parent / "parts.json").write_text(json.dumps(part), encoding="utf-8")
        manifest = replace(make_manifest(digest, f"{BASE}all/"), reviews={"review": BASE})
        kept = KeptDigests(store.parent, manifest, store.parent / "pushed")
        push_build(manifest, store.parent, kept, engine, told.append)  # type: ignore[arg-type]
        return " ".join(path.read_text() for path in (store.parent / "pushed").iterdir())

    first = push_part("review-1", "a" * 64)
    ox.Store(str(store)).update(
        f"""DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} INSERT {{ GRAPH ?g {{ ?s ?p "other" }} }}
        WHERE {{ GRAPH ?g {{ ?s ?p ?o FILTER(?s = <{BASE}0>) }} }}"""
    )
    assert push_part("review-1", "b" * 64) == first
    assert told.count(f"{GRAPH}: 3 triples, as they were") == 1
    assert push_part("review-2", "c" * 64) != first
    assert b'"other"' in engine.read_graph(GRAPH)


def test_graphs_that_are_gone_are_dropped(store: Path) -> None:
    """A review that was taken out of a collection answers no more; nor does an emptied graph."""
    engine = Engine()
    add_to(store, OTHER, "old")
    push(engine, store, "a" * 64, meta=1)
    engine.add_triples("https://example.com/theirs", b"<x:a> <x:b> <x:c> .\n")
    push(engine, store, "b" * 64)
    assert engine.count_triples(OTHER) == 0
    assert engine.count_triples("https://example.com/theirs") == 1
    push(engine, store, "c" * 64, meta=1)
    ox.Store(str(store)).remove_graph(ox.NamedNode(OTHER))
    push(engine, store, "d" * 64, meta=0)
    assert (engine.count_triples(OTHER), engine.count_triples(GRAPH)) == (0, 3)


def test_a_graph_of_another_build_is_left_alone(store: Path) -> None:
    """A review by itself and a collection that has it would answer for each other."""
    engine = Engine()
    push(engine, store, "a" * 64)
    with pytest.raises(UsageError, match="an engine of its own"):
        push(engine, store, "b" * 64, "https://example.org/collection/")
    assert engine.added == 3
    assert "in place" in push(engine, store, "b" * 64)[-1]


@pytest.mark.usefixtures("many_changes")
def test_a_lossy_engine_changes_nothing(store: Path) -> None:
    """The old version stays, unmarked and whole, when the new one is not complete."""
    engine = Engine()
    push(engine, store, "a" * 64)
    engine.lossy = True
    add_to(store, GRAPH, "new")
    with pytest.raises(KgError, match="3 triples of 4"):
        push(engine, store, "b" * 64, review=4)
    assert engine.count_triples(GRAPH) == 3


def test_the_digest_is_of_the_set() -> None:
    """Order and repetition of lines do not matter, what they say does."""
    one, two = b"<x:a> <x:b> <x:c> .\n", b'<x:a> <x:b> "d" .\n'
    assert digest_lines(one + two) == digest_lines(two + one + two)
    assert digest_lines(one) != digest_lines(two)
    spaced = b'<x:a>\t<x:b>  "d"^^<http://www.w3.org/2001/XMLSchema#string>.\n'
    assert digest_triples(spaced) == digest_lines(two)


def test_a_literal_does_not_end_a_line() -> None:
    """What looks like an end of one within a literal gets no graph."""
    graph = ox.NamedNode("x:g")
    triple = ox.Triple(graph, graph, ox.Literal(' .\n .\r "\\'))
    lines = ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    quads = [*ox.parse(add_graph(lines, "x:g"), format=ox.RdfFormat.N_QUADS)]
    assert quads == [ox.Quad(*triple, graph)]


def test_a_graph_is_split_between_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece has whole triples, and none is lost."""
    monkeypatch.setattr("kg.service.data.graphlines.PIECE", 2)
    lines = b"".join(b"<x:%d> <x:p> <x:o> .\n" % number for number in range(5))
    pieces = [*split_lines(lines)]
    assert [piece.count(b"\n") for piece in pieces] == [2, 2, 1]
    assert b"".join(pieces) == lines
