"""The columns of `SELECT *`, in the order in which the query first names them.

SPARQL leaves the order open, and the engine sorts them by name: `?s ?p ?o` comes as o, p, s. In a
table people look for what they wrote first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from pyoxigraph import QuerySolutions

from kg.service.sparql.tokens import PROLOGUE, scan_places

Results = TypeVar("Results")
_DUPLICATES = {"DISTINCT", "REDUCED"}


def ask_in_order(ask: Callable[[str], Results], query: str) -> Results:
    """Ask a query, and once more with its columns named where the engine would sort them.

    To ask costs little here: rows are worked out as they are read.
    """
    results = ask(query)
    if "*" not in query or not isinstance(results, QuerySolutions):
        return results
    named = name_columns(query, [variable.value for variable in results.variables])
    return results if named is None else ask(named)


def name_columns(query: str, variables: Sequence[str]) -> str | None:
    """Return a query of `SELECT *` with its columns named; None where that would change nothing.

    `variables` are those of its answer, without `?`, in the order in which the engine has them.
    """
    star = _find_star(query) if variables else -1
    if star < 0:
        return None
    met = [text[1:] for kind, text, _ in scan_places(query) if kind == "name" and text[0] in "?$"]
    places = {name: place for place, name in enumerate(dict.fromkeys(met))}
    ordered = sorted(variables, key=lambda name: places.get(name, len(places)))
    if ordered == list(variables):
        return None
    return f"{query[:star]} {' '.join(f'?{name}' for name in ordered)} {query[star + 1 :]}"


def _find_star(query: str) -> int:
    """Return where the star of the outermost SELECT stands, or -1."""
    form = PROLOGUE.match(query)
    if form is None or form[1].upper() != "SELECT":
        return -1
    for kind, text, start in scan_places(query[form.end() :]):
        if kind != "word" or text.upper() not in _DUPLICATES:
            return form.end() + start if text == "*" else -1
    return -1
