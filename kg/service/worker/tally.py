"""How many rows a serialised answer has, counted in its bytes."""

from __future__ import annotations

import msgspec
import pyoxigraph as ox

from kg.service.sparql.advice.literals import is_empty
from kg.service.sparql.resultsjson import parse_results_json

_READABLE = {
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}


class _Solutions(msgspec.Struct):
    bindings: list[msgspec.Raw]


class _Table(msgspec.Struct):
    results: _Solutions | None = None


_TABLE = msgspec.json.Decoder(_Table)


def counts_nothing(name: str, body: bytes) -> bool:
    """Say whether a serialised answer of one row has nothing but a 0 in it."""
    if name == "json":
        return is_empty(parse_results_json(body))
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
    """Count solutions of SPARQL JSON; nothing is made of what they hold."""
    table = _TABLE.decode(body).results
    return 1 if table is None else len(table.bindings)
