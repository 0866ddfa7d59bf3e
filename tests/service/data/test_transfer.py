from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox
import pytest

from kg.errors import KgError, UsageError
from kg.manifest import Manifest
from kg.service.data import marks, transfer
from kg.service.data.buildlines import BuildLines
from kg.service.data.engineclient import EngineError
from kg.service.data.graphlines import digest_lines
from kg.service.data.keptdigests import KeptDigests
from kg.service.data.transfer import push_build, stage_name

pytestmark = pytest.mark.slow

BASE = "https://example.org/"
GRAPH, OTHER = f"{BASE}graph/review", f"{BASE}graph/meta"


class Engine:
    """An engine in memory that counts what it is given, and may lose some of it."""

    def __init__(self, *, takes_quads: bool = False) -> None:
        """Begin empty."""
        self.store = ox.Store()
        self.lossy = False
        self.rewritten: tuple[bytes, bytes] = (b"", b"")
        self.takes_quads = takes_quads
        self.added = 0
        self.counted: list[str] = []

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
        content = b"".join(pieces).replace(*self.rewritten)
        self.added += content.count(b"\n")
        self.store.load(content, ox.RdfFormat.N_QUADS)

    def drop_graph(self, graph: str) -> None:
        """Remove a graph."""
        self.store.update(f"DROP SILENT GRAPH <{graph}>")

    def count_triples(self, graph: str) -> int:
        """Count the triples of a graph."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def count_graphs(self, graphs: Sequence[str]) -> dict[str, int]:
        """Count the triples of graphs."""
        self.counted += graphs
        return {graph: self.count_triples(graph) for graph in graphs}

    def find_graphs(self, graphs: Sequence[str]) -> set[str]:
        """Return those that have a triple."""
        return {graph for graph in graphs if self.count_triples(graph)}

    def read_subjects(self, graph: str, subjects: Sequence[str]) -> bytes:
        """Read what a graph says of some subjects."""
        triples = self.store.query(
            f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ {' '.join(subjects)} }} "
            f"GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        )
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""

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


def push(
    engine: Engine,
    store: Path,
    digest: str,
    base: str = BASE,
    *,
    compare_all: bool = False,
    **graphs: int,
) -> list[str]:
    """Push; return what was reported."""
    told: list[str] = []
    manifest = make_manifest(digest, base, **graphs)
    kept = KeptDigests(store.parent, manifest, store.parent / "pushed")
    push_build(
        manifest,
        store.parent,
        kept,
        engine,
        told.append,
        compare_all=compare_all,  # type: ignore[arg-type]
    )
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
        assert engine.added == added + 1 + 3  # one to see whether the engine takes any
        assert digest_lines(engine.read_graph(GRAPH)) == digest_lines(
            ox.Store.read_only(str(store)).dump(
                format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(GRAPH)
            )
        )


@pytest.mark.parametrize("takes_quads", [True, False], ids=["at-once", "in-pieces"])
def test_an_engine_that_takes_nothing_loses_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch, *, takes_quads: bool
) -> None:
    """A graph that was loaded by other means stays where the address of the store is wrong."""
    engine = Engine(takes_quads=takes_quads)
    engine.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <x:other> <x:p> 1 }} }}")

    def refuse(*_: object) -> NoReturn:
        raise EngineError("nothing at this address", 404)

    monkeypatch.setattr(engine, "add_triples", refuse)
    monkeypatch.setattr(engine, "add_quads", refuse)
    with pytest.raises(EngineError):
        push(engine, store, "a" * 64)
    assert engine.count_triples(GRAPH) == 1


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


def test_what_a_build_says_of_itself_is_sent_when_its_data_are_the_same(store: Path) -> None:
    """The digest of a build is not of it: a new contact or publisher would never come."""
    engine = Engine()
    add_to(store, OTHER, "old")
    push(engine, store, "a" * 64, meta=1)
    add_to(store, OTHER, "new")
    shutil.rmtree(store.parent / "pushed")  # it is kept by the folder of a build, which is another
    assert "is in place" in push(engine, store, "a" * 64, meta=2)[-1]
    assert engine.count_triples(OTHER) == 2
    assert "already" in push(engine, store, "a" * 64, meta=2)[0]


@pytest.mark.usefixtures("many_changes")
def test_only_graphs_that_changed_are_sent(store: Path) -> None:
    """Of a collection those of one review; what the engine lost of the others is seen."""
    engine = Engine()
    add_to(store, OTHER, "old")
    push(engine, store, "a" * 64, meta=1)
    add_to(store, OTHER, "new")
    engine.counted.clear()
    told = push(engine, store, "b" * 64, meta=2)
    assert engine.added == 3 + 1 + 2
    assert GRAPH not in engine.counted
    assert told[0].startswith("1 graph stays, of 3 triples; ")
    proof = "2 of 5 triples were counted, the others when they came, 2 read back and compared"
    assert read_proof(engine).startswith(proof)
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
    assert sum(line.startswith("1 graph stays, of 3 triples") for line in told) == 1
    assert push_part("review-2", "c" * 64) != first
    assert b'"other"' in engine.read_graph(GRAPH)


def test_all_are_counted_where_the_last_push_did_not_end_well(store: Path) -> None:
    """What is there of a graph with the digest that it should have may be less."""
    engine = Engine()
    push(engine, store, "a" * 64)
    engine.update(f"DELETE DATA {{ GRAPH <{GRAPH}> {{ <{BASE}0> <{BASE}0> 'é\\n' }} }}")
    engine.update(transfer.unmark(BASE))
    assert engine.count_triples(GRAPH) == 2
    told = push(engine, store, "b" * 64)
    assert engine.count_triples(GRAPH) == 3
    assert "3 triples were counted, 3 read back" in told[-1]


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


def fill(store: Path, triples: int) -> None:
    """Give a store a second graph of so many triples, one of which is a date."""
    node = "<https://example.org/%d> <x:p> %s <%s> .\n"
    date = '"2005-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    values = [date, *(f'"{number}"' for number in range(triples - 1))]
    lines = "".join(node % (number, value, OTHER) for number, value in enumerate(values))
    filled = ox.Store(str(store))
    filled.bulk_load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    filled.flush()


def read_proof(engine: Engine) -> str:
    """Read how it is known that the engine holds what it is marked with."""
    rows = engine.select(
        f"SELECT ?told {{ GRAPH ?g {{ <{BASE}> <{marks.PROOF_PROPERTY}> ?told }} }}"
    )
    (row,) = rows
    return row["told"]["value"]


def test_of_a_large_graph_a_part_is_compared(store: Path) -> None:
    """What is printed, and what the mark says, is how much was; all is where that is asked for."""
    engine = Engine(takes_quads=True)
    fill(store, 5000)
    told = push(engine, store, "a" * 64, meta=5000)
    assert f"{OTHER}: 5000 triples, counts verified, and the digests of 300 of them" in told
    assert read_proof(engine) == "5003 triples were counted, 303 read back and compared by digest"
    assert read_proof(engine) in told[-1]
    told = push(engine, store, "a" * 64, compare_all=True, meta=5000)
    assert f"{OTHER}: 5000 triples, digest verified" in told
    assert read_proof(engine) == "5003 triples were counted, 5003 read back and compared by digest"
    assert engine.added == 5003


def test_literals_that_an_engine_rewrites_are_seen(store: Path) -> None:
    """Though one in five thousand be of that datatype."""
    engine = Engine(takes_quads=True)
    engine.rewritten = (b"XMLSchema#date>", b"XMLSchema#string>")
    fill(store, 5000)
    told = push(engine, store, "a" * 64, meta=5000)
    differs = (
        "counts verified; what came back differs: the engine rewrites literals, or was changed"
    )
    assert f"{OTHER}: 5000 triples, {differs}" in told
    assert read_proof(engine).endswith("others came back in another form")


def test_a_triple_of_many_that_an_engine_loses_is_seen(store: Path) -> None:
    """All are counted; the build is not marked."""
    engine = Engine(takes_quads=True)
    fill(store, 5000)
    whole = engine.add_quads
    with pytest.MonkeyPatch.context() as patch:
        lines = b'<https://example.org/77> <x:p> "76"'
        patch.setattr(
            engine, "add_quads", lambda pieces: whole([b"".join(pieces).replace(lines, b"#")])
        )
        with pytest.raises(KgError, match="4999 triples of 5000"):
            push(engine, store, "a" * 64, meta=5000)
    assert transfer.read_marker(engine, BASE) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "lost",
    [
        f"DROP GRAPH <{OTHER}>",
        "DELETE WHERE { GRAPH ?g { <https://example.org/77> ?p ?o } }",
    ],
    ids=["graph", "triple"],
)
def test_what_is_lost_later_is_mended_when_all_is_compared(store: Path, lost: str) -> None:
    """And sent again, with the build's mark in place."""
    engine = Engine(takes_quads=True)
    fill(store, 5000)
    push(engine, store, "a" * 64, meta=5000)
    engine.update(lost)
    assert "in place" in push(engine, store, "a" * 64, compare_all=True, meta=5000)[-1]
    assert engine.count_triples(OTHER) == 5000


def test_a_value_that_was_changed_later_is_seen_when_all_is_compared(store: Path) -> None:
    """The number of triples is as it was; the mark no longer says that all are as they were."""
    engine = Engine(takes_quads=True)
    fill(store, 5000)
    push(engine, store, "a" * 64, meta=5000)
    engine.update(
        f"""DELETE {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }} INSERT {{ GRAPH <{OTHER}> {{ ?s ?p "x" }} }}
        WHERE {{ GRAPH <{OTHER}> {{ ?s ?p ?o FILTER(?s = <https://example.org/77>) }} }}"""
    )
    push(engine, store, "a" * 64, compare_all=True, meta=5000)
    assert "5003 triples were counted, 3 read back" in read_proof(engine)


def test_a_build_of_one_review_is_not_read_again(store: Path) -> None:
    """Its digests are kept by the name of its folder, which is of a state that never changes."""
    engine = Engine()
    push(engine, store, "a" * 64)
    digest = digest_lines(engine.read_graph(GRAPH))
    (path,) = (store.parent / "pushed").iterdir()
    assert json.loads(path.read_text()) == {GRAPH: digest}
    engine.update(transfer.unmark(BASE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BuildLines, "read", None)
        assert "1 graph stays, of 3 triples" in push(engine, store, "a" * 64)
