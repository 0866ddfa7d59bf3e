"""Codes by which a query sorts, where they have keys that sort as people count."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

import kg.service.sparql.advice.adviser as adviser_module
from kg.graph.vocab import ONTOLOGY, TT
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.knownterms import KnownTerms
from kg.service.sparql.advice.orders import check_orders, may_sort_by_codes

HEAD = f"PREFIX tt: <{TT.base}> "
# A dataset with its ontology, so that terms are looked up, too.
DATA = f"""@prefix tt: <{TT.base}> . @prefix e: <https://e.org/> .
{ONTOLOGY} a <http://www.w3.org/2002/07/owl#Ontology> .
tt:x a tt:T . tt:code a tt:T . tt:sortKey a tt:T .
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
        ("SELECT ?c { ?s a ?kind ; tt:code ?c } ORDER BY ?c", True),
        ("SELECT ?c { ?s a 'text' ; tt:code ?c } ORDER BY ?c", True),
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


def test_what_is_told_of_one_is_told_of_all_of_its_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other record and no other number is looked at again; another variable or class is."""
    adviser = Adviser(load())
    query = (
        HEAD + "SELECT ?c {{ <https://e.org/{}> tt:x ?{} . ?{} tt:code ?c }} ORDER BY ?c LIMIT {}"
    )
    [told] = adviser.warn(query.format("tips/1", "s", "s", 10))
    with monkeypatch.context() as patch:
        patch.delattr(adviser_module, "check_orders")
        assert adviser.warn(query.format("tips/2#a", "s", "s", 20)) == [told]
    first, second = (adviser.warn(query.format("tips/1", name, name, 1)) for name in ("s1", "s2"))
    assert ("?s1 tt:sortKey" in first[0]) & ("?s2 tt:sortKey" in second[0])
    of_class = HEAD + "SELECT ?c {{ ?s a <https://e.org/{}> ; tt:code ?c }} ORDER BY ?c"
    store = load(DATA.replace("tt:Tool", "e:Tool").replace("tt:Source", "e:Source"))
    told = [Adviser(store).warn(of_class.format(name)) for name in ("Tool", "Source")]
    adviser = Adviser(store)
    assert told == [adviser.warn(of_class.format(name)) for name in ("Tool", "Source")]
    assert told[0] != told[1]


def test_terms_are_fine_whatever_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are looked up once, and not for each query with another word of advice."""
    monkeypatch.setattr(adviser_module, "check_vocabulary", lambda *_: ())
    known = Adviser(load())
    known._known = KnownTerms()
    known.warn(HEAD + "SELECT ?c { ?s tt:code ?c } ORDER BY ?c")
    assert not known._known.find_others(HEAD + "SELECT ?d { ?s tt:code ?d }")


def test_keys_of_a_library_are_in_no_order_that_people_count() -> None:
    """They are sorted by author, so that other keys are in another order than theirs."""
    store = load(DATA.replace('"A2"', '"15N3fu"').replace('"A10" ;', '"136V3i" ;'))
    assert not [*check_orders(f"{HEAD}SELECT * {{ ?s tt:code ?c }} ORDER BY ?c", KnownStore(store))]


def test_codes_that_are_in_order_as_texts_need_no_word() -> None:
    """A10 alone, and A2 behind B1 by no key."""
    store = load(DATA.replace('"A2"', '"A09"'))
    assert not [*check_orders(f"{HEAD}SELECT * {{ ?s tt:code ?c }} ORDER BY ?c", KnownStore(store))]
