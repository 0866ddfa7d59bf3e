"""`ontology/alignments.ttl` → the same as a table of mappings, in the form of SSSOM.

That is what tools for mappings read: https://mapping-commons.github.io/sssom/ . Nothing is entered
here: the Turtle is what people edit, and the labels are those of the terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph.vocab import DCTERMS, ONTOLOGY, OWL, RDFS, TT

MAPPINGS = "alignments.sssom.tsv"
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification",
)  # fmt: skip
# All were made by people who read the definitions of both.
_JUSTIFIED = "semapv:ManualMappingCuration"
_SEMAPV = "https://w3id.org/semapv/vocab/"


def render_mappings(folder: Path) -> bytes:
    """Return the alignments of a folder of the ontology as SSSOM: metadata, then a line each."""
    parser = parse((folder / "alignments.ttl").read_bytes(), format=RdfFormat.TURTLE)
    found = [quad for quad in parser if _is_ours(quad)]
    prefixes = {name: base for name, base in dict(parser.prefixes).items() if name}
    labels = _read_labels(folder, {quad.object.value for quad in found})
    rows = sorted(_row_of(quad, prefixes, labels) for quad in found)
    used = {cell.partition(":")[0] for row in rows for cell in (row[0], row[2], row[3])}
    head = _head_of(folder, {name: prefixes[name] for name in sorted(used)})
    table = ("\t".join(cells) for cells in (_COLUMNS, *rows))
    return "".join(f"{line}\n" for line in (*head, *table)).encode()


def _is_ours(quad: Quad) -> bool:
    subject, value = quad.subject, quad.object
    ours = isinstance(subject, NamedNode) and subject.value.startswith(TT.base)
    return ours and isinstance(value, NamedNode)


def _row_of(quad: Quad, prefixes: Mapping[str, str], labels: Mapping[str, str]) -> tuple[str, ...]:
    subject, value = (term.value for term in (quad.subject, quad.object))  # type: ignore[union-attr]
    predicate = _curie_of(quad.predicate.value, prefixes)
    ours, theirs = _curie_of(subject, prefixes), _curie_of(value, prefixes)
    return (ours, labels[subject], predicate, theirs, labels.get(value, ""), _JUSTIFIED)


def _curie_of(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return the short form of an IRI, by the longest base; the file has a prefix for each."""
    name, base = max(
        ((name, base) for name, base in prefixes.items() if iri.startswith(base)),
        key=lambda pair: len(pair[1]),
    )
    return f"{name}:{iri.removeprefix(base)}"


def _read_labels(folder: Path, wanted: set[str]) -> dict[str, str]:
    """Return the English labels of our terms, and of those outside terms that are aligned."""
    labels: dict[str, str] = {}
    for path in (folder / "tiptrace.ttl", *sorted((folder / "vocabularies").glob("*.ttl"))):
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if quad.predicate == RDFS.label and isinstance(quad.subject, NamedNode):
                term = quad.subject.value
                if term in wanted or term.startswith(TT.base):
                    labels[term] = quad.object.value
    return labels


def _head_of(folder: Path, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the metadata: YAML behind a # in each line."""
    told: dict[NamedNode, str] = {}
    for quad in parse((folder / "tiptrace.ttl").read_bytes(), format=RdfFormat.TURTLE):
        if quad.subject == ONTOLOGY and isinstance(quad.object, Literal | NamedNode):
            told.setdefault(quad.predicate, quad.object.value)
    yield from (
        "#sssom_version: '1.0'",  # a text: YAML would have a number
        f"#mapping_set_id: {ONTOLOGY.value.rpartition('/')[0]}/{MAPPINGS}",
        f"#mapping_set_version: {told[OWL.versionInfo]}",
        "#mapping_set_title: Tiptrace alignments",
        f"#license: {told[DCTERMS.license]}",
        f"#mapping_date: {told[DCTERMS.modified]}",
        "#curie_map:",
    )
    for name, base in (*prefixes.items(), ("semapv", _SEMAPV)):
        yield f'#  {name}: "{base}"'
