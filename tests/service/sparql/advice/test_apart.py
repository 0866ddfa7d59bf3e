"""What each review has for itself, where a query looks for it in several."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.apart import Apart
from kg.service.sparql.advice.knownstore import KnownStore

HEAD = (
    "PREFIX tt: <https://w3id.org/tiptrace/ontology#> PREFIX e: <e:> PREFIX s: <s:> "
    "PREFIX foaf: <http://xmlns.com/foaf/0.1/> "
)
PREFIXES = f"{HEAD.replace('PREFIX', '@prefix').replace('> ', '> . ')}"
ONE = """
b:review a tt:Review . b:a tt:inReview b:review ; s:by b:ann ; s:on b:tea ; s:work e:w .
b:l tt:inReview b:review ; s:from b:a . b:ann foaf:name "Ann" .
<e:ontology> s:by <e:ann> .
b:tea a <http://www.w3.org/2004/02/skos/core#Concept> ; foaf:name "Tea" .
"""
BY = "for what <s:by> leads to is each review's own; across reviews compare <s:by>/foaf:name"
ON = (
    "for what <s:on> leads to is each review's own; across reviews compare <s:on>/foaf:name, "
    "or say in concepts.sssom.tsv which concepts are one"
)
LED = (
    "for what <s:from> and <s:by> lead to is each review's own; "
    "across reviews compare <s:by>/foaf:name"
)
EITHER = "?a tt:inReview ?r ; s:by ?who . ?b tt:inReview ?q ; s:by ?who"
EACH = "{ ?a tt:inReview ?r ; s:by ?who } GROUP BY ?who"
MANY = "HAVING(COUNT(DISTINCT ?r) > 1)"


def load(more: str = "") -> KnownStore:
    """Load two reviews that are alike, each below its own base."""
    store = Store()
    for base in ("e:one/", "e:two/"):
        data = f"{PREFIXES} @prefix b: <{base}> . {ONE} {more}"
        store.load(data.encode(), RdfFormat.TURTLE)
    return KnownStore(store)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (f"SELECT * {{ {EITHER} FILTER(?r != ?q) }}", f"?a and ?b are of one review, {BY}"),
        (
            f"SELECT * {{ {EITHER} FILTER(STR(?r) < STR(?q)) }}",
            f"?a and ?b are of one review, {BY}",
        ),
        (f"SELECT ?who {EACH} {MANY}", f"each ?who is of one review, {BY}"),
        (
            f"SELECT ?who {EACH} HAVING(COUNT(DISTINCT ?r) >= 2)",
            f"each ?who is of one review, {BY}",
        ),
        (
            f"SELECT * {{ {{ SELECT ?who (COUNT(DISTINCT ?r) AS ?n) {EACH} }} FILTER(?n > 1) }}",
            f"each ?who is of one review, {BY}",
        ),
        (
            "SELECT * { ?a s:on <e:one/tea> ; tt:inReview <e:two/review> }",
            f"?a and <e:one/tea> are of one review, {ON}",
        ),
        (
            "SELECT * { ?a s:on <e:one/tea> ; tt:inReview ?r FILTER(?r != <e:one/review>) }",
            f"?a and <e:one/tea> are of one review, {ON}",
        ),
        (f"SELECT * {{ {EITHER} FILTER(?r = ?q) }}", ""),
        (f"SELECT * {{ {EITHER} }}", ""),
        (f"SELECT ?who {EACH} HAVING(COUNT(DISTINCT ?r) > 0)", ""),
        (f"SELECT ?who {EACH} HAVING(COUNT(DISTINCT ?a) > 1)", ""),
        (EITHER.replace("s:by", "s:work").join(["SELECT * { ", " FILTER(?r != ?q) }"]), ""),
        ("SELECT * { ?a s:on <e:one/tea> ; tt:inReview <e:one/review> }", ""),
    ],
)
def test_what_several_are_asked_for_and_each_has_for_itself_is_told(query: str, told: str) -> None:
    """Of what all share, and of what need not be of two reviews, nothing is told."""
    store = load()
    assert [*Apart(store).check(HEAD + query)] == [told] * bool(told)
    hints = [one for one in Adviser(store.store).hint(HEAD + query) if "of one review" in one]
    assert hints == [f"nothing was found: {told}"] * bool(told)


def test_the_whole_way_between_two_things_is_told() -> None:
    """Each property of it, from the first thing to the second."""
    pattern = "?l tt:inReview ?r ; s:from/s:x ?y ; s:from ?a . ?a s:by ?who"
    other = "?b s:by ?who ; tt:inReview ?q FILTER(?r != ?q)"
    [told] = Apart(load()).check(f"{HEAD} SELECT * {{ {pattern} . {other} }}")
    assert told == f"?l and ?b are of one review, {LED}"
    [told] = Apart(load()).check(f"{HEAD} SELECT * {{ {other} . {pattern} }}")
    assert told.endswith(" lead to is each review's own; across reviews compare <s:by>/foaf:name")
    keys = f"{HEAD} SELECT ?who {{ {pattern} }} GROUP BY ?who HAVING(COUNT(DISTINCT ?r) > 1)"
    assert [*Apart(load()).check(keys)] == [f"each ?who is of one review, {LED}"]


def test_where_concepts_were_matched_the_way_there_is_told() -> None:
    """That some are matched leaves those that are not each review's own."""
    match = "<e:one/tea> <http://www.w3.org/2004/02/skos/core#exactMatch> <e:two/tea> ."
    query = f"{HEAD} SELECT * {{ ?a s:on <e:one/tea> ; tt:inReview <e:two/review> }}"
    [told] = Apart(load(match)).check(query)
    assert told.endswith("/foaf:name, or ask <s:on>/skos:exactMatch for what was matched")


@pytest.mark.parametrize(
    "more", ["b:ann s:by <e:one/ann> .", "<e:x> s:by b:ann .", 'b:a s:by "x" .']
)
def test_what_leads_out_of_a_review_is_no_reason(more: str) -> None:
    """One that leads from one review into another is enough."""
    query = f"{HEAD} SELECT * {{ {EITHER} FILTER(?r != ?q) }}"
    assert [*Apart(load(more)).check(query)] == []


def test_of_one_review_nothing_is_told() -> None:
    """There is no other that could have the same."""
    store = Store()
    data = f"{PREFIXES} @prefix b: <e:one/> . {ONE}"
    store.load(data.encode(), RdfFormat.TURTLE)
    query = f"{HEAD} SELECT * {{ {EITHER} FILTER(?r != ?q) }}"
    assert [*Apart(KnownStore(store)).check(query)] == []


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("?x skos:exactMatch <e:two/tea>", True),
        ("?a s:on/skos:exactMatch <e:two/tea>", True),
        ("?x skos:exactMatch <e:one/tea> . <e:one/tea> s:work ?w", False),  # it is matched
        ("<e:two/tea> skos:exactMatch ?x", False),  # told of by what says it of all properties
        ("?x s:on <e:two/tea>", False),
    ],
)
def test_a_concept_that_nobody_matched_is_told(pattern: str, told: bool) -> None:
    """Where its match is asked for, so that it is seen that none is known."""
    match = "b:tea <http://www.w3.org/2004/02/skos/core#exactMatch> <e:x> ."
    store = load()
    store.store.load(f"{PREFIXES} @prefix b: <e:one/> . {match}".encode(), RdfFormat.TURTLE)
    skos = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    said = [*Apart(store).check(f"{HEAD} {skos} SELECT * {{ {pattern} }}")]
    assert [one.partition(";")[0] for one in said] == [
        "<e:two/tea> is matched with no concept"
    ] * told


def test_a_concept_that_is_matched_otherwise_is_told_so() -> None:
    """It is no concept that nobody matched."""
    match = "b:tea <http://www.w3.org/2004/02/skos/core#exactMatch> <e:x> ."
    skos = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    said = Apart(load(match)).check(f"{skos} SELECT * {{ ?x skos:closeMatch <e:one/tea> }}")
    assert [*said] == ["<e:one/tea> has no skos:closeMatch; it has skos:exactMatch"]
