"""Solutions of triple patterns → a small store with their groups, each with its size."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.service.counts.patterns import TableName

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

MOST_ROWS = 10_000
# Terms that are held while different ones are counted, and let go then: some 40 MB.
MOST_SEEN = 200_000
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


class TooLargeError(Exception):
    """What is counted has more groups, or more terms, than a table may have."""


class TableMaker:
    """A table that is being made: solutions are counted as long as there is time, now and later."""

    def __init__(self, name: TableName, solutions: Iterable[Iterable[Term]]) -> None:
        """Take the solutions of the query of a table."""
        self._name = name
        self._solutions = iter(solutions)
        self._sizes: Counter[tuple[Term, ...]] = Counter()
        self._seen: list[defaultdict[tuple[Term, ...], set[Term]]] = [
            defaultdict(set) for _ in name.distinct
        ]
        self._terms = 0

    def work(self, is_late: Callable[[], bool]) -> Table | None:
        """Count until all is counted, or it is late; return the table when it is made.

        Raises TooLargeError.
        """
        while not is_late():
            number = self._count(itertools.islice(self._solutions, STEP))
            if len(self._sizes) > MOST_ROWS or self._terms > MOST_SEEN:
                raise TooLargeError
            if number < STEP:
                return self._finish()
        return None

    def _count(self, solutions: Iterable[Iterable[Term]]) -> int:
        """Count some solutions; return how many there were."""
        width = len(self._name.columns)
        number = 0
        for number, solution in enumerate(solutions, start=1):  # noqa: B007 - the last is returned
            terms = tuple(solution)
            group = terms[:width]
            self._sizes[group] += 1
            for groups, term in zip(self._seen, terms[width:], strict=False):
                held = groups[group]
                self._terms -= len(held)
                held.add(term)
                self._terms += len(held)
        return number

    def _finish(self) -> Table:
        name, sizes = self._name, self._sizes
        store = ox.Store()
        distinct = [Counter({g: len(held) for g, held in one.items()}) for one in self._seen]
        store.extend(_describe_rows(name, sizes, distinct))
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
