# ruff: noqa: E501 - queries and requests are read best unbroken
from __future__ import annotations

import pytest

from kg.service.http.formats import GRAPHS, RESULTS
from kg.service.http.negotiation import choose_coding, choose_format


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"), ("*/*", "json"), ("text/*", "csv"), ("text/csv", "csv"),
        ("TEXT/CSV; header=present", "csv"), ("text/csv;q=0.1, application/xml", "xml"),
        ("application/sparql-results+json;q=0, */*", "xml"), ("image/png", None),
        ("text/csv;q=nonsense", None), ("*", "json"), ("text/html, */*;q=0.1", "html"),
    ],
)  # fmt: skip
def test_the_best_offer_wins(accept: str, name: str | None) -> None:
    """Quality first, the precise range before the wide one, our order among equals."""
    choice = choose_format(accept, RESULTS)
    assert (choice and choice[0].name) == name


def test_graphs_default_to_turtle() -> None:
    """A wildcard on a graph is Turtle."""
    choice = choose_format("*/*", GRAPHS)
    assert choice is not None
    assert choice[1] == "text/turtle"


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", ""), ("identity", ""), ("gzip", "gzip"), ("gzip, br", "br"), ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0.1, gzip", "gzip"), ("*", "zstd"), ("br;q=0, *;q=0.5", "zstd"), ("gzip;q=0", ""),
    ],
)  # fmt: skip
def test_a_coding_is_chosen_by_quality(header: str, coding: str) -> None:
    """Zstd before brotli before gzip among equals; none unless asked for."""
    assert choose_coding(header) == coding
