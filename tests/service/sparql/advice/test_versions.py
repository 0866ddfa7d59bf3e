"""Versions of SPARQL that a query asks for."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.sparql.advice.adviser import Adviser

BODY = 'SELECT * { ?s ?p "VERSION" }'


@pytest.mark.parametrize("version", ["'9'", '"1.3"', '""', '"1.1 "'])
def test_a_version_that_there_is_not_is_told(version: str) -> None:
    """The engine reads the query as it reads any."""
    query = f"PREFIX e: <e:version> version {version} {BODY}"
    assert Store().query(query) is not None
    [told] = Adviser(Store()).warn(query)
    assert told.startswith(f"there is no version {version} of SPARQL")


@pytest.mark.parametrize(
    "query",
    [f'VERSION "1.1" {BODY}', f"VERSION '1.2-basic' {BODY}", f"# VERSION '9'\n{BODY}", BODY],
)
def test_versions_that_there_are_are_not_told(query: str) -> None:
    """Nor a word in a comment or a text."""
    assert Adviser(Store()).warn(query) == []
