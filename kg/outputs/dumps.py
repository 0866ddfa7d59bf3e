"""The dataset as files: sorted N-Quads of everything, and Turtle of each named graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.graph.iris import GRAPHS, Iris
from kg.graph.store import prefixes_of, turtle
from kg.outputs.writing import OutputWriter

_OWNER = "the dump of the dataset"
_DESCRIBED = tuple(name for name in GRAPHS if name != "meta")  # by the meta graph, made after them


def claim_dumps(outputs: OutputWriter) -> None:
    """Claim the files of `write_dumps`, which another process may then write."""
    for name in _DESCRIBED:
        outputs.claim(f"{name}.ttl", _OWNER)


def write_dumps(
    lines: Mapping[str, Iterable[bytes]], iris: Iris, outputs: OutputWriter
) -> dict[str, Path | None]:
    """Write `<graph>.ttl`, which is claimed; return the files by their path below the base.

    `lines` are the triples of each named graph, by its IRI, as N-Triples. The meta graph, which
    tells of these files, is written after them, and so is what holds it: `dataset.nq` stands here
    without its file.
    """
    files: dict[str, Path | None] = {"data/dataset.nq": None}
    for name in _DESCRIBED:
        found = lines.get(iris.graph(name).value, ())
        outputs.put(f"{name}.ttl", turtle(found, prefixes_of(iris.base)))
        files[f"data/{name}.ttl"] = outputs.folder / f"{name}.ttl"
    return files


def write_dataset(nquads: bytes, outputs: OutputWriter) -> Path:
    """Write `dataset.nq`: the whole graph, with what the build says of itself."""
    return outputs.write("dataset.nq", nquads, _OWNER)


def write_graph(lines: Iterable[bytes], iris: Iris, name: str, outputs: OutputWriter) -> Path:
    """Write a named graph as Turtle; equal graphs give equal files."""
    return outputs.write(f"{name}.ttl", turtle(lines, prefixes_of(iris.base)), _OWNER)
