"""What is said of the records of a review → a label for each that has none of its own.

Whoever meets a record by its IRI alone, in another tool or in the answer to a query, must be told
what it is: *A12, cited in Working together (3 of 7)*. Labels are made of the record's own words;
what is said beside them is in the language of the review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.heard import NAMES, Heard, Said
from kg.graph.iris import Iris
from kg.graph.labelling import Labelling
from kg.graph.recordwords import COMPOSED
from kg.graph.vocab import OA, RDF, RDFS, SKOS

_OWN = frozenset({RDFS.label, SKOS.prefLabel})
# A passage is named by what it is of.
_UNNAMED = frozenset({OA.TextPositionSelector, OA.SpecificResource})


class RecordLabels(Labelling):
    """Makes a label for each record that lacks one."""

    def __init__(self, iris: Iris, heard: Heard) -> None:
        """Label records in the language of these IRIs, by what was heard of all of them."""
        super().__init__(iris, heard)
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

    def label_of(self, node: NamedNode) -> Literal | None:
        """Return the label that is made of what a record says; None where there is none."""
        if node not in self._made:
            said = self.said_of(node)
            found = (COMPOSED[kind] for kind in said.get(RDF.type, ()) if kind in COMPOSED)
            made = next((compose(self, node) for compose in found), None)
            self._made[node] = made or _first_name(said)
        return self._made[node]


def _first_name(said: Said) -> Literal | None:
    found = (term for name in NAMES for term in said.get(name, ()))
    return next((term for term in found if isinstance(term, Literal)), None)


def is_made(kinds: Collection[object], predicates: Collection[object]) -> bool:
    """Say whether the label of a record of such kinds, that says such things, is made of them."""
    return any(kind in COMPOSED for kind in kinds) or any(name in predicates for name in NAMES)
