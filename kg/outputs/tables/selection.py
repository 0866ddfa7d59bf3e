"""The queries that make tables, ours and those of a project, and what they select."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.errors import BuildError
from kg.graph.ownqueries import NOT_ABROAD, asks_abroad
from kg.graph.queries import Query, load_queries, run_query, term_text
from kg.resources import resource_folder

_MOST = 100_000  # rows; more is a join gone wrong, and no table for a reader
_COLUMNS = (
    "row",
    "join",
    "merge",
    "each",
    "across",
    "proof",
)  # what the head of a query may name a column for


def names_of_own(role: str, own: Path) -> set[str]:
    """Return the names of a project's queries of a role, its folder being `own`."""
    return {path.stem for path in (own / "queries" / role).glob("*.rq")}


def load_table_queries(role: str, own: Path | None = None) -> list[Query]:
    """Return the queries of a role by name; one of a project takes the place of ours.

    `own` is the folder of a project, whose queries lie below it as ours do. Raises QueryError for
    a query that is none, and BuildError for one that would ask another service.
    """
    queries = load_queries(resource_folder("queries") / role)
    if own is not None:
        for name, query in load_queries(own / "queries" / role).items():
            if asks_abroad(query):
                raise BuildError(f"{query.place}: {NOT_ABROAD}")
            queries[name] = query
    return [queries[name] for name in sorted(queries)]


def select_table(store: Store, query: Query) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the names of the columns that a query selects, and its rows.

    Raises BuildError where it is no SELECT, names a column that it does not select, or has more
    rows than a table may have.
    """
    results = run_query(store, query, lacking=[])
    if not isinstance(results, QuerySolutions):
        raise BuildError(f"{query.place}: a SELECT query is needed here")
    names = [variable.value for variable in results.variables]
    for key in _COLUMNS:
        if not set(query.head.get(key, names[0]).split()) <= set(names):
            raise BuildError(
                f"{query.place}: '{key}: {query.head[key]}' names no column; "
                f"the query selects {', '.join(names)}"
            )
    rows: list[tuple[str, ...]] = []
    for solution in results:
        rows.append(tuple("" if term is None else term_text(term) for term in solution))
        if len(rows) > _MOST:
            raise BuildError(f"{query.place}: more than {_MOST:,} rows; this is no table to read")
    return names, rows
