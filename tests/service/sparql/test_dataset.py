from __future__ import annotations

import pytest

from kg.service.sparql.dataset import read_dataset_clause


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
