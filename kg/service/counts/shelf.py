"""Queries that count → answers, from tables that have been made; and the making of one.

Who asks is answered by the engine where there is no table, and told which one would have done
(`wanted`): whoever hears it may have it made, in time that nobody waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pyoxigraph as ox

from kg.service.counts.files import CountFiles
from kg.service.counts.patterns import TableName
from kg.service.counts.reading import CountQuery, read_count_query
from kg.service.counts.slices import Slices
from kg.service.counts.tables import (
    Groups,
    Table,
    make_table,
    read_groups,
    write_table_query,
)

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# All tables that are held together; a row holds some hundred bytes for each of its columns, and one
# without any rows a store.
MOST_HELD_ROWS, LEAST_ROWS = 50_000, 100


class CountShelf:
    """The tables of one store, which does not change."""

    def __init__(
        self,
        ask: Callable[[str], Results],
        base: str | None = None,
        files: CountFiles | None = None,
        slices: Slices | None = None,
    ) -> None:
        """Take what asks the engine, the base IRI of queries, and where tables are kept.

        What the data are put together of is counted by slices, where that can be added up.
        """
        self.wanted: TableName | None = None
        """The table that the last query would have been answered from, had it been made."""
        self._ask = ask
        self._base = base
        self._files = files
        self._slices = slices
        self._tables: dict[TableName, Table] = {}

    def query(self, text: str) -> Results:
        """Evaluate a query, from a table where it can be; raise what the engine raises."""
        self.wanted = None
        counted = read_count_query(text)
        if counted is None:
            return self._ask(text)
        try:
            return self._answer(counted)
        # A fault is told of the text as it was written, by the engine alone.
        except (SyntaxError, ValueError, RuntimeError):
            return self._ask(text)

    def make(self, name: TableName) -> bool:
        """Make a table, unless it is there; return whether it is now.

        Raises TooLargeError, and what the engine raises.
        """
        if self._find(name) is not None:
            return True
        groups = self._slices.count(name) if self._slices is not None else None
        if groups is None:
            solutions = self._ask(write_table_query(name))
            groups = read_groups(name, cast("ox.QuerySolutions", solutions))
        self._hold(name, groups)
        return self._files is None or self._files.write(name, groups)

    def _answer(self, counted: CountQuery) -> Results:
        table = self._find(counted.table)
        if table is not None and counted.cut_columns <= table.sorted_columns:
            return table.store.query(counted.rewritten, base_iri=self._base)
        # What VALUES leaves may be found at once, where all of it takes minutes.
        if table is None and not counted.narrow:
            self.wanted = counted.table
        return self._ask(counted.ordered)

    def _find(self, name: TableName) -> Table | None:
        """Return a table that is held, or kept in a file."""
        table = self._tables.get(name)
        if table is None and self._files is not None:
            kept = self._files.read(name)
            table = self._hold(name, kept.groups) if kept is not None else None
        return table

    def _hold(self, name: TableName, groups: Groups) -> Table:
        """Hold a table, and let the oldest go that there is no room for."""
        table = self._tables[name] = make_table(name, groups)
        while sum(max(one.rows, LEAST_ROWS) for one in self._tables.values()) > MOST_HELD_ROWS:
            del self._tables[next(iter(self._tables))]
        return table
