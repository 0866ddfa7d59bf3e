"""A query and a dataset → what the query asks of a kind of record that no such record has.

`?tip a tt:Tip ; dcterms:title ?x` finds nothing where tips have no title, and
`?source tt:isSupportedBy ?tip` nothing where that property leads from a tip to its sources. What is
told here is of use beside an empty answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise

from pyoxigraph import Literal, NamedNode

from kg.graph.vocab import DCTERMS, FOAF, RDF, RDFS, SKOS, TT
from kg.service.sparql.advice.knownstore import KnownStore, Node, Side
from kg.service.sparql.advice.patterns import Term, Triple, list_triples
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri

# What names a thing; only where there is none of these, other properties are told.
_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title, FOAF.name, TT.heading, TT.statement)
# So that a large graph makes no hint dear: of more than that nothing is told.
_MOST_TRIPLES, _MOST_OWNERS, _MOST_LOOKED, _MOST_TOLD, _MOST_KEPT = 40, 2000, 100, 3, 1000
_PARTED = frozenset(("UNION", "OPTIONAL"))
_TYPE = RDF.type.value
_KINDS = frozenset((_TYPE, RDFS.subClassOf.value))


class Members:
    """What the members of classes have, in a store that does not change."""

    def __init__(self, store: KnownStore, base: str = "") -> None:
        """Take the store and what relative IRIs of queries are relative to."""
        self._store = store
        self._base = base
        self._found: dict[tuple[str, ...], str] = {}
        self._met: dict[tuple[NamedNode, Side], bool | None] = {}

    def check(self, query: str) -> Iterator[str]:
        """Yield a sentence for each triple that asks of a thing what no such thing has."""
        tokens = list_tokens(query, self._base)
        triples = [*islice(list_triples(tokens), _MOST_TRIPLES)]
        kinds: dict[Term, list[NamedNode]] = {}
        for subject, predicate, value in triples:
            if predicate[1] == _TYPE and value[0] == "iri":
                kinds.setdefault(subject, []).append(NamedNode(value[1]))
        told = [self._check_triple(triple, kinds) for triple in triples]
        # What is one in one branch of a UNION may well be the other in the other.
        if _PARTED.isdisjoint(text.upper() for kind, text in tokens if kind == "word"):
            told += map(self._check_kinds, kinds.values())
        yield from dict.fromkeys(filter(None, told))

    def _check_kinds(self, kinds: list[NamedNode]) -> str:
        """Say that nothing is a member of two classes, though either has members."""
        for one, other in pairwise(kinds):
            if self._list_members(other) and self._meets(other, Side(RDF.type, one)) is False:
                return f"no {shorten_iri(one.value)} is a {shorten_iri(other.value)}, too"
        return ""

    def _check_triple(self, triple: Triple, kinds: dict[Term, list[NamedNode]]) -> str:
        subject, predicate, value = triple
        if predicate[0] != "iri" or predicate[1] in _KINDS:
            return ""
        property_ = NamedNode(predicate[1])
        if subject[0] == "iri":
            return self._check_record(triple, NamedNode(subject[1]), property_)
        for kind in kinds.get(subject, ()):
            if told := self._once(self._check_subject, triple, kind, property_):
                return told
        for kind in kinds.get(value, ()):
            if told := self._once(self._check_value, triple, kind, property_):
                return told
        return ""

    def _once(
        self,
        check: Callable[[Triple, NamedNode, NamedNode], str],
        triple: Triple,
        kind: NamedNode,
        property_: NamedNode,
    ) -> str:
        key = (check.__name__, *(one[1] for one in triple), kind.value)
        if key not in self._found:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            self._found[key] = check(triple, kind, property_)
        return self._found[key]

    def _check_record(self, triple: Triple, record: NamedNode, property_: NamedNode) -> str:
        """Say that a record which is there has nothing by a property that others have."""
        has = self._store.has
        if not has(record, None, None) or has(record, property_, None):
            return ""
        if has(None, property_, record):
            return _say_turned(triple, record, "to", "from")
        if not has(None, property_, None):
            return ""
        told = f"{shorten_iri(record.value)} has no {shorten_iri(property_.value)}"
        return told + self._say_names([record])

    def _check_subject(self, triple: Triple, kind: NamedNode, property_: NamedNode) -> str:
        """Say that no member of a class has a property."""
        if self._meets(kind, Side(property_)) is not False:
            return ""
        name, asked = shorten_iri(kind.value), shorten_iri(property_.value)
        if self._meets(kind, Side(property_, at_object=True)):
            return _say_turned(triple, kind, "to", "from")
        members = self._list_members(kind)
        if not members:
            return ""
        subjects = {*islice(self._store.list_things(Side(property_)), _MOST_OWNERS)}
        owners = self._say_owners(subjects)
        return f"no {name} has {asked}{self._say_names(members)}{owners}"

    def _check_value(self, triple: Triple, kind: NamedNode, property_: NamedNode) -> str:
        """Say that a property leads to no member of a class, where it leads away from them."""
        if self._meets(kind, Side(property_, at_object=True)) is False and self._meets(
            kind, Side(property_)
        ):
            return _say_turned(triple, kind, "from", "to")
        return ""

    def _meets(self, kind: NamedNode, side: Side) -> bool | None:
        """Tell whether a member of a class stands at one side of a property, or is of another.

        None where nothing does, or where there are too many to look at.
        """
        key = kind, side
        if key not in self._met:
            if len(self._met) >= _MOST_KEPT:
                self._met.clear()
            nothing = next(self._store.list_things(side), None) is None
            met = None if nothing else self._store.share_one(side, Side(RDF.type, kind))
            self._met[key] = met
        return self._met[key]

    def _list_members(self, kind: NamedNode) -> list[Node]:
        quads = islice(self._store.quads_for_pattern(None, RDF.type, kind), _MOST_LOOKED)
        return [quad.subject for quad in quads if isinstance(quad.subject, Node)]

    def _say_names(self, things: Iterable[Node]) -> str:
        """Say by which properties things are named, or which texts they have."""
        found = {
            quad.predicate
            for thing in things
            for quad in self._store.quads_for_pattern(thing, None, None)
            if isinstance(quad.object, Literal)
        }
        named = [name for name in _NAMES if name in found] or sorted(found, key=str)
        names = " or ".join(shorten_iri(one.value) for one in named[:_MOST_TOLD])
        return f"; its texts are {names}" if names else ""

    def _say_owners(self, subjects: set[Node]) -> str:
        """Say of what kinds those are that have a property, the most frequent first."""
        step = len(subjects) // _MOST_LOOKED + 1
        left = [self._list_kinds(one) for one in sorted(subjects, key=str)[::step]]
        names: list[str] = []
        while any(left) and len(names) < _MOST_TOLD:
            counts = Counter(kind for kinds in left for kind in kinds)
            # Of two that are as frequent the term of ours, which the question is likely about.
            kind = max(counts, key=lambda one: (counts[one], one.startswith(TT.base), one))
            names.append(shorten_iri(kind))
            left = [kinds for kinds in left if kind not in kinds]
        has = "has it" if len(names) == 1 else "have it"
        return f"; {' and '.join(names)} {has}" if names else ""

    def _list_kinds(self, thing: Node) -> set[str]:
        found = self._store.quads_for_pattern(thing, RDF.type, None)
        return {quad.object.value for quad in found if isinstance(quad.object, NamedNode)}


def _say_turned(triple: Triple, thing: NamedNode, way: str, other: str) -> str:
    """Say that a property leads one way and not the other, and write the triple so."""
    asked = shorten_iri(triple.predicate[1])
    first, last = (
        shorten_iri(text) if kind == "iri" else text
        for kind, text in (triple.object, triple.subject)
    )
    turned = f"{first} {asked} {last}"
    return f"{asked} leads {way} {shorten_iri(thing.value)}, not {other} it: write {turned}"
