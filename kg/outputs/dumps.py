"""The dataset as files: sorted N-Quads of everything, and Turtle of each named graph."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store, Triple

from kg.graph.iris import GRAPHS, Iris
from kg.graph.store import prefixes_of, turtle


def write_dumps(store: Store, nquads: bytes, iris: Iris, folder: Path) -> None:
    """Write `dataset.nq` and `<graph>.ttl` into a folder; equal datasets give equal files."""
    folder.mkdir(parents=True)
    (folder / "dataset.nq").write_bytes(nquads)
    prefixes = prefixes_of(iris.base)
    for name in GRAPHS:
        quads = store.quads_for_pattern(None, None, None, iris.graph(name))
        triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        (folder / f"{name}.ttl").write_bytes(turtle(triples, prefixes))
