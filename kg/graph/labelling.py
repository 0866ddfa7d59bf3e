"""What was heard of records → of what labels are made: their words, and labels of others."""

from __future__ import annotations

from abc import ABC, abstractmethod

from pyoxigraph import Literal, NamedNode

from kg.graph.heard import Heard, Said, link_in, text_in
from kg.graph.iris import Iris
from kg.graph.vocab import RDFS, SKOS, TT

_NOTHING: Said = {}


class Labelling(ABC):
    """What a label may ask: what records say, and how others are called."""

    def __init__(self, iris: Iris, heard: Heard) -> None:
        """Label records in the language of these IRIs, by what was heard of all of them."""
        self._iris, self._voice, self._heard = iris, iris.voice, heard
        self.equals = heard.equals()

    @abstractmethod
    def label_of(self, node: NamedNode) -> Literal | None:
        """Return the label that is made of what a record says; None where there is none."""

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
        return text_in(self.said_of(node), *predicates)

    def link(self, node: NamedNode, *predicates: NamedNode) -> NamedNode | None:
        """Return the first record that one points at by one of some properties."""
        return link_in(self.said_of(node), *predicates)

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
