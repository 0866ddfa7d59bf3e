"""What a query reads, by our own reading of its words, held against the algebra of rdflib."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDF, URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from kg.graph.footprints import footprint_of, signs_of
from kg.graph.vocab import RDF as OUR_RDF
from kg.resources import resource_folder

QUERIES = sorted(
    path
    for role in ("rules", "checks", "pages")
    for path in (resource_folder("queries") / role).glob("*.rq")
)


def patterns_in(part: object) -> Iterator[tuple[object, object]]:
    """Yield predicate, or path, and object of each pattern of a query, those of EXISTS too."""
    if isinstance(part, CompValue):
        if part.name == "BGP":
            yield from ((verb, value) for _, verb, value in part["triples"])
        for value in part.values():
            yield from patterns_in(value)
    elif isinstance(part, list | tuple | set):
        for value in part:
            yield from patterns_in(value)


def steps_of(verb: object) -> Iterator[object]:
    """Yield the predicates in a path; None for any."""
    if isinstance(verb, AlternativePath | SequencePath):
        for step in verb.args:
            yield from steps_of(step)
    elif isinstance(verb, InvPath):
        yield from steps_of(verb.arg)
    elif isinstance(verb, MulPath):
        yield from steps_of(verb.path)
    else:
        yield None if isinstance(verb, Variable | NegatedPath) else verb


def read_by(query: str) -> tuple[set[str], bool, bool]:
    """Return the names that a query reads, and whether it reads any predicate, any class."""
    names: set[str] = set()
    any_predicate = any_class = False
    for verb, value in patterns_in(translateQuery(parseQuery(query)).algebra):
        steps = [*steps_of(verb)]
        any_predicate |= None in steps
        names |= {str(step) for step in steps if step not in {None, RDF.type}}
        ends = verb.args[-1] if isinstance(verb, SequencePath) else verb
        if RDF.type in steps and ends == RDF.type and isinstance(value, URIRef):
            names.add(str(value))
        elif RDF.type in steps:
            any_class = True
    return names, any_predicate, any_class


@pytest.mark.slow
@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_all_that_a_query_reads_is_named(path: Path) -> None:
    """Each predicate and class of each of our queries is in its footprint."""
    query = path.read_text(encoding="utf-8")
    names, any_predicate, any_class = read_by(query)
    found = footprint_of(query)
    assert names <= found.names
    assert found.all_predicates or not any_predicate
    assert found.all_classes or not any_class


def test_few_queries_read_everything() -> None:
    """A footprint that is too wide would be right, and of no use."""
    found = [footprint_of(path.read_text(encoding="utf-8")) for path in QUERIES]
    assert sum(one.all_predicates for one in found) < len(found) / 10
    assert sum(one.all_classes for one in found) < len(found) / 2


@pytest.mark.parametrize(
    ("where", "any_predicate", "any_class"),
    [
        ("?s ?p ?o", True, False),
        ("?s <x:a> 1 ; ?p ?o", True, False),
        ("?s <x:a> [ ?p 1 ]", True, False),
        ("[ <x:a> 1 ] ?p 2", True, False),
        ("?s <x:a> (1 [ ?p 1 ] 2)", True, False),
        ('?s <x:a> "a"@en-GB ; ?p ?o', True, False),
        ("?s !<x:a> ?o", True, False),
        ("?s (<x:a>|!<x:b>) ?o", True, False),
        ("?s <x:a> ?a, ?b, ?c . FILTER(?a = ?b)", False, False),
        ("?s <x:a> ?a FILTER(?a > 1) ?s ?p ?o", True, False),
        ("VALUES (?s ?p ?o) { (1 2 3) } ?s <x:a> ?o", False, False),
        ("FILTER EXISTS { ?s ?p ?o }", True, False),
        ('?s <x:a> "a ?b ?c . d ?e ?f" # ?s ?p ?o', False, False),
        ("?s a ?kind", False, True),
        ("?s a <x:A>", False, False),
        ("?s a [ <x:a> 1 ]", False, True),
        ("?s a _:kind", False, True),
        ("?s <x:a>/a <x:A>", False, False),
        ("?s a/<x:a> ?b", False, True),
        ("?s (a|<x:a>) ?b", False, True),
        ("?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?kind", False, True),
        ("?s <x:a> true ; a <x:A> . OPTIONAL { ?s <x:b> ?b }", False, False),
    ],
)
def test_what_stands_in_the_place_of_a_predicate(
    where: str, any_predicate: bool, any_class: bool
) -> None:
    """A variable there reads all; one anywhere else does not."""
    for query in (f"SELECT ?s ?a ?b WHERE {{ {where} }} ORDER BY ?s ?a ?b", f"ASK {{ {where} }}"):
        found = footprint_of(query)
        assert (found.all_predicates, found.all_classes) == (any_predicate, any_class), query


def test_what_a_rule_makes_it_does_not_read() -> None:
    """The template of a CONSTRUCT is no pattern; a DESCRIBE reads what it finds."""
    rule = "PREFIX x: <x:> CONSTRUCT { ?s ?p ?o ; x:made 1 } WHERE { ?s x:read ?o }"
    assert footprint_of(rule) == footprint_of("ASK { ?s <x:read> ?o }")
    assert footprint_of(rule).names == {"x:read"}
    assert footprint_of("DESCRIBE ?s WHERE { ?s <x:a> 1 }").all_predicates


def test_a_change_touches_what_reads_it() -> None:
    """By predicate; of a type by its class, or where any class is read."""
    subject = NamedNode("x:s")
    said = signs_of([Triple(subject, NamedNode("x:a"), Literal("1"))])
    kind = signs_of([Triple(subject, OUR_RDF.type, NamedNode("x:A"))])
    assert footprint_of("ASK { ?s <x:a> ?o }").is_touched(said)
    assert not footprint_of("ASK { ?s <x:b> ?o }").is_touched(said)
    assert footprint_of("ASK { ?s a <x:A> }").is_touched(kind)
    assert not footprint_of("ASK { ?s a <x:B> }").is_touched(kind)
    assert footprint_of("ASK { ?s a ?kind }").is_touched(kind)
    assert not footprint_of("ASK { ?s a ?kind }").is_touched(said)
    assert footprint_of("ASK { ?s ?p ?o }").is_touched(kind)
    assert not footprint_of("ASK { ?s ?p ?o }").is_touched(set())
