from __future__ import annotations

import pytest

from kg.service.sparql.dataset import read_dataset_clause, resolve_iri


@pytest.mark.parametrize(
    ("query", "defaults", "named"),
    [
        ("SELECT * {}", [], []), ("SELECT * FROM <x:a> FROM <x:b> {}", ["x:a", "x:b"], []),
        ("SELECT * FROM NAMED <x:a> {}", [], ["x:a"]),
        ("PREFIX e: <x:> ASK FROM e:a FROM NAMED e:b\\/c {}", ["x:a"], ["x:b/c"]),
        ("BASE <http://e/d/> DESCRIBE ?x FROM <g> WHERE {}", ["http://e/d/g"], []),
        ("SELECT (STR('FROM') AS ?from) FROM <x:a> { ?s <x:from> 'FROM <x:b>' }", ["x:a"], []),
        ("SELECT * { ?x e:fromSource ?y }", [], []),
        ("CONSTRUCT FROM <x:a> WHERE {}", ["x:a"], []),
        ("SELECT * FROM <http://e/\\u0061> {}", ["http://e/a"], []),
    ],
)  # fmt: skip
def test_from_clauses_are_read(query: str, defaults: list[str], named: list[str]) -> None:
    """IRIs are resolved by prefix and base; the word elsewhere means nothing."""
    clause = read_dataset_clause(query, "http://base/")
    assert (clause.default_graphs, clause.named_graphs) == (defaults, named)


@pytest.mark.parametrize(
    ("base", "iri", "whole"),
    [
        ("http://e/d/x", "../g", "http://e/g"), ("http://e/d", "#", "http://e/d#"),
        ("x:", "p", "x:p"), ("urn:a/b", "c", "urn:a/c"), ("tag:e:a", "#b", "tag:e:a#b"),
        ("x://h/a/b", "../c", "x://h/c"), ("x:/a/b", "c", "x:/a/c"), ("x:a", "/b", "x:/b"),
        ("x://h/a", "/b", "x://h/b"), ("x://h/a", "//i/b", "x://i/b"), ("x:a?b#c", "", "x:a?b"),
        ("x:", "y:z", "y:z"), ("", "p", "p"), ("x:", "no iri", "x:no iri"),
    ],
)  # fmt: skip
def test_an_iri_is_resolved_against_a_base_of_any_scheme(base: str, iri: str, whole: str) -> None:
    """What is no IRI is left to the engine, which refuses it."""
    assert resolve_iri(base, iri) == whole
