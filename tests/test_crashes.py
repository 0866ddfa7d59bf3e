"""Builds that are killed or interrupted at a chosen moment: see `tests/faults`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.builds import new_build
from kg.manifest import Manifest, read_manifest
from kg.pipeline import build_project, load_build
from kg.sources.folder.project import Project
from kg.timings import Timings

pytestmark = pytest.mark.slow

FAULTS = Path(__file__).parent / "faults"
KILLED, INTERRUPTED, TERMINATED = -9, 130, 143
# What a build does to folders and links, without the work of filling them.
BUILD = """
import sys
from pathlib import Path
from kg.manifest import Manifest
from kg.builds import new_build, one_build_at_a_time
from kg.sources.folder.project import load_project
from kg.timings import Timings
project = load_project(Path(sys.argv[1]))
with one_build_at_a_time(project, Timings()), new_build(project, sys.argv[2] * 64) as folder:
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text(sys.argv[2])
    Manifest(sys.argv[2], sys.argv[2] * 64, "0", "Tea", project.base).write(folder)
"""


def run(fault: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run Python as the first process of a session, with a fault."""
    path = os.pathsep.join([str(FAULTS), str(FAULTS.parent.parent)])
    return subprocess.run(
        [sys.executable, *map(str, words)],
        # What Python and Jinja have compiled is kept nowhere: each build has templates to compile.
        env=os.environ | {"FAULT": fault, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def names_of(project: Project) -> set[str]:
    """Return everything that lies in the folder of the builds."""
    return {path.name for path in (project.build / "builds").iterdir()}


def crash_everywhere(project: Project, digit: str) -> Iterator[int]:
    """Kill a build before each thing that it does to folders and links; yield after each."""
    number, status = 0, KILLED
    while status == KILLED:
        number += 1
        done = run(f"leader any {number} KILL", "-c", BUILD, project.folder, digit)
        status = done.returncode
        assert status in {0, KILLED}, done.stderr
        yield number


@pytest.mark.parametrize("digit", ["2", "3"], ids=["the-same-inputs", "other-inputs"])
def test_a_build_that_is_killed_anywhere_leaves_a_whole_one(
    tiny_project: Project, digit: str
) -> None:
    """The link leads to the old build or the new one, whole; the next build leaves two, no more."""

    def build(name: str) -> None:
        with new_build(tiny_project, name * 64) as folder:
            (folder / "site").mkdir()
            (folder / "site" / "index.html").write_text(name)
            Manifest(name, name * 64, "0", "Tea", tiny_project.base).write(folder)

    for first in ("1", "2"):
        build(first)
    for number in crash_everywhere(tiny_project, digit):
        moments = number
        found = read_manifest(tiny_project.current)
        assert found is not None
        assert found.digest in {"2", digit}
        assert (tiny_project.current / "site" / "index.html").read_text() == found.digest
        for after in ("1", "2"):
            build(after)
        assert names_of(tiny_project) == {"1" * 16, "2" * 16}
        assert not tiny_project.build.joinpath(".current").is_symlink()
    assert moments > 10  # a test that stops nothing would prove nothing


@pytest.mark.parametrize("event", ["os.symlink 1", "os.rename 2"])
def test_a_forced_build_that_is_killed_can_be_served(tiny_project: Project, event: str) -> None:
    """Nothing has changed, the build is made again and killed at the swap: the old one answers."""
    first = build_project(tiny_project, Timings()).manifest
    command = ("-m", "kg", "-C", tiny_project.folder, "build", "--force")
    assert run(f"leader {event} KILL", *command).returncode == KILLED
    opened = load_build(tiny_project)
    assert opened is not None
    assert opened[0] == first
    assert len(opened[1]) == sum(first.graphs.values())
    assert not build_project(tiny_project, Timings()).changed


# When the build is stopped: in whose life, and before what.
MOMENTS = {
    "before-the-verb-is-known": "leader import:kg.commands.progress 1",
    "while-the-engine-is-loaded": "leader import:pyoxigraph 1",
    "before-others-begin": "leader os.fork 1",
    "while-others-compile": "child compile 1",
    "while-others-work": "leader os.fork 4",
    "while-others-print-the-pages": "child os.mkdir 1",
    "before-the-swap": "leader os.rename 1",
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_ctrl_c_ends_a_build_without_a_word(tiny_project: Project, moment: str) -> None:
    """No process of a build prints a traceback, and nothing is left half done."""
    done = run(f"{moment} INT", "-m", "kg", "-C", tiny_project.folder, "build")
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", "")
    assert not tiny_project.current.exists()
    assert not (tiny_project.build / "builds").exists() or names_of(tiny_project) == set()


@pytest.mark.parametrize("moment", ["before-the-verb-is-known", "while-others-print-the-pages"])
def test_a_build_that_is_told_to_end_removes_what_it_began(
    tiny_project: Project, moment: str
) -> None:
    """SIGTERM is like Ctrl-C: nothing is printed and nothing is left."""
    done = run(f"{MOMENTS[moment]} TERM", "-m", "kg", "-C", tiny_project.folder, "build")
    assert (done.returncode, done.stdout, done.stderr) == (TERMINATED, "", "")
    assert not tiny_project.current.exists()
    assert not (tiny_project.build / "builds").exists() or names_of(tiny_project) == set()


@pytest.mark.parametrize("event", ["import:kg.pipeline", "import:pyoxigraph"])
def test_ctrl_c_ends_a_query_without_a_word(tiny_project: Project, event: str) -> None:
    """A query that is interrupted while it loads what it needs prints no traceback."""
    done = run(f"leader {event} 1 INT", "-m", "kg", "-C", tiny_project.folder, "query", "ASK {}")
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", "")
