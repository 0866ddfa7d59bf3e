from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.service.worker.webpage import describe_cell, render_table
from kg.service.worker.wire import Job

BAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("iri", "linked"),
    [
        ("http://e/", True), ("https://e/", True), ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False), ("data:text/html,x", False), ("vbscript:x", False),
        ("file:///etc/passwd", False), ("urn:x:y", False), ("httpx://e/", False),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(iri: str, linked: object) -> None:
    """Whatever stands in the data, no other scheme can be clicked on."""
    assert bool(describe_cell(ox.NamedNode(iri))["link"]) is linked


@pytest.mark.parametrize("place", ["cell", "column", "query", "title", "link"])
def test_markup_comes_back_as_text(place: str) -> None:
    """Nothing that somebody wrote becomes a tag or leaves its attribute."""
    job = Job(
        BAD if place == "query" else "ASK {}",
        "html",
        title=BAD if place == "title" else "",
        links={"csv": BAD if place == "link" else "/x"},
    )
    columns = [BAD if place == "column" else "a"]
    page = render_table(columns, [[ox.Literal(BAD if place == "cell" else "b")]], job).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script" in page


def test_language_and_absence_are_shown() -> None:
    """A language stands beside its text; what is unbound is an empty cell."""
    assert describe_cell(ox.Literal("thé", language="fr"))["note"] == "fr"
    assert describe_cell(None)["text"] == ""
