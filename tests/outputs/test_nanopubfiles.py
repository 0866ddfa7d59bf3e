from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from kg.graph.iris import Iris
from kg.outputs.nanopubfiles import write_nanopubs
from kg.outputs.nanopubs import NP, Nanopubs
from kg.outputs.writing import OutputWriter


def test_files(tiny_store: Store, tiny_iris: Iris, tmp_path: Path) -> None:
    """There is one file for each and one with all of them, and they hold the same quads."""
    tiny = [*Nanopubs(tiny_store, tiny_iris).all()]
    assert write_nanopubs(tiny, tiny_iris.base, OutputWriter(tmp_path)) == len(tiny)
    whole = set(parse((tmp_path / "nanopubs.trig").read_bytes(), format=RdfFormat.TRIG))
    parts = [path for path in tmp_path.rglob("*.trig") if path.name != "nanopubs.trig"]
    assert len(parts) == len(tiny)
    assert whole == {q for p in parts for q in parse(p.read_bytes(), format=RdfFormat.TRIG)}
    assert sum(q.object == NP.Nanopublication for q in whole) == len(tiny)
