"""Rows about the ontology and its files → the values of its page, and of a page a group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from kg.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from kg.graph.vocab import RDFS, SKOS
from kg.outputs.cells import Row
from kg.outputs.site.facts import Facts
from kg.outputs.site.ontology.diagram import draw_classes
from kg.outputs.site.ontology.files import Groups, read_ontology_files
from kg.outputs.site.ontology.formats import find_documents
from kg.outputs.site.ontology.sssom import MAPPINGS
from kg.outputs.site.ontology.terms import Statements, describe_term, read_statements
from kg.outputs.site.ontology.uses import uses_by_term
from kg.outputs.site.ontology.words import (
    OWN,
    Names,
    chains_by_term,
    conditions_by_term,
    listed,
)
from kg.resources import resource_folder

FORMATS = tuple(
    (label, f"ontology.{form.name}", form.media_types[0])
    for label, form in (
        ("Turtle", TURTLE), ("RDF/XML", RDF_XML), ("N-Triples", N_TRIPLES), ("JSON-LD", JSON_LD),
    )
)  # fmt: skip
# Questions that show what the terms are for, by the name of their query.
EXAMPLES = ("sources-behind-a-tip", "evidence-on-both-sides", "cited-but-not-in-the-findings-table")
_RULE = f"{OWN}inferredByRule"
_RAW = ("facts", "uses", "shown", "chains", "conditions", "header", "agents")  # not for the page
_ELSEWHERE = "more terms"


def view_ontology(row: Row, facts: Facts) -> Row:
    """Add the ontology's head, its terms in groups, what it keeps apart and its drawing."""
    terms = _read_terms(row, facts)
    labels = terms.names.labels
    inferred = {name for name in labels if terms.said.of(OWN + name, _RULE)}
    groups = [group | {"terms": _shorten(group["terms"])} for group in terms.groups]
    return {
        "head": _head_of(row["header"], row["agents"]),
        "formats": [{"name": name, "file": file, "type": kind} for name, file, kind in FORMATS],
        "documents": [f"{name}.ttl" for name in find_documents()],
        "mappings": MAPPINGS,
        "groups": groups,
        "apart": _apart(row["apart"], terms.names),
        "borrowed": _borrowed(row["borrowed"], terms.names),
        "diagram": draw_classes(labels, inferred),
        "examples": [item for name in EXAMPLES for item in facts.questions if item["name"] == name],
        **dict.fromkeys(_RAW),
    }


def tell_groups(row: Row, facts: Facts) -> list[Row]:
    """Return a page for each group of terms, with all that is to be said of each."""
    head = _head_of(row["header"], row["agents"])
    return [_tell_group(group, head) for group in _read_terms(row, facts).groups]


def _tell_group(group: Row, head: Row) -> Row:
    return {
        "address": group["page"],
        "heading": group["heading"],
        "terms": group["terms"],
        "ontology": head["title"],
        "prefix": head["preferredNamespacePrefix"],
    }


def view_letters(row: Row, facts: Facts) -> Row:
    """Add all terms by the first letter of their labels."""
    terms = [term for group in _read_terms(row, facts).groups for term in group["terms"]]
    return {"letters": _letters_of(terms), **dict.fromkeys(_RAW)}


def view_changes(row: Row, _: Facts) -> Row:
    """Add what each version of the ontology changed, the newest first, in its words."""
    notes = [one["value"] for one in row["header"] if one["property"] == SKOS.changeNote.value]
    versions = groupby(notes, key=lambda note: note.partition(": ")[0])
    changes = [
        {"version": version, "notes": [note.partition(": ")[2] for note in inside]}
        for version, inside in versions
    ]
    return {"changes": changes[::-1], "header": None}


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms in the groups of the file, how they are called and what is said of them."""

    names: Names
    said: Statements
    groups: list[Row]


def _read_terms(row: Row, facts: Facts) -> _Terms:
    """Return the terms with all that is to be said of each, for all pages that tell of them."""
    told = [row[name] for name in ("facts", "uses", "shown", "chains", "conditions")]
    return facts.memory.recall(_make_terms, *told)


def _make_terms(
    facts: list[Row], uses: list[Row], shown: list[Row], chains: list[Row], conditions: list[Row]
) -> _Terms:
    files = read_ontology_files(resource_folder("ontology"))
    said = read_statements(facts)
    labels = {term.removeprefix(OWN): said.one(term, RDFS.label.value) for term in said.values}
    placed = {name for _, members in files.groups for name in members}
    others = tuple(name for name in labels if name not in placed)
    members = (*files.groups, *([(_ELSEWHERE, others)] if others else []))
    pages = {name: _page_of(heading) for heading, names in members for name in names}
    names = Names(labels, files.prefixes, files.labels, pages)
    follows = conditions_by_term(conditions, names) | chains_by_term(chains, names)
    records = {item["term"]: item["record"] for item in shown if "://" not in item["record"]}
    used = uses_by_term(uses)

    def describe(term: str) -> Row:
        row = describe_term(term, said, names, files, follows.get(term, []))
        return row | {"uses": used.get(term, []), "shown": records.get(term, "")}

    return _Terms(names, said, _groups_of(members, names, describe))


def _groups_of(members: Groups, names: Names, describe: Callable[[str], Row]) -> list[Row]:
    """Return the terms in the groups and the order of the file."""
    groups = []
    for heading, inside in members:
        described = [describe(OWN + name) for name in inside if name in names.labels]
        groups.append({"heading": heading, "id": f"group-{_slug(heading)}",
                       "page": _page_of(heading), "terms": described})  # fmt: skip
    return [group for group in groups if group["terms"]]


def _shorten(terms: list[Row]) -> list[Row]:
    """Return what the list of all terms tells of each: the rest stands on the page of its group."""
    short = ("name", "label", "kind", "definition", "status", "deprecated", "listed")
    return [{key: term[key] for key in short} for term in terms]


def _page_of(heading: str) -> str:
    return f"ontology/{_slug(heading)}.html"


def _slug(heading: str) -> str:
    """Return the name of a group in an address."""
    return "-".join("".join(c if c.isalnum() else " " for c in heading).lower().split())


def _head_of(rows: list[Row], agents: list[Row]) -> Row:
    """Return what the ontology says of itself, by the local name of each property."""
    people = {agent["agent"]: agent["name"] for agent in agents}
    head: Row = dict.fromkeys(
        ("title", "description", "versionInfo", "versionIRI", "priorVersion", "license", "creator",
         "created", "modified", "bibliographicCitation", "preferredNamespacePrefix",
         "preferredNamespaceUri", "term_status", "comment", "editorialNote"), "",
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for row in rows:
        name = row["property"].rpartition("#")[2].rpartition("/")[2]
        found.setdefault(name, []).append(str(people.get(row["value"], row["value"])))
    return head | {name: ", ".join(values) for name, values in found.items()}


def _letters_of(terms: list[Row]) -> list[Row]:
    """Return the terms by the first letter of their labels, and of what else they are called."""
    others = [
        {**term, "label": f"{other} ({term['label']})"}
        for term in terms
        for other in term["others"]
    ]
    ordered = sorted([*terms, *others], key=lambda term: (term["label"].lower(), term["name"]))
    short = ("name", "label", "kind")
    return [
        {"letter": letter, "terms": [{key: term[key] for key in short} for term in group]}
        for letter, group in groupby(ordered, key=lambda term: term["label"][:1].upper())
    ]


def _apart(rows: list[Row], names: Names) -> list[Row]:
    """Return the groups of terms that the ontology keeps apart, as lists of names."""
    return [
        {"kind": kind, "line": listed(names.piece(item["term"]) for item in items)}
        for (kind, _), items in groupby(rows, key=lambda row: (row["kind"], row["group"]))
    ]


def _borrowed(rows: list[Row], names: Names) -> list[Row]:
    """Return the terms of other vocabularies by their prefix."""
    pieces = sorted((names.piece(row["term"]) for row in rows), key=lambda piece: piece["text"])
    return [
        {"prefix": prefix, "base": names.prefixes.get(prefix, ""), "line": listed(group)}
        for prefix, group in groupby(pieces, key=lambda piece: piece["text"].partition(":")[0])
    ]
