"""From saving a claim to seeing it on the open page, beside a cold build of the same files.

`python -m benchmarks.edits FOLDER --rounds 3` builds a copy of a project from nothing, and edits
the first claim of one of its files under `kg preview`, the page of its section open in a browser.
It prints the seconds of both, in one run, and their ratio: by the clock, and by processor time.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.builds import measure
from benchmarks.peers import TREE

_STATEMENT = re.compile(r"(statement: (?:>-?\n\s+)?)")
_WAIT = 600_000  # milliseconds, for a machine that does other things, too


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of processor time."""

    clock: float
    processor: float


def time_build(project: Path) -> Took:
    """Build a project from nothing."""
    start = time.perf_counter()
    cost = measure(TREE, project, "build")
    return Took(time.perf_counter() - start, cost.seconds)


@contextmanager
def preview_of(project: Path) -> Iterator[tuple[int, str]]:
    """Preview a project; give the process's number and the address of its pages."""
    command = [sys.executable, "-u", "-m", "kg", "preview", "--port", "0", "-C", str(project)]
    with subprocess.Popen(command, cwd=TREE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        process.stdout.readline()  # the pages are there
        try:
            yield process.pid, found[0]
        finally:
            process.terminate()


def time_edit(file: Path, word: str, page: Page, process: int) -> Took:
    """Put a word into the first claim of a file, and wait until an open page shows it."""
    text = put_word(word, file.read_text(encoding="utf-8"))
    before, start = processor_time(process), time.perf_counter()
    file.write_text(text, encoding="utf-8")
    page.wait_for_function(
        "word => document.querySelector('main').textContent.includes(word)",
        arg=word,
        timeout=_WAIT,
        polling=10,
    )
    return Took(time.perf_counter() - start, processor_time(process) - before)


def put_word(word: str, text: str) -> str:
    """Return a file of claims with a word before the statement of the first."""
    return _STATEMENT.sub(rf"\g<1>{word} ", text, count=1)


def processor_time(process: int) -> float:
    """Return the seconds that a process has worked, without those it has started."""
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def compare(project: Path, rounds: int) -> tuple[list[Took], list[Took]]:
    """Return what cold builds and edits took, in turn."""
    file = min((project / "data" / "claims").glob("*.yaml"))
    section = re.search(r"(?m)^section: (\S+)", file.read_text(encoding="utf-8"))
    assert section is not None
    builds, edits = [], []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for turn in range(rounds):
            builds.append(time_build(project))
            with preview_of(project) as (process, address):
                page = browser.new_page()
                page.goto(f"{address}sections/{section[1]}.html", timeout=_WAIT)
                time_edit(file, f"warm{turn}", page, process)  # the first finds nothing kept
                edits.append(time_edit(file, f"edited{turn}", page, process))
                page.close()
        browser.close()
    return builds, edits


def main() -> None:
    """Measure, and print the ratio of an edit to a cold build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a project; it is copied, and stays as it is")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edits-") as place:
        project = Path(place) / "project"
        skip = shutil.ignore_patterns("build", ".*")
        shutil.copytree(arguments.folder, project, ignore=skip)
        builds, edits = compare(project, arguments.rounds)
    for name in ("clock", "processor"):
        build, edit = (
            statistics.median(getattr(one, name) for one in some) for some in (builds, edits)
        )
        print(f"{name}: cold build {build:.2f} s, edit {edit:.2f} s, ratio {edit / build:.2f}")


if __name__ == "__main__":
    main()
