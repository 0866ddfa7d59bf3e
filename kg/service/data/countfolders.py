"""The folders that tables of counts are kept in: one for each state of the data, or of a part."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pyoxigraph as ox

from kg.manifest import Manifest
from kg.service.counts.slices import Slice

COUNTS = "counts"
# What a collection says of itself: the parts it is made of, by the names of their folders.
PARTS = "parts.json"


def has_room(folder: Path) -> bool:
    """Tell whether files can be kept in a folder, which is made if need be; never by a link."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return not folder.is_symlink() and os.access(folder, os.W_OK | os.X_OK)


def name_state(*names: str) -> str:
    """Return a name for some data, as this engine reads them.

    The digest of a build is not of what it says of itself, but the name of its folder is of a state
    that never changes; so is that of a part of a collection.
    """
    return hashlib.sha256("\0".join([*names, ox.__version__]).encode()).hexdigest()[:32]


def list_slices(folder: Path, manifest: Manifest, counts: Path) -> list[Slice]:
    """Return the reviews of a collection; where a list of its parts is missing, none."""
    path = folder / PARTS
    told = json.loads(path.read_bytes()) if path.is_file() else []
    # What the collection says itself changes with any of them, whatever its base lies in.
    graphs = [name for name in manifest.graphs if not name.startswith(f"{manifest.base}graph/")]
    return [
        Slice(
            base,
            sorted(name for name in graphs if name.startswith(base)),
            str(counts / name_state(one["part"])),
        )
        for one in told
        if (base := manifest.reviews.get(one["slug"], ""))
    ]
