"""Results of engines in JSON, with members that the standard does not know."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.service.sparql.resultsjson import leave_known_members, parse_results_json

ROWS = (
    b'{"head": {"vars": ["s"]},\n"results": { "bindings": [{"s": {"value": "x:y", "type": "uri"}}]'
)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param(b"}}", id="plain"),
        pytest.param(b' }\n,"metadata": { "httpRequests": 0 }}\n', id="Comunica"),
        pytest.param(b',"distinct": false}}', id="beside the rows"),
        pytest.param(b'}, "warnings": ["]}}"]}', id="what looks like an end in a text"),
    ],
)
def test_what_stands_behind_the_rows_is_passed_over(rest: bytes) -> None:
    """The rows are all there, and are read to their end."""
    found = parse_results_json(ROWS + rest)
    assert isinstance(found, ox.QuerySolutions)
    assert [[str(term) for term in row] for row in found] == [["<x:y>"]]


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_may_have_more_behind_it(*, truth: bool) -> None:
    """As an engine may tell how long it took."""
    body = b'{"head": {}, "boolean": %s, "metadata": {}}' % str(truth).lower().encode()
    found = parse_results_json(body)
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found) is truth


def test_what_was_broken_off_is_left_as_it_came() -> None:
    """So that what an engine says at its end can be told."""
    assert leave_known_members(ROWS) == ROWS
    with pytest.raises(SyntaxError):
        [*parse_results_json(ROWS + b'\n{"error": 1}')]  # type: ignore[arg-type]
