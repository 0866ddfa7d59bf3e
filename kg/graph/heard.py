"""The triples of a review → what labels are made of, by the record that it is said of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.vocab import DCTERMS, FOAF, RDF, RDFS, SKOS, TT

Node: TypeAlias = "NamedNode | Literal"
Said: TypeAlias = "Mapping[NamedNode, list[Node]]"
Equal: TypeAlias = "tuple[str, NamedNode | None]"

# By these a record says what it is called, or all that it says. The first that it has is its label.
NAMES = (
    TT.shortTitle, DCTERMS.title, TT.heading, FOAF.name, TT.statement, TT.headingText,
    TT.askedAs, TT.typed,
)  # fmt: skip
# What leads from a whole to a part that cannot be told without it.
WHOLES = frozenset(
    {TT.hasContribution, TT.hasIdentifier, TT.hasCorrection, TT.hasDetail, TT.hasCheck, TT.ofWork}
)
# All that labels are made of; what else is said of a record need not be kept.
HEARD = frozenset(
    {
        RDF.type, RDFS.label, SKOS.prefLabel, *NAMES, *WHOLES,
        TT.cellNumber, TT.cellText, TT.checkedOn, TT.choosesClaim, TT.columnLabel,
        TT.correctedText, TT.detailName, TT.detailText, TT.entryFor,
        TT.figures, TT.forClaim, TT.forImplication, TT.forTip, TT.fromClaim, TT.fromSource,
        TT.fromStudy, TT.inDocument, TT.inDomain, TT.inRow, TT.inSection, TT.inTable,
        TT.judgedAs, TT.latex, TT.namedAs, TT.ofContributorRole, TT.ofEntryField,
        TT.ofIdentifierScheme, TT.ofQuestion, TT.ofStudy, TT.ofTip,
        TT.onClaim, TT.onOutcome, TT.order, TT.printedCode, TT.printedText, TT.readOn,
        TT.rowNumber, TT.shortLabel, TT.size, TT.stance, TT.stepCount, TT.stepKind,
        TT.stepPart, TT.unit,
        TT.value, TT.withTool, DCTERMS.bibliographicCitation, DCTERMS.identifier,
    }
)  # fmt: skip


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
                key = text_in(said, TT.printedCode), link_in(said, TT.inSection)
                found.setdefault(key, []).append(node)
        return found


def text_in(said: Said, *predicates: NamedNode) -> str:
    """Return the first text that is said by one of some properties, or ""."""
    return next((term.value for name in predicates for term in said.get(name, ())), "")


def link_in(said: Said, *predicates: NamedNode) -> NamedNode | None:
    """Return the first record that is pointed at by one of some properties."""
    terms = (term for name in predicates for term in said.get(name, ()))
    return next((term for term in terms if isinstance(term, NamedNode)), None)
