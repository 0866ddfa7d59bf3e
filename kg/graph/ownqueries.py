"""The queries that a project brings → what is wrong with them, before there is any data."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.errors import Location, Problem, QueryError
from kg.graph.queries import Query, read_query, run_query, tell_lacking

_OWN_ROLES = ("examples", "tables", "derived")
"""The folders below `queries` that a project may have."""
NOT_ABROAD = "SERVICE asks another server; ask the data here"
_AT = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): ")
# What may hold the word without being it: strings, IRIs and comments.
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|' r"'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*",
    re.DOTALL,
)  # fmt: skip
_ABROAD = re.compile(r"(?<![\w:?$])SERVICE(?![\w:])", re.IGNORECASE)


def check_own_queries(own: Path) -> list[Problem]:
    """Return what is wrong with a project's queries, its folder being `own`."""
    paths = [path for role in _OWN_ROLES for path in sorted((own / "queries" / role).glob("*.rq"))]
    return [problem for path in paths for problem in _check_query(path)]


def asks_abroad(query: Query) -> bool:
    """Say whether a query would ask another service."""
    return _ABROAD.search(_QUOTED.sub(" ", query.text)) is not None


def _check_query(path: Path) -> list[Problem]:
    query, problems = read_query(path)
    if query is None:
        return problems
    if asks_abroad(query):
        return [_problem_of(query, NOT_ABROAD)]
    lacking: list[str] = []
    try:
        results = run_query(Store(), query, lacking=lacking)
    except QueryError as error:
        return [_problem_of(query, str(error).removeprefix(f"{query.place}: "))]
    if not isinstance(results, QuerySolutions):
        return [_problem_of(query, "a SELECT query is needed here")]
    return [_note_of(query, function) for function in lacking]


def _note_of(query: Query, function: str) -> Problem:
    """Return a note on a function that there is not, at the first line that has its name."""
    name = re.split("[#/:]", function)[-1]
    lines = query.text.splitlines()
    line = next((number for number, line in enumerate(lines, 1) if name in _bare(line)), 1)
    return Problem(Location(query.place, line), "QRY002", tell_lacking(function))


def _bare(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line


def _problem_of(query: Query, message: str) -> Problem:
    """Return a problem of a query, at the line and column that the engine names."""
    found = _AT.match(message)
    place = (int(found["line"]), int(found["column"])) if found else (1, 1)
    told = message[found.end() :] if found else message
    return Problem(Location(query.place, *place), "QRY001", told)
