"""A graph → the records that it tells of, with a field for each property of ours.

A build holds no files of the project; its graph says the same of each record in other words. What
the rules infer is left out: it follows from the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.comparison.labels import fill_labels
from kg.comparison.values import Entry, Ref, Snapshot, Value
from kg.graph.iris import Iris
from kg.graph.naming import names_of_mentions
from kg.graph.queries import select_rows
from kg.graph.recordlabels import is_made
from kg.graph.vocab import DCTERMS, RDF, RDFS, SKOS, TT

_GRAPHS = ("review", "companions")
_REVIEW = "graph/review"
_LABELS = (TT.shortTitle, DCTERMS.title, TT.heading, SKOS.prefLabel, RDFS.label, TT.statement)
# Where a record stands among others is the order of the files, and a citation is made of the rest.
_NOT_COMPARED = frozenset({TT.order, DCTERMS.bibliographicCitation})
_PLACE = re.compile(r"mentions/[0-9]+")
_CITATIONS = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?mention ?section ?source WHERE {
  ?mention a tt:Mention ; tt:inSection ?section ; tt:mentionsSource ?source ; tt:order ?order .
} ORDER BY ?order"""
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def base_of(store: Store) -> str | None:
    """Return the base of the IRIs of the review in a dataset, or None where there is none."""
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return next((name.removesuffix(_REVIEW) for name in names if name.endswith(_REVIEW)), None)


def take_graph(store: Store, base: str) -> Snapshot:
    """Return the records of a review and its companions as its graph has them.

    What has a name below that of its record (`claims/x#evidence-1`) belongs to it: such names
    count, so what stands there is compared by what it says.
    """
    iris = Iris(base).calling(_names_by_place(store, base))
    said = _read_statements(store, iris)
    parts: dict[str, list[str]] = defaultdict(list)
    for path in said:
        whole, mark, _ = path.partition("#")
        if mark and whole in said:
            parts[whole].append(path)
    records: dict[str, Entry] = {}
    for path, fields in said.items():
        whole, mark, _ = path.partition("#")
        if mark and whole in said:
            continue
        own = _plain_fields(fields, iris, said)
        inner = [_plain_fields(said[part], iris, said) for part in parts[path]]
        if inner:
            own["parts"] = tuple(sorted(inner, key=repr))
        name = path.partition("/")[2]
        named = next((field for field, value in own.items() if value == name), "")
        records[path] = Entry(path, _label_of(fields), own, named)
    return Snapshot(fill_labels(records))


def _names_by_place(store: Store, base: str) -> dict[str, str]:
    """Return the names of citations that a build calls by their place, as earlier ones did.

    Each by the name that it has today: a citation that goes by another name is no change.
    """
    rows = select_rows(store, _CITATIONS)
    placed = [row for row in rows if _PLACE.fullmatch(row["mention"].removeprefix(base))]
    now = names_of_mentions(
        (row["mention"].removeprefix(base), _last(row["section"]), _last(row["source"]))
        for row in placed
    )
    return {name: path for path, name in now.items()}


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


_Statements = dict[str, dict[NamedNode, list["NamedNode | BlankNode | Literal | Triple"]]]


def _read_statements(store: Store, iris: Iris) -> _Statements:
    said: _Statements = {}
    for graph in _GRAPHS:
        for quad in store.quads_for_pattern(None, None, None, iris.graph(graph)):
            if not isinstance(quad.subject, NamedNode) or quad.predicate in _NOT_COMPARED:
                continue
            path = iris.path_of(quad.subject.value)
            if path is not None:
                fields = said.setdefault(path, {})
                fields.setdefault(quad.predicate, []).append(quad.object)
    for fields in said.values():
        # What is made of the rest would tell each change twice.
        if is_made(fields.pop(RDF.type, ()), fields):
            fields.pop(RDFS.label, None)
    return said


def _plain_fields(
    fields: dict[NamedNode, list[NamedNode | BlankNode | Literal | Triple]],
    iris: Iris,
    said: _Statements,
) -> dict[str, Value]:
    plain: dict[str, Value] = {}
    for predicate, terms in sorted(fields.items(), key=lambda pair: pair[0].value):
        values = [_plain(term, iris) for term in terms if not _is_part(term, iris, said)]
        if values:
            plain[_words_of(predicate)] = values[0] if len(values) == 1 else frozenset(values)
    return plain


def _is_part(term: NamedNode | BlankNode | Literal | Triple, iris: Iris, said: _Statements) -> bool:
    """Say whether a term names a part of a record, whose name is but a number."""
    path = iris.path_of(term.value) if isinstance(term, NamedNode) else None
    return path is not None and "#" in path and path in said and path.partition("#")[0] in said


def _plain(term: NamedNode | BlankNode | Literal | Triple, iris: Iris) -> Value:
    if isinstance(term, NamedNode):
        path = iris.path_of(term.value)
        return term.value if path is None else Ref(path)
    return term.value if isinstance(term, Literal) else str(term)


def _words_of(predicate: NamedNode) -> str:
    """Return a property's own name in words: `evidence class`."""
    name = re.split(r"[#/]", predicate.value)[-1]
    return _CAPITAL.sub(" ", name).lower()


def _label_of(fields: dict[NamedNode, list[NamedNode | BlankNode | Literal | Triple]]) -> str:
    for predicate in _LABELS:
        for term in fields.get(predicate, ()):
            if isinstance(term, Literal):
                return term.value
    return ""
