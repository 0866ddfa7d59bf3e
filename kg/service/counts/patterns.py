"""Triple patterns → one form for all patterns that differ in names and order only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

# Subject, predicate and object as a query has them: a variable begins with "?".
Pattern = tuple[str, str, str]


class TableName(NamedTuple):
    """What a table of counts is of; equal for queries that can be answered from the same one."""

    patterns: tuple[Pattern, ...]
    columns: tuple[str, ...]
    """The variables whose terms tell the rows apart."""
    distinct: tuple[str, ...]
    """The variables whose different terms are counted in each row."""


def rename_variables(
    patterns: Sequence[Pattern], columns: Collection[str], distinct: Collection[str]
) -> dict[str, str]:
    """Return new names for the variables of patterns, by their places in them.

    Variables whose places tell no difference are named by their order in the query: then the same
    patterns may have two tables, which is a waste and no fault.
    """
    places = {term: _role(term, columns, distinct) for one in patterns for term in one}
    for _ in patterns:
        places = {
            term: f"{place} {sorted(_look_from(term, one, places) for one in patterns)}"
            if term.startswith("?")
            else place
            for term, place in places.items()
        }
        ranks = {place: f"{rank:03}" for rank, place in enumerate(sorted(set(places.values())))}
        places = {
            term: ranks[place] if term.startswith("?") else place for term, place in places.items()
        }
    variables = [term for term in places if term.startswith("?")]
    variables.sort(key=places.__getitem__)
    return {variable: f"?v{number}" for number, variable in enumerate(variables)}


def name_table(
    patterns: Sequence[Pattern],
    columns: Collection[str],
    distinct: Collection[str],
    names: Mapping[str, str],
) -> TableName:
    """Return the name of the table for patterns whose variables have new names."""
    renamed = [tuple(names.get(term, term) for term in one) for one in patterns]
    return TableName(
        # A pattern said twice stays so: a triple in two graphs is then found four times.
        tuple((one[0], one[1], one[2]) for one in sorted(renamed)),
        tuple(sorted(names[variable] for variable in columns)),
        tuple(sorted(names[variable] for variable in distinct)),
    )


def _role(term: str, columns: Collection[str], distinct: Collection[str]) -> str:
    """Return a constant as it is, and of a variable what it is for."""
    if not term.startswith("?"):
        return term
    return f"?{'c' if term in columns else ''}{'d' if term in distinct else ''}"


def _look_from(term: str, pattern: Pattern, places: Mapping[str, str]) -> str:
    """Return how a pattern looks from one of its terms; "" where it is none."""
    if term not in pattern:
        return ""
    return " ".join("*" if other == term else places[other] for other in pattern)
