"""The ontology as triples, and the tiny world as hand-made triples that a test may break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, parse

from kg.graph.iris import Iris
from kg.graph.queries import load_queries
from kg.graph.store import infer
from kg.graph.vocab import SKOS

FOLDER = Path(__file__).resolve().parent
TERMS = "https://w3id.org/tiptrace/ontology#"


@pytest.fixture(scope="session")
def ontology(root: Path) -> list[Triple]:
    """Return the triples of the ontology."""
    quads = parse(path=str(root / "ontology" / "tiptrace.ttl"), format=RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


@pytest.fixture(scope="session")
def hand_made(tiny_store: Store, tiny_iris: Iris) -> list[Triple]:
    """Return what the tiny world's files say, nothing inferred, and the few kinds it lacks."""
    graphs = {tiny_iris.graph("review"), tiny_iris.graph("companions")}
    said = [quad.triple for quad in tiny_store if quad.graph_name in graphs]
    extra = parse(path=str(FOLDER / "extra.ttl"), format=RdfFormat.TURTLE)
    return said + [quad.triple for quad in extra]


@pytest.fixture
def broken(
    root: Path, hand_made: list[Triple], ontology: list[Triple], tiny_iris: Iris
) -> Callable[[str], Store]:
    """Return a function that breaks the tiny world by an update and lets the rules run on it."""
    # Checks ask entries of closed lists for their value. All of the ontology would take long.
    values = [triple for triple in ontology if triple.predicate == SKOS.notation]

    def break_by(update: str) -> Store:
        store = Store()
        store.extend(
            Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in hand_made + values
        )
        store.update(PREFIXES + update)
        infer(store, load_queries(root / "queries" / "rules"), tiny_iris.graph("inferred"))
        return store

    return break_by


PREFIXES = f"""
PREFIX biro: <http://purl.org/spar/biro/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tt: <{TERMS}>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://example.org/tea/>
"""
