"""A query and a store → what whoever asked should know beside the answer.

Warnings go with any answer: a term that does not exist, a graph that is not there. Hints go with an
empty one only, where they may be the reason. Both are worked out once for each text of a query, and
a query whose terms have all been seen before is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TypeVar

from pyoxigraph import NamedNode, Store

from kg.graph.vocab import ONTOLOGY, PREFIXES, XSD
from kg.service.sparql.advice.alternatives import find_reasons, list_choices
from kg.service.sparql.advice.apart import Apart
from kg.service.sparql.advice.counted import check_counted
from kg.service.sparql.advice.ends import check_ends
from kg.service.sparql.advice.graphparts import check_graph_parts
from kg.service.sparql.advice.having import check_having
from kg.service.sparql.advice.hollow import check_hollow
from kg.service.sparql.advice.kinds import check_kinds
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.knownterms import Concerns, KnownTerms
from kg.service.sparql.advice.literals import check_literals
from kg.service.sparql.advice.members import Members
from kg.service.sparql.advice.multiplied import check_multiplied
from kg.service.sparql.advice.orders import check_orders
from kg.service.sparql.advice.patterns import list_needed
from kg.service.sparql.advice.positions import check_positions
from kg.service.sparql.advice.reckoning import check_reckoning
from kg.service.sparql.advice.repeated import check_repeated
from kg.service.sparql.advice.scopes import check_minus, check_scopes, check_subqueries
from kg.service.sparql.advice.texts import check_texts
from kg.service.sparql.advice.unbound import check_selected, check_tested
from kg.service.sparql.advice.unjoined import check_unjoined
from kg.service.sparql.advice.versions import check_version
from kg.service.sparql.advice.vocabulary import (
    check_vocabulary,
    find_namesakes,
    find_spellings,
    list_tokens,
    name_in,
    shorten_iri,
    spell_otherwise,
)
from kg.service.sparql.advice.ways import Ways
from kg.service.sparql.advice.wordings import check_wordings

_MOST_SENTENCES, _MOST_KEPT, _MOST_IRIS = 5, 512, 40
_FEW_GRAPHS = 8


class Adviser:
    """Advises on the queries of one store, which does not change."""

    def __init__(self, store: Store, base: str = "") -> None:
        """Take the store and what relative IRIs of queries are relative to."""
        self._store = KnownStore(store)
        self._base = base
        self._ways = Ways(self._store, base)
        self._members = Members(self._store, base)
        self._apart = Apart(self._store, base)
        self._warnings: dict[tuple[str, ...], list[str]] = {}
        self._hints: dict[tuple[str, ...], list[str]] = {}
        # Where the ontology is not among the data, nothing tells which terms there are.
        vocabulary = self._store.has(ONTOLOGY, None, None, None)
        self._known = KnownTerms(vocabulary=vocabulary)

    def advise(
        self, query: str, *, empty: bool, graphs: Sequence[str] = (), bound: Iterable[str] = ()
    ) -> list[str]:
        """Return the warnings, and where the answer is empty the hints as well.

        `graphs` are those that the request names beside the query, `bound` the variables that have
        a value from there.
        """
        beside = islice(check_graphs(graphs, self._store.store), _MOST_SENTENCES) if graphs else ()
        warnings = [*beside, *self.warn(query, bound)]
        return [*warnings, *self.hint(query, bound)] if empty else warnings

    def warn(self, query: str, bound: Iterable[str] = ()) -> list[str]:
        """Return what is wrong with any answer: see the modules that `_check` asks."""
        told = self._known.recall(query)
        if told is not None:
            return [*told]
        concerns = self._known.find_concerns(query)
        if not any(concerns):
            return []
        key = (query, *bound)
        if key not in self._warnings:
            found = list(self._check(query, concerns, key[1:]))
            if not found:
                self._known.settle(query, concerns)
            if concerns.codes:
                self._known.remember(query, found)
            _keep(self._warnings, key, found)
        return self._warnings[key]

    def hint(self, query: str, bound: Iterable[str] = ()) -> list[str]:
        """Return why the answer to a query may be empty, as far as that can be seen."""
        key = (query, *bound)
        if key not in self._hints:
            warned = self.warn(query, key[1:])
            subjects = {warning.partition(" ")[0] for warning in warned}
            told = [*self._check_whole(query, key[1:])]
            told = [one for one in told if one.partition(" ")[0] not in subjects]
            hints = [f"nothing was found: {one}" for one in told if one not in warned]
            hints += find_reasons(query, lambda one: self._look_for(one, warned))
            hints = [*dict.fromkeys(hints)]
            _keep(self._hints, key, hints[:_MOST_SENTENCES])
        return self._hints[key]

    def tells_alike(self, query: str, told: Sequence[str]) -> bool:
        """Tell whether this is what all queries of this shape are told, whatever they find."""
        return self._known.recall(query) == tuple(told)

    def _check_whole(self, query: str, bound: Sequence[str]) -> Iterator[str]:
        """Yield what is told of a query as a whole, whatever alternatives it has."""
        yield from islice(check_tested(query, self._base, bound), _MOST_SENTENCES)
        yield from islice(check_having(query), _MOST_SENTENCES)
        yield from check_scopes(query)

    def _look_for(self, query: str, warned: Sequence[str]) -> Iterator[str]:
        """Yield why a query without alternatives may find nothing; no warning is told twice."""
        subjects = {warning.partition(" ")[0] for warning in warned}
        of_kinds = {warning.partition(" are ")[0] for warning in warned}
        iris = check_iris(query, self._store, self._base)
        told = [one for one in iris if one.partition(" ")[0] not in subjects]
        told += islice(check_graph_parts(query, self._store, self._base), _MOST_SENTENCES)
        told += islice(check_ends(query, self._store, self._base), _MOST_SENTENCES)
        told += check_positions(query, self._store, self._base)
        told += check_literals(query, self._store, self._base)
        told += check_texts(query, self._store, self._base)
        kinds = check_kinds(query, self._store, self._base)
        told += [one for one in kinds if one.partition(" are ")[0] not in of_kinds]
        told += self._ways.check(query)
        told += self._members.check(query)
        told += self._apart.check(query)
        yield from (one for one in told if one not in warned)

    def _check(self, query: str, concerns: Concerns, bound: Sequence[str]) -> Iterator[str]:
        if concerns.terms:
            odd = [*islice(check_vocabulary(query, self._store, self._base), _MOST_SENTENCES)]
            yield from odd
            if not odd:
                self._known.add(concerns.terms)
        if concerns.graphs:
            named = list_graphs(query, self._base)
            yield from islice(check_graphs(named, self._store.store), _MOST_SENTENCES)
        if concerns.numbers:
            yield from islice(check_reckoning(query, self._store, self._base), _MOST_SENTENCES)
        if concerns.variables:
            yield from islice(check_selected(query, bound), _MOST_SENTENCES)
        if concerns.minus:
            yield from check_minus(query)
        if concerns.version:
            yield from islice(check_version(query), _MOST_SENTENCES)
        if concerns.hollow:
            yield from islice(check_hollow(query, self._store, self._base), _MOST_SENTENCES)
        yield from self._check_counts(query, concerns)

    def _check_counts(self, query: str, concerns: Concerns) -> Iterator[str]:
        if concerns.counted:
            yield from check_counted(query, self._store, self._base)
        if concerns.repeated:
            yield from islice(check_repeated(query, self._store, self._base), _MOST_SENTENCES)
        if concerns.unjoined:
            yield from islice(check_unjoined(query, self._store, self._base), _MOST_SENTENCES)
        if concerns.multiplied:
            yield from islice(check_multiplied(query, self._store, self._base), _MOST_SENTENCES)
        if concerns.words:
            yield from check_wordings(query, self._store, self._base)
        if concerns.codes:
            yield from check_orders(query, self._store, self._base)
        if concerns.subqueries:
            yield from check_subqueries(query)


Key = TypeVar("Key")
Kept = TypeVar("Kept")


def _keep(kept: dict[Key, Kept], name: Key, value: Kept) -> None:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[name] = value


def list_graphs(query: str, base: str = "") -> list[str]:
    """Return the IRIs of a query that stand where graphs are named."""
    tokens = [("", ""), *list_tokens(query, base)]
    return [
        text
        for (_, before), (kind, text) in pairwise(tokens)
        if kind == "iri" and before.upper() in {"GRAPH", "FROM", "NAMED"}
    ]


def check_graphs(named: Iterable[str], store: Store) -> Iterator[str]:
    """Yield a sentence for each graph that is named and that the data do not have."""
    once = dict.fromkeys(named)
    missing = [iri for iri in once if not store.contains_named_graph(NamedNode(iri))]
    if missing:
        graphs = sorted(graph.value for graph in store.named_graphs())
        there = ", ".join(f"<{iri}>" for iri in graphs[:_FEW_GRAPHS]) or "none"
        more = " and others" if len(graphs) > _FEW_GRAPHS else ""
        for iri in missing:
            yield f"there is no graph <{iri}>; there are {there}{more}"


def check_iris(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each IRI of a query that stands nowhere in the data."""
    tokens = list_needed(query, base)
    choices = [*list_choices(tokens)]
    for iri in list(dict.fromkeys(text for kind, text in tokens if kind == "iri"))[:_MOST_IRIS]:
        # What is not there is no reason where another one of a list is.
        lists = [choice for choice in choices if iri in choice]
        if any(_is_there(other, store) for choice in lists for other in choice[:_MOST_IRIS]):
            continue
        # A datatype or a cast need not be among the data, nor what STRSTARTS asks the beginning of.
        if iri.startswith(XSD.base) or iri in PREFIXES.values() or _is_there(iri, store):
            continue
        name, _, rest = iri.partition(":")
        if name in PREFIXES and not rest.startswith("//"):
            yield f"<{iri}> is no address; a name with a prefix stands without < and >: {iri}"
            continue
        near = [other for other in spell_otherwise(iri) if _is_there(other, store)]
        near += find_spellings(iri, store)
        near += find_namesakes(name_in(iri), store)
        hint = f"; did you mean {_name_wholly(near[0], iri)}?" if near else ""
        yield f"{shorten_iri(iri)} stands nowhere in these data{hint}"


def _name_wholly(near: str, asked: str) -> str:
    """Name an IRI by its prefix; with the IRI where another prefix than that was meant by it."""
    short = shorten_iri(near)
    same_name = name_in(near) == name_in(asked)
    return f"{short}, which is <{near}>" if same_name and short[0] != "<" else short


def _is_there(iri: str, store: KnownStore) -> bool:
    node = NamedNode(iri)
    return (
        store.has(node, None, None)
        or store.has(None, node, None)
        or store.has(None, None, node)
        or store.has(None, None, None, node)
    )
