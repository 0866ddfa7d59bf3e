# ruff: noqa: E501 - queries and requests are read best unbroken
"""A build pushed into other engines, started here on loopback, and served from them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest

from kg.manifest import read_manifest
from kg.service.application.standing import Standing
from kg.service.data.engineclient import EngineClient, find_endpoints
from kg.service.data.marks import DIGEST_PROPERTY, stands_alone
from kg.service.data.origins import BuildOrigin
from kg.service.http.limits import Limits
from kg.service.pool.engine_pool import EnginePool
from kg.service.worker.wire import WorkerConfig
from tests.engines import VIRTUOSO, Engine, find_port, push, run_oxigraph, run_virtuoso
from tests.service.pool.waiting import wait_until

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from conftest import Running

    Serve = Callable[..., AbstractContextManager[Running]]
    Build = Callable[..., None]

pytestmark = pytest.mark.slow

LABEL = "SELECT ?o { ?s <https://example.org/tea/vocabulary#label> ?o }"


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Engine]:
    """Run Oxigraph's own server on an empty store."""
    with run_oxigraph(tmp_path / "engine") as engine:
        yield engine


@pytest.fixture
def virtuoso(tmp_path: Path) -> Iterator[Engine]:
    """Run Virtuoso on an empty database."""
    with run_virtuoso(tmp_path / "engine") as engine:
        yield engine


def make_client(engine: Engine) -> EngineClient:
    return EngineClient(find_endpoints(engine.store))


def check_service(folder: Path, engine: Engine, serve: Serve, label: str) -> None:
    """Serve a build from an engine, and ask it in every way there is."""
    with serve(folder, "--engine", engine.query) as running:
        assert running.ask(LABEL).json()["results"]["bindings"][0]["o"]["value"] == label
        assert running.ask(LABEL, format="csv").text == f"o\r\n{label}\r\n"
        assert label in running.ask(LABEL, format="html").text
        assert running.client.get("/query/by-code.csv").text.startswith("thing,code")
        thing = running.client.get(
            "/query/one.json", params={"thing": "https://example.org/tea/tips/12"}
        )
        assert len(thing.json()["results"]["bindings"]) == 3
        graph = running.client.get("/graph/review", headers={"Accept": "application/n-triples"})
        assert graph.text.count("\n") == 3
        assert running.client.get("/tips/12.rdf").status_code == 200
        assert running.ask("SELECT * {").status_code == 400
        unread = running.ask("SELECT * {\n ?s own:label ?o }").json()
        assert unread["detail"].startswith("Line 2, column 5: the prefix own: is not declared")
        assert running.ask("SELECT * { SERVICE <http://127.0.0.1:1/> {} }").status_code == 403
        assert running.client.get("/tips/12.html").status_code == 200
        told = running.ask("SELECT * { GRAPH <urn:none> { ?s ?p ?o } }").json()["warnings"]
        assert told[0].startswith("there is no graph <urn:none>; there are ")
        assert "warnings" not in running.ask(LABEL).json()
        assert running.client.get("/sparql", params={"query": LABEL}).headers["etag"]


@pytest.mark.parametrize(
    "name", ["oxigraph", pytest.param("virtuoso", marks=pytest.mark.needs(*VIRTUOSO))]
)
def test_a_build_is_pushed_and_served_from_an_engine(
    name: str, tmp_path: Path, request: pytest.FixtureRequest, serve: Serve, build: Build
) -> None:
    """Loaded, verified, served; a second push has nothing to do; a new build takes over."""
    engine: Engine = request.getfixturevalue(name)
    build(tmp_path, "a" * 64, "old")
    first = push(tmp_path, engine)
    assert first.returncode == 0, first.stderr
    assert "verified" in first.stdout
    assert "holds build aaaaaaaaaaaaaaaa already" in push(tmp_path, engine).stdout
    check_service(tmp_path, engine, serve, "old")
    build(tmp_path, "b" * 64, "new")
    second = push(tmp_path, engine)
    assert "bbbbbbbbbbbbbbbb is in place" in second.stdout, second.stderr
    check_service(tmp_path, engine, serve, "new")


def test_an_engine_without_a_graph_store_is_spoken_to_in_sparql_alone(
    oxigraph: Engine, tmp_path: Path, serve: Serve, build: Build
) -> None:
    """The address of updates stands for the store: graphs go as INSERT DATA and come back."""
    update = oxigraph.store.removesuffix("store") + "update"
    login = ("--query", oxigraph.query, "--update", update)
    engine = replace(oxigraph, store=update, login=login)
    build(tmp_path, "a" * 64, "old")
    first = push(tmp_path, engine)
    assert first.returncode == 0, first.stderr
    assert "digest verified" in first.stdout
    assert "holds build aaaaaaaaaaaaaaaa already" in push(tmp_path, engine).stdout
    build(tmp_path, "b" * 64, "new")
    assert "bbbbbbbbbbbbbbbb is in place" in push(tmp_path, engine).stdout
    check_service(tmp_path, engine, serve, "new")


@pytest.mark.needs(*VIRTUOSO)
def test_an_answer_that_virtuoso_cut_off_is_refused(
    tmp_path: Path, request: pytest.FixtureRequest, serve: Serve, build: Build
) -> None:
    """Virtuoso says only in a header that rows are missing; the service says 422."""
    engine: Engine = request.getfixturevalue("virtuoso")
    build(tmp_path, "a" * 64)
    assert push(tmp_path, engine).returncode == 0
    with serve(tmp_path, "--engine", engine.query) as running:
        assert running.ask("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 2").status_code == 200
        cut = running.ask("SELECT * { ?s ?p ?o . ?a ?b ?c }")
        assert (cut.status_code, cut.json()["type"]) == (422, "/-/problems#too-many-rows")


def test_a_broken_push_leaves_the_old_build_and_goes_on(
    oxigraph: Engine, tmp_path: Path, serve: Serve, build: Build
) -> None:
    """What is in use stays until all is there; here the build itself lacks a triple."""
    build(tmp_path, "a" * 64, "old")
    assert push(tmp_path, oxigraph).returncode == 0
    build(tmp_path, "b" * 64, "new")
    manifest = tmp_path / "build" / "current" / "manifest.json"
    whole = manifest.read_text()
    manifest.write_text(whole.replace("graph/review", "graph/review").replace(": 3", ": 4"))
    broken = push(tmp_path, oxigraph)
    assert broken.returncode == 1
    assert "the build has 3 triples of 4; build it again" in broken.stderr
    rows = httpx.post(
        oxigraph.query, data={"query": "SELECT ?o { GRAPH <https://example.org/tea/graph/review> { ?s ?p ?o } }"},
        headers={"Accept": "text/csv"},
    )  # fmt: skip
    assert "old" in rows.text
    with (
        pytest.raises(AssertionError, match="run 'kg push' first"),
        serve(tmp_path, "--engine", oxigraph.query),
    ):
        pass
    manifest.write_text(whole)
    again = push(tmp_path, oxigraph)
    assert "in place" in again.stdout


@pytest.mark.parametrize(
    "name", ["oxigraph", pytest.param("virtuoso", marks=pytest.mark.needs(*VIRTUOSO))]
)
def test_a_graph_that_is_not_there_is_an_empty_one(
    name: str, tmp_path: Path, request: pytest.FixtureRequest, build: Build
) -> None:
    """What an engine has lost is sent again; a graph that came to be empty is no fault, new or not."""
    engine: Engine = request.getfixturevalue(name)
    graph = "https://example.org/tea/graph/review"
    endpoints = find_endpoints(engine.store)
    user, password = ("dba", "dba") if engine.login else ("", "")
    client = EngineClient(endpoints, user, password)

    def empty_meta(digest: str, empty: tuple[str, ...]) -> None:
        path = tmp_path / "build" / "builds" / digest / "manifest.json"
        manifest = json.loads(path.read_text())
        manifest["graphs"] |= dict.fromkeys(empty, 0)
        path.write_text(json.dumps(manifest))

    build(tmp_path, "a" * 64, "old", meta=True)
    empty_meta("a" * 64, ("https://example.org/tea/graph/none",))
    first = push(tmp_path, engine)
    assert first.returncode == 0, first.stderr
    client.drop_graph(graph)
    build(tmp_path, "b" * 64, "new")
    empty_meta("b" * 64, ("https://example.org/tea/graph/meta",))
    again = push(tmp_path, engine)
    assert again.returncode == 0, again.stderr
    assert b'"new"' in client.read_graph(graph)
    assert client.count_triples("https://example.org/tea/graph/meta") == 0


LARGE = "https://example.org/tea/graph/large"
VALUES = {"boolean": "true", "date": "2005-01-01", "duration": "P1D", "integer": "1"}


def add_large_graph(folder: Path, *kinds: str) -> None:
    """Give a build a graph of 3,000 triples; a literal of each of some kinds is among them."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    literals = [ox.Literal(VALUES[kind], datatype=ox.NamedNode(xsd + kind)) for kind in kinds]
    literals += [ox.Literal(f"é {number}") for number in range(3000 - len(kinds))]
    current = folder / "build" / "current"
    store = ox.Store(str(current / "store"))
    for number, literal in enumerate(literals):
        node = ox.NamedNode(f"https://example.org/tea/things/{number}")
        store.add(ox.Quad(node, node, literal, ox.NamedNode(LARGE)))
    store.flush()
    path = current / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["graphs"][LARGE] = len(literals)
    path.write_text(json.dumps(manifest))


def test_a_part_is_compared_or_all(oxigraph: Engine, tmp_path: Path, build: Build) -> None:
    """What an engine has lost since is sent again; a value that was changed there is told."""
    build(tmp_path, "a" * 64, "old")
    add_large_graph(tmp_path, *VALUES)
    first = push(tmp_path, oxigraph)
    assert f"{LARGE}: 3000 triples, counts verified, and the digests of 3" in first.stdout
    assert "3003 triples were counted, 3" in first.stdout
    client = EngineClient(find_endpoints(oxigraph.store))
    thing = "<https://example.org/tea/things/77>"
    for loss in (
        f"DROP GRAPH <{LARGE}>",
        f"DELETE WHERE {{ GRAPH <{LARGE}> {{ {thing} ?p ?o }} }}",
    ):
        client.update(loss)
        told = push(tmp_path, oxigraph, "--compare-all").stdout
        assert f"{LARGE}: 3000 triples, digest verified" in told
        assert "3003 triples were counted, 3003 read back and compared by digest" in told
        assert client.count_triples(LARGE) == 3000
    change = f'DELETE {{ {thing} ?p ?o }} INSERT {{ {thing} ?p "new" }} WHERE {{ {thing} ?p ?o }}'
    client.update(f"WITH <{LARGE}> {change}")
    told = push(tmp_path, oxigraph, "--compare-all").stdout
    differs = (
        "counts verified; what came back differs: the engine rewrites literals, or was changed"
    )
    assert f"{LARGE}: 3000 triples, {differs}" in told
    assert "3003 triples were counted, 3 read back and compared" in told


@pytest.mark.needs(*VIRTUOSO)
@pytest.mark.parametrize("kinds", [["duration"], ["boolean"]], ids=["rewritten", "kept"])
def test_literals_that_virtuoso_rewrites_are_seen(
    kinds: list[str], tmp_path: Path, build: Build
) -> None:
    """In the part that is compared, though one triple in three thousand have such a literal."""
    build(tmp_path, "a" * 64, "old")
    add_large_graph(tmp_path, *kinds)
    with run_virtuoso(tmp_path / "engine", rows=10_000) as engine:
        told = push(tmp_path, engine)
        assert told.returncode == 0, told.stderr
        assert ("rewrites literals" in told.stdout) is (kinds == ["duration"])
        assert ("others came back in another form" in told.stdout) is (kinds == ["duration"])


def test_any_endpoint_is_served_without_a_build(
    served: Running, tmp_path: Path, serve: Serve
) -> None:
    """Even another service of ours, with its guards in front."""
    with serve(tmp_path, "--engine", f"{served.address}sparql") as running:
        query = "SELECT ?n { <http://example.org/milk> <http://example.org/name> ?n }"
        assert running.ask(query, format="tsv").text == '?n\n"milk"\n'
        assert running.ask("DESCRIBE <http://example.org/milk>", format="ttl").status_code == 200


def test_an_empty_default_graph_beside_named_ones_is_told(
    oxigraph: Engine, tmp_path: Path, serve: Serve
) -> None:
    """Beside an empty answer of any form, to a query that names no graph; else nothing is said."""
    make_client(oxigraph).update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> } }")
    with serve(tmp_path, "--engine", oxigraph.query) as running:

        def told(query: str) -> str:
            return running.ask(query).json().get("warnings", [""])[0]

        deadline = time.monotonic() + 20
        while not (said := told("SELECT * { ?s ?p ?o }")) and time.monotonic() < deadline:
            continue
        assert "GRAPH ?graph { … } around the pattern" in said
        assert told("ASK { ?s ?p ?o }") == said
        assert told("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == said
        assert "around the pattern" in running.ask("SELECT * { ?s ?p ?o }", format="html").text
        for query in (
            "SELECT * { GRAPH ?g { ?s <urn:none> ?o } }",
            "SELECT * FROM <urn:g> { ?s <urn:none> ?o }",
            "SELECT ?x { VALUES ?x { 1 } }",
        ):
            assert not told(query)


def test_a_default_graph_that_holds_something_hides_nothing(oxigraph: Engine) -> None:
    """Nor does one of an engine that is empty."""
    client = make_client(oxigraph)
    assert not client.hides_named()
    client.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> } }")
    assert client.hides_named()
    client.update("INSERT DATA { <urn:s> <urn:p> <urn:o> }")
    assert not client.hides_named()


def test_an_engine_that_is_away_is_502(tmp_path: Path, serve: Serve) -> None:
    """The problem says that it is the engine's, and nothing of its address."""
    with serve(tmp_path, "--engine", f"http://127.0.0.1:{find_port()}/sparql") as running:
        answer = running.ask("ASK {}")
        assert answer.status_code == 502
        assert answer.json()["type"].endswith("#engine")


def test_an_engine_that_holds_one_build_alone_is_asked_without_its_graphs(
    tmp_path: Path, serve: Serve, build: Build
) -> None:
    """Known by its default graph, and by what it holds; what it is asked is answered the same."""
    with run_oxigraph(tmp_path / "engine", "--union-default-graph") as engine:
        build(tmp_path, "a" * 64, "old")
        assert push(tmp_path, engine).returncode == 0
        client, manifest = make_client(engine), read_manifest(tmp_path / "build" / "current")
        assert manifest is not None

        def is_alone(digest: str = manifest.digest) -> bool:
            return stands_alone(client, manifest.base, digest, manifest.graphs)

        assert is_alone()
        assert not is_alone("b" * 64)
        check_service(tmp_path, engine, serve, "old")
        triple = "<urn:s> <urn:p> <urn:o>"
        for other, graph in (
            (f"GRAPH <urn:another> {{ {triple} }}", "GRAPH <urn:another>"),
            (triple, "DEFAULT"),
        ):
            client.update(f"INSERT DATA {{ {other} }}")
            assert not is_alone()
            client.update(f"DROP {graph}")
            assert is_alone()


def test_an_engine_whose_default_graph_is_another_is_told_which_to_ask(
    oxigraph: Engine, tmp_path: Path, build: Build
) -> None:
    """So is one that cannot be reached any more."""
    build(tmp_path, "a" * 64, "old")
    assert push(tmp_path, oxigraph).returncode == 0
    manifest = read_manifest(tmp_path / "build" / "current")
    assert manifest is not None
    client = make_client(oxigraph)
    assert not stands_alone(client, manifest.base, manifest.digest, manifest.graphs)


def test_a_pool_is_told_how_its_engine_stands(tmp_path: Path, build: Build) -> None:
    """At once, and again when a connection has ended; where nobody answers it is named all."""
    build(tmp_path, "a" * 64, "old")
    told: list[bool] = []

    class Listening(EnginePool):
        def set_alone(self, *, is_alone: bool) -> None:
            told.append(is_alone)
            super().set_alone(is_alone=is_alone)

    async def play() -> None:
        with run_oxigraph(tmp_path / "engine", "--union-default-graph") as engine:
            assert (await asyncio.to_thread(push, tmp_path, engine)).returncode == 0
            origin = BuildOrigin(tmp_path, WorkerConfig(engine=engine.query))
            catalogue = await origin.load()
            standing = Standing(Listening(catalogue.worker, Limits()), catalogue)
            standing.start()
            await wait_until(lambda: told == [True])
        assert standing.pool.on_doubt is not None
        standing.pool.on_doubt()
        await wait_until(lambda: told == [True, False])
        standing.close()

    asyncio.run(asyncio.wait_for(play(), 60))


def test_a_mark_of_a_former_release_is_read(oxigraph: Engine, tmp_path: Path, build: Build) -> None:
    """The engine holds that build; a push of another takes its place."""
    build(tmp_path, "a" * 64, "old")
    assert push(tmp_path, oxigraph).returncode == 0
    client = make_client(oxigraph)
    client.update(
        f"DELETE {{ GRAPH ?g {{ ?s <{DIGEST_PROPERTY}> ?o }} }} "
        "INSERT { GRAPH ?g { ?s <http://purl.org/dc/terms/identifier> ?o } } "
        f"WHERE {{ GRAPH ?g {{ ?s <{DIGEST_PROPERTY}> ?o }} }}"
    )
    assert "holds build aaaaaaaaaaaaaaaa already" in push(tmp_path, oxigraph).stdout
    build(tmp_path, "b" * 64, "new")
    assert push(tmp_path, oxigraph).returncode == 0
    rows = client.select("SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o FILTER(STRLEN(?o) = 64) } }")
    assert [row["p"]["value"] for row in rows] == [DIGEST_PROPERTY]
