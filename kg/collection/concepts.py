"""Concepts of several reviews: matched as a file says that people edit, and not otherwise.

`concepts.sssom.tsv` in the collection's folder says which are the same (`skos:exactMatch`) and
which are near (`skos:closeMatch` and the like). Without it nothing is matched. Concepts with a word
in common are proposed, in a file of the same form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.collection.sssom import EXACT, Match
from kg.paths import fold_letters

FILE = "concepts.sssom.tsv"
_MOST_TOGETHER = 50  # concepts with one label: beyond it is a word that says nothing


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a review, as far as it can be matched."""

    review: str
    iri: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Shared:
    """Concepts that are the same by the file, and which of them is near to another one."""

    concepts: list[Concept] = field(default_factory=list)
    near: list[Match] = field(default_factory=list)

    @property
    def reviews(self) -> list[str]:
        """Return which reviews have it, each once."""
        return list(dict.fromkeys(concept.review for concept in self.concepts))

    @property
    def is_same(self) -> bool:
        """Say whether several reviews have it; else it is near to one of another, and no more."""
        return len(self.reviews) > 1


def match_concepts(concepts: Sequence[Concept], decided: Sequence[Match]) -> list[Shared]:
    """Return the groups of concepts that the file makes, each of more than one review."""
    known = {concept.iri: concept for concept in concepts}
    groups = {iri: {iri} for iri in known}
    said = [
        one for one in decided if not one.denied and one.subject in known and one.object in known
    ]
    for match in said:
        if match.predicate == EXACT:
            joined = groups[match.subject] | groups[match.object]
            groups |= dict.fromkeys(joined, joined)
    near = [match for match in said if match.predicate != EXACT]
    once = {frozenset(group) for group in groups.values()}
    made = [
        Shared(
            sorted((known[iri] for iri in group), key=lambda one: (one.review, one.label, one.iri)),
            [match for match in near if group & match.pair],
        )
        for group in once
    ]
    shared = [one for one in made if len(one.reviews) > 1 or one.near]
    return sorted(
        shared, key=lambda one: (fold_letters(one.concepts[0].label), one.concepts[0].iri)
    )


def strangers_in(decided: Iterable[Match], known: Iterable[str]) -> list[tuple[str, int]]:
    """Return the IRIs that no review of the collection has, each with the first line about it.

    They match nothing yet.
    """
    there, found = set(known), dict[str, int]()
    for one in decided:
        for iri in one.pair - there:
            found.setdefault(iri, one.line)
    return sorted(found.items(), key=lambda pair: (pair[1], pair[0]))


def propose_concepts(concepts: Sequence[Concept], decided: Sequence[Match]) -> list[Match]:
    """Return pairs of two reviews that a word names alike, without those that are decided."""
    known = {one.pair for one in decided}
    named: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        for word in {fold_letters(word) for word in (concept.label, *concept.words)}:
            named[word].append(concept)
    found: dict[frozenset[str], Match] = {}
    for group in named.values():
        if len(group) > _MOST_TOGETHER:
            continue
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                match = Match(
                    one.iri,
                    EXACT,
                    other.iri,
                    justification="semapv:LexicalMatching",
                    comment="A label of one is a label of the other.",
                    labels=(one.label, other.label),
                )
                if one.review != other.review and match.pair not in known:
                    found.setdefault(match.pair, match)
    return sorted(
        found.values(), key=lambda one: (fold_letters(one.labels[0]), one.subject, one.object)
    )
