"""The store of a collection: that of the build before, with the graphs of what changed exchanged.

The engine's backup links the files of the store before, which never change once they are written,
and only what is new is written. A review that stays costs a link a file, and one that is replaced
the quads that differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, cast

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.collection.graph import as_quads
from kg.collection.parts import QUADS, Part

_AT_ONCE = 64 << 20
"""Bytes of N-Quads, about five reviews of 90,000 triples, that the engine is given at once.

Each time it writes files that overlap those before, and writes them anew together again and again:
of 24 reviews one by one 2.4 GB, so many at once 1.0. What it is given it holds and sorts."""


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
    _load_whole(store, [part for part in come if part.base not in gone_by_base])
    for part in come:
        if part.base in gone_by_base:
            _load(store, _lines_of(part) - _lines_of(gone_by_base[part.base]))
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


def _load(store: Store, lines: set[bytes]) -> None:
    if lines:
        store.bulk_load(b"".join(sorted(lines)), format=RdfFormat.N_QUADS)


def _load_whole(store: Store, parts: Iterable[Part]) -> None:
    """Load parts of which nothing is there yet, some at once."""
    together: list[Path] = []
    for path in (part.folder / QUADS for part in parts):
        if together and sum(one.stat().st_size for one in (*together, path)) > _AT_ONCE:
            _load_files(store, together)
            together = []
        together.append(path)
    if together:
        _load_files(store, together)


def _load_files(store: Store, paths: Sequence[Path]) -> None:
    store.bulk_load(cast("IO[bytes]", _Joined(paths)), format=RdfFormat.N_QUADS)


class _Joined:
    """Files that are read one after the other, as if they were one."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = iter(paths)
        self._file: BinaryIO = BytesIO()

    def read(self, size: int = -1, /) -> bytes:
        """Read on, up to so many bytes."""
        while not (piece := self._file.read(size)):
            self._file.close()
            path = next(self._paths, None)
            self._file = BytesIO() if path is None else path.open("rb")
            if path is None:
                break
        return piece
