"""Reasons for an empty answer, of queries that have alternatives."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.alternatives import drop_optional, list_choices, split_alternatives
from kg.service.sparql.advice.vocabulary import list_tokens

HEAD = "PREFIX e: <http://e/> "
SURE, PARTLY = "nothing was found: ", "one alternative of the query finds nothing: "
KIND, COLOUR = 'no <http://e/kind> is "act"', 'no <http://e/colour> is "loud"'


@pytest.fixture(scope="module")
def adviser() -> Adviser:
    """Advise on a cup that is a drink, and on a pot that is green."""
    store = Store()
    for thing, key, value in (("cup", "kind", "drink"), ("pot", "colour", "green")):
        predicate = NamedNode(f"http://e/{key}")
        store.add(Quad(NamedNode(f"http://e/{thing}"), predicate, Literal(value)))
    return Adviser(store)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        pytest.param(
            '{ { ?x e:kind "act" } UNION { ?x e:kind "drink" ; e:colour ?c } }',
            [PARTLY + KIND],
            id="one branch",
        ),
        pytest.param(
            '{ { ?x e:kind "act" } UNION { ?x e:colour "loud" } }',
            [SURE + KIND, SURE + COLOUR],
            id="each branch",
        ),
        pytest.param(
            '{ ?x e:kind "act" { ?x e:kind ?k } UNION { ?x e:colour ?k } }',
            [SURE + KIND],
            id="beside the branches",
        ),
        pytest.param(
            '{ { { ?x e:kind "act" } UNION { ?x e:kind ?k } } UNION { ?x e:colour "loud" } }',
            [PARTLY + COLOUR, PARTLY + KIND],
            id="a branch of a branch",
        ),
        pytest.param(
            '{ ?x e:kind ?k FILTER(?k = "act" || ?k = "drink") FILTER(?k < "a") }',
            [PARTLY + KIND],
            id="one side of or",
        ),
        pytest.param(
            '{ ?x e:kind ?k ; e:kind ?c FILTER(?k = "act" || ?c = "acts") }',
            [SURE + KIND, SURE + 'no <http://e/kind> is "acts"'],
            id="both sides of or",
        ),
        pytest.param(
            '{ ?x e:kind ?k FILTER(?k < "a") OPTIONAL { ?x e:colour "loud" } }',
            [],
            id="what need not be there",
        ),
        pytest.param(
            '{ ?x e:kind ?k OPTIONAL { ?x e:colour ?c } FILTER(?c = "loud") }',
            [SURE + COLOUR],
            id="what need not be there, but is tested",
        ),
        pytest.param(
            '{ VALUES ?x { e:none e:cup } ?x e:kind ?k FILTER(?k < "a") }', [], id="one of VALUES"
        ),
        pytest.param(
            '{ ?x e:kind ?k FILTER(?x IN (e:none, e:cup) && ?k < "a") }', [], id="one of IN"
        ),
        pytest.param('{ ?x e:none|e:kind ?k FILTER(?k < "a") }', [], id="one of two ways"),
        pytest.param(
            '{ ?x e:kind ?k FILTER(?k < "a") MINUS { ?x e:kind e:none } }', [], id="taken away"
        ),
        pytest.param(
            "{ VALUES ?x { e:none e:nought } ?x e:kind ?k }",
            [
                SURE + "<http://e/none> stands nowhere",
                SURE + "<http://e/nought> stands nowhere",
            ],
            id="each of VALUES",
        ),
    ],
)
def test_a_reason_holds_for_each_alternative(
    adviser: Adviser, pattern: str, told: list[str]
) -> None:
    """What only one lacks is told as such, and never as why all is empty."""
    found = adviser.hint(f"{HEAD} SELECT * {pattern}")
    wrong = f"expected {told}, found {found}"
    assert len(found) == len(told), wrong
    assert all(one.startswith(begin) for one, begin in zip(found, told, strict=True)), wrong


def test_of_many_alternatives_no_reason_is_sure(adviser: Adviser) -> None:
    """To look at each would be dear."""
    sides = " || ".join(f'?k = "act{number}"' for number in range(20))
    found = adviser.hint(f"{HEAD} SELECT * {{ ?x e:kind ?k FILTER({sides}) }}")
    assert found
    assert all(one.startswith(PARTLY) for one in found)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("{ { a } UNION { b } UNION { c } d }", ["{ { a } d }", "{ { b } d }", "{ { c } d }"]),
        ("{ x { a } y }", []),
        ("{ { a } UNION", []),
        ("FILTER(a || (b || c) && d)", ["FILTER( a )", "FILTER( (b || c) && d )"]),
        ("FILTER(IF(a || b, c, d))", []),
        ('{ "{ a } UNION { b }" }', []),
    ],
)
def test_a_query_is_split_at_its_first_choice(query: str, parts: list[str]) -> None:
    """The outer one comes first; what is no group, and what is in a text, is none."""
    assert [" ".join(one.split()) for one in split_alternatives(query)] == parts


def test_each_optional_is_left_out() -> None:
    """Also one within another."""
    query = "{ ?x a ?y OPTIONAL { ?y a ?z OPTIONAL { ?z a ?w } } OPTIONAL { ?x a ?v } }"
    assert drop_optional(query).split() == ["{", "?x", "a", "?y", "}"]


def test_an_optional_goes_when_what_tested_it_has_gone() -> None:
    """With what stood in it, though that went before it."""
    first = "OPTIONAL { ?x b ?z OPTIONAL { ?z c ?w } }"
    query = f"{{ ?x a ?y {first} OPTIONAL {{ ?q d ?v FILTER(?z = 1) }} ?y e ?x }}"
    assert " ".join(drop_optional(query).split()) == "{ ?x a ?y ?y e ?x }"


def test_a_long_query_is_left_as_it_is() -> None:
    """What tests an OPTIONAL may stand far behind it, and to look through all of it is dear."""
    query = f"{{ ?x a ?y {'OPTIONAL { ?x b ?z } ' * 100} FILTER(?z = 1) }}"
    assert drop_optional(query) == query


def test_lists_are_told_by_their_brackets() -> None:
    """An IRI in another place is of none."""
    query = "{ <e:a> <e:b>|<e:c> ?x VALUES (?x) { (<e:d>) (<e:e>) } FILTER(?x IN (<e:f>, 1)) }"
    found = [*list_choices(list_tokens(query))]
    assert found == [("e:b", "e:c"), ("e:d", "e:e"), ("e:f",)]
