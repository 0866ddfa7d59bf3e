"""A collection that is killed at any of many moments is the old one or the new one, and whole."""

from __future__ import annotations

import os
import random
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.collection.parts import read_part
from kg.manifest import read_manifest
from tests.collection.conftest import Collect, write_data
from tests.test_crashes import KILLED, run

pytestmark = pytest.mark.slow
# Moments taken by chance, the same each time; `TIPTRACE_KILLS=1000` takes as many as one has hours.
MOMENTS = int(os.environ.get("TIPTRACE_KILLS", "12"))


def check_whole(out: Path) -> list[str]:
    """Return the names of the reviews in the collection, all of which are there."""
    current = out / "build" / "current"
    manifest = read_manifest(current)
    assert manifest is not None
    store = Store.read_only(str((current / "store").resolve()))
    assert len(store) == sum(manifest.graphs.values())
    for path in (current / "site").rglob("*.html"):
        assert path.stat().st_size
    parts = (current / "parts.json").read_text(encoding="utf-8")
    for slug in manifest.reviews:
        [folder] = (out / "build" / "parts").glob(f"{slug}-*")
        assert folder.name in parts
        assert read_part(folder) is not None
    return sorted(manifest.reviews)


def test_a_collection_that_is_killed_anywhere_is_whole(
    tiny_store: Store, overlap_store: Store, tmp_path: Path, out: Path, gather: Collect
) -> None:
    """Killed before many things that it does to folders and links, some of them taken by chance."""
    write_data(overlap_store, tmp_path / "one")
    write_data(tiny_store, tmp_path / "other")
    gather(tmp_path / "one")
    assert check_whole(out) == ["overlap"]
    killed = last = 0
    words = ("-m", "kg", "collect", tmp_path / "other", "--out", out)
    # The first steps one by one, later ones further apart: one page is written like another.
    for number in (step * (step + 1) // 2 for step in count(1)):
        status = run(f"leader any {number} KILL", *words).returncode
        assert status in {0, KILLED}
        killed += status == KILLED
        found = check_whole(out)
        assert found in (["overlap"], ["overlap", "tea"])
        if status == 0:
            last = number
            break
        if found != ["overlap"]:
            gather(removed=("tea",))
    assert killed > 5  # a test that stops nothing would prove nothing
    for number in random.Random(15).choices(range(1, last), k=MOMENTS):
        if "tea" in check_whole(out):
            gather(removed=("tea",))
        assert run(f"leader any {number} KILL", *words).returncode in {0, KILLED}
        check_whole(out)
    gather(tmp_path / "other")
    assert not gather(tmp_path / "one", tmp_path / "other").changed
    assert check_whole(out) == ["overlap", "tea"]
    builds = {path.name for path in (out / "build" / "builds").iterdir()}
    assert len(builds) == 2
