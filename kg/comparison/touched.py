"""What a difference touches: tips with other evidence, cells of tables, pages, counts.

All of it is found by comparing the two graphs, what the rules infer included: nobody needs to know
how a change of one record gets to another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from pyoxigraph import Store

from kg.comparison.changes import Changes
from kg.comparison.values import Ref
from kg.errors import shorten_text
from kg.graph.iris import Iris
from kg.graph.queries import Row, select_rows
from kg.outputs.addresses import Addresses, read_addresses
from kg.outputs.tables import load_all_tables
from kg.outputs.tables.rows import Cells, match_rows
from kg.outputs.tables.table import Table

_PREFIX = "PREFIX tt: <https://w3id.org/tiptrace/ontology#>\n"
_TIPS = f"""{_PREFIX}SELECT ?tip ?title WHERE {{ ?tip a tt:Tip ; tt:shortTitle ?title }}"""
_LINE = "line"
# What a tip rests on: the sources listed for it, what is reported on it, and each claim on it with
# the stance of what it has.
_EVIDENCE = f"""{_PREFIX}SELECT ?tip ?how ?claim ?thing ?stance WHERE {{
  ?tip a tt:Tip .
  {{ ?tip tt:isSupportedBy ?thing . BIND("listed" AS ?how) }}
  UNION {{ ?tip tt:hasReportFrom ?thing . BIND("reported" AS ?how) }}
  UNION {{ ?thing tt:bearsOn ?tip . BIND("claim" AS ?how) }}
  UNION {{
    ?claim tt:bearsOn ?tip . ?line tt:forClaim ?claim ; tt:stance ?stance .
    ?line tt:fromSource|tt:fromStudy ?thing . BIND("{_LINE}" AS ?how)
  }}
}}"""
_CLASSES = f"""{_PREFIX}SELECT ?class (COUNT(DISTINCT ?source) AS ?count) WHERE {{
  ?source a tt:ListedSource ; tt:evidenceClass ?class
}} GROUP BY ?class"""


# How a tip rests on a thing, in which claim, which thing, and its stance there.
_Line: TypeAlias = "tuple[str, str, str, str]"


@dataclass(frozen=True, slots=True)
class State:
    """A graph with all that is inferred, and the base of its IRIs.

    `counts` are how many records it has of each kind, `labels` what they are called, by path.
    """

    store: Store
    base: str
    counts: Mapping[str, int]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Support:
    """A source, a study or a claim that a tip rests on; its stance, where that is what changed."""

    thing: Ref
    stance: str = ""

    def __str__(self) -> str:
        return f"{self.thing} ({self.stance})" if self.stance else f"{self.thing}"


@dataclass(frozen=True, slots=True)
class TouchedTip:
    """A tip whose evidence changed: what it rests on now and did not before, and the other way."""

    path: str
    title: str
    come: tuple[Support, ...]
    gone: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class TouchedCell:
    """A cell of a regenerated table; `row` are the other cells of its row.

    A row that came has no old text, one that went no new one, and neither has a column.
    """

    table: str
    row: str
    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    """What follows from a difference. `counts` are the old and the new number of each kind."""

    tips: tuple[TouchedTip, ...] = ()
    cells: tuple[TouchedCell, ...] = ()
    pages: tuple[str, ...] = ()
    counts: Mapping[str, tuple[int, int]] | None = None

    @property
    def tables(self) -> list[str]:
        """Return the tables that have other cells, each once."""
        return sorted({cell.table for cell in self.cells})


def find_touched(changes: Changes, old: State, new: State) -> Touched:
    """Compare two graphs; a record that was only renamed is the same in both."""
    tips = tuple(_touched_tips(changes, old, new))
    return Touched(
        tips=tips,
        cells=tuple(_touched_cells(changes, old, new)),
        pages=tuple(sorted(_touched_pages(changes, tips, old, new))),
        counts=_changed_counts(changes, old, new),
    )


def _touched_tips(changes: Changes, old: State, new: State) -> Iterator[TouchedTip]:
    before = _evidence_of(old, changes.renamed)
    after = _evidence_of(new, {})
    titles = {_path_of(row["tip"], new, {}): row["title"] for row in select_rows(new.store, _TIPS)}
    labels = {**old.labels, **new.labels}
    # A tip that came or went is a record that did; here are those that stayed.
    stayed = [changes.renamed.get(path, path) for path in _tips_of(old)]
    for path in sorted({*stayed} & titles.keys(), key=lambda one: (len(one), one)):
        gone, come = before[path] - after[path], after[path] - before[path]
        if gone or come:
            supports = _told(come, before[path], labels), _told(gone, after[path], labels)
            if any(supports):
                yield TouchedTip(path, titles[path], *supports)


def _tips_of(state: State) -> list[str]:
    return [_path_of(row["tip"], state, {}) for row in select_rows(state.store, _TIPS)]


def _evidence_of(state: State, renamed: Mapping[str, str]) -> dict[str, set[_Line]]:
    found: dict[str, set[_Line]] = defaultdict(set)
    for row in select_rows(state.store, _EVIDENCE):
        tip, thing = (_path_of(row[name], state, renamed) for name in ("tip", "thing"))
        claim = _path_of(row["claim"], state, renamed) if "claim" in row else ""
        found[tip].add((row["how"], claim, thing, _last_word(row)))
    return found


def _last_word(row: Row) -> str:
    return row.get("stance", "").rpartition("#")[2].rpartition("/")[2]


def _path_of(iri: str, state: State, renamed: Mapping[str, str]) -> str:
    path = Iris(state.base).path_of(iri) or iri
    return renamed.get(path, path)


def _told(here: set[_Line], there: set[_Line], labels: Mapping[str, str]) -> tuple[Support, ...]:
    """Return each thing once, with its stance where the other state has it with another one.

    `here` are the lines of one state that the other has not, `there` all of the other. A claim that
    came or went is told itself: what it has in common with other claims stays as it was.
    """
    places = {(claim, thing) for how, claim, thing, _ in there if how == _LINE}
    stances = {(thing, stance) for how, _, thing, stance in there if how == _LINE}
    known = {thing for thing, _ in stances}
    told: set[tuple[str, str]] = set()
    for how, claim, thing, stance in here:
        if how != _LINE or thing not in known:
            told.add((thing, ""))
        elif (claim, thing) in places or (thing, stance) not in stances:
            told.add((thing, stance))
    return tuple(Support(Ref(path, labels.get(path, "")), stance) for path, stance in sorted(told))


def _touched_cells(changes: Changes, old: State, new: State) -> Iterator[TouchedCell]:
    after = {table.name: table for table in load_all_tables(new.store)}
    before: dict[str, Table] = {}
    for table in load_all_tables(old.store):
        path = f"tables/{table.name}"
        before[changes.renamed.get(path, path).removeprefix("tables/")] = table
    for name in sorted(before.keys() | after.keys()):
        one, two = before.get(name), after.get(name)
        if one is None or two is None:
            present = one or two
            assert present is not None
            empty = replace(present, rows=())
            yield from _cells_of(one or empty, two or empty)
        else:
            yield from _cells_of(one, two)


def _cells_of(old: Table, new: Table) -> Iterator[TouchedCell]:
    if old.rows and new.rows:
        for before, after, place in _changed_pairs(old.heads, new.heads):
            yield TouchedCell(new.name, "the heading", str(place + 1), before, after)
    for was, now in match_rows(old.rows, new.rows):
        yield from _cells_between(
            None if was is None else old.rows[was], None if now is None else new.rows[now], new
        )


def _changed_pairs(old: Cells, new: Cells) -> Iterator[tuple[str, str, int]]:
    for place, (one, two) in enumerate(zip(old, new, strict=False)):
        if one != two:
            yield one, two, place


def _cells_between(old: Cells | None, new: Cells | None, table: Table) -> Iterator[TouchedCell]:
    """Yield the cells in which a row differs, or the row whole where it came or went."""
    if old is None or new is None:
        was, now = (None if cells is None else _shown(cells) for cells in (old, new))
        yield TouchedCell(table.name, was or now or "", "", was, now)
        return
    for one, two, place in _changed_pairs(old, new):
        others = new[:place] + new[place + 1 :]
        yield TouchedCell(table.name, _shown(others), table.heads[place], one, two)


def _shown(cells: tuple[str, ...]) -> str:
    return shorten_text(" | ".join(cell for cell in cells if cell))


def _touched_pages(
    changes: Changes, tips: Iterable[TouchedTip], old: State, new: State
) -> set[str]:
    """Return the pages of the records that differ, of the new site, or else of the old.

    A tip that rests on something else shows that, though its own record is as it was.
    """
    before, after = (read_addresses(state.store, state.base) for state in (old, new))
    pages: set[str] = set()
    for change in changes.records:
        addresses = before if change.how == "removed" else after
        pages |= _page_of(change.path, addresses)
    return pages.union(*(_page_of(tip.path, after) for tip in tips))


def _page_of(path: str, addresses: Addresses) -> set[str]:
    address = addresses.address_of_record(path)
    return set() if address is None else {address.partition("#")[0]}


def _changed_counts(changes: Changes, old: State, new: State) -> dict[str, tuple[int, int]]:
    before = Counter(old.counts) + _classes_of(old, changes.renamed)
    after = Counter(new.counts) + _classes_of(new, {})
    return {
        name: (before[name], after[name])
        for name in sorted({*before, *after})
        if before[name] != after[name]
    }


def _classes_of(state: State, renamed: Mapping[str, str]) -> Counter[str]:
    rows = select_rows(state.store, _CLASSES)
    return Counter(
        {f"sources of {_path_of(row['class'], state, renamed)}": int(row["count"]) for row in rows}
    )
