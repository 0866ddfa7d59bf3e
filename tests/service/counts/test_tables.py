from __future__ import annotations

from typing import cast

import pyoxigraph as ox
import pytest

from kg.service.counts import tables
from kg.service.counts.patterns import TableName
from kg.service.counts.tables import SPACE, build_table, is_sorted, write_table_query

NAME = TableName((("?v1", "<x:p>", "?v0"),), ("?v0",), ("?v1",))
A, B, C = (ox.NamedNode(f"x:{letter}") for letter in "abc")


def test_a_table_has_each_group_with_its_size() -> None:
    """Solutions count as often as they come, and terms once."""
    table = build_table(NAME, [(A, B), (A, B), (A, C), (B, B)], lambda: False)
    assert table is not None
    assert (table.rows, table.sorted_columns) == (2, frozenset(["?v0"]))
    query = (
        f"SELECT ?k ?n ?d {{ ?row <{SPACE}column:v0> ?k ; <{SPACE}size> ?n ; "
        f"<{SPACE}distinct:v1> ?d }} ORDER BY ?k"
    )
    solutions = cast("ox.QuerySolutions", table.store.query(query))
    rows = [[cast("ox.Literal", term).value for term in row] for row in solutions]
    assert rows == [["x:a", "3", "2"], ["x:b", "1", "1"]]


def test_what_a_table_is_made_of_is_asked_in_one_query() -> None:
    """Columns first, then what is counted; something, where there is neither."""
    assert write_table_query(NAME) == "SELECT ?v0 ?v1 WHERE { ?v1 <x:p> ?v0 }"
    none = TableName(NAME.patterns, (), ())
    assert write_table_query(none) == "SELECT ?v0 WHERE { ?v1 <x:p> ?v0 }"
    table = build_table(none, [(A,), (B,)], lambda: False)
    assert table is not None
    assert table.rows == 1


def test_a_table_is_small_and_made_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has too many rows or terms, or takes too long, is given up on the way."""
    solutions = [(ox.Literal(number % 50), ox.Literal(number)) for number in range(3 * tables.STEP)]
    taken = iter(solutions)
    assert build_table(NAME, taken, lambda: True) is None
    assert next(taken)[1] == ox.Literal(tables.STEP)
    assert build_table(NAME, solutions, lambda: False) is not None
    monkeypatch.setattr(tables, "MOST_SEEN", tables.STEP)
    assert build_table(NAME, solutions, lambda: False) is None
    monkeypatch.undo()
    monkeypatch.setattr(tables, "MOST_ROWS", 49)
    taken = iter(solutions)
    assert build_table(NAME, taken, lambda: False) is None
    assert next(taken)[1] == ox.Literal(50)


YEAR = ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
YEARS = [ox.Literal(year, datatype=YEAR) for year in ("2001", "2001Z")]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param([], True, id="none"),
        pytest.param([A, B], True, id="iris"),
        pytest.param([ox.Literal("a"), ox.Literal("b")], True, id="texts"),
        pytest.param([ox.Literal(1), ox.Literal(-2)], True, id="numbers"),
        pytest.param(YEARS[:1], True, id="years"),
        pytest.param(YEARS, False, id="zones"),
        pytest.param([A, ox.Literal("a")], False, id="mixed"),
        pytest.param([ox.Literal("a", language="en")], False, id="languages"),
        pytest.param([ox.Literal(1.0)], False, id="floats"),
        pytest.param([ox.Literal(10**19), ox.Literal(2)], False, id="long-numbers"),
        pytest.param([ox.BlankNode(), A], False, id="blank"),
    ],
)  # fmt: skip
def test_terms_of_one_plain_kind_have_one_order(
    terms: list[tables.Term], *, expected: bool
) -> None:
    """Only where ORDER BY leaves no choice may LIMIT cut a table."""
    assert is_sorted(terms) is expected
