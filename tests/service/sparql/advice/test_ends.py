"""A thing that a property never leads to, though both are in the data."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.ends import check_ends
from kg.service.sparql.advice.knownstore import KnownStore

DATA = (
    "<e:a> <e:in> <e:r> . <e:b> <e:in> <e:r> . <e:base> <e:is> 1 . <e:a> a <e:Cup> ."
    "<e:r> a <e:Room> . <e:s> a <e:Room> . <e:base> a <e:House> ."
)
TOLD = "no <e:in> leads to <e:base>; <e:in> leads to <e:r>"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?x <e:in> <e:base> }", [TOLD]),
        ("SELECT * { ?x <e:in> <e:r> ; <e:is> 2 }", []),
        ("SELECT * { ?x <e:in> <e:nowhere> }", []),
        ("SELECT * { ?x <e:in> <e:s> }", []),  # it could be; nothing is
        ("SELECT * { ?x a <e:base> }", []),
        ("SELECT * { ?x <e:is> <e:base> }", []),
        ("SELECT * { ?x <e:in> ?y FILTER NOT EXISTS { ?x <e:in> <e:base> } }", []),
    ],
)
def test_where_a_property_leads_is_told(query: str, told: list[str]) -> None:
    """Of values that are texts or numbers, and of what is nowhere, other sentences tell."""
    store = Store()
    store.load(DATA.encode(), RdfFormat.TURTLE)
    assert [*check_ends(query, KnownStore(store))] == told
    hints = Adviser(store).hint(query)
    assert [one for one in hints if "leads to" in one and "no <" in one] == [
        f"nothing was found: {one}" for one in told
    ]


@pytest.mark.parametrize("name", ["m3", "m17", "m31"])
def test_of_many_ends_the_nearest_are_named_and_none_is_said_to_be_all(name: str) -> None:
    """Those of the review that was asked go first, wherever they stand among thousands."""
    lines = [f"<e:{number}> <e:in> <e:a/r> ." for number in range(2000)]
    lines += [f"<e:x{number}> <e:in> <e:m{number}/r> ." for number in range(40)]
    store = Store()
    store.load("\n".join([*lines, f"<e:{name}/base> <e:is> 1 ."]).encode(), RdfFormat.TURTLE)
    [told] = check_ends(f"SELECT * {{ ?x <e:in> <e:{name}/base> }}", KnownStore(store))
    assert told.startswith(f"no <e:in> leads to <e:{name}/base>; <e:in> leads to <e:{name}/r> and ")
    assert told.endswith(" and others")
