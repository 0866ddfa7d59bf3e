"""Cold builds of made-up projects of several sizes, of this tree and of an earlier one in turn.

`python -m benchmarks.builds --against c2e82b3 --sizes 300 3000 --rounds 2` prints for each size the
processor time, the time that one waits, and the memory of both, and their ratios; then how they
grow from one size to the next, as a slope: 1 is in step with the references. `--verb check`
measures `kg check`. The wait is long when the machine does other things too. What is compiled at
the first start (code, templates) is there before.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.peers import TREE, extract_commit
from benchmarks.project import write_project

VERBS = {"build": ["build", "--force"], "check": ["check"]}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: processor time and time that one waits, in seconds, and memory.

    All that it started counts as well. Memory is the most that one process held, in MB. It and the
    renderer of pages are two.
    """

    seconds: float
    wait: float
    memory: float


def measure(tree: Path, project: Path, verb: str) -> Cost:
    """Run a command of a tree on a project without a build; raise SystemExit where it fails."""
    command = [sys.executable, "-m", "kg", "-C", str(project), *VERBS[verb]]
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs it lets Python keep its own
    said = project.with_suffix(".log")
    begun = time.perf_counter()
    with said.open("wb") as log:
        process = subprocess.Popen(command, cwd=tree, env=environment, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)  # with all that it waited for
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tree}: {said.read_text()[-2000:]}")
    wait = time.perf_counter() - begun
    _set_aside(project / "build")
    return Cost(used.ru_utime + used.ru_stime, wait, used.ru_maxrss / 1024)


def _set_aside(build: Path) -> None:
    """Take a build out of the way, to be deleted in the end.

    Behind thousands of files that had just been deleted, a file was three times as dear to write as
    without, in one run each on ext4; so one tree would pay for what the other had made.
    """
    if build.exists():
        build.rename(Path(tempfile.mkdtemp(dir=build.parents[1])) / build.name)


def middle(costs: list[Cost]) -> Cost:
    """Return the median of each measure."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.wait for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


def slope(sizes: tuple[int, int], values: tuple[float, float]) -> float:
    """Return how fast a value grows: 1 for ten times the value at ten times the size."""
    return math.log(values[1] / values[0]) / math.log(sizes[1] / sizes[0])


def warm_up(trees: dict[str, Path], folder: Path, verb: str) -> None:
    """Run each tree once, so that none is measured while its code and templates are compiled."""
    project = folder / "first"
    write_project(3, project)
    for tree in trees.values():
        measure(tree, project, verb)


def compare(size: int, trees: dict[str, Path], folder: Path, rounds: int, verb: str) -> list[Cost]:
    """Measure the trees in turn, forwards and backwards; print and return what each took."""
    project = folder / f"project-{size}"
    write_project(size, project)
    found: dict[str, list[Cost]] = {name: [] for name in trees}
    for number in range(rounds):
        for name in list(trees)[:: 1 if number % 2 == 0 else -1]:
            found[name].append(measure(trees[name], project, verb))
    shutil.rmtree(project)
    costs = [middle(found[name]) for name in trees]
    for name, cost in zip(trees, costs, strict=True):
        told = f"{cost.seconds:8.1f} s  waited {cost.wait:8.1f} s  {cost.memory:7.0f} MB"
        print(f"{size:7,}  {name:10} {told}", flush=True)
    for name, cost in zip(list(trees)[1:], costs[1:], strict=True):
        one = costs[0]
        seconds, wait = one.seconds / cost.seconds, one.wait / cost.wait
        told = f"time {seconds:.2f} x, wait {wait:.2f} x, memory {one.memory / cost.memory:.2f} x"
        print(f"{size:7,}  against {name}: {told}", flush=True)
    return costs


def parse_arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="COMMIT", help="this engine, as it was then")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--verb", choices=VERBS, default="build")
    return parser.parse_args()


def main() -> None:
    """Measure each size, and tell how this tree grows from one to the next."""
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trees = {"own": TREE}
        if arguments.against:
            trees[arguments.against] = extract_commit(arguments.against, folder)
        warm_up(trees, folder, arguments.verb)
        own = [
            compare(size, trees, folder, arguments.rounds, arguments.verb)[0]
            for size in arguments.sizes
        ]
    for (small, one), (large, other) in pairwise(zip(arguments.sizes, own, strict=True)):
        seconds = slope((small, large), (one.seconds, other.seconds))
        memory = slope((small, large), (one.memory, other.memory))
        print(f"{small:,} to {large:,}: slope of time {seconds:.2f}, of memory {memory:.2f}")


if __name__ == "__main__":
    main()
