from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph.queries import Parameter
from kg.service.answers.named import make_term
from kg.service.http.problems import ProblemError

BASE = "https://example.org/"


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("iri", "http://e/a", ox.NamedNode("http://e/a")), ("integer", "-12", ox.Literal(-12)),
        ("path", "tips/12", ox.NamedNode(f"{BASE}tips/12")), ("code", "A9", ox.Literal("A9")),
        ("string", "any } text", ox.Literal("any } text")), ("string", "", ox.Literal("")),
    ],
)  # fmt: skip
def test_values_become_terms(kind: str, value: str, term: ox.NamedNode | ox.Literal) -> None:
    """Of the kind that the query says."""
    assert make_term(Parameter("p", kind, None), value, BASE) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "a b"), ("iri", "http://e/>"), ("iri", "no-scheme"), ("iri", "http://e/\n"),
        ("iri", "http://e/" + "x" * 3000), ("integer", "1.5"), ("integer", "\uff11"),
        ("integer", "1" * 30), ("integer", ""), ("path", "../x"), ("path", "/etc/passwd"),
        ("path", "a b"), ("path", "a>b"), ("code", "A 9"), ("code", "A9\n"), ("code", "'A9"),
        ("code", "x" * 200), ("string", "x" * 3000),
        ("unknown", "x"),
    ],
)  # fmt: skip
def test_values_of_another_kind_are_refused(kind: str, value: str) -> None:
    """The message names the parameter, not the value."""
    with pytest.raises(ProblemError) as caught:
        make_term(Parameter("p", kind, None), value, BASE)
    assert caught.value.kind.status == 400
