"""Things that a query counts once for each of several values they have."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.repeated import check_repeated, may_count_again

DATA = "@prefix e: <e:> . e:a a e:S ; e:by e:x , e:y ; e:name 1 . e:b a e:S ; e:by e:x ; e:name 2 ."
TOLD = "?s is counted once for each <e:by> that it has; COUNT(DISTINCT ?s) counts it once"


def load() -> Store:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT (COUNT(?s) AS ?n) { ?s a <e:S> ; <e:by> ?c }", [TOLD]),
        ("SELECT (COUNT(?s) AS ?n) { ?s a <e:S> OPTIONAL { ?s <e:by> ?c } }", [TOLD]),
        ("SELECT ?l (COUNT(?s) AS ?n) { ?s <e:name> ?l ; <e:by> ?c } GROUP BY ?l", [TOLD]),
        ("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <e:S> ; <e:by> ?c }", []),
        ("SELECT (COUNT(?c) AS ?n) { ?s a <e:S> ; <e:by> ?c }", []),
        ("SELECT (COUNT(*) AS ?n) { ?s a <e:S> ; <e:by> ?c }", []),
        ("SELECT ?c (COUNT(?s) AS ?n) { ?s a <e:S> ; <e:by> ?c } GROUP BY ?c", []),
        ("SELECT (COUNT(?s) AS ?n) { ?s <e:by> ?c FILTER(?c = <e:x>) }", []),
        ("SELECT (COUNT(?s) AS ?n) { ?s a <e:S> ; <e:name> ?l }", []),
        ("SELECT (COUNT(?s) AS ?n) { ?s a <e:S> FILTER NOT EXISTS { ?s <e:by> ?c } }", []),
        ("SELECT (COUNT(?s) AS ?n) { { SELECT DISTINCT ?s { ?s <e:by> ?c } } }", []),
    ],
)
def test_what_is_counted_again_is_told(query: str, told: list[str]) -> None:
    """Only where nothing else is about the value, and something has several."""
    assert [*check_repeated(query, KnownStore(load())), *told] == told * (2 if told else 1)
    assert [one for one in Adviser(load()).advise(query, empty=False) if "counted" in one] == told
    assert not told or may_count_again(query)
