from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.service.counts.patterns import Pattern, TableName, name_table, rename_variables


def name(patterns: list[Pattern], columns: set[str], distinct: set[str]) -> TableName:
    """Return the name of a table."""
    names = rename_variables(patterns, columns, distinct)
    return name_table(patterns, columns, distinct, names)


CHAIN: list[Pattern] = [("?a", "<x:p>", "?b"), ("?b", "<x:p>", "?c"), ("?b", "<x:q>", "<x:o>")]


@given(st.permutations(CHAIN), st.permutations(["?x", "?y", "?a"]))
def test_order_and_names_make_no_difference(some: list[Pattern], others: list[str]) -> None:
    """The same patterns, said in another way, have the same table."""
    other = dict(zip(["?a", "?b", "?c"], others, strict=True))
    renamed = [(other.get(s, s), p, other.get(o, o)) for s, p, o in some]
    assert name(renamed, {other["?a"]}, {other["?c"]}) == name(CHAIN, {"?a"}, {"?c"})


def test_what_differs_has_another_table() -> None:
    """Another end of a chain, another property, another part of a variable, a pattern once more."""
    tables = [
        name(CHAIN, {"?a"}, set()),
        name(CHAIN, {"?c"}, set()),
        name(CHAIN, {"?a"}, {"?c"}),
        name(CHAIN, {"?a", "?c"}, set()),
        name(CHAIN[:2], {"?a"}, set()),
        name([*CHAIN, CHAIN[0]], {"?a"}, set()),
        name([("?a", "<x:p>", "?b"), ("?b", "<x:p>", "?a"), CHAIN[2]], {"?a"}, set()),
    ]
    assert len(set(tables)) == len(tables)
