"""Sorted N-Quads → exact counts of a dataset and its graphs, and their VoID description.

The counts are taken from the very bytes that are published, in one pass: asking the store for each
figure would take several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from kg.graph.vocab import PREFIXES, RDF, VOID, describe
from kg.paths import slug_of

_TYPE = f"<{RDF.type.value}>"


@dataclass(slots=True)
class Usage:
    """How a property is used: its triples, and the terms on either side."""

    triples: int = 0
    subjects: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Counts:
    """The content of a graph, or of the union of graphs; terms as in N-Quads."""

    properties: dict[str, Usage] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)

    @property
    def triples(self) -> int:
        """Return the number of triples."""
        return sum(usage.triples for usage in self.properties.values())

    @property
    def subjects(self) -> set[str]:
        """Return the distinct subjects."""
        return set().union(*(usage.subjects for usage in self.properties.values()))

    @property
    def objects(self) -> set[str]:
        """Return the distinct objects."""
        return set().union(*(usage.objects for usage in self.properties.values()))


def count_quads(nquads: bytes) -> dict[str, Counts]:
    """Return the counts of each named graph by its IRI, and of their union under the empty name.

    The lines must be sorted: a triple that stands in two graphs is then seen on two lines in a row,
    and the union counts it once.
    """
    graphs: dict[str, Counts] = {}
    repeated: dict[str, int] = {}
    previous = ""
    for line in nquads.decode().split("\n"):
        if not line:
            continue
        # Only a literal may hold a blank, and it is the third of four terms: so the graph is what
        # follows the last blank, and the first two terms end at the first two.
        triple, _, graph = line[:-2].rpartition(" ")
        subject, predicate, object_ = triple.split(" ", 2)
        counts = graphs.get(graph) or graphs.setdefault(graph, Counts())
        usage = counts.properties.get(predicate)
        if usage is None:
            usage = counts.properties[predicate] = Usage()
        usage.triples += 1
        usage.subjects.add(subject)
        usage.objects.add(object_)
        if predicate == _TYPE:
            counts.classes.setdefault(object_, set()).add(subject)
        if triple == previous:
            repeated[predicate] = repeated.get(predicate, 0) + 1
        previous = triple
    found = {graph.strip("<>"): counts for graph, counts in sorted(graphs.items())}
    return {"": _merge(graphs.values(), repeated), **found}


def _merge(graphs: Iterable[Counts], repeated: dict[str, int]) -> Counts:
    """Return the counts of the union, each repeated triple counted once."""
    union = Counts()
    for counts in graphs:
        for name, usage in counts.properties.items():
            whole = union.properties.setdefault(name, Usage())
            whole.triples += usage.triples
            whole.subjects |= usage.subjects
            whole.objects |= usage.objects
        for name, members in counts.classes.items():
            union.classes.setdefault(name, set()).update(members)
    for name, number in repeated.items():
        union.properties[name].triples -= number
    return union


def triples_for_counts(subject: NamedNode, counts: Counts, base: str) -> Iterator[Triple]:
    """Yield the VoID statistics of a dataset with all its class and property partitions.

    An entity is a subject whose IRI lies below the base (`void:uriSpace`) and names a thing rather
    than a part of one, that is, has no fragment.
    """
    # A fragment names a part of a thing (a span, an evidence line), which is no entity of its own.
    entities = sum(1 for name in counts.subjects if name.startswith(f"<{base}") and "#" not in name)
    yield from describe(
        subject,
        (RDF.type, VOID.Dataset),
        (VOID.triples, counts.triples),
        (VOID.entities, entities),
        (VOID.classes, len(counts.classes)),
        (VOID.properties, len(counts.properties)),
        (VOID.distinctSubjects, len(counts.subjects)),
        (VOID.distinctObjects, len(counts.objects)),
    )
    for name, members in sorted(counts.classes.items()):
        part = NamedNode(f"{subject.value}/class/{_slug(name)}")
        yield from describe(subject, (VOID.classPartition, part))
        yield from describe(
            part,
            (RDF.type, VOID.Dataset),
            (VOID["class"], NamedNode(name.strip("<>"))),
            (VOID.entities, len(members)),
        )
    for name, usage in sorted(counts.properties.items()):
        part = NamedNode(f"{subject.value}/property/{_slug(name)}")
        yield from describe(subject, (VOID.propertyPartition, part))
        yield from describe(
            part,
            (RDF.type, VOID.Dataset),
            (VOID.property, NamedNode(name.strip("<>"))),
            (VOID.triples, usage.triples),
            (VOID.distinctSubjects, len(usage.subjects)),
            (VOID.distinctObjects, len(usage.objects)),
        )


def vocabularies_of(counts: Counts) -> list[NamedNode]:
    """Return the namespaces of the classes and properties, those that we have names for."""
    terms = {name.strip("<>") for name in (*counts.properties, *counts.classes)}
    return [
        NamedNode(base)
        for base in sorted(PREFIXES.values())
        if any(term.startswith(base) for term in terms)
    ]


def _slug(term: str) -> str:
    """Return a short name of a term for the end of an IRI, such as `tt-Tip`."""
    iri = term.strip("<>")
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}-{iri.removeprefix(base)}"
    return slug_of(iri)
