"""Solutions of triple patterns → a small store with their groups, each with its size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from kg.service.counts.patterns import TableName

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

Groups = dict[tuple[Term, ...], tuple[int, ...]]
"""Rows of a table: the terms of its columns → its size, and its numbers of different terms."""

MOST_ROWS = 10_000

SPACE = "urn:x-kg-count:"
SIZE = ox.NamedNode(f"{SPACE}size")
# The engine sorts those of one kind in one way only; of others it may hold two for equal.
_SORTED_TYPES = {
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("string", "integer", "gYear")
}
# A longer number the engine keeps as a text; a year may have a time zone.
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,17}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one kind: a node a row, with a property a column, its size, and counts of terms."""

    store: ox.Store
    rows: int
    sorted_columns: frozenset[str]
    """The columns of which ORDER BY tells any two different terms apart."""


def property_of(variable: str) -> str:
    """Return the IRI of a row's property for a column."""
    return f"{SPACE}column:{variable.removeprefix('?')}"


def distinct_property_of(variable: str) -> str:
    """Return the IRI of a row's property for a number of different terms."""
    return f"{SPACE}distinct:{variable.removeprefix('?')}"


def write_table_query(name: TableName, body: str = "") -> str:
    """Write the query whose solutions a table is made of: its rows, with their numbers.

    Other text than the patterns themselves may stand in their place.
    """
    numbers = [
        "(COUNT(*) AS ?size)",
        *(f"(COUNT(DISTINCT {one}) AS ?n{place})" for place, one in enumerate(name.distinct)),
    ]
    body = body or " . ".join(" ".join(one) for one in name.patterns)
    query = f"SELECT {' '.join([*name.columns, *numbers])} WHERE {{ {body} }}"
    if not name.columns:
        return query
    return f"{query} GROUP BY {' '.join(name.columns)} LIMIT {MOST_ROWS + 1}"


class TooLargeError(ValueError):
    """What is counted has more groups than a table may have."""


def read_groups(name: TableName, solutions: Iterable[Iterable[Term | None]]) -> Groups:
    """Read the solutions of the query of a table; raise TooLargeError."""
    width = len(name.columns)
    groups: Groups = {}
    for solution in solutions:
        terms = tuple(solution)
        numbers = tuple(int(cast("ox.Literal", term).value) for term in terms[width:])
        # Of no solutions the engine makes one row where nothing groups them.
        if numbers[0]:
            groups[cast("tuple[Term, ...]", terms[:width])] = numbers
    check_size(groups)
    return groups


def check_size(groups: Groups) -> None:
    """Raise TooLargeError where there are more groups than a table may have."""
    if len(groups) > MOST_ROWS:
        raise TooLargeError


def make_table(name: TableName, groups: Groups) -> Table:
    """Make a table of its rows."""
    store = ox.Store()
    store.extend(_describe_rows(name, groups))
    columns = {column: {group[n] for group in groups} for n, column in enumerate(name.columns)}
    return Table(store, len(groups), frozenset(c for c in columns if is_sorted(columns[c])))


def _describe_rows(name: TableName, groups: Groups) -> Iterator[ox.Quad]:
    """Yield what a table says of its rows."""
    columns = [ox.NamedNode(property_of(column)) for column in name.columns]
    numbers = [SIZE, *(ox.NamedNode(distinct_property_of(one)) for one in name.distinct)]
    for place, (group, counted) in enumerate(groups.items()):
        row = ox.NamedNode(f"{SPACE}{place}")
        for column, term in zip(columns, group, strict=True):
            yield ox.Quad(row, column, term)
        for number, count in zip(numbers, counted, strict=True):
            yield ox.Quad(row, number, ox.Literal(count))


def is_sorted(terms: Iterable[Term]) -> bool:
    """Tell whether ORDER BY has one order only for different terms."""
    kinds = {_kind_of(term) for term in terms}
    return len(kinds) < 2 and "" not in kinds  # noqa: PLR2004 - all of one kind


def _kind_of(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return "iri"
    if not isinstance(term, ox.Literal) or term.datatype.value not in _SORTED_TYPES:
        return ""
    datatype = term.datatype.value
    plain = datatype.endswith("#string") or _PLAIN_NUMBER.fullmatch(term.value)
    return datatype if plain else ""
