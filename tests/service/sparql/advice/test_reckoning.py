"""Years that a query reckons with as if they were numbers."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.vocab import XSD
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.knownterms import mentions_numbers
from kg.service.sparql.advice.reckoning import check_reckoning

HEAD = "PREFIX e: <http://e/> "


@pytest.fixture(scope="module")
def store() -> Store:
    """Return things with a year (and a day) as such, as a text and as a number, and a label."""
    store = Store()
    for year in ("1989", "2005"):
        for name, value in (
            ("issued", Literal(year, datatype=XSD.gYear)),
            ("printed", Literal(year)),
            ("size", Literal(year, datatype=XSD.integer)),
            ("dated", Literal("2005-01-01", datatype=XSD.date)),
            ("label", Literal(year if year == "1989" else "of 2005")),
        ):
            store.add(Quad(NamedNode(f"http://e/{year}"), NamedNode(f"http://e/{name}"), value))
    store.add(
        Quad(
            NamedNode("http://e/1989"),
            NamedNode("http://e/issued"),
            Literal("1989-02-03", datatype=XSD.date),
        )
    )
    return store


def told(name: str, kind: str, variable: str = "?y") -> list[str]:
    """Return what is said of the values of a property."""
    values = f"values of <http://e/{name}> are {kind}"
    remedy = f"write xsd:integer(STR({variable}))"
    return [f"{values}, with which no number is compared or reckoned; {remedy}"]


@pytest.mark.parametrize(
    ("query", "warnings"),
    [
        ("{ ?x e:issued ?y FILTER(?y < 2000) }", told("issued", "xsd:gYear")),
        ("{ ?x e:issued $y FILTER($y>=2000) }", told("issued", "xsd:gYear", "$y")),
        ("{ ?x e:issued ?y FILTER(2000 <= ?y && true) }", told("issued", "xsd:gYear")),
        ("{ ?x e:issued ?y BIND(2005 - ?y AS ?age) }", told("issued", "xsd:gYear")),
        ("{ ?x e:printed ?y FILTER(?y > 2000) }", told("printed", "xsd:string")),
        ("{ ?x e:size ?y FILTER(?y < 2000) }", []),
        ("{ ?x e:label ?y FILTER(?y < 2000) }", []),
        ("{ ?x e:dated ?y FILTER(?y < 2000) }", []),
        ("{ ?x e:none ?y FILTER(?y < 2000) }", []),
        ("{ ?x e:issued ?y FILTER(xsd:integer(STR(?y)) < 2000) }", []),
        ("{ ?x e:issued ?y FILTER(YEAR(?y) < 2000) }", []),
        ("{ ?x e:issued ?y ; e:size ?n FILTER(?n < 2000) }", []),
        ("{ ?x e:issued|e:size ?y FILTER(?y < 2000) }", []),
        ("{ ?x e:issued ?y } LIMIT 10", []),
    ],
)
def test_a_year_beside_a_number_is_told(query: str, warnings: list[str], store: Store) -> None:
    """A comparison or a sum of the two; not where the value is made a number, or is one."""
    assert list(check_reckoning(f"{HEAD}SELECT * {query}", KnownStore(store))) == warnings
    assert Adviser(store).warn(f"{HEAD}SELECT * {query}") == warnings


@pytest.mark.parametrize(
    ("query", "reckons"),
    [
        ("SELECT * { <http://e/A9> ?p ?o }", False),
        ("SELECT * { ?s ?p <http://e/A9> . <http://e/A10> ?p ?o }", False),
        ("SELECT * { ?s e:issued ?a FILTER(?a<5&&?b>3) }", True),
        ("SELECT * { <http://e/A9> e:issued ?year FILTER(2000 > ?year) }", True),
        ("SELECT * { <http://e/A9> e:issued ?year FILTER(?year-3 < ?now) }", True),
    ],
)
def test_an_iri_that_ends_in_a_digit_is_no_comparison(query: str, reckons: bool) -> None:
    """A query that does not reckon is not read token by token, for that is what costs."""
    assert mentions_numbers(query) is reckons
