"""A query and a dataset → counts of one thing that are multiplied by the number of another.

`?tip OPTIONAL { ?claim tt:bearsOn ?tip } OPTIONAL { ?tip tt:isSupportedBy ?source }` has a row for
each pair of a claim and a source of a tip: a tip with three claims and four sources has twelve of
each. Told is only where the other is one of which a thing has several in these data.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.graph.vocab import RDF
from kg.service.sparql.advice.heads import Counted, Head, read_head
from kg.service.sparql.advice.joins import Names, Part, Select, Token, list_selects, split_apart
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.unjoined import is_narrow

_COUNT = re.compile(r"\b(?:COUNT|SUM|AVG)\s*\(\s*[?$*]", re.IGNORECASE)
_GROUP = re.compile(r"\bGROUP\s+BY\b", re.IGNORECASE)
_ADDING = re.compile(r"\b(?:SUM|AVG)\s*\(", re.IGNORECASE)
# To these a value that comes again is more; what counts without groups counts rows, as it says.
_ADDED = frozenset(("SUM", "AVG"))
_MOST_HUBS = 12  # variables that are tried, so that a long query makes no warning dear


class Step(NamedTuple):
    """A property on the way from one variable to another, or back along it."""

    iri: str
    back: bool


class Way(NamedTuple):
    """Two variables of a pattern and the properties that lead from the first to the second."""

    start: str
    steps: tuple[Step, ...]
    end: str


def may_multiply(query: str) -> bool:
    """Tell whether a query counts without DISTINCT in groups or beside another count, or adds."""
    found = _COUNT.findall(query) if "(" in query else ()
    if len(found) != 1:
        return len(found) > 1
    return _GROUP.search(query) is not None or _ADDING.search(query) is not None


def check_multiplied(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each count of a query that rows of another pattern multiply."""
    for select in list_selects(query, base):
        head = read_head(select)
        if not head.odd_keys:
            yield from dict.fromkeys(_check_select(select, head, store))


def _check_select(select: Select, head: Head, store: KnownStore) -> Iterator[str]:
    ways = [way for part in select.parts if part.alone for way in list_ways(part)]
    counted = [one for one in head.counted if not one.distinct and one.name]
    for one in dict.fromkeys(counted):
        others = {other.name for other in counted} - {one.name}
        found = next(_list_factors(one, others, select, head, ways, store), None)
        if found is not None:
            hub, named = found
            yield _say_pairs(hub, named) if one.name == "*" else _say(one, hub, named[0])


def _list_factors(
    counted: Counted,
    others: set[str],
    select: Select,
    head: Head,
    ways: Sequence[Way],
    store: KnownStore,
) -> Iterator[tuple[str, list[str]]]:
    """Yield what is shared, and what there are several of for each of that."""
    if head.keys and counted.name not in head.keys:
        several = _list_several(head.keys, select.parts, ways, store)
        apart = [(hub, name) for hub, name, group in several if counted.name not in group]
        if len(apart) > (counted.name == "*"):
            yield apart[0][0], [name for _, name in apart]
    if counted.name == "*":
        return
    # A variable that is neither grouped by nor counted may be what both hang on.
    for hub in _list_hubs(ways, head.keys | {counted.name})[:_MOST_HUBS]:
        several = _list_several(head.keys | {hub}, select.parts, ways, store)
        for _, name, group in several:
            if counted.name not in group and group & others:
                yield hub, sorted(group & others)
            elif counted.name not in group and counted.word in _ADDED:
                yield hub, [name]


def _list_hubs(ways: Sequence[Way], without: Names) -> list[str]:
    """Return the variables of which something is said, or that several patterns lead to.

    A year that one pattern leads to, and a number that is made of it, are one value of one thing.
    """
    ends = Counter(way.end for way in ways)
    hubs = dict.fromkeys(way.start for way in ways) | dict.fromkeys(
        name for name, many in ends.items() if many > 1
    )
    return [name for name in hubs if name not in without]


def _list_several(
    shared: Names, parts: Sequence[Part], ways: Sequence[Way], store: KnownStore
) -> Iterator[tuple[str, str, Names]]:
    """Yield the groups of which what is shared has several: hub, the variable, and the group."""
    for group in split_apart(parts, shared):
        found = _find_several(shared, group, ways, store)
        if found and not is_narrow(group, parts, shared):
            yield (*found, group)


def _find_several(
    shared: Names, group: Names, ways: Sequence[Way], store: KnownStore
) -> tuple[str, str] | None:
    """Follow the ways from what is shared into a group, up to one that leads to several."""
    hubs = dict.fromkeys(shared, "")
    reached = {name: name for name in hubs}
    grown = True
    while grown:
        grown = False
        for way in ways:
            for start, steps, end in (way, _turn(way)):
                if start in reached and end in group and end not in reached:
                    if any(store.has_several(NamedNode(iri), back=back) for iri, back in steps):
                        return reached[start], end
                    reached[end], grown = reached[start], True
    return None


def _turn(way: Way) -> Way:
    steps = tuple(Step(step.iri, not step.back) for step in reversed(way.steps))
    return Way(way.end, steps, way.start)


def _say(counted: Counted, hub: str, other: str) -> str:
    word, name, _ = counted
    if word == "COUNT":
        return (
            f"COUNT({name}) counts each {name} once for each {other} of the same {hub}; "
            f"COUNT(DISTINCT {name}) counts it once"
        )
    return (
        f"{word}({name}) takes each {name} once for each {other} of the same {hub}; reckon it in a "
        f"subquery without {other}"
    )


def _say_pairs(hub: str, named: Sequence[str]) -> str:
    return (
        f"COUNT(*) counts each pair of {named[0]} and {named[1]} of the same {hub}; "
        f"COUNT(DISTINCT {named[0]}) counts one of them"
    )


def list_ways(part: Part) -> Iterator[Way]:
    """Yield the ways of a sentence between two variables: properties, and sequences of them."""
    subject = _variable(part.tokens[0])
    for verb, value in _list_pairs(part.tokens[1:]):
        steps, end = _read_steps(verb), _variable(value)
        if subject and end and steps:
            yield Way(subject, steps, end)


def _list_pairs(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], Token]]:
    """Yield the verb and the object of each triple of a sentence, as far as it has no brackets."""
    verb: list[Token] = []
    read: list[Token] = []
    for token in [*tokens, ("mark", ";")]:
        if token[0] == "mark" and token[1] in "()[]":
            return
        if token in {("mark", ";"), ("mark", ",")}:
            verb = read[:-1] or verb
            if read and verb:
                yield verb, read[-1]
            verb, read = ([] if token[1] == ";" else verb), []
        else:
            read.append(token)


def _read_steps(verb: Sequence[Token]) -> tuple[Step, ...]:
    """Return the properties of a verb; none where it is more than a sequence of them."""
    steps: list[Step] = []
    back = False
    for kind, text in verb:
        if kind == "iri" or (kind, text) == ("word", "a"):
            steps.append(Step(text if kind == "iri" else RDF.type.value, back))
            back = False
        elif (kind, text) == ("mark", "^"):
            back = True
        elif (kind, text) != ("mark", "/"):
            return ()
    return tuple(steps)


def _variable(token: Token) -> str:
    kind, text = token
    if kind == "name" and text[0] in "?$":
        return f"?{text[1:]}"
    return text if kind == "name" and text.startswith("_:") else ""
