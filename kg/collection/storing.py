"""The store of a collection: that of the build before, with the graphs of what changed exchanged.

The engine's backup links the files of the store before, which never change once they are written,
and only what is new is written. A review that stays costs a link a file, and one that is replaced
the quads that differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.collection.graph import as_quads
from kg.collection.parts import QUADS, Part


def write_collected(
    folder: Path,
    before: Path | None,
    gone: Sequence[Part],
    come: Sequence[Part],
    own: Iterable[tuple[NamedNode, bytes]],
) -> None:
    """Write a store: the one before without the graphs of `gone`, with those of `come`.

    `own` are the collection's graphs with their quads; they take the place of those before.
    """
    if before is not None:
        Store.read_only(str(before)).backup(str(folder))
    store = Store(str(folder))
    come_by_base = {part.base: part for part in come}
    for part in gone:
        _take_out(store, part, come_by_base.get(part.base))
    gone_by_base = {part.base: part for part in gone}
    for part in come:
        former = _lines_of(gone_by_base.get(part.base))
        _load(store, _lines_of(part) - former if former else part.folder / QUADS)
    for name, content in own:
        before_lines = set(as_quads(_triples_in(store, name), name).splitlines(keepends=True))
        lines = set(content.splitlines(keepends=True))
        _remove(store, before_lines - lines)
        _load(store, lines - before_lines)
    store.flush()  # opened read-only from now on: nothing may be left unwritten


def _take_out(store: Store, part: Part, successor: Part | None) -> None:
    """Remove what a part had, but for what stays: to remove a quad costs as much as to add it."""
    graphs = successor.graphs or {} if successor else {}
    for graph in part.graphs or ():
        if graph not in graphs:
            store.remove_graph(NamedNode(graph))
    if successor is not None:
        _remove(store, _lines_of(part) - _lines_of(successor))


def _lines_of(part: Part | None) -> set[bytes]:
    """Return the quads of a part; each has one spelling, that of the engine."""
    if part is None:
        return set()
    return set((part.folder / QUADS).read_bytes().splitlines(keepends=True))


def _triples_in(store: Store, graph: NamedNode) -> set[bytes]:
    return set((store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"").splitlines())


def _remove(store: Store, lines: set[bytes]) -> None:
    for quad in parse(b"".join(lines), format=RdfFormat.N_QUADS):
        store.remove(quad)


def _load(store: Store, data: set[bytes] | Path) -> None:
    if isinstance(data, Path):
        store.bulk_load(path=str(data), format=RdfFormat.N_QUADS)
    elif data:
        store.bulk_load(b"".join(sorted(data)), format=RdfFormat.N_QUADS)
