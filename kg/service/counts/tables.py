"""Solutions of triple patterns → a small store with their groups, each with its size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.service.counts.patterns import TableName

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

MOST_ROWS = 10_000
# Terms that are held while different ones are counted, and let go then.
MOST_SEEN = 500_000
# So many solutions are read between two looks at the clock: a millisecond or two.
STEP = 1_000

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


def write_table_query(name: TableName) -> str:
    """Write the query whose solutions a table is made of."""
    # Something must be selected, even where all solutions are one row.
    selected = [*name.columns, *name.distinct] or ["?v0"]
    triples = " . ".join(" ".join(one) for one in name.patterns)
    return f"SELECT {' '.join(selected)} WHERE {{ {triples} }}"


def build_table(
    name: TableName, solutions: Iterable[Iterable[Term]], is_late: Callable[[], bool]
) -> Table | None:
    """Build a table; None where it has too many rows, or takes too long."""
    width = len(name.columns)
    sizes: Counter[tuple[Term, ...]] = Counter()
    seen: list[set[tuple[tuple[Term, ...], Term]]] = [set() for _ in name.distinct]
    for number, solution in enumerate(solutions, start=1):
        terms = tuple(solution)
        group = terms[:width]
        sizes[group] += 1
        for pairs, term in zip(seen, terms[width:], strict=False):
            pairs.add((group, term))
        if len(sizes) > MOST_ROWS or (
            number % STEP == 0 and (sum(map(len, seen)) > MOST_SEEN or is_late())
        ):
            return None
    store = ox.Store()
    store.extend(_describe_rows(name, sizes, [Counter(g for g, _ in pairs) for pairs in seen]))
    columns = {column: {group[n] for group in sizes} for n, column in enumerate(name.columns)}
    return Table(store, len(sizes), frozenset(c for c in columns if is_sorted(columns[c])))


def _describe_rows(
    name: TableName,
    sizes: Counter[tuple[Term, ...]],
    distinct: Sequence[Counter[tuple[Term, ...]]],
) -> Iterator[ox.Quad]:
    """Yield what a table says of its rows."""
    columns = [ox.NamedNode(property_of(column)) for column in name.columns]
    numbers = [ox.NamedNode(distinct_property_of(variable)) for variable in name.distinct]
    for place, (group, size) in enumerate(sizes.items()):
        row = ox.NamedNode(f"{SPACE}{place}")
        yield ox.Quad(row, SIZE, ox.Literal(size))
        for column, term in zip(columns, group, strict=True):
            yield ox.Quad(row, column, term)
        for number, counted in zip(numbers, distinct, strict=True):
            yield ox.Quad(row, number, ox.Literal(counted[group]))


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
