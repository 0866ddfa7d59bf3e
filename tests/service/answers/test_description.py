from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.formats import RDF_FORMATS, SOLUTIONS, Format
from kg.graph.service_description import FORMATS
from kg.service.answers.description import HOST

if TYPE_CHECKING:
    from conftest import Running

SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_the_description_speaks_of_the_address_asked(served: Running, path: str) -> None:
    """A client finds the endpoint, its language and its formats."""
    answer = served.client.get(path, headers={"Accept": "application/n-triples"})
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    node = ox.NamedNode(served.address.rstrip("/") + path)
    told = {(t.predicate.value, str(t.object)) for t in triples if t.subject == node}
    assert (f"{SD}supportedLanguage", f"<{SD}SPARQL11Query>") in told
    assert (f"{SD}endpoint", f"<{served.address}sparql>") in told
    formats = {term for name, term in told if name == f"{SD}resultFormat"}
    assert formats == {f"<{FORMATS.base}{offer.w3c}>" for offer in (*SOLUTIONS, *RDF_FORMATS)}


@pytest.mark.parametrize("offer", [*SOLUTIONS, *RDF_FORMATS], ids=lambda offer: offer.w3c)
def test_each_format_that_is_told_is_made(served: Running, offer: Format) -> None:
    """An answer has the very media type that was asked for."""
    form = "SELECT ?s" if offer in SOLUTIONS else "CONSTRUCT"
    (media_type, *_) = offer.media_types
    answer = served.client.get(
        "/sparql", params={"query": f"{form} WHERE {{ ?s ?p ?o }}"}, headers={"Accept": media_type}
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media_type


def test_named_graphs_are_told_with_their_sizes(built: Running) -> None:
    """Those of the build, each by its name."""
    answer = built.client.get("/sparql", headers={"Accept": "application/n-triples"})
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    names = {t.object.value for t in triples if t.predicate.value == f"{SD}name"}
    assert names == {"https://example.org/tea/graph/review"}
    assert {t.object.value for t in triples if t.predicate.value.endswith("void#triples")} == {"3"}


@pytest.mark.parametrize(
    ("host", "good"),
    [
        ("example.org", True), ("example.org:80", True), ("[::1]:8000", True), ("127.0.0.1", True),
        ("a b", False), ("<script>", False), ('a"b', False), ("a/b", False), ("a\n", False),
        ("a@b", False), ("", False), ("a:port", False), ("a#b", False), ("a?b", False),
    ],
)  # fmt: skip
def test_only_a_host_is_taken_for_one(host: str, good: object) -> None:
    """A Host header with anything else in it is not repeated."""
    assert bool(HOST.fullmatch(host)) is good
