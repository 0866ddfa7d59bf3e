from __future__ import annotations

from typing import cast

import pyoxigraph as ox
import pytest

from kg.service.counts import tables
from kg.service.counts.patterns import TableName
from kg.service.counts.tables import (
    SIZE,
    SPACE,
    TableMaker,
    TooLargeError,
    is_sorted,
    write_table_query,
)

NAME = TableName((("?v1", "<x:p>", "?v0"),), ("?v0",), ("?v1",))
A, B, C = (ox.NamedNode(f"x:{letter}") for letter in "abc")


def test_a_table_has_each_group_with_its_size() -> None:
    """Solutions count as often as they come, and terms once."""
    table = TableMaker(NAME, [(A, B), (A, B), (A, C), (B, B)]).work(lambda: False)
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
    table = TableMaker(none, [(A,), (B,)]).work(lambda: False)
    assert table is not None
    assert table.rows == 1


SOLUTIONS = [(ox.Literal(number % 50), ox.Literal(number)) for number in range(3 * tables.STEP)]


def test_a_table_is_made_while_there_is_time() -> None:
    """What is late is left where it is, and gone on with; nothing is counted twice or left out."""
    taken = iter(SOLUTIONS)
    maker = TableMaker(NAME, taken)
    for reached in (1, 2):
        looks = iter([False, True])
        assert maker.work(lambda looks=looks: next(looks)) is None
        assert next(taken)[1] == ox.Literal(reached * tables.STEP + reached - 1)
    table = maker.work(lambda: False)
    assert table is not None
    sizes = [int(quad.object.value) for quad in table.store.quads_for_pattern(None, SIZE, None)]
    assert (len(sizes), sum(sizes)) == (50, len(SOLUTIONS) - 2)


@pytest.mark.parametrize(("bound", "most"), [("MOST_SEEN", tables.STEP), ("MOST_ROWS", 49)])
def test_a_table_is_small(bound: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has too many rows or terms is given up on the way; at its bound it is made."""
    monkeypatch.setattr(tables, bound, most)
    taken = iter(SOLUTIONS)
    with pytest.raises(TooLargeError):
        TableMaker(NAME, taken).work(lambda: False)
    assert next(taken, None) is not None
    monkeypatch.setattr(tables, bound, len(SOLUTIONS) if most == tables.STEP else 50)
    assert TableMaker(NAME, SOLUTIONS).work(lambda: False) is not None


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
