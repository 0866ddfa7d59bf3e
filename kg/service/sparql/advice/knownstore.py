"""A store that does not change, in which nothing is looked for twice.

Queries name the same terms again and again. To ask a store on disk whether anything has a property
takes a hundred times as long as to remember that something has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.graph.vocab import OWL, RDF, SKOS, VOID
from kg.service.sparql.advice.keptvalues import KeptValues, Values

Node = NamedNode | BlankNode
Subject = NamedNode | BlankNode | None
Term = NamedNode | BlankNode | Literal | None
Pattern = tuple[Subject, NamedNode | None, Term, NamedNode | None]

# Kinds of what the ontology declares: classes stand before them.
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_MOST_KEPT = 4096  # patterns, so that queries of ever other records take no ever more room
_FEW, _MOST_THINGS = 30, (1000, 10_000)  # things at one side of what is looked for
_MOST_LITERALS = 1000  # before the first thing
MOST_VALUES = 10_000  # read of a property for a hint: of more, those that were not read are unknown
_MOST_TOLD = 20_000  # statements on what graphs use: of many reviews most say the same


@dataclass(frozen=True, slots=True)
class Side:
    """Where a thing may stand: before a property, or behind it `at_object`.

    With a `value`, before the property with that value alone.
    """

    predicate: NamedNode
    value: NamedNode | None = None
    at_object: bool = False


class KnownStore:
    """What a store holds that does not change."""

    def __init__(self, store: Store) -> None:
        """Take the store; only read from now on."""
        self.store = store
        self._has: dict[Pattern, bool] = {}
        self._several: dict[tuple[str, bool], bool] = {}
        self._values = KeptValues()

    def has(
        self,
        subject: Subject,
        predicate: NamedNode | None,
        value: Term,
        graph: NamedNode | None = None,
    ) -> bool:
        """Tell whether there is a quad of a pattern, in which None fits anything."""
        pattern = subject, predicate, value, graph
        found = self._has.get(pattern)
        if found is None:
            if len(self._has) >= _MOST_KEPT:
                self._has.clear()
            found = self._has[pattern] = self.finds(*pattern)
        return found

    def finds(
        self,
        subject: Subject,
        predicate: NamedNode | None,
        value: Term,
        graph: NamedNode | None = None,
    ) -> bool:
        """Tell the same of one of many records, of which nothing is kept."""
        return any(self.quads_for_pattern(subject, predicate, value, graph))

    def quads_for_pattern(
        self,
        subject: Subject,
        predicate: NamedNode | None,
        value: Term,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern, as the store does; these are not kept."""
        return self.store.quads_for_pattern(subject, predicate, value, graph)

    def has_several(self, predicate: NamedNode, *, back: bool = False) -> bool:
        """Tell whether anything has several values of a property; `back`, a value several things.

        Of more than ten thousand the first are looked at.
        """
        key = predicate.value, back
        if key not in self._several:
            first: dict[object, object] = {}
            quads = islice(self.quads_for_pattern(None, predicate, None), MOST_VALUES)
            ends = ((quad.subject, quad.object) for quad in quads)
            pairs = ((end, start) for start, end in ends) if back else ends
            if len(self._several) >= _MOST_KEPT:
                self._several.clear()
            self._several[key] = any(first.setdefault(one, two) != two for one, two in pairs)
        return self._several[key]

    def list_values(self, predicate: NamedNode, most: int | None = None) -> Values:
        """Return what a property leads to, `most` quads of it at most."""
        most = MOST_VALUES if most is None else most

        def read() -> Iterator[object]:
            quads = self.quads_for_pattern(None, predicate, None)
            return (quad.object for quad in islice(quads, most))

        return self._values.find(predicate.value, most, read)

    def list_values_of(self, predicate: NamedNode, kind: NamedNode) -> Values:
        """Return what a property leads to from the members of a class."""

        def read() -> Iterator[object]:
            # The engine joins far sooner than each thing could be asked of what class it is.
            found = self.store.query(
                f"SELECT ?value {{ ?thing {predicate} ?value ; a {kind} }} LIMIT {MOST_VALUES}",
                use_default_graph_as_union=True,
            )
            assert isinstance(found, QuerySolutions)
            return (row["value"] for row in found)

        return self._values.find(f"{predicate.value} {kind.value}", MOST_VALUES, read)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Return the classes and properties that the ontology declares or graphs say they use."""
        declared = (
            quad.subject
            for kind in (OWL.Class, *PROPERTIES)
            for quad in self.quads_for_pattern(None, RDF.type, kind)
        )
        used = (
            quad.object
            for property_ in (VOID.property, VOID["class"])
            for quad in islice(self.quads_for_pattern(None, property_, None), _MOST_TOLD)
        )
        return frozenset(one.value for one in (*declared, *used) if isinstance(one, NamedNode))

    @cached_property
    def everyday_names(self) -> dict[str, list[str]]:
        """Return the terms that the ontology declares by the other names it has for each."""
        found: dict[str, list[str]] = {}
        for kind in (OWL.Class, *PROPERTIES):
            for quad in self.quads_for_pattern(None, RDF.type, kind):
                term = quad.subject
                if not isinstance(term, NamedNode):
                    continue
                for said in self.quads_for_pattern(term, SKOS.altLabel, None):
                    if isinstance(said.object, Literal):
                        terms = found.setdefault(said.object.value.casefold(), [])
                        terms += [] if term.value in terms else [term.value]
        return found

    def list_things(self, side: Side) -> Iterator[Node]:
        """Yield what stands there and is no literal, as often as it does."""
        literals = 0
        for quad in self.quads_for_pattern(None, side.predicate, side.value):
            thing = quad.object if side.at_object else quad.subject
            if isinstance(thing, Node):
                yield thing
            elif (literals := literals + 1) == _MOST_LITERALS:  # a property of texts
                return

    def stands_at(self, thing: Node, side: Side) -> bool:
        """Tell whether a thing stands there."""
        if side.at_object:
            return self.finds(None, side.predicate, thing)
        return self.finds(thing, side.predicate, side.value)

    def share_one(self, one: Side, other: Side) -> bool | None:
        """Tell whether something stands at both; None where at both there is too much to look at.

        Mostly one of the first does. Else the side with fewer things decides.
        """
        sides = (one, other), (other, one)
        for here, there in sides:
            if any(self.stands_at(thing, there) for thing in islice(self.list_things(here), _FEW)):
                return True
        for most in _MOST_THINGS:
            listed = [(self.list_distinct(here, most + 1), there) for here, there in sides]
            things, there = min(listed, key=lambda pair: len(pair[0]))
            if len(things) <= most:
                return any(self.stands_at(thing, there) for thing in things)
        return None

    def list_distinct(self, side: Side, most: int) -> list[Node]:
        """Return what stands there, each once, up to so many."""
        value = "?thing" if side.at_object else side.value or "?value"
        subject = "?subject" if side.at_object else "?thing"
        # The engine leaves out what comes again far sooner than it could be handed over.
        found = self.store.query(
            f"SELECT DISTINCT ?thing {{ {subject} {side.predicate} {value} "
            f"FILTER(!ISLITERAL(?thing)) }} LIMIT {most}",
            use_default_graph_as_union=True,
        )
        assert isinstance(found, QuerySolutions)
        return [row["thing"] for row in found if isinstance(row["thing"], Node)]
