"""Codes by which a query sorts, where they have keys that sort as people count."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph.vocab import TT
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.orders import check_orders, may_sort_by_codes

HEAD = f"PREFIX tt: <{TT.base}> "
DATA = f"""@prefix tt: <{TT.base}> . @prefix e: <https://e.org/> .
e:a a tt:Source ; tt:code "A2" ; tt:sortKey "A02" . e:b a tt:Source ; tt:code "A10" ;
  tt:sortKey "A10" . e:c a tt:Tool ; tt:code "B1" . e:d a tt:Tool ; tt:code "B10" .
"""


def load(text: str = DATA) -> Store:
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?c { ?s a tt:Source ; tt:code ?c } ORDER BY ?c", True),
        ("SELECT ?c { ?s tt:code ?c } ORDER BY DESC(?c) LIMIT 2", True),
        (f"SELECT ?c {{ ?s <{TT.code.value}> ?c }} order  by ( ?c )", True),
        ("SELECT ?c { ?s a tt:Tool ; tt:code ?c } ORDER BY ?c", False),
        ("SELECT ?c { ?s tt:code ?c } ORDER BY ?s ?c", False),
        ("SELECT ?c { ?s tt:code ?c } ORDER BY STRLEN(?c) ?c", False),
        ("SELECT ?c { ?s tt:code ?c ; tt:sortKey ?k } ORDER BY ?k", False),
        ("SELECT ?c { ?s tt:code ?d ; tt:label ?c } ORDER BY ?c", False),
        ("SELECT ?c { ?s tt:code ?c }", False),
    ],
)
def test_codes_that_are_not_in_order_are_told(query: str, *, told: bool) -> None:
    """With two of them; nothing is said where there are no keys or another order is asked."""
    found = Adviser(load()).warn(HEAD + query)
    hint = (
        "codes are sorted as texts, A10 before A2; to have them as people count, "
        "write ?s tt:sortKey ?key and ORDER BY ?key"
    )
    assert [one for one in found if "as people count" in one] == [hint] * told
    assert may_sort_by_codes(HEAD + query) or not told


def test_keys_of_a_library_are_in_no_order_that_people_count() -> None:
    """They are sorted by author, so that other keys are in another order than theirs."""
    store = load(DATA.replace('"A2"', '"15N3fu"').replace('"A10" ;', '"136V3i" ;'))
    assert not [*check_orders(f"{HEAD}SELECT * {{ ?s tt:code ?c }} ORDER BY ?c", KnownStore(store))]


def test_codes_that_are_in_order_as_texts_need_no_word() -> None:
    """A10 alone, and A2 behind B1 by no key."""
    store = load(DATA.replace('"A2"', '"A09"'))
    assert not [*check_orders(f"{HEAD}SELECT * {{ ?s tt:code ?c }} ORDER BY ?c", KnownStore(store))]
