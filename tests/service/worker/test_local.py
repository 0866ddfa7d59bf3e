from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.worker.jobs import evaluate
from kg.service.worker.local import LocalBackend
from kg.service.worker.pair import Pair
from kg.service.worker.wire import Job

COUNT = "SELECT (COUNT(*) AS ?n) FROM_ { ?s ?p ?o }"


def make_store(graphs: dict[str, list[str]]) -> ox.Store:
    """Make a store of graphs whose triples differ in their objects; "" is the default graph."""
    store = ox.Store()
    for name, values in graphs.items():
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        store.extend(
            ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal(v), graph) for v in values
        )
    return store


def count(store: ox.Store, clause: str = "", *, union: bool = False, **job: object) -> int:
    """Count the triples of the default graph."""
    backend = LocalBackend(Pair(store), "http://base/", {}, union=union)
    outcome, body = evaluate(backend, Job(COUNT.replace("FROM_", clause), "csv", **job))
    assert not outcome.problem, outcome
    return int(body.split()[1])


@pytest.mark.parametrize(
    ("clause", "job", "expected"),
    [
        pytest.param("", {}, 1, id="default"),
        pytest.param("FROM <x:a>", {}, 2, id="one"),
        pytest.param("FROM <x:a> FROM <x:b>", {}, 3, id="merge-is-a-set"),
        pytest.param("FROM NAMED <x:a>", {}, 0, id="named-only"),
        pytest.param("FROM <x:a>", {"default_graphs": ["x:a", "x:b"]}, 3, id="request-first"),
        pytest.param("", {"named_graphs": ["x:a"]}, 0, id="request-named-only"),
    ],
)
def test_the_dataset_is_the_one_that_is_named(
    clause: str, job: dict[str, object], expected: int
) -> None:
    """The request goes before FROM, and FROM before the whole store."""
    store = make_store({"": ["d"], "x:a": ["1", "2"], "x:b": ["2", "3"]})
    assert count(store, clause, **job) == expected


def test_graphs_are_copied_only_where_they_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for one that is there beside one that is not, and not for what is no query."""
    store = make_store({"": ["d"], "x:a": ["1", "2"], "x:b": ["2", "3"]})
    monkeypatch.delattr("kg.service.worker.local.merge_graphs")
    assert count(store, "FROM <x:none> FROM <x:a> FROM <x:other>") == 2
    assert count(store, "FROM <x:none> FROM <x:other>") == 0
    backend = LocalBackend(Pair(store), "http://base/", {}, union=True)
    outcome, _ = evaluate(backend, Job("SELECT * {", "csv", default_graphs=["x:a", "x:b"]))
    assert outcome.problem == "syntax"


@pytest.mark.parametrize(("union", "expected"), [(True, 4), (False, 1)])
def test_the_default_graph_is_what_was_chosen(union: bool, expected: int) -> None:
    """All graphs together, or its own triples, whatever the store holds; FROM still narrows it."""
    store = make_store({"": ["d"], "x:a": ["1", "2"], "x:b": ["3"]})
    assert count(store, union=union) == expected
    assert count(store, "FROM <x:b>", union=union) == 1
    assert count(make_store({"x:a": ["1"]}), union=False) == 0


def test_counts_are_kept_for_queries_that_name_no_graph(tmp_path: Path) -> None:
    """A job with graphs of its own is answered by the engine, whatever is kept."""
    store = make_store({"": ["d"], "x:a": [str(n) for n in range(3_000)]})
    backend = LocalBackend(Pair(store), "http://base/", {}, union=True, counts=str(tmp_path / "c"))
    query = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"
    jobs = {
        "x:p,3001": Job(query, "csv"),
        "x:p,3000": Job(query, "csv", default_graphs=["x:a"]),
    }
    wanted = []
    for _ in range(2):
        for expected, job in jobs.items():
            outcome, body = evaluate(backend, job)
            assert (outcome.problem, body.split()[1].decode()) == ("", expected)
            wanted.append(outcome.wanted)
        made, _ = evaluate(backend, Job("", "", table=wanted[0]))
        assert not made.problem
    assert [bool(one) for one in wanted] == [True, False, False, False]
    assert evaluate(backend, Job(query.replace("?s ?p ?o", "?s ?p"), "csv"))[0].problem == "syntax"
