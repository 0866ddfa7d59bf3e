"""The ontology's chains and classes against the build's rules: both must say the same."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
from pyoxigraph import NamedNode, Store, Triple
from rdflib import OWL, RDF, Graph, URIRef

from kg.graph.iris import Iris

TT = "https://w3id.org/tiptrace/ontology#"
# These rules have no axiom: OWL cannot count, and a chain cannot be kept to tips (decision 18).
WITHOUT_AXIOM = {"source-cited-in-section-of-tip", "evidence-class-totals", "evidence-line-counts"}
BASES = {"tiny": "https://example.org/tea/", "frost": "https://w3id.org/tiptrace/frost2005/"}
# The properties that chains and classes are made of. Leaving out the rest keeps the closure quick.
PARTS = (
    "addresses arisesFromStudy evidenceClass forClaim forImplication fromSource inSection "
    "kindOfEvidence listsSource mentionsSource stance underElement"
)


@pytest.fixture(scope="module")
def inferred(ontology: list[Triple]) -> set[str]:
    """Return the properties and classes that follow by an axiom of the ontology."""
    by_rule = NamedNode(f"{TT}inferredByRule")
    rules = {t.subject.value: t.object.value for t in ontology if t.predicate == by_rule}
    return {
        term
        for term, rule in rules.items()
        if rule not in WITHOUT_AXIOM and not rule.endswith("-count")
    }


@pytest.mark.xdist_group("closure")
@pytest.mark.parametrize("world", BASES)
def test_closure_is_what_the_rules_make(
    world: str, request: pytest.FixtureRequest, root: Path, inferred: set[str]
) -> None:
    """The OWL RL closure holds the triples that the rules add, and no more of their terms."""
    store: Store = request.getfixturevalue(f"{world}_store")
    iris = Iris(BASES[world])
    graph = Graph().parse(root / "ontology" / "tiptrace.ttl")
    for name in ("review", "companions"):
        for quad in store.quads_for_pattern(None, None, None, iris.graph(name)):
            if is_part(quad.triple):
                graph.add(terms_of(quad.triple))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    by_rules = {
        terms_of(quad.triple)
        for quad in store.quads_for_pattern(None, None, None, iris.graph("inferred"))
        if term_of(quad.predicate.value, quad.object.value) in inferred
    }
    by_axioms = {
        (subject, predicate, value)
        for subject, predicate, value in graph
        if term_of(str(predicate), str(value)) in inferred and str(subject).startswith(iris.base)
    }
    assert by_rules
    assert by_axioms == by_rules


def test_every_chain_is_exercised(
    ontology: list[Triple], tiny_store: Store, frost_store: Store
) -> None:
    """Each property that a chain defines has pairs in one of the worlds."""
    chains = {t.subject.value for t in ontology if t.predicate.value == f"{OWL}propertyChainAxiom"}
    made = {quad.predicate.value for store in (tiny_store, frost_store) for quad in store}
    assert chains <= made


def term_of(predicate: str, value: str) -> str:
    """Return the term that a triple is about: its predicate, or its class."""
    return value if predicate == str(RDF.type) else predicate


def is_part(triple: Triple) -> bool:
    """Tell whether chains or classes are made of a triple."""
    predicate, value = triple.predicate.value, triple.object.value
    if predicate == str(RDF.type):
        return value.startswith(TT)
    return predicate == "http://purl.org/dc/terms/isPartOf" or predicate in {
        TT + name for name in PARTS.split()
    }


def terms_of(triple: Triple) -> tuple[URIRef, URIRef, URIRef]:
    """Return a triple of IRIs in the other library's terms."""
    return URIRef(triple.subject.value), URIRef(triple.predicate.value), URIRef(triple.object.value)
