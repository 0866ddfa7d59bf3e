# ruff: noqa: E501 - queries are read best unbroken
"""Columns that stay empty, as what they are reckoned from is no such thing."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.hollow import check_hollow, may_be_hollow
from kg.service.sparql.advice.knownstore import KnownStore

HEAD = "PREFIX e: <http://e/> "
ADDRESS = "?x is an address, and {} needs a text: write STR(?x), or ask for a label of it"
SIZE = "values of <http://e/size> are xsd:integer, and CONCAT needs a text: write STR(?n)"
LABEL = (
    "values of <http://e/label> are rdf:langString, and SUM needs numbers; COUNT(?l) counts them"
)
MIXED = "some values of <http://e/{}> are {}; "
AMONG = " alone, and has no value where one of them is among its rows: "
JOINED = MIXED + "GROUP_CONCAT needs texts" + AMONG + "write STR(?v)"
SUMMED = MIXED + "SUM needs numbers" + AMONG + "leave the others out by FILTER(ISNUMERIC(?v))"


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a thing with a number, a label, notes and makers of two kinds, a year and a place."""
    store = Store()
    store.load(
        b"""@prefix e: <http://e/> . e:x a e:Cup ; e:size 12 ; e:label "tea"@en ; e:note "red", 4 ; e:on e:y ; e:by e:y, "Able" ; e:year "2001"^^<http://www.w3.org/2001/XMLSchema#gYear> .""",
        format=RdfFormat.TURTLE,
    )
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT (LCASE(?x) AS ?y) { ?x a e:Cup }", [ADDRESS.format("LCASE")]),
        ("SELECT * { ?x e:size ?n BIND(CONCAT('n ', ?x) AS ?y) }", [ADDRESS.format("CONCAT")]),
        ("SELECT (STRLEN(?x) AS ?n) { e:x e:on ?x }", [ADDRESS.format("STRLEN")]),
        ("SELECT (CONCAT('n', ?n) AS ?y) { ?x e:size ?n }", [SIZE]),
        ("SELECT (SUM(?l) AS ?y) { ?x e:label ?l }", [LABEL]),
        ("SELECT (AVG(DISTINCT ?x) AS ?y) { ?x e:label ?l }", ["?x is an address, and AVG needs numbers; COUNT(?x) counts them"]),
        ("SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR=', ') AS ?y) { ?x a e:Cup }", [ADDRESS.format("GROUP_CONCAT")]),
        ("SELECT (GROUP_CONCAT(?n) AS ?y) { ?x e:size ?n }", [SIZE.replace("CONCAT", "GROUP_CONCAT")]),
        ("SELECT (GROUP_CONCAT(?v) AS ?y) { ?x e:note ?v }", [JOINED.format("note", "xsd:integer")]),
        ("SELECT (GROUP_CONCAT(?v) AS ?y) { ?x e:by ?v }", [JOINED.format("by", "addresses")]),
        ("SELECT (GROUP_CONCAT(?v) AS ?y) { { ?v a e:Cup } UNION { ?x e:label ?v } }", [JOINED.format("label", "addresses")]),
        ("SELECT (SUM(?v) AS ?y) { ?x e:note ?v }", [SUMMED.format("note", "xsd:string")]),
        ("SELECT (AVG(?v) AS ?y) { ?x e:year ?v }", ["values of <http://e/year> are xsd:gYear, and AVG needs numbers; COUNT(?v) counts them"]),
        ("SELECT (SUM(?v) AS ?y) { ?x e:note ?v FILTER(ISNUMERIC(?v)) }", []),
        ("SELECT (GROUP_CONCAT(STR(?v)) AS ?y) (SUM(DISTINCT ?n) AS ?z) { ?x e:by ?v ; e:size ?n }", []),
        ("SELECT (GROUP_CONCAT(?l) AS ?y) (SUM(?n) AS ?z) { ?x e:size ?n ; e:label ?l }", []),
        ("SELECT (SUM(?n) AS ?y) (CONCAT(STR(?n), ?l) AS ?z) { ?x e:size ?n ; e:label ?l }", []),
        ("SELECT (LCASE(?n) AS ?y) (COUNT(?n) AS ?z) { ?x e:note ?n }", []),
        ("SELECT (LCASE(?v) AS ?y) { { ?v a e:Cup } UNION { ?x e:label ?v } }", []),
        ("SELECT (SUBSTR(?l, ?n) AS ?y) (COUNT(?x) AS ?z) { ?x e:size ?n ; e:label ?l }", []),
        ("SELECT (IF(ISIRI(?x), 'a', LCASE(?x)) AS ?y) { ?x e:size ?n }", []),
        ("SELECT (COALESCE(LCASE(?x), STR(?x)) AS ?y) { ?x e:size ?n }", []),
        ("SELECT (LCASE(?y) AS ?z) { ?x e:size ?n BIND(STR(?n) AS ?y) }", []),
    ],
)  # fmt: skip
def test_what_a_function_cannot_take_is_told(query: str, told: list[str], store: Store) -> None:
    """With any answer, and once."""
    assert [*check_hollow(HEAD + query, KnownStore(store))] == told
    assert may_be_hollow(query)
    adviser = Adviser(store)
    assert adviser.warn(HEAD + query) == told
    # Beside an empty answer it is not told a second time.
    advised = adviser.advise(HEAD + query, empty=True)
    assert not told or [one for one in advised if "needs" in one] == told
