# ruff: noqa: E501 - queries and requests are read best unbroken
"""Real servers for the service's tests: on the loopback address, each on a free port."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parents[2]
TINY = Path(__file__).parent / "tiny.trig"
BASE = "https://example.org/tea/"


@pytest.fixture(autouse=True)
def no_loop_of_a_browser() -> Iterator[None]:
    """Let a test run coroutines although a browser of other tests keeps a loop in this thread."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@dataclass(frozen=True)
class Running:
    """A server that runs: its address, its process and a client."""

    address: str
    process: subprocess.Popen[str]
    client: httpx.Client
    log: Path

    def ask(self, query: str, **more: str) -> httpx.Response:
        """Ask a query by POST of a form."""
        return self.client.post("/sparql", data={"query": query, **more})

    def children(self) -> list[int]:
        """Return the process ids of the fork server and the workers."""
        folder = Path(f"/proc/{self.process.pid}/task")
        lists = [(task / "children").read_text() for task in folder.iterdir()]
        return [int(word) for line in lists for word in line.split()]

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        names = {child: Path(f"/proc/{child}/comm") for child in self.children()}
        return [child for child, name in names.items() if name.read_text() == "kg-worker\n"]

    def errors(self) -> str:
        """Return what has come by standard error and was not read yet, without waiting for more."""
        assert self.process.stderr is not None
        descriptor = self.process.stderr.fileno()
        ready, _, _ = select.select([descriptor], [], [], 0)
        return os.read(descriptor, 1 << 20).decode() if ready else ""

    def log_lines(self) -> list[dict[str, object]]:
        """Return the access log as far as it has been written."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@contextmanager
def run_serve(
    folder: Path, *words: str, preexec: Callable[[], None] | None = None
) -> Iterator[Running]:
    """Run `kg serve` until the block ends; `preexec` runs in its process before it begins."""
    log = folder / "access.log"
    command = [sys.executable, "-m", "kg", "-C", str(folder), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--log", str(log), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=preexec,  # noqa: PLW1509 - it sets a limit and does nothing else
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                raise AssertionError(process.stderr and process.stderr.read())
            address = line.split()[1]
            with httpx.Client(base_url=address, timeout=30) as client:
                yield Running(address, process, client, log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
            for stream in (process.stdout, process.stderr):
                if stream is not None:
                    stream.close()


def write_build(
    folder: Path, digest: str, label: str = "tea", *, meta: bool = False, draft: bool = False
) -> None:
    """Write a small build as `kg build` leaves it, and point `current` at it in one step.

    With `meta` it has a graph in which it describes itself.
    """
    build = folder / "build" / "builds" / digest
    (build / "store").parent.mkdir(parents=True)
    store = ox.Store(str(build / "store"))
    graph = ox.NamedNode(f"{BASE}graph/review")
    tip = ox.NamedNode(f"{BASE}tips/12")
    for name, value in (("label", label), ("code", "A9"), ("class", "A")):
        quad = (tip, ox.NamedNode(f"{BASE}vocabulary#{name}"), ox.Literal(value))
        store.add(ox.Quad(*quad, graph))
    graphs = {graph.value: 3}
    if meta:
        named = ox.NamedNode(f"{BASE}graph/meta")
        kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        void = ox.NamedNode("http://rdfs.org/ns/void#Dataset")
        store.add(ox.Quad(ox.NamedNode(BASE), kind, void, named))
        graphs[named.value] = 1
    store.flush()
    del store
    manifest = {
        "digest": digest, "inputs": digest, "tool_version": "0", "title": "Tea",
        "base": BASE, "graphs": graphs, "rules": {}, "draft": draft,
    }  # fmt: skip
    write_small_site(build / "site", label)
    write_queries(build / "queries" / "examples")
    (build / "manifest.json").write_text(json.dumps(manifest))
    link = folder / "build" / f".current.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("builds") / digest)
    link.rename(folder / "build" / "current")


def write_small_site(site: Path, label: str) -> None:
    """Write some pages, a large file, and a secret that lies beside the site."""
    (site / "tips").mkdir(parents=True)
    (site / "index.html").write_text("<!DOCTYPE html><title>Tea</title>")
    (site / "tips" / "12.html").write_text(f"<!DOCTYPE html><title>{label}</title>" + "x" * 2000)
    (site / "tips" / "12.ttl").write_text("<> a <x:Tip> .")
    (site / "tips" / "12.jsonld").write_text("{}")
    missing = '<title>No such page</title><body data-root="/"><a href="/index.html">Home</a>'
    (site / "404.html").write_text(f"<!DOCTYPE html>{missing}")
    (site / "large.zip").write_bytes(bytes(range(256)) * 8192)
    (site / "sparql.html").write_text("<!DOCTYPE html><title>Editor</title>")
    (site.parent / "secret.txt").write_text("secret")


def write_queries(folder: Path) -> None:
    """Write two questions, one with a parameter of each kind in use."""
    folder.mkdir(parents=True)
    (folder / "all.rq").write_text(
        "#+ summary: Everything\nSELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o\n"
    )
    (folder / "by-code.rq").write_text(
        "#+ summary: What has a code\n#+ parameter: code code A9\n#+ parameter: note string none\n"
        "SELECT ?thing ?code ?note WHERE { ?thing <https://example.org/tea/vocabulary#code> ?code }\n"
    )
    (folder / "one.rq").write_text(
        "#+ summary: One thing\n#+ parameter: thing iri\n"
        "SELECT ?thing ?p ?o WHERE { ?thing ?p ?o } ORDER BY ?p\n"
    )


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a server of the tiny dataset, whose default graph is its own, with short limits."""
    with run_serve(
        tmp_path_factory.mktemp("served"),
        *("--dataset", str(TINY), "--default-graph", "own", "--timeout", "2", "--memory", "300"),
    ) as running:
        yield running


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a server of a small build with a site."""
    folder = tmp_path_factory.mktemp("built")
    write_build(folder, "a" * 64)
    with run_serve(folder) as running:
        yield running


@pytest.fixture
def serve() -> Callable[..., object]:
    """Return the way to run a server of one's own: a folder, then words of the command line."""
    return run_serve


@pytest.fixture(scope="module")
def serve_module() -> Callable[..., object]:
    """Return the same for a server that a whole test module shares."""
    return run_serve


@pytest.fixture
def build() -> Callable[..., None]:
    """Return the way to write a small build into a project folder."""
    return write_build


@pytest.fixture(scope="module")
def build_module() -> Callable[..., None]:
    """Return the same for a build that a whole test module shares."""
    return write_build


@pytest.fixture
def write_site() -> Callable[[Path, str], None]:
    """Return the way to write the site of such a build into a folder."""
    return write_small_site
