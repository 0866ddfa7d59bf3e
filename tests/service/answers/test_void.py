from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.service.answers.void import describe_partitions

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Running

VOID = "http://rdfs.org/ns/void#"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"), ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"), ("application/trig", "application/trig"),
    ],
)  # fmt: skip
def test_the_description_is_negotiated(served: Running, accept: str, media_type: str) -> None:
    """RDF in any form."""
    answer = served.client.get("/.well-known/void", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(media_type)


def test_what_is_no_rdf_is_not_acceptable(served: Running) -> None:
    """406 names what there is."""
    answer = served.client.get("/.well-known/void", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_files_are_counted(served: Running) -> None:
    """Without a build the triples, and the partitions of properties, are counted on demand."""
    answer = served.client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    told = {quad.predicate.value: quad.object.value for quad in triples}
    count = served.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()
    assert f"{VOID}propertyPartition" in told
    sizes = {quad.object.value for quad in triples if quad.predicate.value == f"{VOID}triples"}
    assert count["results"]["bindings"][0]["n"]["value"] in sizes


def test_partitions_leave_out_what_is_no_iri() -> None:
    """A class that is a blank node or a literal has no name to be told by."""
    rows = [
        {"key": {"type": "uri", "value": "x:C"}, "count": {"value": "3"}},
        {"key": {"type": "bnode", "value": "b"}, "count": {"value": "1"}},
        {},
    ]
    triples = describe_partitions(ox.NamedNode("x:d"), "classPartition", rows)
    assert [t.object.value for t in triples] == ["x:d-class-0", "x:C", "3"]


def test_a_build_describes_itself(
    tmp_path: Path,
    serve: Callable[..., AbstractContextManager[Running]],
    build: Callable[..., None],
) -> None:
    """Where the build has a graph about itself, that graph is the answer, with a tag."""
    build(tmp_path, "1" * 64, meta=True)
    with serve(tmp_path) as running:
        answer = running.client.get(
            "/.well-known/void", headers={"Accept": "application/n-triples"}
        )
        again = running.client.get(
            "/.well-known/void",
            headers={"Accept": "application/n-triples", "If-None-Match": answer.headers["etag"]},
        )
    (triple,) = ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
    assert triple.object == ox.NamedNode(f"{VOID}Dataset")
    assert again.status_code == 304
