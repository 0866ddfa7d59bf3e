"""A change of terms is a change of version, and the version's change note names what is new.

`ontology/terms.csv` says since which version each term is there; `ontology/versions.csv` pins the
terms of each version by a digest. `TIPTRACE_ACCEPT=1 pytest tests/ontology/test_versions.py` writes
both anew for the version that the ontology names.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
IRI = URIRef("https://w3id.org/tiptrace/ontology")
SAID = (RDF.type, SKOS.definition, RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.deprecated)
HINT = """The terms are not those that stand pinned beside version {version}. If that version is
out, raise owl:versionInfo, owl:versionIRI and owl:priorVersion in ontology/tiptrace.ttl. Say in a
skos:changeNote what is new, then pin the terms: TIPTRACE_ACCEPT=1 pytest {path}"""


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table beside the ontology."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(name: str, rows: list[dict[str, str]]) -> None:
    """Write the rows of a table beside the ontology."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def terms_of(graph: Graph) -> list[str]:
    """Return the names of our terms, sorted."""
    start = f"{IRI}#"
    subjects = {str(term) for term in graph.subjects(RDF.type) if str(term).startswith(start)}
    return sorted(term.removeprefix(start) for term in subjects)


def digest_of(graph: Graph) -> str:
    """Return a digest of what each term is: kind, definition, domain, range, what it is part of."""
    told = []
    for name in terms_of(graph):
        term = URIRef(f"{IRI}#{name}")
        for predicate in SAID:
            values = [v for v in graph.objects(term, predicate) if not isinstance(v, BNode)]
            told.append(f"{name} {predicate} {' '.join(sorted(map(str, values)))}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Return the ontology."""
    return Graph().parse(FOLDER / "tiptrace.ttl")


@pytest.fixture(scope="module")
def version(graph: Graph) -> str:
    """Return the version that the ontology names, its tables written anew where that is asked."""
    named = str(graph.value(IRI, OWL.versionInfo))
    if os.environ.get("TIPTRACE_ACCEPT"):
        since = {row["term"]: row["since"] for row in read_rows("terms.csv")}
        terms = terms_of(graph)
        write_rows("terms.csv", [{"term": t, "since": since.get(t, named)} for t in terms])
        pinned = {row["version"]: row for row in read_rows("versions.csv")}
        pinned[named] = {"version": named, "terms": str(len(terms)), "digest": digest_of(graph)}
        write_rows("versions.csv", list(pinned.values()))
    return named


def test_a_change_of_terms_is_a_change_of_version(graph: Graph, version: str) -> None:
    """The terms are those that stand pinned beside the version."""
    last = read_rows("versions.csv")[-1]
    said = {"version": version, "terms": str(len(terms_of(graph))), "digest": digest_of(graph)}
    assert last == said, HINT.format(version=version, path="tests/ontology/test_versions.py")


@pytest.mark.usefixtures("version")
def test_each_term_says_since_when_it_is_there(graph: Graph) -> None:
    """No term lacks its version, and none is taken away: what goes out of use is deprecated."""
    since = {row["term"]: row["since"] for row in read_rows("terms.csv")}
    assert sorted(since) == terms_of(graph)
    assert set(since.values()) <= {row["version"] for row in read_rows("versions.csv")}


def test_the_change_note_names_each_new_term(graph: Graph, version: str) -> None:
    """Who reads what is new in this version finds every term of it."""
    notes = [str(note) for note in graph.objects(IRI, SKOS.changeNote)]
    told = " ".join(note for note in notes if note.startswith(f"{version}: "))
    new = [row["term"] for row in read_rows("terms.csv") if row["since"] == version]
    words = set(re.findall(r"tt:[A-Za-z0-9]+", told))
    assert [term for term in new if f"tt:{term}" not in words] == []


def test_a_change_of_a_definition_changes_the_digest(graph: Graph) -> None:
    """A term that means something else is pinned anew, though its name stays."""
    other = Graph()
    for triple in graph:
        other.add(triple)
    other.add((URIRef(f"{IRI}#Tip"), RDFS.subClassOf, URIRef(f"{IRI}#Claim")))
    assert digest_of(other) != digest_of(graph)


@pytest.mark.usefixtures("version")
def test_earlier_versions_are_kept_as_they_were() -> None:
    """Each has its file, with the very terms that stand pinned beside it, and its version IRI."""
    *earlier, _ = read_rows("versions.csv")
    kept = {}
    for path in sorted((FOLDER / "versions").glob("*.ttl")):
        old = Graph().parse(path)
        assert str(old.value(IRI, OWL.versionIRI)) == f"{IRI}/{path.stem}"
        kept[path.stem] = {"terms": str(len(terms_of(old))), "digest": digest_of(old)}
    assert kept == {
        row["version"]: {"terms": row["terms"], "digest": row["digest"]} for row in earlier
    }
