"""The dataset as files: sorted N-Quads of everything, and Turtle of each named graph."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store, Triple

from kg.graph.iris import GRAPHS, Iris
from kg.graph.store import prefixes_of, turtle


def write_dumps(store: Store, nquads: bytes, iris: Iris, folder: Path) -> dict[str, Path]:
    """Write `dataset.nq` and `<graph>.ttl`; return the files by their path below the base.

    The meta graph, which tells of these files, is written after them.
    """
    folder.mkdir(parents=True)
    path = folder / "dataset.nq"
    path.write_bytes(nquads)
    files = {"data/dataset.nq": path}
    for name in GRAPHS:
        if name != "meta":
            files[f"data/{name}.ttl"] = write_graph(store, iris, name, folder)
    return files


def write_graph(store: Store, iris: Iris, name: str, folder: Path) -> Path:
    """Write a named graph as Turtle; equal graphs give equal files."""
    quads = store.quads_for_pattern(None, None, None, iris.graph(name))
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    path = folder / f"{name}.ttl"
    path.write_bytes(turtle(triples, prefixes_of(iris.base)))
    return path
