"""A dataset that is made again and again: what a change does not touch is not worked out anew.

What is kept are the quads of parts that are the same, which stay in the store (`layers.py`), and
the answers of queries that read nothing of what has changed (`footprints.py`). A store that was
brought up to date holds its quads in another order than one that was filled afresh; nothing that is
made of a dataset may depend on it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from pyoxigraph import NamedNode, Quad, Store

from kg.graph.footprints import Footprint, footprint_of, signs_of
from kg.graph.layers import Layer, Layers
from kg.graph.queries import Query, Row, Solutions, construct_triples, select_rows, solve
from kg.graph.shapes import Kinds, Shapes
from kg.graph.store import in_order, quads_in
from kg.graph.violations import Violation, find_violations, kinds_of_records, reach_of
from kg.graph.vocab import RDF, RDFS


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of the parts, and by which signs queries find it."""

    layer: Layer = ()
    signs: frozenset[str] = frozenset()


@dataclass(slots=True)
class KeptDataset:
    """What is known of a dataset as it was last time."""

    _layers: Layers = field(default_factory=Layers)
    _changed: set[Quad] = field(default_factory=set)
    _footprints: dict[str, Footprint] = field(default_factory=dict)
    _inferred: dict[str, _Made] = field(default_factory=dict)
    _added: dict[str, _Made] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _stale: set[str] = field(default_factory=set)
    _solutions: dict[str, Solutions] = field(default_factory=dict)
    _store: Store | None = None
    _shown: Store | None = None
    _lock: Lock = field(default_factory=Lock)
    _kinds: Kinds = field(default_factory=dict)
    _violations: list[Violation] = field(default_factory=list)

    def load(self, parts: Iterable[Layer]) -> Store:
        """Return the parts as a dataset in memory. Those that are the same objects are the same.

        What is shown stays as it is; the store that was shown before it does not.
        """
        with self._lock:
            self._store = None
        layers = self._layers
        if layers.store is self._shown:
            layers.turn()
        now: dict[Hashable, Layer] = {id(part): part for part in parts}
        # What comes first, so that what merely moves from one part to another stays.
        come = [layers.put(name, part) for name, part in now.items()]
        gone = layers.keep_only({*now, *self._inferred, *self._added})
        self._changed = gone.union(*come)
        with self._lock:
            self._touch(self._changed)
            self._store = layers.store
        return layers.store

    def show(self) -> None:
        """Keep the store as it is from now on, until another one is shown."""
        self._shown = self._layers.store

    def add(self, name: str, layer: Layer) -> None:
        """Add to the dataset what no rule and no check may see; each time all of it is given."""
        before = self._added.get(name, _Made())
        self._layers.put(name, layer)
        if layer is not before.layer:
            self._added[name] = _Made(layer, frozenset(signs_of(layer)))
            with self._lock:
                self._touch({*layer} ^ {*before.layer})

    @property
    def has_changed(self) -> bool:
        """Say whether the last load brought anything new."""
        return bool(self._changed)

    def infer(self, rules: Mapping[str, Query], graph: NamedNode) -> dict[str, int]:
        """Have the rules say what they infer, as `kg.graph.store.infer` does."""
        counts: dict[str, int] = {}
        waiting = in_order(rules)
        while waiting:
            rule = waiting[0]
            if rule.text not in self._inferred or rule.text in self._stale:
                self._hide(self._footprint(rule.text), (later.text for later in waiting))
                self._construct(rule, graph)
            layer = self._inferred[rule.text].layer
            self._layers.put(rule.text, layer)
            counts[rule.name] = len(layer)
            del waiting[0]
        return counts

    def _construct(self, rule: Query, graph: NamedNode) -> None:
        before = self._inferred.get(rule.text, _Made())
        layer = quads_in(graph, construct_triples(self._layers.store, rule))
        self._inferred[rule.text] = _Made(layer, frozenset(signs_of(layer)))
        with self._lock:
            self._touch({*layer} ^ {*before.layer})
        self._stale.discard(rule.text)

    def _hide(self, footprint: Footprint, rules: Iterable[str] = ()) -> None:
        """Take away until its turn comes what somebody would read who must not see it yet.

        That is what these rules made last time, and what is added in the end.
        """
        made = {text: self._inferred[text] for text in rules if text in self._inferred}
        for name, one in {**made, **self._added}.items():
            if footprint.is_touched(one.signs):
                self._layers.put(name, ())

    def select(self, store: Store, query: Query) -> list[Row]:
        """Return the rows of a check, as `select_rows` does."""
        text = query.text
        if text not in self._rows:
            self._hide(self._footprint(text))
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
        anew = not self._kinds or any(quad.predicate in kinds for quad in self._changed)
        self._hide(reach_of(asked, kinds=anew), self._inferred)
        if anew:
            self._kinds = kinds_of_records(store)
            self._violations = list(find_violations(store, asked, self._kinds))
        else:
            # Of a record are judged what it says, and what others say of it.
            touched = {term for quad in self._changed for term in (quad.subject, quad.object)}
            rest = [one for one in self._violations if one.record not in touched]
            self._violations = [*rest, *find_violations(store, asked, self._kinds, touched)]
        return self._violations

    def _touch(self, changed: Iterable[Quad]) -> None:
        """Forget the answers that may be others now; of a rule it is noted, for the difference."""
        signs = signs_of(changed)
        for text in {*self._inferred, *self._rows, *self._solutions} if signs else ():
            if self._footprint(text).is_touched(signs):
                self._stale.add(text)
                self._rows.pop(text, None)
                self._solutions.pop(text, None)

    def _footprint(self, text: str) -> Footprint:
        if text not in self._footprints:
            self._footprints[text] = footprint_of(text)
        return self._footprints[text]
