from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.service.worker.evaluation import EvaluationError
from kg.service.worker.remote import parse_graph, parse_results

TRIPLE = ox.Triple(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal("o"))


@pytest.mark.parametrize("media_type", ["", "application/sparql-results+xml", "text/html"])
@pytest.mark.parametrize("form", [ox.RdfFormat.RDF_XML, ox.RdfFormat.TURTLE])
def test_triples_under_a_strange_name_are_known_by_how_they_begin(
    form: ox.RdfFormat, media_type: str
) -> None:
    """An engine that names its answer wrongly has answered all the same."""
    body = ox.serialize([TRIPLE], format=form)
    assert body is not None
    assert [*parse_graph(body, media_type)] == [TRIPLE]


def test_a_page_is_no_answer() -> None:
    """Whatever it is called."""
    with pytest.raises(EvaluationError, match="is not valid"):
        parse_graph(b"<html><p>Login</p></html>", "text/html")


def test_a_table_with_more_behind_it_is_read() -> None:
    """Comunica tells there what it asked of others; as CSV such an answer was not valid once."""
    body = (
        b'{"head": {"vars": ["n"]}, "results": {"bindings": []}, "metadata": {"httpRequests": 0}}'
    )
    found = parse_results(body)
    assert isinstance(found, ox.QuerySolutions)
    assert [*found] == []
