"""Queries that would compare all records with all others, or read all to find one.

The engine looks up what it has read, but not what it has computed: a pattern joined on a variable
that a BIND made is held against every row. At 3,000 references five such queries took 17 s. Nor
does it look up what stands behind an OPTIONAL: that is read whole, and then matched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from kg.resources import resource_folder

QUERIES = sorted(
    path
    for role in ("rules", "checks")
    for path in (resource_folder("queries") / role).glob("*.rq")
)
ALL = sorted(resource_folder("queries").glob("*/*.rq"))


def parts_of(part: object) -> Iterator[CompValue]:
    """Yield each operation of a query, the inner ones too."""
    if isinstance(part, CompValue):
        yield part
        for value in part.values():
            yield from parts_of(value)
    elif isinstance(part, list | tuple | set):
        for value in part:
            yield from parts_of(value)


def joins_on_computed(query: str) -> set[str]:
    """Return the variables that one side of a join computes and the other looks for."""
    found: set[str] = set()
    for part in parts_of(translateQuery(parseQuery(query)).algebra):
        if part.name in {"Join", "LeftJoin"}:
            one, other = part["p1"], part["p2"]
            found |= _computed(one) & _sought(other) | _computed(other) & _sought(one)
    return found


def patterns_behind_optionals(query: str) -> set[str]:
    """Return the variables of patterns that stand behind an OPTIONAL and could stand before it."""
    found: set[str] = set()
    for part in parts_of(translateQuery(parseQuery(query)).algebra):
        if part.name == "Join" and part["p1"].name == "LeftJoin" and part["p2"].name == "BGP":
            found |= _sought(part["p2"])
    return found


def _computed(part: object) -> set[str]:
    return {str(one["var"]) for one in parts_of(part) if one.name == "Extend"}


def _sought(part: object) -> set[str]:
    return {
        str(term)
        for one in parts_of(part)
        if one.name == "BGP"
        for triple in one["triples"]
        for term in triple
        if isinstance(term, Variable)
    }


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_pattern_is_joined_on_what_was_computed(path: Path) -> None:
    """Choose or compute last, or have each side compute the key beside one that both read."""
    assert joins_on_computed(path.read_text(encoding="utf-8")) == set()


def test_a_join_on_what_was_computed_is_found() -> None:
    """A place chosen by COALESCE and looked up afterwards is such a join."""
    query = """
    SELECT * WHERE {
      ?line <x:own> ?own .
      OPTIONAL { ?line <x:other> ?other . }
      BIND(COALESCE(?other, ?own) AS ?place)
      ?place <x:start> ?start .
    }"""
    assert joins_on_computed(query) == {"place"}


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_needed_stands_before_what_is_optional(path: Path) -> None:
    """Four of the example questions took 0.8 s each at 3,000 references, and now next to none."""
    assert patterns_behind_optionals(path.read_text(encoding="utf-8")) == set()


def test_a_pattern_behind_an_optional_is_found() -> None:
    """The headings of all sections would be read for that of one claim."""
    query = """
    SELECT * WHERE {
      ?claim <x:in> ?section .
      OPTIONAL { ?claim <x:start> ?start . }
      ?section <x:heading> ?heading .
    }"""
    assert patterns_behind_optionals(query) == {"section", "heading"}
