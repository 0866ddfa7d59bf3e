"""A collection that is killed at any of many moments is the old one or the new one, and whole."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.collection.parts import read_part
from kg.manifest import read_manifest
from tests.collection.conftest import Collect, write_data
from tests.test_crashes import KILLED, run

pytestmark = pytest.mark.slow
# Moments taken by chance, the same each time: a thousand take an hour, with SLOW_TESTS=1.
MOMENTS = int(os.environ.get("TIPTRACE_KILLS", "1000" if "SLOW_TESTS" in os.environ else "12"))


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
        kept = [path for path in (out / "build" / "parts").glob(f"{slug}-*") if path.name in parts]
        assert [read_part(path) is not None for path in kept] == [True]
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


@pytest.mark.skipif("SLOW_TESTS" not in os.environ, reason="takes an hour: set SLOW_TESTS=1")
def test_a_collection_that_is_killed_at_any_time_is_whole(
    tiny_store: Store, overlap_store: Store, tmp_path: Path, out: Path, gather: Collect
) -> None:
    """Killed by the clock, inside what the engine does to its store too, it loses no review."""
    write_data(overlap_store, tmp_path / "one")
    for name, said in (("former", "know faces"), ("later", "see faces")):
        write_data(overlap_store, tmp_path / name)
        path = tmp_path / name / "data" / "dataset.nq"
        text = path.read_text(encoding="utf-8").replace("tell faces", said)
        path.write_text(text, encoding="utf-8")
    write_data(tiny_store, tmp_path / "other")
    gather(tmp_path / "one", tmp_path / "other")
    command = [sys.executable, "-m", "kg", "collect", "--out", str(out)]
    started = time.monotonic()
    subprocess.run([*command, str(tmp_path / "later")], check=True, capture_output=True)
    whole = time.monotonic() - started
    chance = random.Random(15)
    killed = 0
    for number in range(MOMENTS):
        named = str(tmp_path / ("former" if number % 2 else "later"))
        try:
            seconds = chance.uniform(0, 1.2 * whole)
            subprocess.run([*command, named], check=True, capture_output=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            killed += 1
        assert check_whole(out) == ["overlap", "tea"]
    assert killed > MOMENTS / 4  # a test that stops nothing would prove nothing
    gather(tmp_path / "one")
    assert check_whole(out) == ["overlap", "tea"]
    assert len(list((out / "build" / "parts").iterdir())) <= len(("tea", "one", "before"))
