"""`ontology/*.ttl` → what the graph does not hold: the order of the terms, prefixes, alignments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.graph.vocab import RDFS, TT

# The Turtle is read as text for this: headings and order are comments to a parser.
_HEADING = re.compile(r"# --- (.+?) -{3,}")
_PREFIX = re.compile(r"@prefix (\w+): +<([^>]+)>")
_TERM = re.compile(r"tt:(\w+) a ")

# Headings, each with the names of the terms below it.
Groups = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class OntologyFiles:
    """What the files of the ontology say beyond their triples.

    `groups` holds the headings of the file with the names of the terms below each. `alignments`
    holds for each name pairs of a relation and an outside term, both as IRIs. `labels` names those
    outside terms whose IRI does not.
    """

    groups: Groups
    prefixes: Mapping[str, str]
    alignments: Mapping[str, tuple[tuple[str, str], ...]]
    labels: Mapping[str, str]


def read_ontology_files(folder: Path) -> OntologyFiles:
    """Read `tiptrace.ttl`, `alignments.ttl` and the pinned slices that name outside terms."""
    text = (folder / "tiptrace.ttl").read_text(encoding="utf-8")
    aligned = parse((folder / "alignments.ttl").read_bytes(), format=RdfFormat.TURTLE)
    alignments: dict[str, tuple[tuple[str, str], ...]] = {}
    for quad in aligned:
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and subject.value.startswith(TT.base):
            name = subject.value.removeprefix(TT.base)
            alignments[name] = (*alignments.get(name, ()), (quad.predicate.value, value.value))
    return OntologyFiles(
        groups=parse_groups(text),
        prefixes={**aligned.prefixes, **dict(_PREFIX.findall(text))},
        alignments=alignments,
        labels=_read_labels(folder, alignments),
    )


def parse_groups(text: str) -> Groups:
    """Return the headings of an ontology's Turtle and the names of the terms below each."""
    groups: dict[str, list[str]] = {}
    heading = ""
    for line in text.splitlines():
        found = _HEADING.match(line)
        if found is not None:
            heading = found.group(1)
        term = _TERM.match(line)
        if term is not None:
            groups.setdefault(heading, []).append(term.group(1))
    return tuple((heading, tuple(names)) for heading, names in groups.items())


def _read_labels(
    folder: Path, alignments: Mapping[str, tuple[tuple[str, str], ...]]
) -> dict[str, str]:
    """Return the labels of outside terms that are named by a number."""
    wanted = {iri for pairs in alignments.values() for _, iri in pairs if iri[-1:].isdigit()}
    labels: dict[str, str] = {}
    for path in sorted((folder / "vocabularies").glob("*.ttl")) if wanted else ():
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if quad.predicate == RDFS.label and quad.subject.value in wanted:
                labels[quad.subject.value] = quad.object.value.replace("_", " ")
    return labels
