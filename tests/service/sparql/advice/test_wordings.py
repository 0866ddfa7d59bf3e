"""Properties in words by which a query sorts, where terms are there for it."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph.vocab import RDFS, TT
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.wordings import check_wordings, may_sort_by_words

HEAD = f"PREFIX tt: <{TT.base}> "
DATA = f"""@prefix tt: <{TT.base}> . @prefix e: <https://e.org/> . @prefix rdfs: <{RDFS.base}> .
tt:hasCountry rdfs:range tt:StudyTerm . tt:hasDesign rdfs:range tt:StudyTerm .
e:a tt:country "UK" ; tt:hasCountry e:uk ; tt:design "survey" ; tt:hasDesign e:survey .
e:b tt:country "United Kingdom" ; tt:hasCountry e:uk ; tt:design "survey" ; tt:hasDesign e:survey .
"""


def load(text: str = DATA) -> Store:
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?c (COUNT(?s) AS ?n) { ?s tt:country ?c } GROUP BY ?c", True),
        ("SELECT ?c (COUNT(?s) AS ?n) { ?s tt:country ?c } GROUP  BY ?s ?c HAVING(?n > 1)", True),
        ("SELECT ?s { ?s tt:country 'UK' }", True),
        ("SELECT ?s { ?s tt:country ?c FILTER(LCASE(?c) = 'uk') }", True),
        ("SELECT ?s { ?s tt:country ?c FILTER CONTAINS(?c, 'U') }", True),
        ("SELECT ?s ?c { ?s tt:country ?c ; tt:code ?d FILTER(?d = 'A1') }", False),
        ("SELECT ?s ?c { ?s tt:country ?c ; tt:code 'A1' }", False),
        ("SELECT ?s (COUNT(?c) AS ?n) { ?s tt:country ?c } GROUP BY ?s ORDER BY ?c", False),
        ("SELECT * { VALUES (?p ?l) { (tt:country 'where') } ?s ?p ?v }", False),
        ("SELECT ?s { ?s tt:country ?c FILTER NOT EXISTS { ?s tt:code 'A1' } }", False),
        ("SELECT ?c ?t { ?s tt:country ?c ; tt:hasCountry ?t } GROUP BY ?c ?t", False),
        ("SELECT ?d (COUNT(?s) AS ?n) { ?s tt:design ?d } GROUP BY ?d", False),
    ],
)
def test_sorting_by_words_is_told_where_terms_say_more(query: str, *, told: bool) -> None:
    """Each design has one wording, so that nothing need be said of it; nor of a column shown."""
    found = [*check_wordings(HEAD + query, KnownStore(load()))]
    assert (len(found) == 1) is told
    assert all("tt:country is in the words" in one and "tt:hasCountry" in one for one in found)
    assert not told or may_sort_by_words(query)


def test_what_has_a_term_and_no_words_counts_as_more() -> None:
    """A study of which the review tells no design in words has one all the same."""
    query = f"{HEAD}SELECT ?d (COUNT(?s) AS ?n) {{ ?s tt:design ?d }} GROUP BY ?d"
    store = load(DATA + "e:c tt:hasDesign e:survey .")
    assert "ask tt:hasDesign" in Adviser(store).advise(query, empty=False)[-1]
    assert not [one for one in Adviser(load()).advise(query, empty=False) if "hasDesign" in one]
