"""Page queries → rows, as a tree: each row may hold lists of the rows that belong to it.

A query's first column is its key. A part of a page takes the rows whose key is the value that the
row above has in the column of the same name: `tip-points` (first column `?tip`) gives each tip its
points. IRIs of the review become addresses of the site; `kg/outputs/cells.py` says what else may be
in a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Literal

from pyoxigraph import NamedNode, Store

from kg.errors import QueryError
from kg.graph.queries import Query, Solutions, solve
from kg.outputs.addresses import Addresses
from kg.outputs.alphabet import IN_ENGLISH, Alphabet
from kg.outputs.cells import Cell, Row, Term, cell_of

CARDS = "source-card"  # the query of what names a work in one line


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that a page shows.

    `mode` says which: `own` those that belong to the row above, `all` every row, `card` the one row
    that belongs to the row above, its columns laid beside that row's own.
    """

    query: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    mode: Literal["own", "all", "card"] = "own"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: its columns in order and its rows."""

    columns: tuple[str, ...]
    rows: list[Row]


@dataclass
class Answers:
    """The page queries over one dataset, each run once, when it is first needed.

    `labels` are by code the short names of works that the style of references has for them. `known`
    are answers by the name of the query, each with what it was made of, for who asks again.
    """

    store: Store
    queries: Mapping[str, Query]
    addresses: Addresses
    labels: Mapping[str, str] = field(default_factory=dict)
    alphabet: Alphabet = IN_ENGLISH
    solve: Callable[[Store, Query], Solutions] = solve
    known: dict[str, tuple[Solutions, Answer]] | None = None
    _answers: dict[str, Answer] = field(default_factory=dict)
    _asked: dict[str, Future[Answer]] = field(default_factory=dict)
    _own: dict[tuple[int, Cell], tuple[Part, list[Row]]] = field(default_factory=dict)
    _all: dict[int, tuple[Part, list[Row]]] = field(default_factory=dict)
    _groups: dict[str, dict[Cell, list[Row]]] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)

    def ask_ahead(self, names: Iterable[str], beside: Executor) -> None:
        """Have queries asked on another core: the engine lets other threads run meanwhile."""
        for name in names:
            self._asked[name] = beside.submit(self._ask, name)

    def rows_of(self, part: Part) -> list[Row]:
        """Return every row of a part, its own parts filled in; raise QueryError as `answer`.

        They are made once for all pages, so that nobody may change them.
        """
        known = self._all.get(id(part))
        if known is None:
            found = self.answer(part.query).rows
            known = self._all[id(part)] = part, [self.filled(row, part.parts) for row in found]
        return known[1]

    def filled(self, row: Row, parts: Mapping[str, Part]) -> Row:
        """Return a copy of a row with its parts."""
        full = dict(row)
        for name, part in parts.items():
            if part.mode == "all":
                full[name] = self.rows_of(part)
                continue
            columns = self.answer(part.query).columns
            own = self._own_rows(part, full[part.key or columns[0]])
            if part.mode == "own":
                full[name] = own
            else:
                # A source that no list holds has no card; templates still find every column of one.
                card = own[0] if own else self.filled(dict.fromkeys(columns), part.parts)
                # The row’s own columns win: `kind` of a claim is not the kind of its source.
                full |= {column: value for column, value in card.items() if column not in row}
        return full

    def _own_rows(self, part: Part, key: Cell) -> list[Row]:
        """Return the rows of a part with a key, their own parts filled in, made once for all pages.

        Parts are told apart by which object they are; each is kept, so that no other takes its id.
        """
        known = self._own.get((id(part), key))
        if known is None:
            found = self._grouped(part.query).get(key, ()) if key is not None else ()
            known = part, [self.filled(row, part.parts) for row in found]
            self._own[id(part), key] = known
        return known[1]

    def answer(self, name: str) -> Answer:
        """Return what a query gave, asked now or ahead.

        Raise QueryError for a query that is not there, is faulty or is no SELECT.
        """
        if name not in self._answers:
            asked = self._asked.get(name)
            self._answers[name] = self._ask(name) if asked is None else asked.result()
        return self._answers[name]

    def _ask(self, name: str) -> Answer:
        if name not in self.queries:
            raise QueryError(f"queries/pages/{name}.rq: a page needs this query and it is missing")
        solutions = self.solve(self.store, self.queries[name])
        if self.known is None:
            return self._answer_of(name, solutions)
        before, answer = self.known.get(name, (None, None))
        if answer is None or before is not solutions:
            answer = self._answer_of(name, solutions)
            self.known[name] = solutions, answer
        return answer

    def _answer_of(self, name: str, solutions: Solutions) -> Answer:
        columns = solutions.columns
        rows = [
            {name: self._cell_of(term) for name, term in zip(columns, solution, strict=True)}
            for solution in solutions.rows
        ]
        if self.labels and name == CARDS:
            for row in rows:
                row["short_label"] = self.labels.get(str(row["code"]), row["short_label"])
        self._sort(rows, self.queries[name].head.get("alphabetical", "").split())
        return Answer(columns, rows)

    def _sort(self, rows: list[Row], columns: list[str]) -> None:
        """Put rows into the order of the alphabet by the last of some columns.

        Rows that agree in the others stay together. No query can do it: none knows the language.
        """
        if not columns:
            return
        *groups, last = columns
        places: dict[tuple[Cell, ...], int] = {}
        for row in rows:
            places.setdefault(tuple(row[name] for name in groups), len(places))
        rows.sort(
            key=lambda row: (
                places[tuple(row[name] for name in groups)],
                self.alphabet.key_of(str(row[last] or "")),
            )
        )

    def _cell_of(self, term: Term | None) -> Cell:
        if not isinstance(term, NamedNode):
            return None if term is None else cell_of(term)
        address = self._links.get(term.value)
        if address is None:
            address = self.addresses.address_of(term.value) or term.value
            self._links[term.value] = address
        return address

    def _grouped(self, name: str) -> dict[Cell, list[Row]]:
        if name not in self._groups:
            groups: dict[Cell, list[Row]] = {}
            answer = self.answer(name)
            for row in answer.rows:
                groups.setdefault(row[answer.columns[0]], []).append(row)
            self._groups[name] = groups
        return self._groups[name]
