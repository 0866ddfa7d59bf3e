"""Files of RDF → what another reader finds wrong with them.

One engine holds the dataset, writes every file and would read it again: a fault of its writers, or
in how we use them, would be read as it was written. rdflib shares no code with it. Here it reads
each file of a build or an export, and what it finds is held against the dataset, triple by triple.
It takes far longer than to write the files, so it is done when asked for (`--verify`).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias
from xml.sax import SAXException

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple, parse
from rdflib.compare import to_canonical_graph
from rdflib.exceptions import Error as RdflibError

from kg.errors import Location, Problem
from kg.graph.iris import GRAPHS, Iris
from kg.outputs.nanopubs import Nanopub
from kg.outputs.site.ontology import find_documents

Found: TypeAlias = "frozenset[Quad] | frozenset[Triple]"
# Each file that was read, and what is wrong with it.
Verdicts: TypeAlias = "dict[str, Problem | None]"
Term: TypeAlias = NamedNode | BlankNode | Literal

# End of a file's name → rdflib's word for the format.
_READERS = {
    ".jsonld": "json-ld",
    ".nq": "nquads",
    ".nt": "nt",
    ".rdf": "xml",
    ".trig": "trig",
    ".ttl": "turtle",
}
# rdflib's parsers have no error in common: Turtle's is a SyntaxError, that of JSON a ValueError.
_UNREADABLE = (RdflibError, SAXException, SyntaxError, ValueError)
_REMEDY = "make it again (--force); if this stays, the writer is at fault: please report it"
_GENID = re.compile(r"/\.well-known/genid/ontology-\d+$")


def check_build(folder: Path, store: Store, iris: Iris) -> Verdicts:
    """Read every file of RDF in a build: its dumps, and the data beside its pages.

    `folder` holds `data` and `site`; `store` is the dataset that they were made from.
    """
    return check_dumps(folder / "data", store, iris, "data/") | _check_site(folder, store, iris)


def check_dumps(folder: Path, store: Store, iris: Iris, shown: str = "") -> Verdicts:
    """Read `dataset.nq` and `<graph>.ttl`, as far as a folder has them."""
    graphs = {name: iris.graph(name) for name in GRAPHS}
    expected: dict[str, Found] = {
        f"{name}.ttl": frozenset(
            quad.triple for quad in store.quads_for_pattern(None, None, None, graph)
        )
        for name, graph in graphs.items()
    }
    expected["dataset.nq"] = frozenset(store)
    return {
        f"{shown}{name}": _check_file(folder / name, f"{shown}{name}", expected[name], bare=True)
        for name in sorted(expected)
        if (folder / name).exists()
    }


def check_nanopubs(folder: Path, nanopubs: Iterable[Nanopub]) -> Verdicts:
    """Read the files of nanopublications, one of each and one of all."""
    expected = {f"{nanopub.name}.trig": frozenset(nanopub.quads) for nanopub in nanopubs}
    expected["nanopubs.trig"] = frozenset[Quad]().union(*expected.values())
    return {name: _check_file(folder / name, name, expected[name]) for name in sorted(expected)}


def _check_site(folder: Path, store: Store, iris: Iris) -> Verdicts:
    """Read the data beside each page, and the ontology in each format and with its documents."""
    graph = iris.graph("ontology")
    ontology = [quad.triple for quad in store.quads_for_pattern(None, None, None, graph)]
    blanked = _canonical(_with_blank_nodes(ontology))
    documents = {f"site/{name}.ttl": original for name, original in find_documents().items()}
    pages = _Pages(store)
    verdicts: Verdicts = {}
    for path in sorted(path for path in (folder / "site").rglob("*") if path.suffix in _READERS):
        shown = path.relative_to(folder).as_posix()
        if shown.startswith("site/data/"):
            continue  # the dumps again
        if path.stem == "ontology":
            verdicts[shown] = _check_ontology(path, shown, blanked)
        elif shown in documents:
            verdicts[shown] = _check_copy(path, shown, documents[shown])
        else:
            verdicts[shown] = pages.check(path, shown)
    return verdicts


class _Pages:
    """The data beside pages: all that the dataset says of some subjects, in two formats alike."""

    def __init__(self, store: Store) -> None:
        self._said: dict[object, set[Triple]] = {}
        for quad in store:
            self._said.setdefault(quad.subject, set()).add(quad.triple)
        self._first: dict[Path, frozenset[Triple]] = {}

    def check(self, path: Path, shown: str) -> Problem | None:
        """Return what is wrong with a file, or None."""
        try:
            found = _read_triples(path)
        except _UNREADABLE as error:
            return _unreadable(shown, error)
        said = (self._said.get(subject, set()) for subject in {t.subject for t in found})
        in_the_other_format = self._first.setdefault(path.with_suffix(""), found)
        return _compare(shown, found, in_the_other_format.union(*said))


def _check_file(path: Path, shown: str, expected: Found, *, bare: bool = False) -> Problem | None:
    """Return what is wrong with a file; a `bare` one may hold nothing, as its graph does."""
    try:
        quads = path.suffix in {".nq", ".trig"}
        found = _read_quads(path) if quads else _read_triples(path)
        return None if bare and not (found or expected) else _compare(shown, found, expected)
    except _UNREADABLE as error:
        return _unreadable(shown, error)


def _check_ontology(path: Path, shown: str, expected: frozenset[Triple]) -> Problem | None:
    """Return what is wrong with the ontology in a format: it has all languages, the dataset one."""
    try:
        return _compare(shown, _as_told(_read_triples(path, blank=True), expected), expected)
    except _UNREADABLE as error:
        return _unreadable(shown, error)


def _check_copy(path: Path, shown: str, original: Path) -> Problem | None:
    """Return what is wrong with a file that is published as it stands, or None.

    Earlier versions, alignments and shapes are no part of the dataset. Their blank nodes have no
    names that two readers share, so as many statements as the engine reads are to be found.
    """
    if path.read_bytes() != original.read_bytes():
        return Problem(
            Location(shown), "RDF002", f"this file is no copy of its original; {_REMEDY}"
        )
    try:
        found = len(_read_triples(path))
    except _UNREADABLE as error:
        return _unreadable(shown, error)
    stated = len({quad.triple for quad in parse(path=original)})
    if found == stated:
        return None
    message = f"rdflib reads {found:,} of the {stated:,} statements of this file; {_REMEDY}"
    return Problem(Location(shown), "RDF002", message)


def _compare(shown: str, found: Found, expected: Found) -> Problem | None:
    """Return one problem that names the first statement too few and the first too many."""
    faults = [
        f"{what} {len(statements):,} of {len(expected):,} statements, the first {first}"
        for what, statements in (("lacks", expected - found), ("adds to the", found - expected))
        if (first := min(map(str, statements), default=""))
    ]
    if not (found or expected):
        faults.append("holds nothing")
    if not faults:
        return None
    message = f"read by rdflib, this file {', and '.join(faults)}; {_REMEDY}"
    return Problem(Location(shown), "RDF002", message)


def _as_told(found: frozenset[Triple], expected: frozenset[Triple]) -> frozenset[Triple]:
    """Return triples without what is expected of their subject in another language."""
    told = {(it.subject, it.predicate): tag for it in expected if (tag := _language_of(it))}
    return frozenset(
        it
        for it in found
        if not (tag := _language_of(it)) or told.get((it.subject, it.predicate), tag) == tag
    )


def _language_of(triple: Triple) -> str | None:
    return triple.object.language if isinstance(triple.object, Literal) else None


def _unreadable(shown: str, error: Exception) -> Problem:
    reason = " ".join(str(error).split())
    return Problem(Location(shown), "RDF001", f"rdflib cannot read this file: {reason}; {_REMEDY}")


def _read_triples(path: Path, *, blank: bool = False) -> frozenset[Triple]:
    with _literals_as_written():
        graph = rdflib.Graph().parse(path, format=_READERS[path.suffix])
        return _canonical(graph) if blank else _triples_of(graph)


def _read_quads(path: Path) -> frozenset[Quad]:
    with _literals_as_written():
        dataset = rdflib.Dataset()
        dataset.parse(path, format=_READERS[path.suffix])
        return frozenset(_quads_of(dataset))


@contextmanager
def _literals_as_written() -> Iterator[None]:
    """Keep rdflib from mending literals as it reads them: `01` must not be taken for `1`.

    It has one switch for this, for all readers. What it says of its own insides is of no use here:
    its parsers call what it has deprecated.
    """
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=DeprecationWarning, module="rdflib")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _quads_of(dataset: rdflib.Dataset) -> Iterator[Quad]:
    for subject, predicate, value, name in dataset.quads():
        graph = DefaultGraph() if name is None else _term_of(name)
        yield Quad(_term_of(subject), _term_of(predicate), _term_of(value), graph)  # type: ignore[arg-type]


def _triples_of(graph: rdflib.Graph) -> frozenset[Triple]:
    return frozenset(Triple(*map(_term_of, triple)) for triple in graph)  # type: ignore[arg-type]


def _term_of(node: rdflib.term.Node) -> Term:
    """Return the engine's term for one of rdflib's; raise ValueError for what is no term."""
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        datatype = None if node.datatype is None else NamedNode(str(node.datatype))
        return Literal(str(node), language=node.language, datatype=datatype)
    return BlankNode(str(node))


def _canonical(graph: rdflib.Graph) -> frozenset[Triple]:
    """Return a graph whose blank nodes are named by what is said of them.

    Two graphs that differ only in the names of their blank nodes give the same triples
    (https://www.w3.org/TR/rdf-canon/ tells of the matter; rdflib has an algorithm of its own).
    """
    return _triples_of(to_canonical_graph(graph))


def _with_blank_nodes(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return the ontology as it is published: the nodes that the dataset had to name are blank."""

    def node(term: object) -> rdflib.term.Node:
        if isinstance(term, Literal):
            if term.language is not None:
                return rdflib.Literal(term.value, lang=term.language)
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
        assert isinstance(term, NamedNode)
        named = _GENID.search(term.value)
        return rdflib.BNode(named.group()[-12:]) if named else rdflib.URIRef(term.value)

    graph = rdflib.Graph()
    with _literals_as_written():
        for triple in triples:
            graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph
