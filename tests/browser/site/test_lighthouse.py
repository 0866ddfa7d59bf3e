"""Pages as `kg serve` sends them, judged by Lighthouse as on a phone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.pages import HELD, choose_pages, measure_pages, serve_build

pytestmark = pytest.mark.needs("node", "lighthouse", "chromium")

_ROOT = Path(__file__).parents[3]
# The layouts that differ most; all kinds take some minutes.
_FEW = ("index.html", "tips/12.html", "sources/A9.html", "debates/is-it-desirable.html",
        "matrix/implications.html", "errata.html", "search.html", "ontology.html",
        "sparql.html")  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real project, built."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(_ROOT / "data", folder / "data")
    shutil.copy(_ROOT / "tiptrace.toml", folder)
    subprocess.run([sys.executable, "-m", "kg", "-C", str(folder), "build"], cwd=_ROOT, check=True)
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """Return where the build is served."""
    with serve_build(project) as address:
        yield address


def test_pages_have_full_marks(project: Path, address: str) -> None:
    """Accessibility, best practices and SEO are 100; with SLOW_TESTS=1, for each kind of page."""
    every = choose_pages(project / "build/current/site")
    pages = every if "SLOW_TESTS" in os.environ else _FEW
    reports = list(measure_pages(address, pages, HELD))
    full = dict.fromkeys(HELD, 100)
    assert {report.page for report in reports} == set(pages)
    assert [report for report in reports if report.scores != full or report.faults] == []
