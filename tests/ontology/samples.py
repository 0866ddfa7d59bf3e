"""Small parts of a large dataset in which everything can still be seen that its logic looks at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
Thing = NamedNode | BlankNode
# A reasoner sees no more in the third value of a property than in the second.
_MANY = 2


def sample_kinds(triples: Iterable[Triple]) -> list[Triple]:
    """Choose things that together show every kind of thing and every kind of value in a dataset.

    A kind of thing is: its classes, with one of its properties, once or more than once. A kind of
    value is: a property, with the classes or the datatype of the value. So whatever contradicts an
    axiom on one thing and its values (a second value of a functional property, a value of a wrong
    class, disjoint classes) is in the sample. Of values alike, two are kept; each has its classes.
    """
    every = [triple for triple in triples if isinstance(triple.subject, Thing)]
    classes = read_classes(every)
    chosen = choose_cover(list_kinds(every, classes))
    kept: list[Triple] = []
    alike: Counter[object] = Counter()
    for triple in every:
        if triple.subject not in chosen:
            continue
        kind = (triple.subject, triple.predicate, kind_of(triple, classes))
        alike[kind] += 1
        if triple.predicate.value == TYPE or alike[kind] <= _MANY:
            kept.append(triple)
    beside = {triple.object for triple in kept} - chosen
    return kept + [t for t in every if t.predicate.value == TYPE and t.subject in beside]


def read_classes(triples: Iterable[Triple]) -> dict[object, frozenset[str]]:
    """Return the classes of each thing."""
    found: defaultdict[object, set[str]] = defaultdict(set)
    for triple in triples:
        if triple.predicate.value == TYPE:
            found[triple.subject].add(triple.object.value)
    return {thing: frozenset(classes) for thing, classes in found.items()}


def kind_of(triple: Triple, classes: dict[object, frozenset[str]]) -> object:
    """Return what a reasoner looks at in a value, and whether it is the thing itself."""
    value = triple.object
    if isinstance(value, Literal):
        return value.datatype.value
    return value == triple.subject, classes.get(value, frozenset())


def list_kinds(
    triples: list[Triple], classes: dict[object, frozenset[str]]
) -> dict[Thing, set[object]]:
    """Return the kinds of thing and of value that each thing shows."""
    kinds: defaultdict[Thing, set[object]] = defaultdict(set)
    number = Counter((triple.subject, triple.predicate) for triple in triples)
    for triple in triples:
        thing, own = triple.subject, classes.get(triple.subject, frozenset())
        kinds[thing].add(own)
        if triple.predicate.value != TYPE:
            many = min(_MANY, number[thing, triple.predicate])
            kinds[thing].add((own, triple.predicate, many))
            kinds[thing].add((triple.predicate, kind_of(triple, classes)))
    return dict(kinds)


def choose_cover(kinds: dict[Thing, set[object]]) -> set[Thing]:
    """Choose few things that show all kinds: the richest first, then each that adds one."""
    chosen: set[Thing] = set()
    seen: set[object] = set()
    for thing in sorted(kinds, key=lambda thing: (-len(kinds[thing]), str(thing))):
        if not kinds[thing] <= seen:
            chosen.add(thing)
            seen |= kinds[thing]
    return chosen


def sample_around(
    triples: Iterable[Triple], seeds: Iterable[Thing], most: int, hub: int
) -> list[Triple]:
    """Return the triples among the things nearest to the seeds, so many of them at most.

    Ways lead along links in either direction, but not through what has more links than a hub. What
    is named without being described (a stance, a kind of evidence) goes with whatever names it.
    """
    every = list(triples)
    described = {triple.subject for triple in every}
    links: defaultdict[object, list[object]] = defaultdict(list)
    for triple in every:
        if triple.predicate.value != TYPE:
            links[triple.subject].append(triple.object)
            links[triple.object].append(triple.subject)
    near = dict.fromkeys(seeds)
    for thing in (reached := list(near)):
        for other in links[thing] if len(links[thing]) <= hub else ():
            if other not in near and len(near) < most:
                near[other] = None
                reached.append(other)
    return [
        triple
        for triple in every
        if triple.subject in near and (triple.object in near or triple.object not in described)
    ]
