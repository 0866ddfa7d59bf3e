"""What is said of the records of a review → a label for each that has none of its own.

Whoever meets a record by its IRI alone, in another tool or in the answer to a query, must be told
what it is: *A12, cited in Working together (3 of 7)*. Labels are made of the record's own words;
what is said beside them is in the language of the review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.iris import Iris
from kg.graph.recordwords import COMPOSED, HEARD, NAMES, WHOLES
from kg.graph.vocab import OA, RDF, RDFS, SKOS, TT

_OWN = frozenset({RDFS.label, SKOS.prefLabel})
# A passage is named by what it is of.
_UNNAMED = frozenset({OA.TextPositionSelector, OA.SpecificResource})

Node: TypeAlias = "NamedNode | Literal"


class RecordLabels:
    """Looks on while records are described, and then yields a label for each that lacks one."""

    def __init__(self, iris: Iris) -> None:
        """Label records in the language of these IRIs."""
        self._iris, self._voice = iris, iris.voice
        self._said: dict[NamedNode, dict[NamedNode, list[Node]]] = defaultdict(dict)
        self._graphs: dict[NamedNode, NamedNode] = {}
        self._whole: dict[Node, NamedNode] = {}
        self._first: dict[Node, NamedNode] = {}  # the first cell of each row
        self._equals: dict[tuple[str, Node | None], list[NamedNode]] = defaultdict(list)
        self._made: dict[NamedNode, Literal | None] = {}

    def watch(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield the quads as they come, and note what labels are made of."""
        for quad in quads:
            yield quad
            if quad.predicate not in HEARD:
                continue
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            self._said[subject].setdefault(quad.predicate, []).append(value)
            if quad.predicate == RDF.type and isinstance(quad.graph_name, NamedNode):
                self._graphs.setdefault(subject, quad.graph_name)
            elif quad.predicate in WHOLES:
                self._whole[value] = subject
            elif quad.predicate == TT.inRow:
                self._first.setdefault(value, subject)

    def quads(self) -> Iterator[Quad]:
        """Yield the labels, each in the graph that says what the record is."""
        for node in self._graphs:
            if TT.Mention in self._kinds(node):
                printed = self.text(node, TT.printedCode)
                self._equals[printed, self.link(node, TT.inSection)].append(node)
        for node, graph in self._graphs.items():
            if not self._is_labelled(node):
                label = self._label_of(node)
                if label is not None:
                    yield Quad(node, RDFS.label, label, graph)

    def name(self, node: NamedNode | None) -> str:
        """Return the label of a record, its own or that which is made; "" where it has none."""
        if node is None:
            return ""
        own = self.text(node, SKOS.prefLabel, RDFS.label)
        label = None if own else self._label_of(node)
        return own or ("" if label is None else label.value)

    def short(self, node: NamedNode | None) -> str:
        """Return by what words a record stands for itself where space is short."""
        return (self.text(node, TT.shortLabel) if node is not None else "") or self.name(node)

    def text(self, node: NamedNode, *predicates: NamedNode) -> str:
        """Return the first text that a record says by one of some properties, or ""."""
        said = self._said.get(node, {})
        found = (term.value for predicate in predicates for term in said.get(predicate, ()))
        return next(found, "")

    def link(self, node: NamedNode, *predicates: NamedNode) -> NamedNode | None:
        """Return the first record that one points at by one of some properties."""
        said = self._said.get(node, {})
        terms = (term for predicate in predicates for term in said.get(predicate, ()))
        return next((term for term in terms if isinstance(term, NamedNode)), None)

    def say(self, message: str, /, **values: object) -> Literal:
        """Return a message of ours with its values."""
        spoken, wanted = self._voice.language, self._iris.language
        # English is that of the review (en-GB); of what nobody translated, it stays English.
        same = spoken.partition("-")[0].lower() == wanted.partition("-")[0].lower()
        return Literal(self._voice.say(message, **values), language=wanted if same else spoken)

    def ours(self, *parts: str) -> Literal | None:
        """Return words of curators as a label, joined by colons; None where there are none."""
        return self._iris.words(": ".join(filter(None, parts)) or None)

    def whole(self, node: NamedNode) -> NamedNode | None:
        """Return the record that a part belongs to."""
        return self._whole.get(node)

    def first_cell(self, row: NamedNode) -> str:
        """Return what stands in the first cell of a row."""
        cell = self._first.get(row)
        return "" if cell is None else self.text(cell, TT.cellText, TT.cellNumber)

    def place_among_equals(self, mention: NamedNode) -> tuple[int, int]:
        """Return which of how many citations of one code in one section a citation is."""
        printed = self.text(mention, TT.printedCode)
        equals = self._equals[printed, self.link(mention, TT.inSection)]
        return equals.index(mention) + 1, len(equals)

    def _is_labelled(self, node: NamedNode) -> bool:
        return not _OWN.isdisjoint(self._said[node]) or not _UNNAMED.isdisjoint(self._kinds(node))

    def _kinds(self, node: NamedNode) -> Collection[Node]:
        return self._said.get(node, {}).get(RDF.type, ())

    def _label_of(self, node: NamedNode) -> Literal | None:
        if node not in self._made:
            found = (COMPOSED[kind] for kind in self._kinds(node) if kind in COMPOSED)
            made = next((compose(self, node) for compose in found), None)
            self._made[node] = made or self._named(node)
        return self._made[node]

    def _named(self, node: NamedNode) -> Literal | None:
        said = self._said.get(node, {})
        found = (term for name in NAMES for term in said.get(name, ()))
        return next((term for term in found if isinstance(term, Literal)), None)


def heard_among(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads that labels are made of."""
    return [quad for quad in quads if quad.predicate in HEARD]


def is_made(kinds: Collection[object], predicates: Collection[object]) -> bool:
    """Say whether the label of a record of such kinds, that says such things, is made of them."""
    return any(kind in COMPOSED for kind in kinds) or any(name in predicates for name in NAMES)
