"""A collection that is killed at any of many moments is the old one or the new one, and whole.

`TIPTRACE_KILLS=1000 pytest -v tests/collection/test_crashes.py` kills it that often in each test;
how often is part of the test's name. What is killed adds, replaces or removes a review.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pyoxigraph import Store

from kg.collection.collecting import collect
from kg.collection.parts import read_part
from kg.collection.settings import load_collection
from kg.graph.store import sorted_nquads
from kg.manifest import read_manifest
from kg.timings import Timings
from tests.collection.conftest import write_data
from tests.killing import KILLED, kill_after, kill_before
from tests.test_crashes import run

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("TIPTRACE_KILLS", "12"))
MEMORY = Path("/dev/shm")  # where no disk is waited for: a process is killed, not the machine
# What may be there: a review in either of two states, alone or beside another.
STATES = [frozenset(names.split()) for names in ("former", "later", "former tea", "later tea")]
State = frozenset[str]
MOST_STEPS = 120
"""About as many as there are when builds are there to be removed."""


def look_at(out: Path) -> dict[str, str]:
    """Return digests of all that the collection in use has: its files, the quads of its store."""
    current = (out / "build" / "current").resolve()
    found = {
        str(path.relative_to(current)): sha256(path.read_bytes()).hexdigest()
        for path in current.rglob("*")
        if path.is_file() and path.relative_to(current).parts[0] != "store"
    }
    store = Store.read_only(str(current / "store"))
    return found | {"store": sha256(sorted_nquads(store)).hexdigest()}


def check_parts(out: Path) -> None:
    """Hold that the part of each review in the collection is there, and can be read."""
    manifest = read_manifest(out / "build" / "current")
    assert manifest is not None
    parts = (out / "build" / "current" / "parts.json").read_text(encoding="utf-8")
    for slug in manifest.reviews:
        kept = [path for path in (out / "build" / "parts").glob(f"{slug}-*") if path.name in parts]
        assert [read_part(path) is not None for path in kept] == [True]


@dataclass
class Trial:
    """A collection that is killed again and again, and what it is when nobody kills it."""

    folder: Path
    out: Path
    state: State = frozenset()
    wanted: dict[State, dict[str, str]] = field(default_factory=dict)

    def words_for(self, state: State, out: Path) -> list[object]:
        """Return the command that leads from the state it is in to another, a step away."""
        come = [self.folder / name for name in sorted(state - self.state)]
        return ["collect", "--out", out, *(come or ["--remove", "tea"])]

    def steps(self) -> list[State]:
        """Return the states a step away: the one review in its other state, the other in or out."""
        return [self.state ^ {"former", "later"}, self.state ^ {"tea"}]

    def judge(self) -> None:
        """Take the state the collection is in now; it is one that it may have, to the byte."""
        check_parts(self.out)
        found = look_at(self.out)
        likely = [self.state, *self.steps()]
        (self.state,) = [state for state in likely if found == self.wanted[state]]


@pytest.fixture
def trial(tiny_store: Store, overlap_store: Store, tmp_path: Path) -> Iterator[Trial]:
    """Return a trial in memory where there is such a place, with its collection made."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else tmp_path) as name:
        folder = Path(name)
        write_data(overlap_store, folder / "former")
        write_data(overlap_store, folder / "later")
        path = folder / "later" / "data" / "dataset.nq"
        text = path.read_text(encoding="utf-8")
        assert "tell faces" in text
        path.write_text(text.replace("tell faces", "see faces"), encoding="utf-8")
        write_data(tiny_store, folder / "tea")
        trial = Trial(folder, folder / "killed" / "out", state=STATES[0])
        for number, state in enumerate(STATES):
            out = folder / f"whole-{number}" / "out"
            named = [str(folder / name) for name in sorted(state)]
            collect(load_collection(out), named, (), Timings())
            trial.wanted[state] = look_at(out)
        collect(load_collection(trial.out), [str(folder / "former")], (), Timings())
        trial.judge()
        yield trial


def kill_often(trial: Trial, kill: Callable[[list[object]], bool]) -> None:
    """Kill a command so many times, and judge after each; then let one do its work."""
    chance, killed = random.Random(15), 0
    while killed < KILLS:
        state = chance.choice(trial.steps())
        killed += kill(trial.words_for(state, trial.out))
        trial.judge()
    named = [str(trial.folder / name) for name in ("later", "tea")]
    collect(load_collection(trial.out), named, (), Timings())
    assert look_at(trial.out) == trial.wanted[STATES[3]]
    assert not collect(load_collection(trial.out), named, (), Timings()).changed
    # Two builds, the one in use and the one before, and nothing that those who were killed left.
    assert len([*(trial.out / "build" / "builds").iterdir()]) == 2
    assert len([*(trial.out / "build" / "parts").iterdir()]) <= len({"tea", "former", "later"})


def test_a_collection_that_is_killed_before_any_step_is_whole(trial: Trial, tmp_path: Path) -> None:
    """Killed before what it does to folders and links, it is what it was or what it was to be."""
    said, moments = tmp_path / "said", 0
    # The first steps one by one, later ones further apart: one page is written like another.
    for number in (step * (step + 1) // 2 for step in count(1)):
        trial.state = STATES[0]
        killed = kill_before(number, trial.words_for(STATES[2], trial.out), said)
        trial.judge()
        moments = number
        if not killed:
            break
        collect(load_collection(trial.out), [], ("tea",) * ("tea" in trial.state), Timings())
    assert moments > 10  # a test that stops nothing would prove nothing


def test_a_part_whose_removal_is_killed_is_whole_or_gone(tmp_path: Path) -> None:
    """What is left of it is taken for no part, and goes with the next one that is removed."""
    script = (
        "import sys, pathlib, kg.collection.parts as p; p.remove_part(pathlib.Path(sys.argv[1]))"
    )
    part, names = tmp_path / "tea-1", {"facts.json", "part.json", "review.nq"}
    for number in count(1):
        part.mkdir()
        for name in names:
            (part / name).write_text("{}")
        status = run(f"leader any {number} KILL", "-c", script, part).returncode
        assert status in {0, KILLED}
        assert not part.exists() or {path.name for path in part.iterdir()} == names
        if status == 0:
            break
        shutil.rmtree(part, ignore_errors=True)
    assert number > len(names)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("clock", [False, True], ids=[f"{KILLS}-steps", f"{KILLS}-times"])
def test_a_collection_that_is_killed_at_a_moment_taken_by_chance_is_whole(
    trial: Trial, tmp_path: Path, *, clock: bool
) -> None:
    """Killed before a step, or by the clock: then inside what the engine does to its store, too."""
    said, chance = tmp_path / "said", random.Random(30)
    started = time.monotonic()
    assert not kill_before(0, trial.words_for(STATES[2], trial.out), said)
    whole = time.monotonic() - started
    trial.judge()

    def kill(words: list[object]) -> bool:
        if clock:
            return kill_after(chance.uniform(0, whole), words, said)
        return kill_before(chance.randint(1, MOST_STEPS), words, said)

    kill_often(trial, kill)
