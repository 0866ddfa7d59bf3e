"""The patterns of a query, and which of them share variables."""

from __future__ import annotations

import pytest

from kg.service.sparql.advice.joins import list_selects, split_apart


@pytest.mark.parametrize(
    ("body", "apart"),
    [
        ("?a <e:p> ?b . ?c <e:p> ?d", ["?a ?b", "?c ?d"]),
        ("?a <e:p> ?b ; <e:q> ?c , ?d . ?d <e:p> ?e", ["?a ?b ?c ?d ?e"]),
        ("?a <e:p> ?b OPTIONAL { ?c <e:p> $d }", ["?a ?b", "?c ?d"]),
        ("?a <e:p> ?b OPTIONAL { ?c <e:p> ?d FILTER(?d = ?a) }", ["?a ?b ?c ?d"]),
        ("?a <e:p> ?b . ?c <e:p> ?d BIND(?a + ?d AS ?e)", ["?a ?b ?c ?d ?e"]),
        ("?a <e:p> ?b . ?c <e:p> ?d FILTER NOT EXISTS { ?a <e:q> ?d }", ["?a ?b ?c ?d"]),
        ("?a <e:p> ?b . ?c <e:p> ?d MINUS { ?a <e:q> ?d }", ["?a ?b ?c ?d"]),
        ("?a <e:p> _:b . _:b <e:p> ?d", ["?a ?d _:b"]),
        ("?a <e:p> [ <e:q> ?b ] . (?b ?c) <e:p>/(<e:q>|^<e:p>)+ ?d", ["?a ?b ?c ?d"]),
        ("{ ?a <e:p> ?b } UNION { ?c <e:p> ?d }", ["?a ?b ?c ?d"]),
        ("{ ?a <e:p> ?b } { ?c <e:p> 1.5 }", ["?a ?b", "?c"]),
        ("GRAPH ?g { ?a <e:p> ?b . ?c <e:p> ?d }", ["?a ?b ?c ?d ?g"]),
        ("GRAPH <e:g> { ?a <e:p> ?b . ?c <e:p> ?d }", ["?a ?b", "?c ?d"]),
        ("VALUES (?a ?c) { (1 2) } ?a <e:p> ?b . ?c <e:p> ?d", ["?a ?b ?c ?d"]),
        ("?a <e:p> ?b { SELECT ?a ?d { ?a <e:q> ?d . ?e a ?f } }", ["?a ?b ?d"]),
    ],
)
def test_patterns_are_joined_by_what_they_share(body: str, apart: list[str]) -> None:
    """By a variable of both, or by a clause that names one of each."""
    *_, select = list_selects(f"SELECT * {{ {body} }} ORDER BY ?a")
    assert sorted(" ".join(sorted(group)) for group in split_apart(select.parts)) == apart
    assert [text for _, text in select.tail] == ["ORDER", "BY", "?a"]


def test_what_is_left_out_joins_nothing() -> None:
    """Without what they share, patterns fall apart."""
    [select] = list_selects("SELECT * { ?a <e:p> ?b ; <e:q> ?c . ?d <e:p> ?a }")
    assert split_apart(select.parts, {"?a"}) == [{"?b"}, {"?c"}, {"?d"}]
    [select] = list_selects("SELECT * { <e:a> <e:p> ?b ; <e:q> ?c }")
    assert split_apart(select.parts) == [{"?b", "?c"}]


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?a <e:p> ?b . ?c <e:p> ?d }",
        "SELECT * { ?a <e:p> ?b {| <e:q> ?c |} }",
        "SELECT * { ?a <e:p> ?b",
        "SELECT * { LATERAL { ?a <e:p> ?b } }",
        "SELECT * " + "{" * 50 + "?a <e:p> ?b" + "}" * 50,
        "",
    ],
    ids=["no SELECT", "an annotation", "no end", "an unknown clause", "too deep", "nothing"],
)
def test_what_cannot_be_read_is_not_read(query: str) -> None:
    """Of such a query nothing is said."""
    assert list_selects(query) == ()
