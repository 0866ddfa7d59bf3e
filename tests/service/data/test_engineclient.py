from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.service.data.engineclient import find_endpoints


@pytest.mark.parametrize(
    ("store", "query", "update"),
    [
        ("http://e/store", "http://e/query", "http://e/update"),
        ("http://e/a/store?x=1", "http://e/a/query", "http://e/a/update"),
        ("http://e/sparql-graph-crud-auth", "http://e/sparql", "http://e/sparql-auth"),
        ("http://e/repositories/r/statements", "http://e/repositories/r", "http://e/repositories/r/statements"),
        ("http://e/ds/data", "http://e/ds/query", "http://e/ds/update"),
    ],
)  # fmt: skip
def test_the_addresses_of_known_engines_are_completed(store: str, query: str, update: str) -> None:
    """From the address of the graph store alone."""
    found = find_endpoints(store)
    assert (found.query, found.update) == (query, update)


def test_given_addresses_are_kept() -> None:
    """What the user says goes before what is known."""
    found = find_endpoints("http://e/store", "http://q/", "http://u/")
    assert (found.query, found.update) == ("http://q/", "http://u/")


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("", "starts with http"),
        ("file:///etc/passwd", "starts with http"),
        ("e/store", "starts with http"),
        ("http://[::1", "%5B"),
        ("http://e:99999/store", "no address"),
        ("http://e/odd", "give --query"),
    ],
)
def test_what_cannot_be_an_engine_is_refused(store: str, said: str) -> None:
    """It is a wrong use of the command, and the message says what to give."""
    with pytest.raises(UsageError, match=said):
        find_endpoints(store)
