"""The store of a collection: that of the build before, with the graphs of what changed exchanged.

The engine's backup links the files of the store before, which never change once they are written,
and only what is new is written. A review that stays costs a link a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

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
    for part in gone:
        for graph in part.graphs or ():
            store.remove_graph(NamedNode(graph))
    for part in come:
        store.bulk_load(path=str(part.folder / QUADS), format=RdfFormat.N_QUADS)
    for name, content in own:
        store.remove_graph(name)
        store.bulk_load(content, format=RdfFormat.N_QUADS)
    store.flush()  # opened read-only from now on: nothing may be left unwritten
