"""Lines of a file of mappings that contradict each other: which of them hold, and which do not.

A `Not` holds against what says the same without it, and against a chain that leads there. Of other
lines the first holds. What does not hold is used nowhere, and told with the line it stands against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.collection.sssom import EXACT, SAME_WORK, Match
from kg.errors import Location, Problem
from kg.graph.vocab import SKOS

CONTRARY = "MAP003"
_JOINS = frozenset({EXACT, SAME_WORK})
_TURNED = {
    SKOS.broadMatch.value: SKOS.narrowMatch.value,
    SKOS.narrowMatch.value: SKOS.broadMatch.value,
}


def settle_matches(matches: Sequence[Match], file: str) -> tuple[list[Match], list[Problem]]:
    """Return the matches that hold, in their order, and a problem for each that does not."""
    settling = _Settling([one for one in matches if one.denied])
    for match in matches:
        if not match.denied and match.predicate in _JOINS:
            settling.take_same(match)
    for match in matches:
        if not match.denied and match.predicate not in _JOINS:
            settling.take_near(match)
    refused = sorted(settling.refused, key=lambda pair: pair[0].line)
    problems = [Problem(Location(file, one.line), CONTRARY, why) for one, why in refused]
    out = {one.line for one, _ in refused}
    return [one for one in matches if one.line not in out], problems


@dataclass(slots=True)
class _Settling:
    """What holds so far: groups of things that are one, and what is said of near ones."""

    denied: Iterable[Match]
    groups: dict[str, set[str]] = field(default_factory=dict)
    near: dict[tuple[str, str, str], Match] = field(default_factory=dict)
    refused: list[tuple[Match, str]] = field(default_factory=list)

    def take_same(self, match: Match) -> None:
        """Make two things one, where no line keeps apart what would be one then."""
        joined = self._group_of(match.subject) | self._group_of(match.object)
        against = [one for one in self.denied if one.predicate in _JOINS and one.pair <= joined]
        if against:
            self._refuse(match, against[0], "says Not of these two, or of what would be one then")
            return
        self.groups |= dict.fromkeys(joined, joined)

    def take_near(self, match: Match) -> None:
        """Take a line of two near things, where they are not one, nor near in another way."""
        if match.object in self._group_of(match.subject):
            why = "by other lines the two are one, so that neither is broader, narrower or near"
            self.refused.append((match, f"{why}; this line is not used: take it or those out"))
            return
        told = {(match.subject, match.predicate, match.object)}
        told |= {(thing, _turn(kind), subject) for subject, kind, thing in told}
        opposite = (match.subject, _turn(match.predicate), match.object)
        for one in self.denied:
            if (one.subject, one.predicate, one.object) in told:
                self._refuse(match, one, "says Not of the same")
                return
        if match.predicate in _TURNED and opposite in self.near:
            self._refuse(match, self.near[opposite], "says the opposite")
            return
        self.near |= {one: match for one in told if one not in self.near}

    def _group_of(self, thing: str) -> set[str]:
        return self.groups.get(thing, {thing})

    def _refuse(self, match: Match, against: Match, why: str) -> None:
        told = f"line {against.line} {why}; this line is not used: take one of them out"
        self.refused.append((match, told))


def _turn(predicate: str) -> str:
    """Return what a line says when it is read from its other end."""
    return _TURNED.get(predicate, predicate)
