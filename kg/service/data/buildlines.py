"""A build → its graphs as lines, each read from the file that has it as lines already.

To write a graph out of the store takes six times as long. What no file of N-Quads has, as the
ontology of a collection, comes from the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.manifest import Manifest
from kg.service.data.graphlines import GraphLines, end_of, read_graph, sort_graph

_DATA = "data"
_WHOLE, _OWN = "dataset.nq", "collection.nq"


class BuildLines:
    """The graphs of a build; of a collection one file is held at a time, so ask by its reviews."""

    def __init__(self, build: Path, manifest: Manifest) -> None:
        """Take the folder of a build and what it says of itself."""
        self._build, self._manifest = build, manifest
        self._file = Path()
        self._lines: Sequence[bytes] = ()

    def read(self, graph: str) -> GraphLines:
        """Read a graph; raise KgError where it has not as many triples as the build says."""
        lines, end = self._read_file(self._find_file(graph)), end_of(graph)
        found = sort_graph(graph, [line for line in lines if line.endswith(end)])
        if not found.quads:
            found = read_graph(self._store, graph)
        count = self._manifest.graphs[graph]
        if len(found.quads) != count:
            had = f"the build has {len(found.quads)} triples of {count}"
            raise KgError(f"{graph}: {had}; build it again")
        return found

    @cached_property
    def _store(self) -> ox.Store:
        return ox.Store.read_only(str(self._build / "store"))

    @cached_property
    def _slugs(self) -> dict[str, str]:
        return {base: slug for slug, base in self._manifest.reviews.items()}

    def _find_file(self, graph: str) -> Path:
        folder = self._build / _DATA
        if not self._manifest.reviews:
            return folder / _WHOLE
        slug = self._slugs.get(graph[: graph.rfind("graph/")])
        return folder / (f"{slug}.nq" if slug else _OWN)

    def _read_file(self, path: Path) -> Sequence[bytes]:
        """Return the lines of a file; none where there is no such file."""
        if path != self._file:
            # The lines before go first: those of two files would take twice the room.
            self._file, self._lines = path, ()
            self._lines = path.read_bytes().splitlines(keepends=True) if path.is_file() else ()
        return self._lines
