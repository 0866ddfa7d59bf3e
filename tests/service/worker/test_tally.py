from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.service.worker.tally import count_rows

TABLES = {
    "none": "SELECT ?a { FILTER(false) }",
    "one": "SELECT ?a { VALUES ?a { 1 } }",
    "unbound": "SELECT ?a { VALUES ?a { UNDEF 1 UNDEF } }",
    "seam-in-text": "SELECT ?a { VALUES ?a { 'x\"}},{' '}},{\"' 3 } }",
    "line-ends": "SELECT ?a ?b { VALUES (?a ?b) { ('a\\nb' '\"\\r\\n\"') ('<result>' ',') } }",
    "no-columns": "SELECT * { VALUES () { () () } }",
}


@pytest.mark.parametrize("query", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_in_the_bytes(query: str, name: str) -> None:
    """The count is that of the engine's own iterator, whatever the text says."""
    store = ox.Store()
    expected = sum(1 for _ in store.query(query))
    body = store.query(query).serialize(format=getattr(ox.QueryResultsFormat, name.upper()))
    assert count_rows(name, body) == expected
