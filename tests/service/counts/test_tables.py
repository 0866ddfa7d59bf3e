from __future__ import annotations

from typing import cast

import pyoxigraph as ox
import pytest

from kg.service.counts import tables
from kg.service.counts.patterns import TableName
from kg.service.counts.tables import (
    SPACE,
    TooLargeError,
    is_sorted,
    make_table,
    read_groups,
    write_table_query,
)

NAME = TableName((("?v1", "<x:p>", "?v0"),), ("?v0",), ("?v1",))
A, B, C = (ox.NamedNode(f"x:{letter}") for letter in "abc")


def integers(*numbers: int) -> tuple[ox.Literal, ...]:
    """Return numbers as the engine has them."""
    return tuple(map(ox.Literal, numbers))


def test_a_table_has_each_group_with_its_numbers() -> None:
    """A row has the terms of its columns, its size, and how many different terms it has."""
    groups = read_groups(NAME, [(A, *integers(3, 2)), (B, *integers(1, 1))])
    assert groups == {(A,): (3, 2), (B,): (1, 1)}
    table = make_table(NAME, groups)
    assert (table.rows, table.sorted_columns) == (2, frozenset(["?v0"]))
    query = (
        f"SELECT ?k ?n ?d {{ ?row <{SPACE}column:v0> ?k ; <{SPACE}size> ?n ; "
        f"<{SPACE}distinct:v1> ?d }} ORDER BY ?k"
    )
    solutions = cast("ox.QuerySolutions", table.store.query(query))
    rows = [[cast("ox.Literal", term).value for term in row] for row in solutions]
    assert rows == [["x:a", "3", "2"], ["x:b", "1", "1"]]


def test_what_a_table_is_made_of_is_asked_in_one_query() -> None:
    """Groups with their numbers; no group at all where there is nothing to count."""
    store = ox.Store()
    none = TableName(NAME.patterns, (), ("?v0",))
    asked = [cast("ox.QuerySolutions", store.query(write_table_query(n))) for n in (NAME, none)]
    assert [read_groups(name, a) for name, a in zip((NAME, none), asked, strict=True)] == [{}, {}]
    store.extend(ox.Quad(subject, ox.NamedNode("x:p"), A) for subject in (A, B, C))
    solutions = cast("ox.QuerySolutions", store.query(write_table_query(NAME)))
    assert read_groups(NAME, solutions) == {(A,): (3, 3)}
    solutions = cast("ox.QuerySolutions", store.query(write_table_query(none)))
    assert read_groups(none, solutions) == {(): (3, 1)}


def test_a_table_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has too many rows is no table, and the engine is asked for no more than one too many."""
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    store = ox.Store()
    store.extend(ox.Quad(A, ox.NamedNode("x:p"), ox.Literal(n)) for n in range(2))
    for fits in (True, False):
        solutions = [*cast("ox.QuerySolutions", store.query(write_table_query(NAME)))]
        if fits:
            assert len(read_groups(NAME, solutions)) == 2
        else:
            assert len(solutions) == 3
            with pytest.raises(TooLargeError):
                read_groups(NAME, solutions)
        store.extend(ox.Quad(A, ox.NamedNode("x:p"), ox.Literal(n)) for n in range(2, 9))


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
