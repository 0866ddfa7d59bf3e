"""A build → by what it is of another version than the reader's own, in words.

Such a build is taken as far as it can be read. What a former version called otherwise is then
passed over, so whoever collects is told.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, parse

from kg import __version__
from kg.errors import shorten_text
from kg.graph.vocab import ONTOLOGY, OWL, TT
from kg.manifest import parse_foreign_manifest, parse_manifest
from kg.resources import resource_folder

_FEW = 5
_USED = """SELECT DISTINCT ?term {
  { SELECT DISTINCT ?term { ?s ?term ?o } } UNION { SELECT DISTINCT ?term { ?s a ?term } }
} ORDER BY ?term"""


def tell_version(store: Store, manifest: bytes | None) -> str:
    """Say what tells a build from those of this version, and what to do; "" where nothing does."""
    version, terms = _read_own()
    told = [_tell_manifest(manifest)] if manifest is not None else []
    theirs = {value for value in _versions(store) if value != version}
    if theirs:
        held = shorten_text(", ".join(sorted(theirs)))
        told.append(f"it has version {held} of the ontology, and this is {version}")
    told.append(_tell_strangers(store, terms))
    said = "; ".join(filter(None, told))
    if not said:
        return ""
    return f"{said}. It is taken as far as it can be read here: build it again, and collect it anew"


def _tell_manifest(content: bytes) -> str:
    manifest = parse_foreign_manifest(content)
    if manifest is None:
        return (
            "its manifest.json is not laid out as here, "
            "so that nobody has seen whether it is a draft, or whole"
        )
    version = manifest.tool_version
    if version != __version__:
        return f"tiptrace {shorten_text(str(version))} built it, and this is {__version__}"
    told = "its manifest.json says more, or less, than is read here"
    return "" if parse_manifest(content) else told


def _tell_strangers(store: Store, terms: frozenset[str]) -> str:
    """Name the terms of the ontology's namespace that data use and that the ontology has not."""
    found = store.query(_USED, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    used = [row["term"].value for row in found if isinstance(row["term"], NamedNode)]
    strangers = [term for term in used if term.startswith(TT.base) and term not in terms]
    if not strangers:
        return ""
    named = ", ".join(f"tt:{shorten_text(one.removeprefix(TT.base))}" for one in strangers[:_FEW])
    more = len(strangers) - _FEW
    named += f" and {more} more" if more > 0 else ""
    return f"it uses what is no term of the ontology here: {named}"


def _versions(store: Store) -> set[str]:
    quads = store.quads_for_pattern(ONTOLOGY, OWL.versionInfo, None)
    return {quad.object.value for quad in quads if hasattr(quad.object, "value")}


@cache
def _read_own() -> tuple[str, frozenset[str]]:
    """Return the version of our own ontology, and all that it declares."""
    content = (resource_folder("ontology") / "tiptrace.ttl").read_bytes()
    triples = [*parse(content, format=RdfFormat.TURTLE)]
    version = next(
        str(one.object.value)
        for one in triples
        if one.subject == ONTOLOGY and one.predicate == OWL.versionInfo
    )
    subjects = (one.subject for one in triples)
    return version, frozenset(one.value for one in subjects if isinstance(one, NamedNode))
