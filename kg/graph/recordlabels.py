"""What is said of the records of a review → a label for each that has none of its own.

Whoever meets a record by its IRI alone, in another tool or in the answer to a query, must be told
what it is: *A12, cited in Working together (3 of 7)*. Labels are made of the record's own words;
what is said beside them is in the language of the review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.iris import Iris
from kg.graph.recordwords import COMPOSED, HEARD, NAMES, WHOLES
from kg.graph.vocab import OA, RDF, RDFS, SKOS, TT

_OWN = frozenset({RDFS.label, SKOS.prefLabel})
# A passage is named by what it is of.
_UNNAMED = frozenset({OA.TextPositionSelector, OA.SpecificResource})

Node: TypeAlias = "NamedNode | Literal"
Said: TypeAlias = "Mapping[NamedNode, list[Node]]"
Equal: TypeAlias = "tuple[str, NamedNode | None]"

_NOTHING: Said = {}


@dataclass(slots=True)
class Heard:
    """What is said of records that labels are made of.

    `graphs` has the graph that says what a record is, in the order of the records, `wholes` what a
    part belongs to, `firsts` the first cell of each row.
    """

    said: dict[NamedNode, dict[NamedNode, list[Node]]] = field(default_factory=dict)
    graphs: dict[NamedNode, NamedNode] = field(default_factory=dict)
    wholes: dict[Node, NamedNode] = field(default_factory=dict)
    firsts: dict[Node, NamedNode] = field(default_factory=dict)

    def hear(self, triples: Iterable[Quad | Triple], graph: NamedNode) -> None:
        """Note what labels are made of in triples of a graph."""
        for triple in triples:
            predicate = triple.predicate  # the engine makes a value each time one asks
            if predicate not in HEARD:
                continue
            subject, value = triple.subject, triple.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            self.said.setdefault(subject, {}).setdefault(predicate, []).append(value)
            if predicate == RDF.type:
                self.graphs.setdefault(subject, graph)
            elif predicate in WHOLES:
                self.wholes[value] = subject
            elif predicate == TT.inRow:
                self.firsts.setdefault(value, subject)

    def equals(self) -> dict[Equal, list[NamedNode]]:
        """Return the citations of one code in one section, in their order."""
        found: dict[Equal, list[NamedNode]] = {}
        for node in self.graphs:
            said = self.said[node]
            if TT.Mention in said[RDF.type]:
                key = _text_in(said, TT.printedCode), _link_in(said, TT.inSection)
                found.setdefault(key, []).append(node)
        return found


class RecordLabels:
    """Makes a label for each record that lacks one."""

    def __init__(self, iris: Iris, heard: Heard) -> None:
        """Label records in the language of these IRIs, by what was heard of all of them."""
        self._iris, self._voice, self._heard = iris, iris.voice, heard
        self.equals = heard.equals()
        self._made: dict[NamedNode, Literal | None] = {}

    def lines(self) -> Iterator[str]:
        """Yield the labels, each in the graph that says what the record is, as lines of N-Quads."""
        return filter(None, map(self.line_of, self._heard.graphs))

    def line_of(self, node: NamedNode) -> str:
        """Return the label of a record; "" where it has one of its own, or can have none."""
        said = self.said_of(node)
        if not (_OWN.isdisjoint(said) and _UNNAMED.isdisjoint(said[RDF.type])):
            return ""
        label, graph = self.label_of(node), self._heard.graphs[node]
        return f"{node} {RDFS.label} {label} {graph} .\n" if label else ""

    def said_of(self, node: NamedNode) -> Said:
        """Return what was heard of a record."""
        return self._heard.said.get(node, _NOTHING)

    def name(self, node: NamedNode | None) -> str:
        """Return the label of a record, its own or that which is made; "" where it has none."""
        if node is None:
            return ""
        own = self.text(node, SKOS.prefLabel, RDFS.label)
        label = None if own else self.label_of(node)
        return own or ("" if label is None else label.value)

    def short(self, node: NamedNode | None) -> str:
        """Return by what words a record stands for itself where space is short."""
        return (self.text(node, TT.shortLabel) if node is not None else "") or self.name(node)

    def text(self, node: NamedNode, *predicates: NamedNode) -> str:
        """Return the first text that a record says by one of some properties, or ""."""
        return _text_in(self.said_of(node), *predicates)

    def link(self, node: NamedNode, *predicates: NamedNode) -> NamedNode | None:
        """Return the first record that one points at by one of some properties."""
        return _link_in(self.said_of(node), *predicates)

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
        return self._heard.wholes.get(node)

    def first_cell(self, row: NamedNode) -> str:
        """Return what stands in the first cell of a row."""
        cell = self._heard.firsts.get(row)
        return "" if cell is None else self.text(cell, TT.cellText, TT.cellNumber)

    def place_among_equals(self, mention: NamedNode) -> tuple[int, int]:
        """Return which of how many citations of one code in one section a citation is."""
        printed = self.text(mention, TT.printedCode)
        equals = self.equals[printed, self.link(mention, TT.inSection)]
        return equals.index(mention) + 1, len(equals)

    def label_of(self, node: NamedNode) -> Literal | None:
        """Return the label that is made of what a record says; None where there is none."""
        if node not in self._made:
            said = self.said_of(node)
            found = (COMPOSED[kind] for kind in said.get(RDF.type, ()) if kind in COMPOSED)
            made = next((compose(self, node) for compose in found), None)
            self._made[node] = made or _first_name(said)
        return self._made[node]


def _text_in(said: Said, *predicates: NamedNode) -> str:
    return next((term.value for name in predicates for term in said.get(name, ())), "")


def _link_in(said: Said, *predicates: NamedNode) -> NamedNode | None:
    terms = (term for name in predicates for term in said.get(name, ()))
    return next((term for term in terms if isinstance(term, NamedNode)), None)


def _first_name(said: Said) -> Literal | None:
    found = (term for name in NAMES for term in said.get(name, ()))
    return next((term for term in found if isinstance(term, Literal)), None)


def is_made(kinds: Collection[object], predicates: Collection[object]) -> bool:
    """Say whether the label of a record of such kinds, that says such things, is made of them."""
    return any(kind in COMPOSED for kind in kinds) or any(name in predicates for name in NAMES)
