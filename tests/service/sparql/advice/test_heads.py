"""What a SELECT shows, counts and groups by."""

from __future__ import annotations

import pytest

from kg.service.sparql.advice.heads import Counted, read_head
from kg.service.sparql.advice.joins import list_selects

BODY = "{ ?a <e:p> ?b }"


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        (f"SELECT (COUNT(?a) AS ?n) {BODY}", [Counted("COUNT", "?a", distinct=False)]),
        (f"SELECT (count(distinct $a) AS ?n) {BODY}", [Counted("COUNT", "?a", distinct=True)]),
        (f"SELECT (COUNT(*) AS ?n) {BODY}", [Counted("COUNT", "*", distinct=False)]),
        (f"SELECT (MAX(?a) AS ?n) {BODY}", [Counted("MAX", "?a", distinct=True)]),
        (f"SELECT (SUM(?a * 2) AS ?n) {BODY}", [Counted("SUM", "", distinct=False)]),
        (
            f"SELECT ?b {BODY} GROUP BY ?b HAVING(COUNT(?a) > 2)",
            [Counted("COUNT", "?a", distinct=False)],
        ),
        (
            f"SELECT ?b {BODY} GROUP BY ?b HAVING(COUNT(?a) > 0)",
            [Counted("COUNT", "", distinct=False)],
        ),
    ],
)
def test_what_is_counted_is_read(query: str, counted: list[Counted]) -> None:
    """Without its name where it is reckoned with, or only asked whether there is any."""
    [select] = list_selects(query)
    assert list(read_head(select).counted) == counted


def test_keys_end_where_the_next_clause_begins() -> None:
    """And a key that is reckoned is no variable."""
    [select] = list_selects(f"SELECT DISTINCT ?a {BODY} GROUP BY ?a ?b HAVING(?c > 1) LIMIT 3")
    head = read_head(select)
    assert (head.distinct, head.whole, head.keys, head.odd_keys) == (
        True,
        False,
        {"?a", "?b"},
        False,
    )
    [select] = list_selects(f"SELECT * {BODY} GROUP BY (STR(?a) AS ?c)")
    head = read_head(select)
    assert (head.distinct, head.whole, head.odd_keys) == (False, True, True)
