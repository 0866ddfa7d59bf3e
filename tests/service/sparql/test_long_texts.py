# ruff: noqa: E501 - a table is read best unbroken
"""What the front reads of a query takes no longer than its length allows, whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from kg.graph.footprints import footprint_of
from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.pool.engine_requests import add_base, escape
from kg.service.sparql.advice.knownterms import Concerns, KnownTerms
from kg.service.sparql.clearance import keeps_clear
from kg.service.sparql.dataset import read_dataset_clause
from kg.service.sparql.guard import check_query
from kg.service.sparql.tokens import find_form, scan_tokens
from tests.growth import grows_evenly

LIMITS = Limits()
LONGEST = LIMITS.query_bytes
PLAIN = "SELECT * { " + "?s ?p ?o . " * (LONGEST // 11 - 2) + "}"

BEGUN = ["", "SELECT * { ?s a:", "SELECT * { ?s ?p ?o SERVICE <", "# service now{\n"]
RUNS = [
    "a", "a.", "-", "1", "1.", ".", "<", "<http://e/", ":", "a:", "a:1", "?a", "?a ", "?a < ", "'", '"', '"""', "\\u", "#", " ",
    "<rand/", "rand/", "now now", "PREFIX a: <", "BASE <", "FROM <", "GRAPH ", "é", "1e", "@a", "_:a", "^", "{", "(", "[", "a:b ",
    "MINUS {", "FILTER(", "NOT EXISTS {", "COUNT(", "STR(?x) ", "BIND(", "AS ?x ", "OPTIONAL {", "UNION ", "VALUES ?x {", "CONCAT(",
]  # fmt: skip


def check(query: str) -> None:
    """Read a query as the front does, before and behind an engine."""
    with suppress(ProblemError):
        check_query(query, LIMITS)
    known = KnownTerms()
    known.find_concerns(query)
    known.settle(query, Concerns(numbers=True))
    find_form(query)
    read_dataset_clause(query, "http://e/")
    add_base(query, "http://e/")
    escape(query)
    for _ in scan_tokens(query):
        pass


def find_reach(query: str) -> None:
    """Read what a query may find."""
    with suppress(RecursionError):
        footprint_of(query)
        keeps_clear(query, ["http://e/"])


def grows(read: Callable[[str], None], begun: str, run: str, most: int) -> bool:
    """Say whether a long run is read evenly, or sooner than a plain query of its length."""
    return grows_evenly(
        lambda times: read(begun + run * times),
        (most - len(begun)) // len(run.encode()),
        lambda: read(PLAIN),
    )


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_is_read_at_once(run: str) -> None:
    """Of anything, behind any beginning: else one request would hold up all others."""
    for begun in BEGUN:
        assert grows(check, begun, run, LONGEST), begun


@pytest.mark.parametrize("run", [run for run in RUNS if run not in "{(["])
def test_what_a_long_run_may_find_is_known_at_once(run: str) -> None:
    """Brackets are counted before: no more than 128 are open."""
    assert grows(find_reach, "SELECT * { ?s ?p ?o . ", run, LONGEST // 2)
