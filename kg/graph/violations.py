"""The records of a dataset that violate what shapes ask of their classes.

A record is fetched from the store once and held against all that is asked of its classes, so time
grows with the records and memory hardly at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, NamedNode, Store

from kg.graph.footprints import Footprint
from kg.graph.shapes import Kinds, PropertyShape, Shapes, Term
from kg.graph.vocab import RDF, RDFS

Node: TypeAlias = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Violation:
    """A record, and the shape that it violates."""

    record: Node
    shape: PropertyShape


def find_violations(
    store: Store,
    asked: Shapes,
    kinds: Kinds | None = None,
    among: Iterable[Term] | None = None,
) -> Iterator[Violation]:
    """Yield each shape that a record violates, over the union of the graphs.

    `kinds` are the classes of all records, where somebody knows them already. Of the records those
    `among` some are held against the shapes, or all.
    """
    kinds = kinds_of_records(store) if kinds is None else kinds
    # Once for all records of the same classes, which are many.
    asked_of = {classes: _shapes_for(classes, asked) for classes in {*kinds.values()}}
    paths = {path for shapes in asked.values() for one in shapes for path in one.paths}
    for record in kinds if among is None else kinds.keys() & among:
        shapes = asked_of[kinds[record]]
        if not shapes or not isinstance(record, NamedNode | BlankNode):
            continue
        values: dict[NamedNode, set[Term]] = {}
        for quad in store.quads_for_pattern(record, None, None):
            predicate = quad.predicate  # the engine makes a value each time one asks
            if predicate in paths:
                values.setdefault(predicate, set()).add(quad.object)
        for shape in shapes:
            found: Iterable[Term] = values.get(shape.paths[0], ())
            if shape.inverse:
                found = {q.subject for q in store.quads_for_pattern(None, shape.paths[0], record)}
            elif len(shape.paths) > 1:
                found = {value for path in shape.paths for value in values.get(path, ())}
            if not shape.accepts(found, kinds):
                yield Violation(record, shape)


def reach_of(asked: Shapes, *, kinds: bool) -> Footprint:
    """Return what is read when records are held against shapes: with `kinds`, their types, too."""
    names = {path.value for shapes in asked.values() for one in shapes for path in one.paths}
    if kinds:
        names |= {RDF.type.value, RDFS.subClassOf.value}
    return Footprint(frozenset(names), all_predicates=False, all_classes=kinds)


def _shapes_for(
    classes: Iterable[Term], asked: Mapping[Term, list[PropertyShape]]
) -> list[PropertyShape]:
    # By node: a shape may be asked of two classes of one record.
    return [*{shape.node: shape for kind in classes for shape in asked.get(kind, ())}.values()]


def kinds_of_records(store: Store) -> dict[Term, frozenset[Term]]:
    """Return the classes of each record, with the classes above them."""
    above: dict[Term, set[Term]] = {}
    for quad in store.quads_for_pattern(None, RDFS.subClassOf, None):
        above.setdefault(quad.subject, set()).add(quad.object)
    named: dict[Term, set[Term]] = {}
    for quad in store.quads_for_pattern(None, RDF.type, None):
        named.setdefault(quad.subject, set()).add(quad.object)
    # Few sets of classes and very many records: equal ones are kept once.
    closed: dict[frozenset[Term], frozenset[Term]] = {}
    kinds: dict[Term, frozenset[Term]] = {}
    for record, classes in named.items():
        key = frozenset(classes)
        if key not in closed:
            closed[key] = _close(key, above)
        kinds[record] = closed[key]
    return kinds


def _close(classes: frozenset[Term], above: Mapping[Term, set[Term]]) -> frozenset[Term]:
    found, waiting = set(classes), list(classes)
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)
