# ruff: noqa: E501 - queries are read best unbroken
"""What a SELECT asks of each row where the rows are put into groups."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.sparql.mistakes.explaining import explain_syntax

PATTERN = "{ ?s <e:p> ?d }"
KEY = "groups are made by what GROUP BY names: GROUP BY (STR(?d) AS ?k), and ?k alone in the SELECT"


@pytest.mark.parametrize(
    ("query", "column", "told"),
    [
        (f"SELECT (STR(?d) AS ?k) (COUNT(*) AS ?n) {PATTERN} GROUP BY STR(?d)", 8, KEY),
        (f"SELECT (STR(?d) AS ?k) (COUNT(*) AS ?n) {PATTERN} GROUP BY (STR(?d))", 8, KEY),
        (f"SELECT (COUNT(?s) AS ?n) (STR(?d) AS ?k) {PATTERN} GROUP BY ?k", 26, KEY),
        (f"SELECT (STR(?d) AS ?k) (COUNT(*) AS ?n) {PATTERN} GROUP BY (STR(?d) AS ?k)", 8, KEY),
        (f"SELECT (STR(?d) AS ?k) (COUNT(*) AS ?n) {PATTERN}", 8, "?d has many values in a group; name it in GROUP BY, or take SAMPLE(?d)"),
        (f"SELECT (MAX(?s) + ?d AS ?m) {PATTERN}", 8, "?d has many values in a group"),
        (f"SELECT ?s (STR(?d) AS ?s) {PATTERN}", 23, "?s has a value before this; AS needs a variable of its own"),
    ],
)  # fmt: skip
def test_what_is_reckoned_of_each_row_of_a_group_is_told(
    query: str, column: int, told: str
) -> None:
    """With the GROUP BY that makes the groups meant."""
    with pytest.raises(SyntaxError) as raised:
        Store().query(query)
    mistake = explain_syntax(query, str(raised.value), {})
    assert mistake is not None
    assert told in mistake.told
    assert mistake.column == column


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?k (COUNT(*) AS ?n) {PATTERN} GROUP BY (STR(?d) AS ?k)",
        f"SELECT (STR(?d) AS ?k) (COUNT(*) AS ?n) {PATTERN} GROUP BY ?d",
    ],
)
def test_what_is_told_to_write_is_read(query: str) -> None:
    """The engine takes it."""
    Store().query(query)
