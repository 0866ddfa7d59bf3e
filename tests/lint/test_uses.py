from __future__ import annotations

import ast

import pytest

from tests.lint.uses import namespaces_in_python, uses_in_python, uses_in_rdf

HEAD = """@prefix e: <http://e/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
QUERY = "PREFIX e: <http://e/>\n"


def roles(text: str) -> dict[str, str]:
    return {use.name: use.role for use in uses_in_rdf(text, "x")}


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("e:s e:p e:o .", {"e:s": "any", "e:p": "property", "e:o": "any"}),
        ("e:s a e:C , e:D ; e:p 1 .", {"e:C": "class", "e:D": "class", "e:p": "property"}),
        ("e:s e:p e:o , e:o2 ; e:q e:o3 .", {"e:o2": "any", "e:q": "property", "e:o3": "any"}),
        ("e:s e:p [ a e:C ; e:q e:o ] ; e:r 1 .", {"e:C": "class", "e:q": "property"}),
        ("e:s e:p ( e:a e:b ) ; e:q 1 .", {"e:a": "any", "e:b": "any", "e:q": "property"}),
        ("e:s owl:propertyChainAxiom ( e:a e:b ) .", {"e:a": "property", "e:b": "property"}),
        ("e:s rdfs:subClassOf e:C ; rdfs:label 'x' .", {"e:C": "class"}),
        ("e:s sh:path [ sh:inversePath e:p ] .", {"e:p": "property"}),
        ("e:s sh:targetClass e:C ; sh:datatype e:T .", {"e:C": "class", "e:T": "datatype"}),
        ("e:s e:p 'text . e:no'@en ; e:q '1'^^e:T .", {"e:q": "property", "e:T": "datatype"}),
        ('e:s e:p """long\n e:no "quoted" """ ; e:q 1 . # e:no', {"e:q": "property"}),
        ("[] a e:C . e:s e:p e:o .", {"e:C": "class", "e:s": "any"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_turtle(turtle: str, expected: dict[str, str]) -> None:
    """The place of a term in a Turtle triple says as what it is used."""
    found = roles(HEAD + turtle)
    assert expected.items() <= found.items()
    assert "e:no" not in found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?s WHERE { ?s e:p/e:q+ ?o }", {"e:p": "property", "e:q": "property"}),
        ("SELECT ?s { ?s (e:p|^e:q)/e:r ?o }", {"e:q": "property", "e:r": "property"}),
        ("SELECT ?s { ?s a e:C FILTER NOT EXISTS { ?s e:p ?o } }", {"e:p": "property"}),
        ("SELECT ?s { VALUES ?c { e:a e:b } ?s e:p ?c }", {"e:a": "any", "e:p": "property"}),
        ("SELECT ?s { ?s e:p ?o FILTER(?o IN (e:a, e:b)) }", {"e:a": "any", "e:b": "any"}),
        ("SELECT (e:f(?o) AS ?x) { ?s e:p ?o } ORDER BY ?s e:f(?o)", {"e:f": "any"}),
        ("CONSTRUCT { ?s a e:C ; e:p ?o } WHERE { ?s e:q ?o . }", {"e:C": "class"}),
        ("SELECT ?s { GRAPH e:g { ?s e:p ?o } BIND(e:v AS ?v) }", {"e:p": "property"}),
        ("SELECT ?s { OPTIONAL { ?s e:p ?o } { ?s e:q ?o } UNION { ?s a e:C } }", {"e:C": "class"}),
        ("SELECT ?s { { SELECT ?s (COUNT(?o) AS ?n) { ?s e:p ?o } } }", {"e:p": "property"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sparql(query: str, expected: dict[str, str]) -> None:
    """The place of a term in a SPARQL pattern says as what it is used."""
    assert expected.items() <= roles(QUERY + query).items()


def test_declaration_is_a_use_of_its_subject() -> None:
    """To declare an outside term is to say what kind it is."""
    uses = list(uses_in_rdf(HEAD + "e:p a owl:ObjectProperty .", "x"))
    assert [use.role for use in uses if use.name == "e:p"] == ["any", "object property"]


def test_place_is_line_and_column() -> None:
    """A use tells its line and column, counted from 1."""
    use = next(u for u in uses_in_rdf(HEAD + "e:s\n  e:p 1 .", "a.ttl") if u.name == "e:p")
    assert (use.location.path, use.location.line, use.location.column) == ("a.ttl", 6, 3)
    assert use.iri == "http://e/p"


MODULE = '''
from kg.graph.vocab import OA, RDF, TT
from elsewhere import VOID
E = Namespace("http://e/")

def triples():
    """Speak of TT.nothing in words."""
    yield from describe(s, (RDF.type, (TT.Source, E.Kind)), (TT.code if x else OA["start"], 1))
    yield Triple(s, E.p, TT.A)
    yield VOID.x, TT.base, "http://e/whole"
'''


def test_the_term_of_a_field() -> None:
    """What a field says is a property, by the prefix that the term has everywhere."""
    text = """
from kg.model.marks import Id, Says
class Cup(Named):
    colour: Annotated[Text, Says("tt:colour", "en")]
    maker: Annotated[Text, Says("vo:id")]
"""
    tree = ast.parse(text)
    spaces = namespaces_in_python(tree, {"TT": "http://tt/"})
    found = {use.iri: use.role for use in uses_in_python(tree, "m.py", spaces)}
    assert found == {"http://tt/colour": "property", "vo:id": "property"}


def test_python() -> None:
    """The place of a term in a call says its use; names from elsewhere are left alone."""
    tree = ast.parse(MODULE)
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    known = {"OA": "http://oa/", "RDF": rdf, "TT": "http://tt/", "VOID": "http://void/"}
    spaces = namespaces_in_python(tree, known)
    found = {use.iri: use.role for use in uses_in_python(tree, "m.py", spaces)}
    assert found == {
        f"{rdf}type": "property",
        "http://tt/Source": "class",
        "http://e/Kind": "class",
        "http://tt/code": "property",
        "http://oa/start": "property",
        "http://e/p": "property",
        "http://tt/A": "any",
        "http://e/": "any",
        "http://e/whole": "any",
    }
