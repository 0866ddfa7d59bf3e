"""Works that a query counts once for each of their names."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.graph.vocab import TT
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.counted import check_counted, may_count_works
from kg.service.sparql.advice.knownstore import KnownStore

HEAD = f"PREFIX tt: <{TT.base}> "
DATA = f"""@prefix tt: <{TT.base}> . @prefix e: <https://e.org/> .
e:a tt:ofWork e:doi . e:b tt:ofWork e:doi , e:pmid . e:c tt:ofWork e:other .
e:doi a tt:Work . e:pmid a tt:Work . e:other a tt:Work .
"""
JOINED = "e:pmid tt:sameWork e:doi . e:doi tt:sameWork e:pmid .\n"
COUNT = "SELECT (COUNT(DISTINCT ?w) AS ?n) {{ ?s tt:ofWork ?w {} }}"


def load(text: str) -> Store:
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    return store


def count(query: str, store: Store) -> str:
    found = store.query(f"{HEAD}{query}")
    assert isinstance(found, QuerySolutions)
    return next(found)["n"].value


def test_what_is_told_to_be_added_counts_each_once() -> None:
    """Three names are two works."""
    store = load(DATA + JOINED)
    [told] = check_counted(HEAD + COUNT.format(""), KnownStore(store))
    added = told.partition("add ")[2]
    assert (count(COUNT.format(""), store), count(COUNT.format(added), store)) == ("3", "2")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (COUNT.format(""), 1),
        ("SELECT ?s (COUNT(?w) AS ?n) { ?s tt:ofWork ?w } GROUP BY ?s", 1),
        ("SELECT (COUNT(?w) AS ?n) { ?w a tt:Work }", 1),
        ("SELECT (COUNT(?s) AS ?n) { ?s tt:ofWork ?w }", 0),
        ("SELECT (COUNT(DISTINCT ?w) AS ?n) { ?s tt:ofWork ?w MINUS { ?w tt:sameWork ?v } }", 0),
        ("SELECT ?w { ?s tt:ofWork ?w }", 0),
    ],
)
def test_a_count_of_works_is_told_where_some_have_two_names(query: str, told: int) -> None:
    """With any answer; of a single review, where none has, nothing is said."""
    assert len([*check_counted(HEAD + query, KnownStore(load(DATA + JOINED)))]) == told
    warned = [one for one in Adviser(load(DATA + JOINED)).warn(HEAD + query) if "names" in one]
    assert len(warned) == told
    assert [*check_counted(HEAD + query, KnownStore(load(DATA)))] == []
    assert may_count_works(query) or not told
