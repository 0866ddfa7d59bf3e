"""Lighthouse on a page of each kind, served by `kg serve`, as on a phone and its network.

`python -m benchmarks.pages [-C PROJECT] [--runs N] [PAGE ...]` prints the scores of every kind of
page; the worst stands last. The build in use is served. `python -m tests.programs` brings
Lighthouse and a browser.

Only performance moves with the machine, so several runs of a page give their middle score, as
Lighthouse advises; tests/browser/site/test_lighthouse.py holds the others at 100.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.programs import browser_flags, require_program

ROOT = Path(__file__).parents[1]
SCRIPT = Path(__file__).with_name("lighthouse.mjs")
HELD = ("accessibility", "best-practices", "seo")
_KIND = re.compile(rb'<body [^>]*data-kind="([^"]+)"')


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page: scores of 0 to 100, and what costs it points."""

    page: str
    scores: dict[str, int]
    faults: list[str]


def group_pages(site: Path) -> dict[str, list[str]]:
    """Return the pages of a built site by the kind that each tells, the heaviest first.

    A page that moved leads on at once, and so is left out.
    """
    groups: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for path in sorted(site.rglob("*.html")):
        text, page = path.read_bytes(), path.relative_to(site).as_posix()
        told = _KIND.search(text)
        if told and b'http-equiv="refresh"' not in text:
            groups.setdefault(told[1].decode(), []).append(page)
            sizes[page] = len(gzip.compress(text))
    return {kind: sorted(pages, key=sizes.__getitem__, reverse=True)
            for kind, pages in sorted(groups.items())}  # fmt: skip


def choose_pages(site: Path) -> list[str]:
    """Return the heaviest page of each kind of a built site, but for that of dead links."""
    return sorted(pages[0] for kind, pages in group_pages(site).items() if kind != "404")


def write_command(categories: Iterable[str]) -> list[str]:
    """Write the command, but for its addresses; raise RuntimeError where a program is missing."""
    node, lighthouse, chrome = map(require_program, ("node", "lighthouse", "chromium"))
    # npm links the program to node_modules/lighthouse/cli/index.js: its folder of modules is above.
    modules = str(Path(lighthouse).resolve().parents[2])
    return [node, str(SCRIPT), modules, chrome, ",".join(browser_flags()), ",".join(categories)]


def measure_pages(
    address: str, pages: Iterable[str], categories: Iterable[str]
) -> Iterator[Report]:
    """Run Lighthouse, as a phone, on pages of a running service, one after the other."""
    command = [*write_command(categories), *(f"{address}{page}" for page in pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            found = json.loads(line)
            faults = [*filter(None, [found["error"]]), *found["faults"]]
            yield Report(found["url"].removeprefix(address), found["scores"], faults)
    if process.returncode:
        message = f"Lighthouse ended with {process.returncode}"
        raise RuntimeError(message)


def take_middle(reports: Sequence[Report]) -> Report:
    """Return the middle of several reports of one page by performance; of two, the lower."""
    ordered = sorted(reports, key=lambda report: report.scores["performance"])
    return ordered[(len(ordered) - 1) // 2]


@contextmanager
def serve_build(project: Path) -> Iterator[str]:
    """Serve the build of a project until the block ends; give its address."""
    command = [sys.executable, "-m", "kg", "-C", str(project), "serve", "--port", "0", "--log", ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            words = process.stdout.readline().split() if process.stdout else []
            if len(words) != 2:
                raise SystemExit(process.wait(20))
            yield words[1]
        finally:
            process.terminate()
            process.wait(20)


def main() -> None:
    """Print a line a page, then the lowest score of each category."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-C", dest="project", type=Path, default=ROOT, metavar="PROJECT")
    parser.add_argument(
        "--runs", type=int, default=1, help="runs of each page; default: %(default)s"
    )
    parser.add_argument("pages", nargs="*", metavar="PAGE")
    words = parser.parse_args()
    pages = words.pages or choose_pages(words.project / "build/current/site")
    lowest: dict[str, int] = {}
    with serve_build(words.project) as address:
        runs = (page for page in pages for _ in range(words.runs))
        reports = measure_pages(address, runs, ["performance", *HELD])
        while several := list(islice(reports, words.runs)):
            report = take_middle(several)
            print(
                report.page.ljust(44), *report.scores.values(), *report.faults, sep="  ", flush=True
            )
            for name, score in report.scores.items():
                lowest[name] = min(score, lowest.get(name, 100))
    print("lowest:", ", ".join(f"{name} {score}" for name, score in lowest.items()))


if __name__ == "__main__":
    main()
