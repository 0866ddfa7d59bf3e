from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.manifest import Manifest
from kg.service.data.transfer import digest_triples, push_build, stage_name

BASE = "https://example.org/"
GRAPH = f"{BASE}graph/review"


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


def make_manifest(digest: str) -> Manifest:
    """Make the manifest of that store."""
    return Manifest(
        digest=digest, inputs="", tool_version="", title="", base=BASE, graphs={GRAPH: 3}, rules={}
    )


def push(engine: Engine, store: Path, digest: str) -> list[str]:
    """Push; return what was reported."""
    told: list[str] = []
    push_build(make_manifest(digest), store, engine, told.append)  # type: ignore[arg-type]
    return told


def test_a_push_is_verified_and_marked(store: Path) -> None:
    """The engine then holds the graph, no stage, and a marker."""
    engine = Engine()
    told = push(engine, store, "a" * 64)
    assert any("digest verified" in line for line in told)
    assert engine.count_triples(GRAPH) == 3
    assert engine.count_triples(stage_name(GRAPH, "a" * 64)) == 0
    assert "already" in push(engine, store, "a" * 64)[0]


def test_what_was_staged_is_not_sent_again(store: Path) -> None:
    """A push that broke off goes on."""
    engine = Engine()
    push(engine, store, "a" * 64)
    engine.update(f"MOVE GRAPH <{GRAPH}> TO GRAPH <{stage_name(GRAPH, 'b' * 64)}>")
    told = push(engine, store, "b" * 64)
    assert engine.added == 3
    assert any("there already" in line for line in told)


def test_a_lossy_engine_changes_nothing(store: Path) -> None:
    """The old version stays, unmarked and whole, when the new one is not complete."""
    engine = Engine()
    push(engine, store, "a" * 64)
    engine.lossy = True
    with pytest.raises(KgError, match="2 triples of 3"):
        push(engine, store, "b" * 64)
    assert engine.count_triples(GRAPH) == 3


def test_the_digest_is_of_the_set() -> None:
    """Order and repetition of lines do not matter, what they say does."""
    one, two = b"<x:a> <x:b> <x:c> .\n", b'<x:a> <x:b> "d" .\n'
    assert digest_triples(one + two) == digest_triples(two + one + two)
    assert digest_triples(one) != digest_triples(two)
