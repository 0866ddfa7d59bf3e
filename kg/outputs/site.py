"""The graph → the static site."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from kg.manifest import Manifest


def build_site(store: Store, manifest: Manifest, folder: Path, previous: Path) -> None:
    """Write every page into a folder, reusing pages of the previous build that have not changed."""
    folder.mkdir()
