"""A table of data that are put together of slices → tables of each slice, added up.

A slice is the graphs of one review, all else is the rest.  Each quad stands in one graph, so a
solution of some patterns takes each of its quads from one slice, or from the rest.

* Those that take one from the rest at least are counted for themselves: for each choice of patterns
  that the rest has something for, with these asked of the rest and the others of the slices.
* Those that take all from slices take them from one, where the patterns hang together by variables
  whose terms, at both of the places that they join, lie below the base of the slice that has them:
  no base lies in another, so two slices have no such term together.  Whether they do is asked of
  each slice; so the numbers of the slices can be added up.  There are none of these solutions
  where no slice has anything for one of the patterns.

Numbers of different terms can be added up over slices where the terms lie below the bases, too;
they are never added to those of solutions that the rest takes part in.  Else the terms themselves
are counted, with what groups them, where a table has room for them, and then told apart.

Where all that does not hold, the whole is counted at once.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import cast

import msgspec
import pyoxigraph as ox

from kg.service.counts.files import CountFiles, Piece, Place
from kg.service.counts.patterns import Pattern, TableName
from kg.service.counts.tables import (
    Groups,
    Term,
    TooLargeError,
    check_size,
    read_groups,
    write_table_query,
)

# What the rest takes part in is counted once for each choice of its patterns.
MOST_IN_REST = 4
# In place of a variable: that there is nothing for a pattern, so that anything holds of its terms.
NOTHING = ""


class Slice(msgspec.Struct, array_like=True, frozen=True):
    """A part of some data that changes by itself."""

    base: str
    """All that is its own has an IRI below this one."""
    graphs: list[str]
    folder: str
    """Where its tables are kept, whatever it is put together with."""


class Slices:
    """The slices of a store, of which all graphs that are in none are the rest."""

    def __init__(self, store: ox.Store, slices: Sequence[Slice], graphs: Iterable[str]) -> None:
        """Take the store, its slices, and the names of all its graphs."""
        self._store = store
        self._slices = slices
        self._own = {graph for one in slices for graph in one.graphs}
        self._rest = sorted(set(graphs) - self._own)

    @cached_property
    def _fit(self) -> bool:
        """Whether all is in a slice or the rest, and no slice in another; asked when it matters."""
        apart = _are_apart([one.base for one in self._slices])
        return apart and not _has_more(self._store, self._rest, self._own)

    def count(self, name: TableName) -> Groups | None:
        """Count by slices; return None where what they have cannot be added up.

        Raises TooLargeError, and what the engine raises.
        """
        if not self._fit:
            return None
        groups = self._add(name)
        if groups is not None or not name.distinct:
            return groups
        wide = TableName(name.patterns, (*name.columns, *name.distinct), ())
        with suppress(TooLargeError):
            groups = self._add(wide)
        return tell_apart(groups, len(name.columns)) if groups is not None else None

    def _add(self, name: TableName) -> Groups | None:
        places = [*_list_places(name)]
        pieces = [self._count_slice(name, one, places) for one in self._slices]
        own = pieces[0].own.intersection(*(piece.own for piece in pieces))
        if not (any(place.variable == NOTHING for place in own) or can_be_added(name, own)):
            return None
        mixed = self._count_rest(name)
        if mixed is None:
            return None
        pure = add_up(piece.groups for piece in pieces)
        if name.distinct and len([one for one in (pure, *mixed) if one]) > 1:
            return None
        groups = add_up([pure, *mixed])
        check_size(groups)
        return groups

    def _count_slice(self, name: TableName, one: Slice, places: Sequence[Place]) -> Piece:
        """Count a slice by itself, or read what was counted."""
        files = CountFiles(Path(one.folder))
        piece = files.read(name)
        if piece is None:
            groups = read_groups(name, self._select(write_table_query(name), one.graphs))
            own = frozenset(place for place in places if self._holds(name, place, one))
            piece = Piece(groups, own)
            files.write(name, *piece)
        return piece

    def _holds(self, name: TableName, place: Place, one: Slice) -> bool:
        """Tell whether all terms of a variable in a pattern lie below the base of a slice.

        Of no variable: whether the slice has nothing for the pattern.
        """
        variable, base = place.variable, ox.Literal(one.base)
        pattern = " ".join(name.patterns[place.pattern])
        if variable == NOTHING:
            return not self._ask(f"ASK {{ {pattern} }}", one.graphs)
        # Of what is no IRI there is no STR for sure, and an error would let it pass.
        stranger = f"!ISIRI({variable}) || !STRSTARTS(STR({variable}), {base})"
        return not self._ask(f"ASK {{ {pattern} FILTER({stranger}) }}", one.graphs)

    def _count_rest(self, name: TableName) -> list[Groups] | None:
        """Count the solutions that take something from the rest; None where that is too much.

        Each choice of patterns that are found there has groups of its own.
        """
        matched = [
            place
            for place, pattern in enumerate(name.patterns)
            if self._ask(f"ASK {{ {' '.join(pattern)} }}", self._rest)
        ]
        if len(matched) > MOST_IN_REST:
            return None
        choices = itertools.chain.from_iterable(
            itertools.combinations(matched, size) for size in range(1, len(matched) + 1)
        )
        return [
            read_groups(name, self._select(self._write_mixed(name, set(choice)), self._rest))
            for choice in choices
        ]

    def _write_mixed(self, name: TableName, chosen: set[int]) -> str:
        """Write the query of a table with some patterns in the rest, and the others in slices."""
        body = [
            " ".join(pattern) if place in chosen else f"GRAPH ?own{place} {{ {' '.join(pattern)} }}"
            for place, pattern in enumerate(name.patterns)
        ]
        rest = ", ".join(f"<{graph}>" for graph in self._rest)
        others = [place for place in range(len(name.patterns)) if place not in chosen]
        filters = [f"FILTER(?own{place} NOT IN ({rest}))" for place in others]
        return write_table_query(name, " . ".join(body) + " " + " ".join(filters))

    def _select(self, query: str, graphs: Sequence[str]) -> ox.QuerySolutions:
        return cast("ox.QuerySolutions", self._query(query, graphs))

    def _ask(self, query: str, graphs: Sequence[str]) -> bool:
        return bool(self._query(query, graphs))

    def _query(self, query: str, graphs: Sequence[str]) -> object:
        return self._store.query(query, default_graph=[ox.NamedNode(graph) for graph in graphs])


def can_be_added(name: TableName, own: Collection[Place]) -> bool:
    """Tell whether numbers of slices can be added up, by where variables have own terms only."""
    counted = {place.variable for place in own}.issuperset(name.distinct)
    return counted and hangs_together(name.patterns, own)


def hangs_together(patterns: Sequence[Pattern], own: Iterable[Place]) -> bool:
    """Tell whether patterns are all joined by variables at places where they are a slice's own."""
    known = set(own)
    reached, waiting = {0}, [0]
    while waiting:
        variables = {place.variable for place in known if place.pattern == waiting[-1]}
        waiting.pop()
        found = {place.pattern for place in known if place.variable in variables} - reached
        reached |= found
        waiting += found
    return len(reached) == len(patterns)


def add_up(many: Iterable[Groups]) -> Groups:
    """Add the numbers of groups of the same terms."""
    groups: Groups = {}
    for one in many:
        for group, numbers in one.items():
            known = groups.get(group)
            groups[group] = tuple(map(sum, zip(known, numbers, strict=True))) if known else numbers
    return groups


def tell_apart(groups: Groups, width: int) -> Groups:
    """Count, in groups of the first terms of rows, sizes and the different ones of other terms."""
    told: defaultdict[tuple[Term, ...], list[tuple[tuple[Term, ...], int]]] = defaultdict(list)
    for group, (size,) in groups.items():
        told[group[:width]].append((group[width:], size))
    return {
        key: (
            sum(size for _, size in rows),
            *(len(set(terms)) for terms in zip(*(others for others, _ in rows), strict=True)),
        )
        for key, rows in told.items()
    }


def _list_places(name: TableName) -> Iterator[Place]:
    """Yield the places of variables that join patterns, or are counted by their terms.

    And of no variable for each pattern.
    """
    for number, (subject, _, thing) in enumerate(name.patterns):
        yield Place(number, NOTHING)
        for term in dict.fromkeys((subject, thing)):
            joins = sum(term in pattern for pattern in name.patterns) > 1
            if term.startswith("?") and (joins or term in name.distinct):
                yield Place(number, term)


def _are_apart(bases: Sequence[str]) -> bool:
    """Tell whether no base lies in another."""
    ordered = sorted(bases)
    return not any(after.startswith(one) for one, after in itertools.pairwise(ordered))


def _has_more(store: ox.Store, rest: Iterable[str], own: set[str]) -> bool:
    """Tell whether a store has anything in a graph that is not named."""
    named = {str(ox.NamedNode(graph)) for graph in own.union(rest)}
    others = any(str(graph) not in named for graph in store.named_graphs())
    default = next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None)
    return others or default is not None
