"""Queries that need no advice are told by their terms, and those alike by their shape."""

from __future__ import annotations

import pytest

from kg.graph.vocab import TT
from kg.service.sparql.advice.knownterms import NO_CONCERNS, KnownTerms

HEAD = f"PREFIX tt: <{TT.base}>\n"
PLAIN = HEAD + "SELECT * {{ <https://example.org/tips/{0}> tt:number ?n }} LIMIT {0}"


@pytest.fixture
def known() -> KnownTerms:
    """Return terms of which one is fine, and the bare prefix."""
    terms = KnownTerms()
    terms.add({TT.base, TT.number.value})
    return terms


def test_queries_that_differ_in_numbers_are_looked_at_once(
    known: KnownTerms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the second one nothing is looked for."""
    assert not any(known.find_concerns(PLAIN.format(1)))
    monkeypatch.delattr(KnownTerms, "find_others")
    assert known.find_concerns(PLAIN.format(2)) == NO_CONCERNS


def test_queries_that_differ_in_records_are_looked_at_once(
    known: KnownTerms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record of another name, or of another review, is no matter to what is told of any."""
    asked = HEAD + "SELECT * {{ <https://example.org/{0}> tt:number ?n }}"
    assert not any(known.find_concerns(asked.format("concepts/joined-up")))
    monkeypatch.delattr(KnownTerms, "find_others")
    assert known.find_concerns(asked.format("sources/A9#note")) == NO_CONCERNS


def test_a_number_in_a_name_is_part_of_it(known: KnownTerms) -> None:
    """`?a1` and `?a2` are two variables, and what is fine of the one need not be of the other."""
    assert not any(known.find_concerns("SELECT ?a1 { ?a1 <x:p> ?b }"))
    assert known.find_concerns("SELECT ?a1 { ?a2 <x:p> ?b }").variables


def test_what_only_looks_like_an_address_is_looked_at(known: KnownTerms) -> None:
    """A comparison hides no variable, and an address of a vocabulary is a term."""
    assert not any(known.find_concerns(HEAD + "SELECT ?x { ?x tt:number ?y FILTER(?x<?y) }"))
    assert known.find_concerns(HEAD + "SELECT ?x { ?z tt:number ?y FILTER(?z<?y) }").variables
    plain = HEAD + "SELECT * {{ ?s <{0}> ?o }}"
    assert not any(known.find_concerns(plain.format("https://example.org/a")))
    assert known.find_concerns(plain.format(f"{TT.base}odd")).terms == {f"{TT.base}odd"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SELECT * { ?s tt:note1 ?o }", "SELECT * { ?s tt:note2 ?o }"),
        ("SELECT * { ?s ?p(tt:note1) }", "SELECT * { ?s ?p(tt:note2) }"),
        (
            f"SELECT * {{ ?s <{TT.base}note1> ?o }}",
            f"SELECT * {{ ?s <{TT.base}note2> ?o }}",
        ),
    ],
    ids=["prefixed", "in brackets", "whole"],
)
def test_a_number_in_a_term_is_part_of_it(known: KnownTerms, first: str, second: str) -> None:
    """That one is fine does not make the other."""
    known.add({f"{TT.base}note1"})
    assert not any(known.find_concerns(HEAD + first))
    assert known.find_concerns(HEAD + second).terms == {f"{TT.base}note2"}


def test_a_number_in_a_prefix_is_part_of_a_term(known: KnownTerms) -> None:
    """Of two terms with the same end one may be fine and the other not."""
    asked = f"PREFIX n: <{TT.base}{{0}}> SELECT * {{{{ ?s n:ote ?o }}}}"
    known.add({f"{TT.base}1", f"{TT.base}1ote"})
    assert not any(known.find_concerns(asked.format(1)))
    assert f"{TT.base}2ote" in known.find_concerns(asked.format(2)).terms


def test_graphs_and_reckoning_are_always_told(known: KnownTerms) -> None:
    """They do not become quiet, however often they are asked."""
    for number in range(3):
        assert known.find_concerns(f"SELECT * {{ ?s ?p ?o FILTER(?o < {number}) }}").numbers
        assert known.find_concerns(f"SELECT * {{ GRAPH <g{number}> {{ ?s ?p ?o }} }}").graphs


@pytest.mark.parametrize(
    ("first", "second", "quiet"),
    [
        ("{ ?s tt:number ?n FILTER(?n < 5) }", "{ ?s tt:number ?n FILTER(?n < 17) }", True),
        ("{ ?s tt:number ?n1 FILTER(?n1 < 5) }", "{ ?s tt:number ?n2 FILTER(?n1 < 5) }", False),
        ("{ ?s <u:x1> ?n FILTER(?n < 5) }", "{ ?s <u:x2> ?n FILTER(?n < 5) }", False),
        ("{ ?s e:x1?n FILTER(?n < 5) }", "{ ?s e:x2?n FILTER(?n < 5) }", False),
        ("{ ?s tt:number ?n FILTER(?n < 5) }", "{ ?s tt:other ?n FILTER(?n < 5) }", False),
    ],
    ids=["a limit", "variables", "properties", "named", "another term"],
)
def test_a_query_that_reckons_is_settled_for_all_numbers(
    known: KnownTerms, first: str, second: str, quiet: bool
) -> None:
    """But not where a number is what tells one variable, or property, from another."""
    query = f"{HEAD}SELECT * {first}"
    found = known.find_concerns(query)
    assert found.numbers
    known.settle(query, found)
    assert any(known.find_concerns(f"{HEAD}SELECT * {second}")) is not quiet


def test_what_names_a_graph_is_never_settled(known: KnownTerms) -> None:
    """Another graph may not be there."""
    query = "SELECT * { GRAPH <u:g> { ?s ?p ?o } FILTER(?o < 3) }"
    known.settle(query, known.find_concerns(query))
    assert known.find_concerns(query).graphs


def test_without_a_vocabulary_no_term_is_looked_at() -> None:
    """Nothing tells which ones there are."""
    assert not any(KnownTerms(vocabulary=False).find_concerns(PLAIN.format(1)))


def test_whether_records_are_the_same_is_part_of_the_shape(known: KnownTerms) -> None:
    """Two patterns about one record are joined by it, and about two records by nothing."""
    asked = "SELECT * {{ <http://e.org/{0}> ?p ?o . <http://e.org/{1}> ?q ?r }}"
    assert not known.find_concerns(asked.format("a", "a")).unjoined
    assert known.find_concerns(asked.format("a", "b")).unjoined
    assert not known.find_concerns(asked.format("b", "b")).unjoined


def test_the_form_of_a_query_is_read_once(
    known: KnownTerms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its terms are looked at each time, for they may be others."""
    asked = HEAD + "SELECT * {{ <http://e.org/{0}> {1} ?code }} ORDER BY ?code"
    found = known.find_concerns(asked.format("a", "tt:code"))
    assert found.codes
    monkeypatch.delattr("kg.service.sparql.advice.knownterms.may_sort_by_codes")
    assert known.find_concerns(asked.format("b", "tt:code")) == found
