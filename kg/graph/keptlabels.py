"""Labels of records that are made again and again: only those of what has changed are made anew.

For each label it is noted of which records it was made: of a citation also its section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph.heard import Equal, Heard, Node, Said
from kg.graph.iris import Iris
from kg.graph.recordlabels import RecordLabels

K = TypeVar("K")


def listen(part: Sequence[Quad]) -> Heard:
    """Return what a part of the files, all in one graph, says that labels are made of."""
    heard = Heard()
    if part:
        heard.hear(part, part[0].graph_name)  # type: ignore[arg-type]
    return heard


@dataclass(slots=True)
class KeptLabels:
    """The labels of last time, each with the records that it was made of."""

    _iris: Iris | None = None
    _heard: Heard = field(default_factory=Heard)
    _equals: Mapping[Equal, list[NamedNode]] = field(default_factory=dict)
    _made: dict[NamedNode, tuple[Quad | None, set[Node]]] = field(default_factory=dict)

    def quads(self, iris: Iris, parts: Iterable[Heard]) -> list[Quad]:
        """Return the labels that `RecordLabels` makes of what was heard in several parts."""
        heard = _join(parts)
        labels = _Noting(iris, heard)
        before = self._made if iris is self._iris else {}
        changed = self._find_changed(heard, labels.equals)
        self._iris, self._heard, self._equals, self._made = iris, heard, labels.equals, {}
        for node in heard.graphs:
            made = before.get(node)
            if made is None or not changed.isdisjoint(made[1]):
                made = labels.note(node)
            self._made[node] = made
        return [quad for quad, _ in self._made.values() if quad is not None]

    def _find_changed(self, heard: Heard, equals: Mapping[Equal, list[NamedNode]]) -> set[Node]:
        """Return the records of which something else is known than last time."""
        before = self._heard
        changed = {
            *_differing(before.said, heard.said),
            *_differing(before.graphs, heard.graphs),
            *_differing(before.wholes, heard.wholes),
            *_differing(before.firsts, heard.firsts),
        }
        for key in _differing(self._equals, equals):
            changed.update(equals.get(key, ()))
        return changed


class _Noting(RecordLabels):
    """Makes labels, and notes what each is made of."""

    def __init__(self, iris: Iris, heard: Heard) -> None:
        super().__init__(iris, heard)
        self._read: list[set[Node]] = []  # by the label that is being made, and by those within it
        self._of: dict[NamedNode, set[Node]] = {}

    def note(self, node: NamedNode) -> tuple[Quad | None, set[Node]]:
        """Return the label of a record, and the records that it was made of."""
        self._read.append({node})
        quads = parse(self.line_of(node), format=RdfFormat.N_QUADS, lenient=True)
        return next(iter(quads), None), self._read.pop()

    def said_of(self, node: NamedNode) -> Said:
        self._read[-1].add(node)
        return super().said_of(node)

    def whole(self, node: NamedNode) -> NamedNode | None:
        self._read[-1].add(node)
        return super().whole(node)

    def first_cell(self, row: NamedNode) -> str:
        self._read[-1].add(row)
        return super().first_cell(row)

    def label_of(self, node: NamedNode) -> Literal | None:
        if node not in self._of:
            self._read.append({node})
            super().label_of(node)
            self._of[node] = self._read.pop()
        self._read[-1] |= self._of[node]
        return super().label_of(node)


def _join(parts: Iterable[Heard]) -> Heard:
    """Return what was heard in parts, as if it had been in one."""
    whole = Heard()
    for part in parts:
        twice = whole.said.keys() & part.said.keys()
        both = {node: _join_said(whole.said[node], part.said[node]) for node in twice}
        whole.said |= part.said
        whole.said |= both
        whole.wholes |= part.wholes
        _keep_first(whole.graphs, part.graphs)
        _keep_first(whole.firsts, part.firsts)
    return whole


def _join_said(one: Said, other: Said) -> dict[NamedNode, list[Node]]:
    names = dict.fromkeys((*one, *other))
    return {name: [*one.get(name, ()), *other.get(name, ())] for name in names}


def _keep_first(whole: dict[K, NamedNode], part: Mapping[K, NamedNode]) -> None:
    known = {key: whole[key] for key in whole.keys() & part.keys()}
    whole |= part
    whole |= known


def _differing(before: Mapping[K, object], now: Mapping[K, object]) -> Iterator[K]:
    """Yield by what one finds something else now than before."""
    yield from before.keys() - now.keys()
    for key, value in now.items():
        other = before.get(key)
        if other is not value and other != value:
            yield key
