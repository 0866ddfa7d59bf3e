# ruff: noqa: E501 - queries are read best unbroken
"""Tests of values that are never true, for the kind of the values."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.texts import check_texts

HEAD = "PREFIX e: <http://e/> "
SIZE = "values of <http://e/size> are xsd:integer, "
YEAR = (
    "values of <http://e/year> are xsd:gYear, with which no plain text is compared; write STR(?y)"
)
LABEL = '<http://e/label> has "TEA" in other letters ("Green tea"): write {}'


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a thing with a number, a year, a label in English, and notes of two kinds."""
    store = Store()
    store.load(
        b"""@prefix e: <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        e:x e:size 12 ; e:year "1998"^^xsd:gYear ; e:label "Green tea"@en ; e:note "red", 4 ; e:on e:y .""",
        format=RdfFormat.TURTLE,
    )
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ ?x e:size ?n FILTER(?n > '5') }", [f"{SIZE}with which no plain text is compared; write 5 without quotes"]),
        ("{ ?x e:size ?n FILTER('5' <= ?n) }", [f"{SIZE}with which no plain text is compared; write 5 without quotes"]),
        ("{ ?x e:year ?y FILTER(?y >= '1998') }", [YEAR]),
        ("{ ?x e:year ?y FILTER(?y > '1998'^^e:year) }", []),
        ("{ ?x e:note ?n FILTER(?n > 'a') }", []),
        ("{ ?x e:note ?n FILTER(?n > '3') }", ["some values of <http://e/note> are xsd:integer, with which no plain text is compared; write STR(?n)"]),
        ("{ ?x e:size ?n FILTER(STR(?n) > '5') }", []),
        ("{ ?x e:size ?n FILTER(?n > 5) }", []),
        ("{ ?x e:size ?n FILTER CONTAINS(?n, '1') }", [f"{SIZE}and CONTAINS needs a text: write STR(?n)"]),
        ("{ ?x e:note ?n FILTER CONTAINS(?n, '1') }", []),
        ("{ ?x e:size ?n FILTER CONTAINS(STR(?n), 12) }", ['CONTAINS needs texts: write "12" in quotes']),
        ("{ ?x e:label ?l FILTER CONTAINS(LCASE(?l), 'Tea') }", ["what LCASE gives has no capitals: write 'tea'"]),
        ("{ ?x e:label ?l FILTER(UCASE(?l) = 'Tea') }", ["what UCASE gives has capitals only: write 'TEA'"]),
        ("{ ?x e:label ?l FILTER CONTAINS(LCASE(?l), 'coffee') }", []),
        ("{ ?x e:label ?l FILTER CONTAINS(?l, 'TEA') }", [LABEL.format('CONTAINS(LCASE(?l), "tea")')]),
        ("{ ?x e:label ?l FILTER STRENDS(STR(?l), 'TEA') }", [LABEL.format('STRENDS(LCASE(?l), "tea")')]),
        ("{ ?x e:label ?l FILTER REGEX(?l, 'TEA') }", [LABEL.format('REGEX(?l, "TEA", "i")')]),
        ("{ ?x e:label ?l FILTER REGEX(?l, 'TEA', 'i') }", []),
        ("{ ?x e:label ?l FILTER REGEX(?l, '^TEA') }", []),
        ("{ ?x e:label ?l FILTER CONTAINS(?l, 'tea') }", []),
        ("{ ?x e:label ?l FILTER CONTAINS(?l, 'COFFEE') }", []),
        ("{ ?x e:on ?l FILTER CONTAINS(?l, 'Y') }", []),
    ],
)  # fmt: skip
def test_a_test_that_no_value_passes_is_told(query: str, told: list[str], store: Store) -> None:
    """With what to write; nothing of one that some value may pass."""
    assert [*check_texts(f"{HEAD}SELECT * {query}", KnownStore(store))] == told
