"""Literals whole, and what variables are held against."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.graph.vocab import XSD
from kg.service.sparql.advice.atoms import Held, find_held, list_atoms

ONE, TEXT = Literal("1", datatype=XSD.integer), Literal("a")


@pytest.mark.parametrize(
    ("tokens", "literal", "bare"),
    [
        ([("string", '"a"')], TEXT, True),
        ([("string", "'''a'''")], TEXT, True),
        ([("string", '"a"'), ("name", "@en-GB")], Literal("a", language="en-gb"), True),
        (
            [("string", '"a"'), ("mark", "^"), ("mark", "^"), ("iri", "x:y")],
            Literal("a", datatype=NamedNode("x:y")),
            False,
        ),
        ([("number", "1")], ONE, True),
        ([("number", "1.5")], Literal("1.5", datatype=XSD.decimal), False),
        ([("number", "1e3")], Literal("1e3", datatype=XSD.double), False),
        ([("string", '"a\\"b"')], None, True),
        ([("string", f'"{"x" * 300}"')], None, True),
    ],
)
def test_a_literal_is_one_with_what_belongs_to_it(
    tokens: list[tuple[str, str]], literal: Literal | None, *, bare: bool
) -> None:
    """What has an escape, or is too long, is a text that is not known."""
    atoms = list_atoms([*tokens, ("mark", "<"), ("mark", "=")])
    assert [atom.text for atom in atoms[1:]] == ["<="]
    assert (atoms[0].literal, atoms[0].bare) == (literal, bare)


@pytest.mark.parametrize(
    ("test", "held"),
    [
        ("FILTER(?x = 1)", [Held("?x", "=", (ONE,), bare=True)]),
        ("FILTER(?x <= 1 && STR(?y) = 'a')", [
            Held("?x", "<=", (ONE,), bare=True),
            Held("?y", "=", (TEXT,), bare=True, function="STR"),
        ]),
        ("FILTER(1 > ?x)", [Held("?x", ">", (ONE,), bare=True, turned=True)]),
        ("FILTER(?x IN (1, 'a'))", [Held("?x", "IN", (ONE, TEXT), bare=True)]),
        ("VALUES ?x { 1 'a' }", [Held("?x", "VALUES", (ONE, TEXT), bare=True)]),
        ("FILTER(?x NOT IN (1))", []), ("FILTER(?x != 1)", []), ("FILTER(?x IN (1, ?y))", []),
        ("FILTER(?x IN ())", []), ("FILTER(?x IN (1", []), ("FILTER(?z + ?x = 1)", []),
        ("FILTER(?x = 1 + 2)", []), ("FILTER(LCASE(?x) = 'a')", []), ("VALUES ?x { UNDEF }", []),
    ],
)  # fmt: skip
def test_what_a_variable_is_held_against_is_found(test: str, held: list[Held]) -> None:
    """By itself, and not where it is reckoned with."""
    assert [*find_held(f"SELECT * {{ ?x ?p ?y {test} }}")] == held
