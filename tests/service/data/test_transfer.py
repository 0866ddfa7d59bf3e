from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, UsageError
from kg.manifest import Manifest
from kg.service.data.transfer import digest_triples, push_build, stage_name

BASE = "https://example.org/"
GRAPH, OTHER = f"{BASE}graph/review", f"{BASE}graph/meta"


class Engine:
    """An engine in memory that counts what it is given, and may lose some of it."""

    def __init__(self, *, lossy: bool = False) -> None:
        """Begin empty."""
        self.store = ox.Store()
        self.lossy = lossy
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
    push_build(manifest, store, engine, told.append)  # type: ignore[arg-type]
    return told


def add_to(store: Path, graph: str, text: str) -> None:
    """Add a triple to a graph of a store."""
    filled = ox.Store(str(store))
    node = ox.NamedNode(f"{BASE}x")
    filled.add(ox.Quad(node, node, ox.Literal(text), ox.NamedNode(graph)))
    filled.flush()


def test_a_push_is_verified_and_marked(store: Path) -> None:
    """The engine then holds the graph, no stage, and a marker."""
    engine = Engine()
    told = push(engine, store, "a" * 64)
    assert any("digest verified" in line for line in told)
    assert engine.count_triples(GRAPH) == 3
    assert not any("staged" in name.value for name in engine.store.named_graphs())
    assert "already" in push(engine, store, "a" * 64)[0]


def test_what_was_staged_is_not_sent_again(store: Path) -> None:
    """A push that broke off goes on, though it be that of a later build."""
    engine = Engine()
    push(engine, store, "a" * 64)
    staged = stage_name(GRAPH, digest_triples(engine.read_graph(GRAPH)))
    engine.update(f"MOVE GRAPH <{GRAPH}> TO GRAPH <{staged}>")
    told = push(engine, store, "b" * 64)
    assert engine.added == 3
    assert any("there already" in line for line in told)
    assert engine.count_triples(GRAPH) == 3


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
    assert digest_triples(one + two) == digest_triples(two + one + two)
    assert digest_triples(one) != digest_triples(two)
