"""Variables held against texts, days and numbers that nothing of their kind is ever equal to."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph.queries import run_query
from kg.graph.vocab import TT
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.kinds import check_kinds
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.literals import is_empty

XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = f"PREFIX tt: <{TT.base}> PREFIX e: <http://e/> PREFIX xsd: <{XSD}> "
DATA = f"""@prefix tt: <{TT.base}> . @prefix e: <http://e/> . @prefix xsd: <{XSD}> .
e:A1 a e:Work ; tt:code "A1" ; e:year "1998"^^xsd:gYear ; e:read "2005-03-04"^^xsd:date ;
  e:size 12 ; e:mixed "1998"^^xsd:gYear , "of old" ; e:either "A1" , e:A1 ; e:backs e:A2 .
e:A2 a e:Work ; tt:code "A2" ; e:label "twelve"@en . e:T1 a e:Tip ; e:number 12 ;
  e:day "2005-03-04" ; e:read "2005" .
"""
NEVER = " is an address, which is never equal to a text or a number; "
YEARS = "values of <http://e/year> are xsd:gYear, with which no "
DAYS = "values of <http://e/read> are xsd:date, with which no "


@pytest.fixture(scope="module")
def store() -> Store:
    """Return two works with a year, a day and the like, and a tip."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("{ ?s a e:Work FILTER(?s = 'A1') }", f'?s{NEVER}write ?s tt:code "A1"'),
        ("{ ?s a e:Work FILTER('A1' = ?s) }", f'?s{NEVER}write ?s tt:code "A1"'),
        (
            "{ ?s a e:Work FILTER(?s IN ('A1', 'A2')) }",
            f'?s{NEVER}write ?s tt:code "A1" and so on',
        ),
        ("{ ?s a e:Work VALUES ?s { 'A2' } }", f'?s{NEVER}write ?s tt:code "A2"'),
        ("{ ?t e:backs ?s FILTER(?s IN ('A2')) }", f'?s{NEVER}write ?s tt:code "A2"'),
        ("{ ?t e:backs ?s FILTER(?s IN ('A1')) }", f"?s{NEVER}ask for a label of ?s"),
        ("{ ?s a e:Tip FILTER(?s = 12) }", f"?s{NEVER}write ?s <http://e/number> 12"),
        (
            "{ ?s a e:Work FILTER(STR(?s) = 'A1') }",
            'STR(?s) is a whole address, and never "A1" alone; write ?s tt:code "A1"',
        ),
        (
            "{ ?s a e:Work FILTER(?s IN ('http://e/A1')) }",
            "an address stands in < and >, not in quotes: <http://e/A1>",
        ),
        (
            "{ ?s e:year ?y FILTER(?y > '1990-01-01'^^xsd:date) }",
            f'{YEARS}xsd:date is compared; write "1990"^^xsd:gYear',
        ),
        (
            "{ ?s e:year ?y FILTER(?y <= '1990-01-01T00:00:00Z'^^xsd:dateTime) }",
            f'{YEARS}xsd:dateTime is compared; write "1990"^^xsd:gYear',
        ),
        (
            "{ ?s e:year ?y FILTER(?y = '1998'^^xsd:integer) }",
            f'{YEARS}xsd:integer is compared; write "1998"^^xsd:gYear',
        ),
        (
            "{ ?s a e:Work ; e:read ?d FILTER(?d >= '2005-01-01T00:00:00'^^xsd:dateTime) }",
            f'{DAYS}xsd:dateTime is compared; write "2005-01-01"^^xsd:date',
        ),
        (
            "{ ?s a e:Work ; e:read ?d FILTER(?d > '2004'^^xsd:gYear) }",
            f"{DAYS}xsd:gYear is compared; write YEAR(?d) and 2004",
        ),
        (
            "{ ?s e:size ?n FILTER(?n = '12'^^xsd:string) }",
            (
                "values of <http://e/size> are xsd:integer, with which no xsd:string is compared; "
                "write 12 without quotes"
            ),
        ),
        (
            "{ ?s tt:code ?c FILTER(?c > 5) }",
            (
                "values of tt:code are xsd:string, with which no xsd:integer is compared; "
                'write STR(?c), and "5" in quotes alone'
            ),
        ),
        (
            "{ ?s e:year ?y FILTER(xsd:integer(?y) = 1998) }",
            (
                "values of <http://e/year> are xsd:gYear, of which xsd:integer makes nothing; "
                "write xsd:integer(STR(?y))"
            ),
        ),
        (
            "{ ?s a e:Work ; e:read ?y FILTER(xsd:integer(?y) = 5) }",
            (
                "values of <http://e/read> are xsd:date, of which xsd:integer makes nothing; "
                "write YEAR(?y)"
            ),
        ),
        (
            "{ ?s e:mixed ?y FILTER(YEAR(xsd:date(?y)) = 1998) }",
            (
                "some values of <http://e/mixed> are xsd:gYear, of which xsd:date makes nothing; "
                "they have no day; write STR(?y)"
            ),
        ),
        (
            "{ ?s e:day ?d FILTER(YEAR(?d) = 2005) }",
            (
                "values of <http://e/day> are xsd:string, of which YEAR makes nothing; "
                "write xsd:integer(SUBSTR(STR(?d), 1, 4))"
            ),
        ),
        (
            "{ ?s e:year ?y FILTER(month(?y) = 3) }",
            (
                "values of <http://e/year> are xsd:gYear, of which MONTH makes nothing; "
                "they have no month"
            ),
        ),
    ],
)
def test_what_never_fits_is_told_and_what_to_write(query: str, hint: str, store: Store) -> None:
    """The query finds nothing; its hint says of which kind the values are."""
    text = f"{HEAD}SELECT * {query}"
    assert is_empty(run_query(store, text))
    assert f"nothing was found: {hint}" in Adviser(store).advise(text, empty=True)
    assert [*check_kinds(text, KnownStore(store))] == [hint]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("{ ?s a e:Work FILTER(?s != 'A1') }", id="unequal, and so it is"),
        pytest.param("{ ?s a e:Work FILTER(?s NOT IN ('A1')) }", id="not one of them"),
        pytest.param("{ ?s a e:Work FILTER(?s IN (e:A1, 'A1')) }", id="an address among them"),
        pytest.param("{ ?s e:either ?o FILTER(?o = 'A1') }", id="things and texts"),
        pytest.param("{ ?s ?p ?o FILTER(?o = 'A1') }", id="any property"),
        pytest.param(
            "{ ?x ?p ?s OPTIONAL { ?s a ?k } FILTER(?s = 'A1') }", id="any property, and a thing"
        ),
        pytest.param("{ ?x e:backs|tt:code ?s FILTER(?s = 'A1') }", id="one of two properties"),
        pytest.param("{ ?x (e:backs|tt:code) ?s . FILTER('A1' = ?s) }", id="in brackets"),
        pytest.param(
            "{ { ?s a e:Work } UNION { ?x tt:code ?s } FILTER(?s IN ('A1')) }", id="union"
        ),
        pytest.param("{ ?x a e:Work BIND('A1' AS ?s) FILTER(?s IN ('A1')) }", id="bound"),
        pytest.param(
            "{ ?s a e:Tip FILTER NOT EXISTS { ?s e:backs ?o FILTER(?o IN ('A1')) } }",
            id="what must not be there",
        ),
        pytest.param("{ ?s a e:Work FILTER(STRENDS(STR(?s), 'A1')) }", id="the end of it"),
        pytest.param("{ ?s a e:Work FILTER(STR(?s) = 'http://e/A1') }", id="a whole address"),
        pytest.param("{ ?s e:year ?y FILTER(?y = '1998'^^xsd:gYear) }", id="a year"),
        pytest.param("{ ?s e:mixed ?y FILTER(?y = 'of old'^^xsd:string) }", id="one of the kinds"),
        pytest.param("{ ?s e:size ?n FILTER(?n >= '12.0'^^xsd:decimal) }", id="numbers"),
        pytest.param("{ ?s e:size ?n FILTER(?n + 1 = 13) }", id="reckoned with"),
        pytest.param("{ ?s e:size ?n FILTER(12 = ?n * 1) }", id="reckoned with, behind"),
        pytest.param("{ ?s e:read ?d FILTER(xsd:dateTime(?d) > '2005'^^xsd:dateTime) }", id="cast"),
        pytest.param("{ ?s e:read ?d FILTER(?d = '2005'^^xsd:string) }", id="of another class"),
        pytest.param("{ ?s a e:Work ; e:read ?d FILTER(DAY(?d) = 4) }", id="a part of a day"),
        pytest.param("{ ?s tt:code ?c FILTER(xsd:integer(?c) = 1) }", id="a text may be a number"),
        pytest.param("{ ?s e:backs ?o VALUES ?o { e:A2 } }", id="an address given"),
        pytest.param("{ ?s e:none ?y FILTER(?y = '1998'^^xsd:gYear) }", id="no values"),
    ],
)
def test_nothing_is_said_of_what_may_fit(query: str, store: Store) -> None:
    """A false hint is worse than none."""
    assert [*check_kinds(f"{HEAD}SELECT * {query}", KnownStore(store))] == []
