"""Counts that rows of another pattern multiply."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.multiplied import may_multiply

DATA = """@prefix e: <e:> . e:t a e:T ; e:no 1 ; e:source e:s , e:u ; e:row e:r .
e:r e:lists e:s , e:u .
e:c e:on e:t ; e:size 3 ; e:made "2001" . e:d e:on e:t ; e:size 4 ; e:made "2001" ."""
CLAIMS = (
    "COUNT(?c) counts each ?c once for each ?s of the same ?t; COUNT(DISTINCT ?c) counts it once"
)
SOURCES = CLAIMS.replace("?c", "?x").replace("?s", "?c").replace("?x", "?s")
BOTH = "{ ?t a <e:T> OPTIONAL { ?c <e:on> ?t } OPTIONAL { ?t <e:source> ?s } }"
DATED = "{ ?c <e:on> ?t ; <e:made> ?d BIND(STRLEN(?d) AS ?y) }"
PAIRS = (
    "COUNT(*) counts each pair of ?c and ?s of the same ?t; COUNT(DISTINCT ?c) counts one of them"
)
SUMMED = "SUM(?z) takes each ?z once for each ?s of the same ?t; reckon it in a subquery without ?s"
TWO = "(COUNT(?c) AS ?m) (COUNT(?s) AS ?k)"


def told_of(query: str) -> list[str]:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return [one for one in Adviser(store).advise(query, empty=False) if " of the same " in one]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (f"SELECT ?t {TWO} {BOTH} GROUP BY ?t", [CLAIMS, SOURCES]),
        (f"SELECT {TWO} {BOTH}", [CLAIMS, SOURCES]),
        (
            f"SELECT ?n {TWO} {{ ?t <e:no> ?n ; <e:source> ?s . ?c <e:on> ?t }} GROUP BY ?n",
            [CLAIMS, SOURCES],
        ),
        (f"SELECT ?t (COUNT(?c) AS ?m) {BOTH} GROUP BY ?t", [CLAIMS]),
        (
            "SELECT ?t (COUNT(?c) AS ?m) { ?c <e:on> ?t . ?t <e:row>/<e:lists> ?s } GROUP BY ?t",
            [CLAIMS],
        ),
        (
            f"SELECT ?t (COUNT(*) AS ?m) {BOTH} GROUP BY ?t",
            [PAIRS],
        ),
        (
            f"SELECT ?t (SUM(?z) AS ?m) {BOTH[:-1]} ?c <e:size> ?z }} GROUP BY ?t",
            [SUMMED],
        ),
        (
            "SELECT (SUM(?n) AS ?m) { ?t <e:no> ?n ; <e:source> ?s }",
            [SUMMED.replace("?z", "?n")],
        ),
        (
            "SELECT ?y (AVG(?n) AS ?m) { ?t <e:no> ?n ; <e:source> ?s ; a ?y } GROUP BY ?y",
            [SUMMED.replace("SUM(?z)", "AVG(?n)").replace("?z", "?n")],
        ),
        (
            f"PREFIX e: <e:> VERSION '1.2' SELECT ?t (COUNT(?c) AS ?m) {BOTH} GROUP BY ?t",
            [CLAIMS],
        ),
    ],
)  # fmt: skip
def test_counts_of_pairs_are_told(query: str, told: list[str]) -> None:
    """Of a thing that has several of each, whether it is what rows are grouped by or not."""
    assert told_of(query) == told
    assert may_multiply(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?t (COUNT(DISTINCT ?c) AS ?m) (COUNT(DISTINCT ?s) AS ?k) {BOTH} GROUP BY ?t",
        f"SELECT ?t (MAX(?c) AS ?m) {BOTH} GROUP BY ?t",
        f"SELECT ?t {BOTH} GROUP BY ?t HAVING(COUNT(?c) = 0)",
        f"SELECT ?t ?s (COUNT(?c) AS ?m) {BOTH} GROUP BY ?t ?s",
        f"SELECT (COUNT(*) AS ?m) {BOTH}",
        "SELECT ?t (COUNT(?c) AS ?m) { ?c <e:on> ?t . ?t <e:no> ?n ; <e:row> ?r } GROUP BY ?t",
        f"SELECT ?t (COUNT(?c) AS ?m) {BOTH[:-1]} FILTER(?s = <e:s>) }} GROUP BY ?t",
        f"SELECT ?t (COUNT(?c) AS ?m) (AVG(?y) AS ?k) {DATED} GROUP BY ?t",
        f"SELECT (STR(?t) AS ?x) (COUNT(?c) AS ?m) {BOTH} GROUP BY (STR(?t))",
    ],
    ids=["distinct", "greatest", "whether any", "both keys", "pairs are meant", "one of each",
         "one is meant", "a value is no hub", "a key that is reckoned"],
)  # fmt: skip
def test_other_counts_are_not_told(query: str) -> None:
    """What is right, or may well be meant."""
    assert told_of(query) == []
