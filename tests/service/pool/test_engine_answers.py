"""What an engine's refusal tells."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.pool.engine_answers import LARGEST_SAID, find_fault
from kg.service.pool.engine_connection import EngineAnswer


def refuse(body: bytes) -> EngineAnswer:
    """Return the answer of an engine that refuses a query."""
    return EngineAnswer(400, {}, body)


def test_a_query_that_cannot_be_read_is_explained_as_without_an_engine() -> None:
    """In words, with the place, where the engine is of our own kind."""
    query = "SELECT *\n{ ?x a foaf:Person }"
    with pytest.raises(SyntaxError) as raised:
        Store().query(query)
    fault = find_fault(refuse(f"Invalid: {raised.value}".encode()), query)
    assert fault is not None
    assert (fault.problem, fault.line, fault.column) == ("syntax", 2, 8)
    assert "Line 2, column 8: the prefix foaf: is not declared" in fault.detail


@pytest.mark.parametrize(
    ("body", "query"),
    [
        (b"SP030: SPARQL compiler, line 1: syntax error", "SELECT {"),
        (b"error at 1:9: expected", "SELECT * {" + " " * LARGEST_SAID),
        (b"", "SELECT {"),
    ],
    ids=["another engine", "a long query", "nothing said"],
)
def test_what_cannot_be_explained_is_told_as_the_engine_has_it(body: bytes, query: str) -> None:
    """Nobody can hold the service up by a long query."""
    fault = find_fault(refuse(body), query)
    assert fault is not None
    assert fault.problem == "unsupported"
    assert fault.detail == f"The engine refused the query: {body.decode()}"
