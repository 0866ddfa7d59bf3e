"""A query and many reviews → what it looks for in several of them that each has for itself.

Works go by names that all share. People, journals and concepts are each review's own, so that
`?a dcterms:creator ?who` and `?b dcterms:creator ?who` never find sources of two reviews. What is
told here is of use beside an empty answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, islice
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.graph.vocab import RDF, SKOS, TT
from kg.service.sparql.advice.heads import read_head
from kg.service.sparql.advice.joins import list_selects
from kg.service.sparql.advice.knownstore import KnownStore, Node
from kg.service.sparql.advice.patterns import Term, Triple, list_needed, list_triples
from kg.service.sparql.advice.vocabulary import shorten_iri
from kg.service.sparql.advice.ways import list_names

# So that a large graph makes no hint dear: of more than that nothing is told.
_MOST_TRIPLES, _MOST_PAIRS, _MOST_QUADS, _MOST_REVIEWS = 40, 200, 30_000, 1000
_FEW, _MOST_KEPT = 20, 500
_WITHOUT = frozenset((TT.inReview.value, RDF.type.value))
_MATCHES = tuple(SKOS[f"{how}Match"] for how in ("exact", "close", "broad", "narrow", "related"))
_UNLIKE = frozenset("!<>")
_BRACKETS = {"(": 1, ")": -1, "{": 1, "}": -1}


class _Lead(NamedTuple):
    """A property, and what it leads to; nothing, where that is not each review's own."""

    iri: str
    ends: tuple[Node, ...]


class Apart:
    """What is each review's own, in a store that does not change."""

    def __init__(self, store: KnownStore, base: str = "") -> None:
        """Take the store and what relative IRIs of queries are relative to."""
        self._store = store
        self._base = base
        self._leads: dict[str, _Lead] = {}

    def check(self, query: str) -> Iterator[str]:
        """Yield a sentence for the first two things of which both would be of two reviews."""
        asks = "inReview" in query or "Match" in query
        if not asks or len(self._reviews) < 2:  # noqa: PLR2004 - two are many
            return
        tokens = list_needed(query, self._base)
        triples = [*islice(list_triples(tokens), _MOST_TRIPLES)]
        yield from self._check_matches(tokens, triples)
        reviews = [
            (one.subject, one.object) for one in triples if one.predicate[1] == TT.inReview.value
        ]
        unlike = [*_list_unlike(tokens)]
        told = self._check_keys(query, tokens, triples, reviews)
        told = told or self._check_pairs(triples, reviews, unlike)
        yield from [told] if told else []

    def _check_matches(self, tokens: Sequence[Term], triples: Sequence[Triple]) -> Iterator[str]:
        """Yield each concept whose match is asked for, and that nobody matched with another.

        One that stands before that property itself is told of elsewhere.
        """
        has = self._store.has
        named = list(dict.fromkeys(text for kind, text in tokens if kind == "iri"))[:_MOST_TRIPLES]
        asked = [one for one in _MATCHES if one.value in named]
        says = {one.value for one in _MATCHES}
        told = {one.subject[1] for one in triples if one.predicate[1] in says}
        for iri in named:
            thing = NamedNode(iri)
            if not asked or iri in told or not has(thing, RDF.type, SKOS.Concept):
                continue
            held = [one for one in _MATCHES if has(thing, one, None) or has(None, one, thing)]
            if not held:
                yield (
                    f"{shorten_iri(iri)} is matched with no concept; say in concepts.sssom.tsv "
                    "which it is one with, or compare skos:prefLabel"
                )
            elif not {*held} & {*asked}:
                names = " or ".join(shorten_iri(one.value) for one in asked)
                others = " and ".join(shorten_iri(one.value) for one in held)
                yield f"{shorten_iri(iri)} has no {names}; it has {others}"

    def _check_keys(
        self,
        query: str,
        tokens: Sequence[Term],
        triples: Sequence[Triple],
        reviews: Sequence[tuple[Term, Term]],
    ) -> str:
        """Say that what rows are grouped by is of one review, where several are asked for."""
        several = {*_list_several(tokens)}
        keys = [key for one in list_selects(query, self._base) for key in read_head(one).keys]
        for key in sorted(keys):
            for thing, review in reviews:
                leads = self._find_leads(thing, ("name", key), triples)
                if leads and review[1] in several:
                    return f"each {key} is of one review, {_say_leads(leads, self._store)}"
        return ""

    def _check_pairs(
        self,
        triples: Sequence[Triple],
        reviews: Sequence[tuple[Term, Term]],
        unlike: Sequence[frozenset[str]],
    ) -> str:
        """Say that two things are of one review, where they must be of two."""
        named = dict.fromkeys(end for one in triples for end in (one.subject, one.object))
        known = [(one, ("iri", self._review_of(one[1]))) for one in named if one[0] == "iri"]
        placed = [*reviews, *((thing, review) for thing, review in known if review[1])]
        for (one, review), (other, another) in islice(combinations(placed, 2), _MOST_PAIRS):
            texts = {review[1], another[1]}
            apart = review[0] == another[0] == "iri" and review != another
            if one != other and (apart or any(texts <= pair for pair in unlike)):
                leads = self._find_leads(one, other, triples) if len(texts) > 1 else []
                if leads:
                    names = " and ".join(_name_of(thing) for thing in (one, other))
                    return f"{names} are of one review, {_say_leads(leads, self._store)}"
        return ""

    def _find_leads(self, start: Term, end: Term, triples: Sequence[Triple]) -> list[_Lead]:
        """Return the properties of the way between two things, if each is a review's own.

        The last of them is the one that leads to what both have in common.
        """
        reached: dict[Term, list[tuple[_Lead, bool]]] = {start: []}
        grown = True
        while grown and end not in reached:
            grown = False
            for subject, predicate, value in triples:
                for here, there in ((subject, value), (value, subject)):
                    if here in reached and there not in reached and predicate[0] == "iri":
                        lead = self._find_lead(predicate[1])
                        if lead.ends:
                            step = lead, here == subject
                            reached[there], grown = [*reached[here], step], True
        way = reached.get(end, [])
        common = [lead for lead, forward in way if forward][-1:] or [lead for lead, _ in way[:1]]
        others = dict.fromkeys(lead for lead, _ in way if lead not in common)
        return [*others, *common]

    def _find_lead(self, iri: str) -> _Lead:
        if iri not in self._leads:
            if len(self._leads) >= _MOST_KEPT:
                self._leads.clear()
            ends = () if iri in _WITHOUT else tuple(self._list_ends(NamedNode(iri)))
            self._leads[iri] = _Lead(iri, ends)
        return self._leads[iri]

    def _list_ends(self, term: NamedNode) -> list[Node]:
        """Return some of what a property leads to, if it never leads out of a review."""
        ends: dict[Node, None] = {}
        for number, quad in enumerate(self._store.quads_for_pattern(None, term, None)):
            end = quad.object
            home = self._review_of(end.value) if isinstance(end, NamedNode) else ""
            start = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
            if number == _MOST_QUADS or home != self._review_of(start):
                return []
            # What is no review's at either end, as the makers of the ontology, joins none of them.
            if isinstance(end, NamedNode) and home and len(ends) < _FEW:
                ends[end] = None
        return [*ends]

    def _review_of(self, iri: str) -> str:
        """Return the review below whose base an IRI lies; "" for one from elsewhere."""
        end = len(iri)
        while (end := iri.rfind("/", 0, end)) >= 0:  # the nearest: one base may lie below another
            if f"{iri[:end]}/review" in self._reviews:
                return f"{iri[:end]}/review"
        return ""

    @cached_property
    def _reviews(self) -> frozenset[str]:
        quads = islice(self._store.quads_for_pattern(None, RDF.type, TT.Review), _MOST_REVIEWS)
        found = (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
        return frozenset(one for one in found if one.endswith("/review"))


def _say_leads(leads: Sequence[_Lead], store: KnownStore) -> str:
    names = [shorten_iri(lead.iri) for lead in leads]
    plural = len(names) > 1
    told = f"for what {' and '.join(names)} {'lead' if plural else 'leads'} to is each review's own"
    last = leads[-1].ends
    called = list_names({*last}, store)
    told += f"; across reviews compare {names[-1]}/{called[0]}" if called else ""
    if not store.has(last[0], RDF.type, SKOS.Concept):
        return told
    if store.has(None, SKOS.exactMatch, None):
        return f"{told}, or ask {names[-1]}/skos:exactMatch for what was matched"
    return f"{told}, or say in concepts.sssom.tsv which concepts are one"


def _name_of(term: Term) -> str:
    return shorten_iri(term[1]) if term[0] == "iri" else f"?{term[1][1:]}"


def _list_unlike(tokens: Sequence[Term]) -> Iterator[frozenset[str]]:
    """Yield what each FILTER names in which something is unlike, less or more."""
    depth, names, signs = 0, set[str](), set[str]()
    inside = False
    for kind, text in tokens:
        if kind == "word" and text.upper() == "FILTER":
            inside, depth, names, signs = True, 0, set(), set()
        elif inside and kind == "mark":
            depth += _BRACKETS.get(text, 0)
            signs.add(text)
            if not depth and text == ")":
                inside = False
                if signs & _UNLIKE:
                    yield frozenset(names)
        elif inside and kind in {"name", "iri"}:
            names.add(text)


def _list_several(tokens: Sequence[Term]) -> Iterator[str]:
    """Yield the variables of which more than one is asked for in a group."""
    texts = [text for _, text in tokens]
    named: dict[str, str] = {}
    for place, text in enumerate(texts):
        name, after = "", place + 1
        behind = [one.upper() for one in texts[place + 1 : place + 6]]
        if text.upper() == "COUNT" and behind[:2] == ["(", "DISTINCT"] and behind[3:4] == [")"]:
            name, after = texts[place + 3], place + 5
            if behind[4:] == ["AS"]:
                named.update(zip(texts[place + 6 : place + 7], [name], strict=False))
        elif text in named:
            name = named[text]
        if name and _asks_for_several("".join(texts[after : after + 3])):
            yield name


def _asks_for_several(signs: str) -> bool:
    found = re.match(r">(=?)(\d{1,9})", signs)
    return found is not None and int(found[2]) >= (2 if found[1] else 1)
