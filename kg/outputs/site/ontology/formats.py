"""`ontology/tiptrace.ttl` → the ontology in each format that it is published in.

The Turtle is the file itself, comments and all. The others are made from it. Their blank nodes stay
blank, since OWL reads lists and class expressions from nothing else, and are named in the order of
the file, so that two builds are the same. (In the dataset they have IRIs; see `kg/graph/quads.py`.)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import BuildError
from kg.graph.vocab import OWL
from kg.outputs.context import Context
from kg.outputs.site.ontology.sssom import MAPPINGS, render_mappings
from kg.resources import resource_folder

STEM = "ontology"


def render_ontology_files(_: Context) -> Mapping[str, bytes]:
    """Return the ontology as `ontology.ttl`, `.rdf`, `.nt`, `.jsonld`, and what is beside it."""
    path = resource_folder("ontology") / "tiptrace.ttl"
    files = {STEM + suffix: content for suffix, content in render_formats(path).items()}
    files |= {f"{name}.ttl": file.read_bytes() for name, file in find_documents().items()}
    return files | {MAPPINGS: render_mappings(resource_folder("ontology"))}


def find_documents() -> dict[str, Path]:
    """Return the Turtle of each document beside the ontology, by the path of its IRI.

    Each version has its IRI, this one too; so have the alignments and the shapes.
    """
    folder = resource_folder("ontology")
    now = folder / "tiptrace.ttl"
    earlier = {path.stem: path for path in sorted((folder / "versions").glob("*.ttl"))}
    versions = {**earlier, version_of(now): now}
    return {
        **{f"{STEM}/{version}": path for version, path in versions.items()},
        **{name: folder / f"{name}.ttl" for name in ("alignments", "shapes")},
    }


def version_of(path: Path) -> str:
    """Return the last part of the version IRI that an ontology file gives itself.

    Raise BuildError where it has none, or several.
    """
    quads = parse(path.read_bytes(), format=RdfFormat.TURTLE)
    found = [quad.object for quad in quads if quad.predicate == OWL.versionIRI]
    if len(found) != 1 or not isinstance(found[0], NamedNode):
        raise BuildError(f"{path}: an ontology has one owl:versionIRI")
    return found[0].value.rpartition("/")[2]


def render_formats(path: Path) -> dict[str, bytes]:
    """Return the formats of a Turtle file by their suffix."""
    text = path.read_bytes()
    parser = parse(text, format=RdfFormat.TURTLE)
    # The parser invents names that differ from run to run, and two builds are to be equal.
    named = _number_blank_nodes([quad.triple for quad in parser])
    prefixes = dict(parser.prefixes)
    lines = serialize(named, format=RdfFormat.N_TRIPLES) or b""
    rdf_xml = serialize(named, format=RdfFormat.RDF_XML, prefixes=prefixes) or b""
    json_ld = serialize(named, format=RdfFormat.JSON_LD, prefixes=prefixes) or b""
    return {
        ".ttl": text,
        ".rdf": rdf_xml.rstrip() + b"\n",
        ".nt": b"\n".join(sorted(lines.splitlines())) + b"\n",
        ".jsonld": json_ld.rstrip() + b"\n",
    }


def _number_blank_nodes(triples: list[Triple]) -> list[Triple]:
    """Return triples by subject, their blank nodes named `b1`, `b2`, … in the order given."""
    names: dict[BlankNode, BlankNode] = {}

    def named(term: object) -> object:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, BlankNode(f"b{len(names) + 1}"))

    renamed = [Triple(named(t.subject), t.predicate, named(t.object)) for t in triples]  # type: ignore[arg-type]
    order = {subject: place for place, subject in enumerate(dict.fromkeys(map(_subject, renamed)))}
    return sorted(renamed, key=lambda triple: order[_subject(triple)])


def _subject(triple: Triple) -> NamedNode | BlankNode | Triple:
    return triple.subject
