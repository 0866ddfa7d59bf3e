"""Who asks for a class gets the members of the classes below it, and knows which have none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.assembly import assemble_project
from kg.graph.queries import select_rows
from kg.pipeline import build_project, load_build
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
ONTOLOGY = Graph().parse(ROOT / "ontology" / "tiptrace.ttl")


def classes_below() -> dict[str, set[str]]:
    """Return the classes that are declared below each class, however far down."""
    above: dict[str, set[str]] = {}
    for one in ONTOLOGY.subjects(RDF.type, OWL.Class):
        for other in ONTOLOGY.transitive_objects(one, RDFS.subClassOf):
            if isinstance(one, URIRef) and other != one:
                above.setdefault(str(other), set()).add(str(one))
    return above


BELOW = classes_below()


def members_of(store: Store) -> dict[str, set[str]]:
    """Return the members of each class, as a query for `a` finds them."""
    found: dict[str, set[str]] = {}
    for row in select_rows(store, "SELECT ?thing ?class { ?thing a ?class }"):
        found.setdefault(row["class"], set()).add(row["thing"])
    return found


@pytest.fixture(scope="module")
def worlds(tiny_store: Store, frost_store: Store, trials_store: Store) -> list[dict[str, set[str]]]:
    """Return the members of each class in each review that is tested."""
    hives = assemble_project(load_project(ROOT / "tests" / "hives"), Timings()).store
    assert hives is not None
    return [members_of(store) for store in (tiny_store, frost_store, trials_store, hives)]


@pytest.fixture
def built_members(read_project: Project) -> dict[str, set[str]]:
    """Return the members of each class in a build, with what it says of itself."""
    build_project(read_project, Timings())
    build = load_build(read_project)
    assert build is not None
    return members_of(build[1])


@pytest.mark.parametrize("name", sorted(BELOW), ids=lambda name: re.split("[/#]", name)[-1])
def test_a_class_has_the_members_of_those_below_it(
    name: str, worlds: list[dict[str, set[str]]]
) -> None:
    """No query for a class is answered by less than the queries for its kinds."""
    for members in worlds:
        below = set().union(*(members.get(one, set()) for one in BELOW[name]))
        assert below - members.get(name, set()) == set()


@pytest.mark.slow
def test_so_it_is_in_what_a_build_says_of_itself(built_members: dict[str, set[str]]) -> None:
    """Rules and readings are plans and activities too."""
    for name, kinds in BELOW.items():
        for kind in kinds:
            assert built_members.get(kind, set()) <= built_members.get(name, set())


@pytest.mark.slow
def test_a_class_without_members_is_told(
    worlds: list[dict[str, set[str]]], built_members: dict[str, set[str]]
) -> None:
    """Each class has a member in some review that is tested, or the page names it as optional."""
    used = set(built_members).union(*worlds)
    listed = PAGE.partition("## Classes that may be empty")[2].partition("\n## ")[0]
    named = re.findall(r"`(\w+:\w+)`", listed)
    prefixes = dict(ONTOLOGY.namespaces())
    told = {str(prefixes[prefix]) + name for prefix, name in (one.split(":") for one in named)}
    classes = {
        str(one) for one in ONTOLOGY.subjects(RDF.type, OWL.Class) if isinstance(one, URIRef)
    }
    assert classes - used == told
