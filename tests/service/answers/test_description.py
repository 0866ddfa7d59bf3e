from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.formats import RDF_FORMATS, SOLUTIONS, Format
from kg.graph.service_description import FORMATS
from kg.service.answers.description import HOST

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Running

Serve = Callable[..., "AbstractContextManager[Running]"]
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


def test_a_default_graph_of_its_own_is_told_with_its_size(tmp_path: Path, serve: Serve) -> None:
    """And not as a union; by default it is one, and told as such."""
    path = tmp_path / "a.trig"
    path.write_text("<x:a> <x:b> <x:c> . <x:g> { <x:a> <x:b> <x:c>, <x:d> }")
    feature = f"<{SD}feature> <{SD}UnionDefaultGraph>"
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    for words, told, count in ((("--default-graph", "own"), False, "1"), ((), True, "2")):
        with serve(tmp_path, "--dataset", str(path), *words) as running:
            answer = running.client.get("/sparql", headers={"Accept": "application/n-triples"})
            assert (feature in answer.text) == told
            assert ('-default> <http://rdfs.org/ns/void#triples> "1"' in answer.text) != told
            assert running.ask(query, format="csv").text.split()[1] == count


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
