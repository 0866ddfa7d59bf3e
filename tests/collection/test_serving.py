"""`kg serve` on a collection: pages, every IRI of every review, SPARQL over all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from kg.collection.collecting import collect
from kg.collection.settings import load_collection
from kg.timings import Timings
from tests.service.conftest import Running, run_serve

pytestmark = pytest.mark.slow
TEA, HIVES = "https://example.org/tea/", "https://example.org/hives/"


@pytest.fixture(scope="module")
def running(_small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run the service on a collection of two small reviews."""
    out = tmp_path_factory.mktemp("served") / "out"
    collect(load_collection(out), [str(_small)], (), Timings())
    with run_serve(out) as server:
        yield server


def subjects_of(running: Running, base: str) -> list[str]:
    query = f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{base}")) }} ORDER BY ?s'
    rows = running.ask(query, format="json").json()["results"]["bindings"]
    return [row["s"]["value"].partition("#")[0] for row in rows]


@pytest.mark.parametrize(("base", "slug"), [(TEA, "tea"), (HIVES, "hives")])
def test_every_iri_of_every_review_answers(base: str, slug: str, running: Running) -> None:
    """By the path of its own base and by its name here, each leads to a page or to its data."""
    subjects = sorted(set(subjects_of(running, base)))
    assert len(subjects) > 100
    lost = []
    for iri in subjects:
        own = quote(urlsplit(iri).path)
        for path in (own, f"/reviews/{slug}/{own.removeprefix(f'/{slug}/')}"):
            reply = running.client.head(path, headers={"accept": "text/html"})
            if reply.status_code not in {200, 303}:
                lost.append((path, reply.status_code))
    assert lost == []


def test_an_iri_leads_to_the_page_of_its_review(running: Running) -> None:
    """Tip 1 of two reviews is two pages, each below its review; data are given in either form."""
    for slug in ("tea", "hives"):
        reply = running.client.get(f"/{slug}/tips/1", headers={"accept": "text/html"})
        assert reply.headers["location"] == f"/reviews/{slug}/tips/1.html"
        page = running.client.get(reply.headers["location"])
        assert page.status_code == 200
        assert f"/reviews/{slug}/tips/1.ttl" in page.headers["link"]
        turtle = running.client.get(f"/reviews/{slug}/tips/1.ttl")
        assert "tips/1" in turtle.text


def test_pages_of_the_collection_are_there(running: Running) -> None:
    """Home, matrix and the page on a review; what is missing has a page of the collection."""
    for path in ("/", "/matrix/reviews-by-works.html", "/reviews/tea.html", "/concepts.html"):
        assert running.client.get(path).status_code == 200
    reply = running.client.get("/reviews/nothing/x", headers={"accept": "text/html"})
    assert reply.status_code == 404
    assert "There is no such page" in reply.text


@pytest.mark.parametrize(
    "path",
    [
        "/reviews/tea/../../../parts.json",
        "/reviews/tea/%2e%2e/%2e%2e/manifest.json",
        "/reviews/../manifest.json",
        "/reviews/tea/..%2f..%2fpart.json",
        "/tea/../../part.json",
    ],
)
def test_no_path_leads_out_of_the_sites(path: str, running: Running) -> None:
    """Neither the build nor the parts can be read through a review."""
    assert running.client.get(path).status_code in {400, 404}


def test_one_query_asks_all_reviews(running: Running) -> None:
    """The default graph is the union; each review is a prefix, and each record says its review."""
    query = "SELECT ?title { ?r a tt:Review ; dcterms:title ?title } ORDER BY ?title"
    head = (
        "PREFIX tt: <https://w3id.org/tiptrace/ontology#>\n"
        "PREFIX dcterms: <http://purl.org/dc/terms/>\n"
    )
    rows = running.ask(head + query, format="json").json()["results"]["bindings"]
    assert len(rows) == 2
    graph = running.client.get("/reviews/tea/graph/review", headers={"accept": "text/turtle"})
    assert graph.status_code == 200
    assert "tt:Tip" in graph.text


def test_questions_across_reviews_are_named_queries(running: Running) -> None:
    """Those to one review are not offered: all would answer them, without a word."""
    listed = running.client.get("/query", headers={"accept": "application/json"}).json()
    names = {row["name"] for row in listed}
    assert "works-in-several-reviews" in names
    assert "tips-on-a-subject" not in names
    reply = running.client.get("/query/works-by-review.csv")
    assert reply.status_code == 200
    assert len(reply.text.splitlines()) == 3
