"""Queries that count → answers, from tables that are made when they are worth it, and kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

import pyoxigraph as ox

from kg.service.counts.patterns import TableName
from kg.service.counts.reading import CountQuery, read_count_query
from kg.service.counts.tables import Table, build_table, write_table_query

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# Seconds of the engine after which a count is worth a table.
WORTH = 0.005
# So many times as long as its queries took may be spent on a table: to count in Python, where that
# can be ended, takes about three times as long as the engine does.
PATIENCE = 5.0
# All tables together; a row holds some hundred bytes for each of its columns, and one without any
# rows a store.
MOST_KEPT_ROWS, LEAST_ROWS = 50_000, 100
# Names of tables, of which most are cheap to count and never made.
MOST_KNOWN = 2_000


class CountShelf:
    """The tables of one store, which does not change."""

    def __init__(
        self,
        ask: Callable[[str], Results],
        base: str | None = None,
        *,
        worth: float = WORTH,
        patience: float = PATIENCE,
    ) -> None:
        """Take what asks the engine, and the base IRI of queries."""
        self._ask = ask
        self._base = base
        self._worth = worth
        self._patience = patience
        self._tables: dict[TableName, Table] = {}
        # What the engine has spent on the queries of a table, and has to before one is made.
        self._spent: dict[TableName, float] = {}
        self._wanted: dict[TableName, float] = {}

    def query(self, text: str) -> Results:
        """Evaluate a query, from a table where it can be; raise what the engine raises."""
        counted = read_count_query(text)
        if counted is None:
            return self._ask(text)
        try:
            return self._answer(counted)
        # A fault is told of the text as it was written, by the engine alone.
        except (SyntaxError, ValueError, RuntimeError):
            return self._ask(text)

    def _answer(self, counted: CountQuery) -> Results:
        table = self._tables.get(counted.table) or self._make(counted.table)
        if table is not None and counted.cut_columns <= table.sorted_columns:
            return table.store.query(counted.rewritten, base_iri=self._base)
        started = time.process_time()
        results = self._ask(counted.ordered)
        self._note(counted.table, time.process_time() - started)
        return results

    def _note(self, name: TableName, seconds: float) -> None:
        """Note what the engine spent on a query."""
        if len(self._spent) >= MOST_KNOWN:
            self._spent.clear()
            self._wanted.clear()
        self._spent[name] = self._spent.get(name, 0.0) + seconds

    def _make(self, name: TableName) -> Table | None:
        """Make a table where the engine has spent enough on its queries; None where it has not.

        What it may take is in proportion to what has been spent, and that has to double before the
        next try: so a query with a FILTER that leaves little, however often it is asked, never
        waits long for a count of all.
        """
        spent = self._spent.get(name, 0.0)
        if name not in self._spent or spent < self._wanted.get(name, self._worth):
            return None
        until = time.process_time() + self._patience * spent
        solutions = cast("ox.QuerySolutions", self._ask(write_table_query(name)))
        table = build_table(name, solutions, lambda: time.process_time() > until)
        if table is None:
            self._wanted[name] = 2 * spent
            return None
        self._keep(name, table)
        return table

    def _keep(self, name: TableName, table: Table) -> None:
        """Keep a table, and let the oldest go that there is no room for."""
        self._tables[name] = table
        while sum(max(one.rows, LEAST_ROWS) for one in self._tables.values()) > MOST_KEPT_ROWS:
            del self._tables[next(iter(self._tables))]
