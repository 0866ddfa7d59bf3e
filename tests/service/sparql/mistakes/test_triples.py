from __future__ import annotations

import pytest

from kg.service.sparql.mistakes.triples import find_broken_triple
from kg.service.sparql.tokens import scan_places


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("?s ?p ?o ?x ?y ?z", "a dot is missing before ?x"),
        ("?s a :T ; :p 1 :q 2", "a dot is missing before :q"),
        ("?s :p 1 , 2 ?t :p 1", "a dot is missing before ?t"),
        ("?s :p 'a'@en ?t :p 1", "a dot is missing before ?t"),
        ("?s :p '1'^^:int ?t :p 1", "a dot is missing before ?t"),
        ("?s ?p", "before this } the triple lacks its value"),
        ("?s ?p . ?t ?q 1", "before this . the triple lacks its value"),
    ],
)
def test_a_broken_triple_is_found(pattern: str, told: str) -> None:
    """Too many terms lack a dot before them, too few a value behind them."""
    found = find_broken_triple(list(scan_places(f"SELECT * {{ {pattern} }}")))
    assert found is not None
    assert found[0].startswith(told)


@pytest.mark.parametrize(
    "pattern",
    [
        "?s ?p ?o . ?t ?q 1 .", "?s a :T ; :p 1 ; :q 2 , 3 .", "?s :p 'a'@en ; :q '1'^^:int",
        "?s :p/:q ?o ; ^:r ?x", "?s :p [ :q 1 ; :r 2 ] ; :t ?y", "?s :p ( 1 2 3 4 )",
        "?s ?p ?o FILTER(?o > 1) OPTIONAL { ?s :q ?x } ?s :r ?y", "?s :p true ; .",
    ],
)  # fmt: skip
def test_a_whole_pattern_is_let_be(pattern: str) -> None:
    """Paths, lists, brackets, filters and a last semicolon are no mistakes."""
    assert find_broken_triple(list(scan_places(f"SELECT * {{ {pattern} }}"))) is None
