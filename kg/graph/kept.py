"""A dataset that is made again and again: what a change does not touch is not worked out anew.

Each time the store is filled afresh, in the order of a first time, so that it answers as any other
does. What is kept are the quads of parts that are the same, and the answers of queries that read
nothing of what has changed (`footprints.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from threading import Lock

from pyoxigraph import Quad, Store, Triple

from kg.graph.footprints import Footprint, footprint_of, signs_of
from kg.graph.queries import Query, Row, Solutions, construct_triples, select_rows, solve
from kg.graph.shapes import Kinds, Shapes, Violation, find_violations, kinds_of_records
from kg.graph.store import load_dataset
from kg.graph.vocab import RDF, RDFS

Part = Sequence[Quad]


@dataclass(slots=True)
class KeptDataset:
    """What is known of a dataset as it was last time."""

    _parts: dict[int, Part] = field(default_factory=dict)
    _changed: set[Quad] = field(default_factory=set)
    _footprints: dict[str, Footprint] = field(default_factory=dict)
    _triples: dict[str, list[Triple]] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _stale: set[str] = field(default_factory=set)
    _solutions: dict[str, Solutions] = field(default_factory=dict)
    _added: set[Quad] = field(default_factory=set)
    _store: Store | None = None
    _lock: Lock = field(default_factory=Lock)
    _kinds: Kinds = field(default_factory=dict)
    _violations: list[Violation] = field(default_factory=list)

    def load(self, parts: Iterable[Part]) -> Store:
        """Return the parts as a dataset in memory. Those that are the same objects are the same."""
        now = {id(part): part for part in parts}
        gone = (part for key, part in self._parts.items() if key not in now)
        come = (part for key, part in now.items() if key not in self._parts)
        self._changed = {*chain(*gone)} ^ {*chain(*come)}
        self._parts = now
        with self._lock:
            self._store = None
            self._touch(self._changed)
        store = load_dataset(chain(*now.values()))
        self._store = store
        return store

    def add(self, store: Store, quads: Iterable[Quad]) -> None:
        """Add to a dataset what no rule may see; each time all of it is given."""
        added = [*quads]
        with self._lock:
            self._touch({*added} ^ self._added)
        self._added = {*added}
        store.bulk_extend(added)

    @property
    def has_changed(self) -> bool:
        """Say whether the last load brought anything new."""
        return bool(self._changed)

    def construct(self, store: Store, query: Query) -> list[Triple]:
        """Return what a rule makes, as `construct_triples` does."""
        text = query.text
        if text not in self._triples or text in self._stale:
            made = construct_triples(store, query)
            differ = {*made} ^ {*self._triples.get(text, ())}
            self._touch(differ)
            self._triples[text] = made
            self._stale.discard(text)
        return self._triples[text]

    def select(self, store: Store, query: Query) -> list[Row]:
        """Return the rows of a check, as `select_rows` does."""
        text = query.text
        if text not in self._rows:
            self._rows[text] = select_rows(store, query)
        return self._rows[text]

    def solve(self, store: Store, query: Query) -> Solutions:
        """Return the answer of a page's query, as `solve` does; any thread may ask.

        Of a dataset that is not the last one nothing is known, and nothing is learnt.
        """
        text = query.text
        with self._lock:
            if store is self._store and text in self._solutions:
                return self._solutions[text]
        found = solve(store, query)
        with self._lock:
            if store is self._store:
                self._solutions[text] = found
        return found

    def find_violations(self, store: Store, asked: Shapes) -> list[Violation]:
        """Return which records violate which shapes, as `find_violations` does."""
        kinds = {RDF.type, RDFS.subClassOf}
        if not self._kinds or any(quad.predicate in kinds for quad in self._changed):
            self._kinds = kinds_of_records(store)
            self._violations = list(find_violations(store, asked, self._kinds))
        else:
            # Of a record are judged what it says, and what others say of it.
            touched = {term for quad in self._changed for term in (quad.subject, quad.object)}
            rest = [one for one in self._violations if one.record not in touched]
            self._violations = [*rest, *find_violations(store, asked, self._kinds, touched)]
        return self._violations

    def _touch(self, changed: Iterable[Quad | Triple]) -> None:
        """Forget the answers that may be others now; of a rule it is noted, for the difference."""
        signs = signs_of(changed)
        for text in {*self._triples, *self._rows, *self._solutions} if signs else ():
            if self._footprint(text).is_touched(signs):
                self._stale.add(text)
                self._rows.pop(text, None)
                self._solutions.pop(text, None)

    def _footprint(self, text: str) -> Footprint:
        if text not in self._footprints:
            self._footprints[text] = footprint_of(text)
        return self._footprints[text]
