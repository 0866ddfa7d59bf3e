"""How many rows a serialised answer has, counted in its bytes."""

from __future__ import annotations

import json

import pyoxigraph as ox

from kg.service.sparql.literals import is_empty

_READABLE = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}


def counts_nothing(name: str, body: bytes) -> bool:
    """Say whether a serialised answer of one row has nothing but a 0 in it."""
    if name in _READABLE:
        return is_empty(ox.parse_query_results(body, format=_READABLE[name]))
    # CSV tells no number from a text.
    return set(body.split(b"\r\n")[1].split(b",")) in ({b"0"}, {b"0", b""})


def count_rows(name: str, body: bytes) -> int:
    """Count the solutions in an answer of the engine in format `json`, `xml`, `csv` or `tsv`."""
    if name == "xml":
        return body.count(b"<result>")
    if name == "tsv":
        return max(body.count(b"\n") - 1, 0)
    if name == "csv":
        return count_csv_rows(body)
    return count_json_rows(body)


def count_csv_rows(body: bytes) -> int:
    """Count rows of CSV: line ends outside quotes."""
    if b'"' not in body:
        return max(body.count(b"\r\n") - 1, 0)
    # A quote inside a quoted text is doubled, so every second piece is outside.
    outside = body.split(b'"')[::2]
    return max(sum(part.count(b"\r\n") for part in outside) - 1, 0)


def count_json_rows(body: bytes) -> int:
    """Count solutions of SPARQL JSON by the seam between two, which the engine always writes alike.

    Text that holds the seam, and empty solutions, are counted by parsing.
    """
    if b"{}" in body or b'\\"}},{' in body:
        document = json.loads(body)
        return len(document["results"]["bindings"]) if "results" in document else 1
    if b'"bindings":[]' in body:
        return 0
    return body.count(b'"}},{"') + 1
