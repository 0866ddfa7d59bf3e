from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.manifest import Manifest
from kg.service.data.buildlines import BuildLines

BASE, TEA = "https://example.org/all/", "https://example.org/tea/"
LINE = b'<x:%d> <x:p> "%b" <%b> .\n'


def write_build(folder: Path, counts: dict[str, int], **reviews: str) -> BuildLines:
    """Write a build whose store has a triple in each graph."""
    store = ox.Store(str(folder / "store"))
    for graph in counts:
        store.load(LINE % (0, b"store", graph.encode()), format=ox.RdfFormat.N_QUADS)
    store.flush()
    (folder / "data").mkdir()
    manifest = Manifest("", "", "", "", BASE, graphs=counts, reviews=reviews)
    return BuildLines(folder, manifest)


def test_graphs_come_from_the_file_that_has_them(tmp_path: Path) -> None:
    """Of one review from one; what it has not comes from the store."""
    here, other = f"{BASE}graph/review", f"{BASE}graph/other"
    build = write_build(tmp_path, {here: 2, other: 1})
    lines = [LINE % (n, b"file", here.encode()) for n in range(2)]
    (tmp_path / "data" / "dataset.nq").write_bytes(b"".join(lines))
    assert build.read(here).quads == lines
    assert build.read(other).quads == [LINE % (0, b"store", other.encode())]


def test_each_review_of_a_collection_has_a_file(tmp_path: Path) -> None:
    """So has what it says itself."""
    own, tea = f"{BASE}graph/collection", f"{TEA}graph/review"
    build = write_build(tmp_path, {own: 1, tea: 1}, tea=TEA)
    for name, graph in (("tea", tea), ("collection", own)):
        path = tmp_path / "data" / f"{name}.nq"
        path.write_bytes(LINE % (1, name.encode(), graph.encode()))
    assert build.read(tea).quads == [LINE % (1, b"tea", tea.encode())]
    assert build.read(own).quads == [LINE % (1, b"collection", own.encode())]


def test_a_file_that_has_not_all_is_refused(tmp_path: Path) -> None:
    """The build is damaged; what is missing is not sent as if it were never there."""
    graph = f"{BASE}graph/review"
    build = write_build(tmp_path, {graph: 2})
    (tmp_path / "data" / "dataset.nq").write_bytes(LINE % (0, b"file", graph.encode()))
    with pytest.raises(KgError, match="1 triples of 2; build it again"):
        build.read(graph)
