"""Digests of the graphs of a build, kept from one push to the next.

To take one, a graph is read whole; a build never changes, nor does a part of a collection, which
its graphs come from. So a push that replaces one review reads the graphs of that review, and one
to a second engine what that does not hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kg.manifest import Manifest
from kg.service.data.countfolders import has_room, list_slices, name_state

PUSHED = "pushed"


class KeptDigests:
    """Files beside the builds: one for each part of a collection, or for a build of one review."""

    def __init__(self, build: Path, manifest: Manifest, folder: Path) -> None:
        """Take a build, what it says of itself, and the folder of the files."""
        self._folder = folder
        self._files = {
            Path(f"{one.folder}.json"): one.graphs for one in list_slices(build, manifest, folder)
        }
        if not manifest.reviews:
            name = name_state(build.name, manifest.digest)
            self._files = {folder / f"{name}.json": sorted(manifest.graphs)}

    def read(self) -> dict[str, str]:
        """Return the digests that are known, by graph; what cannot be read is known no more."""
        return {graph: digest for path in self._files for graph, digest in _read(path).items()}

    def keep(self, digests: Mapping[str, str]) -> None:
        """Write the digests of all parts whose graphs have one; remove those of parts now gone."""
        if not self._files or not has_room(self._folder):
            return
        for path, graphs in self._files.items():
            told = {graph: digests[graph] for graph in graphs if graph in digests}
            if len(told) == len(graphs) and told != _read(path):
                work = path.with_suffix(".new")
                work.write_text(json.dumps(told), encoding="utf-8")
                work.replace(path)
        for path in {*self._folder.glob("*.json")} - self._files.keys():
            path.unlink()


def _read(path: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        told = json.loads(path.read_bytes())
        if isinstance(told, dict) and all(isinstance(one, str) for one in told.values()):
            return told
    return {}
