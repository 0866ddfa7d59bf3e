"""What a page says of how often its records were read."""

from __future__ import annotations

import re

import pytest

from kg.outputs.cells import Row
from kg.outputs.site.readings import readings_by_page
from kg.outputs.site.rendering import make_environment
from kg.pipeline import build_project
from kg.sources.folder.project import Project
from kg.timings import Timings


def row(record: str, times: int, last: str = "2026-11-03", changed: bool | None = None) -> Row:
    """Return an answer to how often a record was read."""
    return {"record": record, "times": times, "last": last, "has_changed": changed}


def said_of(rows: list[Row]) -> str:
    """Return the sentence of the page `x.html` with such records."""
    environment = make_environment({"pages": {}})
    foot = environment.get_template("parts/foot.html").module
    said = foot.readings(readings_by_page(rows)["x.html"])  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", str(said)).strip()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(
            [row("x.html", 2)],
            "Of what has its place on this page, 1 record was read against the text twice after"
            " being entered (last on 3 November 2026).",
            id="one",
        ),
        pytest.param(
            [row("x.html", 0), row("x.html#a", 0, "2026-10-31")],
            "Of what has its place on this page, 2 records were entered and not read again"
            " (last on 3 November 2026).",
            id="not read again",
        ),
        pytest.param(
            [row("x.html", 3), row("x.html#a", 1), row("x.html#b", 1), row("x.html#c", 0)],
            "Of what has its place on this page, 1 record was read against the text 3 times after"
            " being entered, 2 were read against the text once after being entered and 1 was"
            " entered and not read again (last on 3 November 2026).",
            id="several",
        ),
        pytest.param(
            [row("x.html", 1, changed=True), row("x.html#a", 1)],
            "Of what has its place on this page, 2 records were read against the text once after"
            " being entered (last on 3 November 2026). 1 has changed since.",
            id="changed",
        ),
    ],
)
def test_a_page_says_how_often_its_records_were_read(rows: list[Row], said: str) -> None:
    """Number, times, last day and changes, of the records that it shows."""
    assert said_of([*rows, row("y.html", 7, "2027-01-01")]) == said


def test_every_page_says_it_of_its_own(read_project: Project) -> None:
    """A tip was read again, its section’s claims were not; the page of who read counts both."""
    build_project(read_project, Timings())
    site = read_project.current / "site"
    tip = (site / "tips/1.html").read_text(encoding="utf-8")
    assert re.search(r"1 record was\s+read against the text once after being entered", tip)
    section = (site / "sections/introduction.html").read_text(encoding="utf-8")
    assert re.search(r"3 records were\s+entered and not read again", section)
    table = (site / "how-made.html").read_text(encoding="utf-8")
    row = r"3 November 2026</th><td>Second reader</td>\s*<td>none</td>\s*<td>2 records"
    assert re.search(row, table)
