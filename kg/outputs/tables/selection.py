"""The queries that make tables, ours and those of a project, and what they select."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.errors import BuildError, Location, Problem, QueryError
from kg.graph.queries import Query, load_queries, read_query, run_query, tell_lacking, term_text
from kg.resources import resource_folder

OWN_ROLES = ("examples", "tables", "derived")
"""The folders below `queries` that a project may have."""
_NOT_ABROAD = "SERVICE asks another server; ask the data here"
_AT = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): ")
_MOST = 100_000  # rows; more is a join gone wrong, and no table for a reader
# What may hold the word without being it: strings, IRIs and comments.
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|' r"'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*",
    re.DOTALL,
)  # fmt: skip
_ABROAD = re.compile(r"(?<![\w:?$])SERVICE(?![\w:])", re.IGNORECASE)
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
            if _asks_abroad(query):
                raise BuildError(f"{_shown(query)}: {_NOT_ABROAD}")
            queries[name] = query
    return [queries[name] for name in sorted(queries)]


def check_own_queries(own: Path) -> list[Problem]:
    """Return what is wrong with a project's queries, its folder being `own`, before any data."""
    paths = [path for role in OWN_ROLES for path in sorted((own / "queries" / role).glob("*.rq"))]
    return [problem for path in paths for problem in _check_query(path)]


def _check_query(path: Path) -> list[Problem]:
    query, problems = read_query(path)
    if query is None:
        return problems
    if _asks_abroad(query):
        return [_problem_of(query, _NOT_ABROAD)]
    lacking: list[str] = []
    try:
        results = run_query(Store(), query, lacking=lacking)
    except QueryError as error:
        return [_problem_of(query, str(error).removeprefix(f"{_shown(query)}: "))]
    if not isinstance(results, QuerySolutions):
        return [_problem_of(query, "a SELECT query is needed here")]
    return [_note_of(query, function) for function in lacking]


def _note_of(query: Query, function: str) -> Problem:
    """Return a note on a function that there is not, at the first line that has its name."""
    name = re.split("[#/:]", function)[-1]
    lines = query.text.splitlines()
    place = next((number for number, line in enumerate(lines, 1) if name in _bare(line)), 1)
    return Problem(Location(_shown(query), place), "QRY002", tell_lacking(function))


def _bare(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line


def _problem_of(query: Query, message: str) -> Problem:
    """Return a problem of a query, at the line and column that the engine names."""
    found = _AT.match(message)
    place = (int(found["line"]), int(found["column"])) if found else (1, 1)
    told = message[found.end() :] if found else message
    return Problem(Location(_shown(query), *place), "QRY001", told)


def _asks_abroad(query: Query) -> bool:
    return _ABROAD.search(_QUOTED.sub(" ", query.text)) is not None


def select_table(store: Store, query: Query) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the names of the columns that a query selects, and its rows.

    Raises BuildError where it is no SELECT, names a column that it does not select, or has more
    rows than a table may have.
    """
    results = run_query(store, query, lacking=[])
    if not isinstance(results, QuerySolutions):
        raise BuildError(f"{_shown(query)}: a SELECT query is needed here")
    names = [variable.value for variable in results.variables]
    for key in _COLUMNS:
        if not set(query.head.get(key, names[0]).split()) <= set(names):
            raise BuildError(
                f"{_shown(query)}: '{key}: {query.head[key]}' names no column; "
                f"the query selects {', '.join(names)}"
            )
    rows: list[tuple[str, ...]] = []
    for solution in results:
        rows.append(tuple("" if term is None else term_text(term) for term in solution))
        if len(rows) > _MOST:
            raise BuildError(f"{_shown(query)}: more than {_MOST:,} rows; this is no table to read")
    return names, rows


def _shown(query: Query) -> str:
    return f"queries/{query.path.parent.name}/{query.path.name}"
