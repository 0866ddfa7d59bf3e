"""Works that several reviews hold: joined by an identifier that they share, and never by a guess.

Two reviews that hold the same DOI name the same work already. Where their strongest identifiers
differ but another is shared, or where a person says so in `works.sssom.tsv`, they are joined here.
Works with two different DOIs are not one, whatever else they share: a chapter has the ISBN of its
book. What is only alike, in title and year, is proposed to a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.collection.sssom import SAME_WORK, Match
from kg.paths import fold_letters

FILE = "works.sssom.tsv"
# Which identifier names a work best, by the start of its IRI; the first are the strongest.
_SCHEMES = (
    ("DOI", "https://doi.org/"),
    ("PubMed number", "https://pubmed.ncbi.nlm.nih.gov/"),
    ("Act", "http://www.legislation.gov.uk/id/"),
    ("ISBN", "urn:isbn:"),
    ("URN", "urn:"),
)
# Of these a work has one. An edition in hard covers has another ISBN than that in paper.
_ONE_EACH = frozenset({"DOI", "PubMed number", "Act"})
_LIKE = 0.8  # of the words of two titles, how many both have
_SHORTEST = 3  # words of a title that can be like another's
_NEAR_YEARS = 1
_MOST_TOGETHER = 50  # works with a word and a year in common that are compared with each other
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Holding:
    """A source of a review, as far as works are joined by it."""

    review: str
    source: str
    work: str
    identifiers: tuple[str, ...]
    title: str
    year: str


@dataclass(slots=True)
class Group:
    """Works that are one: their IRIs, and what holds them."""

    works: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    holdings: list[Holding] = field(default_factory=list)

    @property
    def work(self) -> str:
        """Return the IRI that all go by: that of the strongest identifier."""
        return min(self.works, key=lambda iri: (rank_of(iri), iri))

    @property
    def reviews(self) -> list[str]:
        """Return which reviews hold it, each once, in the order of the holdings."""
        return list(dict.fromkeys(holding.review for holding in self.holdings))


@dataclass(frozen=True, slots=True)
class Joined:
    """Every work of a collection, and what a person should look at."""

    groups: Sequence[Group]
    proposals: Sequence[Match]


def rank_of(iri: str) -> int:
    """Return the place of an identifier among the others: 0 is the strongest."""
    return next((place for place, (_, start) in enumerate(_SCHEMES) if iri.startswith(start)), 9)


def scheme_of(iri: str) -> str:
    """Return what kind of identifier an IRI is, or "" for one that is none."""
    return next((name for name, start in _SCHEMES if iri.startswith(start)), "")


def join_works(holdings: Sequence[Holding], decided: Sequence[Match]) -> Joined:
    """Return the works of some sources; `decided` is what a person says of pairs of them."""
    joining = _Joining(holdings, {one.pair for one in decided if one.denied})
    refused: list[Match] = []
    for match in decided:
        if not match.denied and {match.subject, match.object} <= joining.groups.keys():
            joining.join(match.subject, match.object, sure=True)
    for identifier, works in sorted(joining.sharers().items()):
        first, *others = sorted(works, key=lambda iri: (rank_of(iri), iri))
        for other in others:
            clash = joining.join(first, other)
            if clash:
                shared = f"{scheme_of(identifier) or 'identifier'} {identifier}"
                comment = f"Both have the {shared}, and they have different ones of: {clash}."
                refused.append(joining.propose(first, other, comment))
    groups = joining.result()
    known = {one.pair for one in decided}
    proposed = {
        one.pair: one for one in (*refused, *_propose_like(groups)) if one.pair not in known
    }
    return Joined(groups, [proposed[pair] for pair in sorted(proposed, key=sorted)])


class _Joining:
    """Groups of works while they are joined."""

    def __init__(self, holdings: Iterable[Holding], denied: set[frozenset[str]]) -> None:
        self.groups: dict[str, Group] = {}
        self._denied = denied
        for holding in holdings:
            group = self.groups.setdefault(holding.work, Group({holding.work}))
            group.holdings.append(holding)
            # An address of the web is no identifier: another page may stand there tomorrow.
            named = (holding.work, *holding.identifiers)
            group.identifiers |= {identifier for identifier in named if scheme_of(identifier)}

    def sharers(self) -> dict[str, set[str]]:
        """Return the works that have an identifier in common, by it."""
        found: dict[str, set[str]] = defaultdict(set)
        for work, group in self.groups.items():
            for identifier in group.identifiers:
                found[identifier].add(work)
        return {identifier: works for identifier, works in found.items() if len(works) > 1}

    def join(self, one: str, other: str, *, sure: bool = False) -> str:
        """Make two works one; return what speaks against it, and then leave them apart."""
        left, right = self.groups[one], self.groups[other]
        if left is right:
            return ""
        if any(frozenset(pair) in self._denied for pair in _pairs(left.works, right.works)):
            return "" if not sure else "a person said Not"
        clash = [] if sure else _clashes(left.identifiers | right.identifiers)
        if clash:
            return ", ".join(clash)
        left.works |= right.works
        left.identifiers |= right.identifiers
        left.holdings += right.holdings
        for work in right.works:
            self.groups[work] = left
        return ""

    def propose(self, one: str, other: str, comment: str) -> Match:
        """Return a pair for a person to judge."""
        return _proposal(self.groups[one], self.groups[other], comment)

    def result(self) -> list[Group]:
        """Return each group once, in the order of their works."""
        once = {id(group): group for group in self.groups.values()}
        return sorted(once.values(), key=lambda group: group.work)


def _pairs(left: Iterable[str], right: Sequence[str] | set[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for one in left for other in right)


def _clashes(identifiers: Iterable[str]) -> list[str]:
    """Return the schemes of which a work would have two identifiers and may have one."""
    counts: dict[str, set[str]] = defaultdict(set)
    for identifier in identifiers:
        counts[scheme_of(identifier)].add(identifier)
    return [name for name, _ in _SCHEMES if name in _ONE_EACH and len(counts[name]) > 1]


def _propose_like(groups: Sequence[Group]) -> Iterator[Match]:
    """Yield pairs of like title and year that no identifier joins and that two reviews hold."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    words = [_words_of(group) for group in groups]
    for number, group in enumerate(groups):
        if len(words[number]) < _SHORTEST:
            continue
        # The longest words of a title are the rarest; two of them find it, whatever the rest.
        for word in sorted(words[number], key=lambda one: (-len(one), one))[:2]:
            for year in _years_near(group.holdings[0].year):
                blocks[word, year].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        if len(numbers) > _MOST_TOGETHER:
            continue
        for pair in combinations(sorted(set(numbers)), 2):
            one, other = groups[pair[0]], groups[pair[1]]
            apart = len({*one.reviews, *other.reviews}) > 1
            if pair not in seen and apart and _are_like(words[pair[0]], words[pair[1]]):
                seen.add(pair)
                yield _proposal(one, other, _say_why(one, other))


def _words_of(group: Group) -> frozenset[str]:
    return frozenset(_WORD.findall(fold_letters(group.holdings[0].title)))


def _years_near(year: str) -> list[str]:
    """Return a year and the next: two that are one apart then share one; "" for none."""
    return [year, str(int(year) + _NEAR_YEARS)] if year.isdecimal() else [""]


def _are_like(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _LIKE * len(one | other)


def _say_why(one: Group, other: Group) -> str:
    years = " and ".join(dict.fromkeys(g.holdings[0].year or "no year" for g in (one, other)))
    clash = _clashes(one.identifiers | other.identifiers)
    told = f" Their identifiers differ: {', '.join(clash)}." if clash else ""
    return f"The titles are alike; years: {years}.{told}"


def _proposal(one: Group, other: Group, comment: str) -> Match:
    labels = (one.holdings[0].title, other.holdings[0].title)
    return Match(
        one.work,
        SAME_WORK,
        other.work,
        justification="semapv:LexicalMatching",
        comment=comment,
        labels=labels,
    )
