"""The ontology's chains and classes against the build's rules: both must say the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import owlrl
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import RDF, Graph, URIRef

from kg.graph.iris import Iris
from kg.graph.queries import load_queries
from kg.graph.store import infer
from tests.ontology.samples import sample_around

pytestmark = pytest.mark.slow

TT = "https://w3id.org/tiptrace/ontology#"
# These rules have no axiom: OWL cannot count or measure, nor leave out what somebody chose to leave
# out, and a chain cannot be kept to tips (decision 22). Nor does it know of addresses (53).
WITHOUT_AXIOM = {
    "source-cited-in-section-of-tip",
    "evidence-class-totals",
    "evidence-line-counts",
    "claim-bears-on",
    "tip-has-report-from",
    "subject-touches-tip",
    "evidence-line-citation-place",
    "evidence-line-cited-in-passage",
    "evidence-line-cited-nearby",
    "evidence-line-cited-elsewhere",
    "record-in-review",
}
BASES = {"tiny": "https://example.org/tea/", "frost": "https://w3id.org/tiptrace/frost2005/"}
# The properties that chains and classes are made of. Leaving out the rest keeps the closure quick.
PARTS = (
    "addresses arisesFromStudy evidenceClass forClaim forImplication fromSource fromStudy "
    "hasCountry hasDesign hasPopulation hasSetting inSection kindOfEvidence listsSource "
    "mentionsSource researchKind stance underElement"
)
OTHERS = {
    "http://purl.org/dc/terms/isPartOf",
    "http://www.w3.org/2004/02/skos/core#broader",
}

# Kinds that the tiny world lacks, and what its few records do not show: two of each.
LACKING = """
@base <https://example.org/tea/> .
@prefix tt: <https://w3id.org/tiptrace/ontology#> .
<classes/Z> a tt:EvidenceClass ; tt:kindOfEvidence tt:OtherEvidence .
<sources/Z1> a tt:ListedSource , tt:Source ; tt:evidenceClass <classes/Z> .
<claims/z> a tt:Finding .
<claims/z#line-1> a tt:EvidenceLine ; tt:forClaim <claims/z> ; tt:fromSource <sources/Z1> ;
  tt:stance tt:illustrates .
<studies/Z> a tt:Study ; tt:researchKind tt:PrimaryResearch .
<claims/z#line-2> a tt:EvidenceLine ; tt:forClaim <claims/z> ; tt:fromStudy <studies/Z> ;
  tt:stance tt:supports .
<claims/z#line-3> a tt:EvidenceLine ; tt:forClaim <claims/z> ; tt:fromStudy <studies/Z> ;
  tt:stance tt:qualifies .
"""
# So many things of the real review; what has so many links is reached, not gone through.
MOST, HUB = 150, 20


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


@pytest.fixture(scope="module")
def axioms(root: Path) -> Graph:
    """Return the ontology, for the reasoner."""
    return Graph().parse(root / "ontology" / "tiptrace.ttl")


@pytest.fixture(scope="module")
def worlds(tiny_store: Store, frost_store: Store, inferred: set[str]) -> dict[str, list[Triple]]:
    """Return the parts of the tiny world with what it lacks, and of the real review around a few.

    The whole review takes more than a minute: in it is what one pair of each inferred kind, and all
    that is near, show as well.
    """
    [tiny, frost] = [
        list_parts(store, Iris(BASES[name]))
        for name, store in (("tiny", tiny_store), ("frost", frost_store))
    ]
    # A pair of what has few links: ways do not lead on through a hub, so its pairs would be cut.
    degree = Counter(thing for triple in frost for thing in (triple.subject, triple.object))
    first: dict[str, NamedNode] = {}
    graph = Iris(BASES["frost"]).graph("inferred")
    for quad in frost_store.quads_for_pattern(None, None, None, graph):
        term = term_of(quad.predicate.value, quad.object.value)
        if term in inferred:
            known = first.get(term, quad.subject)
            first[term] = min(quad.subject, known, key=lambda one: (degree[one], str(one)))
    lacking = [quad.triple for quad in parse(LACKING, format=RdfFormat.TURTLE)]
    return {"tiny": tiny + lacking, "frost": sample_around(frost, first.values(), MOST, HUB)}


@pytest.mark.xdist_group("closure")
@pytest.mark.parametrize("world", BASES)
def test_closure_is_what_the_rules_make(
    world: str,
    worlds: dict[str, list[Triple]],
    ontology: list[Triple],
    axioms: Graph,
    root: Path,
    inferred: set[str],
) -> None:
    """The OWL RL closure holds the triples that the rules add, and no more of their terms."""
    iris = Iris(BASES[world])
    by_rules = apply_rules([*worlds[world], *ontology], root, iris, inferred)
    graph = Graph() + axioms
    for triple in worlds[world]:
        graph.add(terms_of(triple))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    by_axioms = {
        (subject, predicate, value)
        for subject, predicate, value in graph
        if term_of(str(predicate), str(value)) in inferred and str(subject).startswith(iris.base)
    }
    assert by_axioms == by_rules
    # Each has a pair, so that none could be wrong unseen; only the tiny world has other sources.
    made = {term_of(str(predicate), str(value)) for _, predicate, value in by_rules}
    assert inferred - made <= ({f"{TT}OtherSource"} if world == "frost" else set())


def list_parts(store: Store, iris: Iris) -> list[Triple]:
    """Return what chains and classes are made of, of what a review says."""
    return [
        quad.triple
        for name in ("review", "companions")
        for quad in store.quads_for_pattern(None, None, None, iris.graph(name))
        if is_part(quad.triple)
    ]


def apply_rules(
    triples: list[Triple], root: Path, iris: Iris, inferred: set[str]
) -> set[tuple[URIRef, URIRef, URIRef]]:
    """Return what the build's rules add to triples, of the terms that follow by an axiom."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    graph = iris.graph("inferred")
    infer(store, load_queries(root / "queries" / "rules"), graph)
    return {
        terms_of(quad.triple)
        for quad in store.quads_for_pattern(None, None, None, graph)
        if term_of(quad.predicate.value, quad.object.value) in inferred
    }


def term_of(predicate: str, value: str) -> str:
    """Return the term that a triple is about: its predicate, or its class."""
    return value if predicate == str(RDF.type) else predicate


def is_part(triple: Triple) -> bool:
    """Tell whether chains or classes are made of a triple."""
    predicate, value = triple.predicate.value, triple.object.value
    if predicate == str(RDF.type):
        return value.startswith(TT)
    return predicate in OTHERS or predicate in {TT + name for name in PARTS.split()}


def terms_of(triple: Triple) -> tuple[URIRef, URIRef, URIRef]:
    """Return a triple of IRIs in the other library's terms."""
    return URIRef(triple.subject.value), URIRef(triple.predicate.value), URIRef(triple.object.value)
