"""Queries that count → answers, from tables that are made when they are worth it, and kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import cast

import pyoxigraph as ox

from kg.service.counts.patterns import TableName
from kg.service.counts.reading import CountQuery, read_count_query
from kg.service.counts.tables import Table, TableMaker, TooLargeError, write_table_query

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# Seconds of the engine after which a count is worth a table.
WORTH = 0.005
# So many times as long as its queries took may be spent on a table: to count in Python, where that
# can be ended, takes about three times as long as the engine does.
PATIENCE = 5.0
# What a query may take of its deadline, by a table and by the engine that answers meanwhile: the
# rest is for those that share the processor.
SHARE = 0.5
# Seconds that such a query may take at all: a worker that takes longer goes to the slow lane, and
# is replaced afterwards, with all its tables.
MOMENT = 0.2
# Tables that are being made, each with the terms that it counts.
MOST_BEGUN = 3
# All tables together; a row holds some hundred bytes for each of its columns, and one without any
# rows a store.
MOST_KEPT_ROWS, LEAST_ROWS = 50_000, 100
# Names of tables, of which most are cheap to count and never made.
MOST_KNOWN = 2_000


@dataclass(slots=True)
class _Account:
    """What the queries of a table took so far, in seconds of the processor."""

    spent: float = 0.0
    """By the engine, all together."""
    longest: float = 0.0
    """By the engine, one query."""
    used: float = 0.0
    """By the table."""
    hopeless: bool = False
    """Whether the table was too large."""


class CountShelf:
    """The tables of one store, which does not change."""

    def __init__(
        self,
        ask: Callable[[str], Results],
        base: str | None = None,
        *,
        worth: float = WORTH,
        patience: float = PATIENCE,
        moment: float = MOMENT,
    ) -> None:
        """Take what asks the engine, and the base IRI of queries."""
        self._ask = ask
        self._base = base
        self._worth = worth
        self._patience = patience
        self._moment = moment
        self._tables: dict[TableName, Table] = {}
        self._begun: dict[TableName, TableMaker] = {}
        self._accounts: dict[TableName, _Account] = {}

    def query(self, text: str, deadline: float = inf) -> Results:
        """Evaluate a query, from a table where it can be; raise what the engine raises.

        `deadline` is how many seconds it may take.
        """
        counted = read_count_query(text)
        if counted is None:
            return self._ask(text)
        try:
            return self._answer(counted, min(SHARE * deadline, self._moment))
        # A fault is told of the text as it was written, by the engine alone.
        except (SyntaxError, ValueError, RuntimeError):
            return self._ask(text)

    def _answer(self, counted: CountQuery, room: float) -> Results:
        table = self._tables.get(counted.table) or self._make(counted.table, room)
        if table is not None and counted.cut_columns <= table.sorted_columns:
            return table.store.query(counted.rewritten, base_iri=self._base)
        started = time.process_time()
        results = self._ask(counted.ordered)
        # What VALUES leaves may be found at once, where all of it takes minutes.
        if table is None and not counted.narrow:
            self._note(counted.table, time.process_time() - started)
        return results

    def _note(self, name: TableName, seconds: float) -> None:
        """Note what the engine spent on a query."""
        if len(self._accounts) >= MOST_KNOWN:
            self._accounts.clear()
            self._begun.clear()
        account = self._accounts.setdefault(name, _Account())
        account.spent += seconds
        account.longest = max(account.longest, seconds)

    def _make(self, name: TableName, room: float) -> Table | None:
        """Go on to make a table where the engine has spent enough on its queries.

        What that may take is in proportion to what has been spent: so a query with a FILTER that
        leaves little, however often it is asked, never waits long for a count of all. It has no
        more than the room that a query's own answer leaves, and goes on with the next one where it
        left off.
        """
        account = self._accounts.get(name)
        if account is None or account.hopeless or account.spent < self._worth:
            return None
        seconds = min(self._patience * account.spent - account.used, room - account.longest)
        if seconds <= 0:
            return None
        started = time.process_time()
        # Whatever is raised, what was half read is let go.
        maker = self._begun.pop(name, None)
        try:
            maker = maker or self._begin(name)
            table = maker.work(lambda: time.process_time() - started > seconds)
        except (TooLargeError, MemoryError):
            account.hopeless = True
            return None
        finally:
            account.used += time.process_time() - started
        if table is None:
            self._begun[name] = maker
        else:
            self._keep(name, table)
        return table

    def _begin(self, name: TableName) -> TableMaker:
        """Begin a table, for which the oldest of those that were begun has to go."""
        while len(self._begun) >= MOST_BEGUN:
            del self._begun[next(iter(self._begun))]
        solutions = cast("ox.QuerySolutions", self._ask(write_table_query(name)))
        return TableMaker(name, solutions)

    def _keep(self, name: TableName, table: Table) -> None:
        """Keep a table, and let the oldest go that there is no room for."""
        del self._accounts[name]
        self._tables[name] = table
        while sum(max(one.rows, LEAST_ROWS) for one in self._tables.values()) > MOST_KEPT_ROWS:
            del self._tables[next(iter(self._tables))]
