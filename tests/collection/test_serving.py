"""`kg serve` on a collection: pages, every IRI of every review, SPARQL over all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from kg.collection.collecting import collect
from kg.collection.settings import load_collection
from kg.service.answers.openapi import SearchAnswer
from kg.timings import Timings
from tests.engines import VIRTUOSO, Engine, push, run_oxigraph, run_virtuoso
from tests.service.conftest import Running, run_serve
from tests.service.pages import Pages

pytestmark = pytest.mark.slow
TEA, HIVES = "https://example.org/tea/", "https://example.org/hives/"


@pytest.fixture(scope="module")
def running(_small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run the service on a collection of two small reviews."""
    out = tmp_path_factory.mktemp("served") / "out"
    collect(load_collection(out), [str(_small)], (), Timings())
    with run_serve(out, "--timeout", "25") as server:  # many tests at once take turns
        yield server


def test_the_page_that_asks_is_that_of_the_site(running: Running) -> None:
    """A browser that comes without a query gets a page that may run its script, and asks here."""
    page = running.client.get("/sparql", headers={"Accept": "text/html"})
    assert "data-alone" in page.text
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    for path in ("/static/sparql.js", "/static/ask.css", "/favicon.ico", "/-/version"):
        assert running.client.get(path).status_code == 200


def subjects_of(running: Running, base: str) -> list[str]:
    query = f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{base}")) }} ORDER BY ?s'
    reply = running.ask(query, format="json")
    assert reply.status_code == 200, reply.text
    rows = reply.json()["results"]["bindings"]
    return [row["s"]["value"] for row in rows]


@pytest.mark.parametrize(("base", "slug"), [(TEA, "tea"), (HIVES, "hives")])
def test_every_iri_of_every_review_answers(base: str, slug: str, running: Running) -> None:
    """By the path of its own base and by its name here, each leads to an element of a page."""
    subjects = subjects_of(running, base)
    assert len(subjects) > 200
    lost, pages = [], Pages(running.client)
    for iri in subjects:
        own, part = quote(urlsplit(iri).path), urlsplit(iri).fragment
        for path in (own, f"/reviews/{slug}/{own.removeprefix(f'/{slug}/')}"):
            reply = running.client.head(path, headers={"accept": "text/html"})
            fault = str(reply.status_code)
            if reply.status_code in {200, 303}:
                fault = pages.fault_of(reply.headers.get("location", path), part)
            lost += [(path, fault)] if fault else []
    assert lost == []


@pytest.mark.parametrize("base", [TEA, HIVES])
def test_what_is_only_named_answers_too(base: str, running: Running) -> None:
    """Files and graphs of a review, of which nothing is said; also a graph that is empty there."""
    query = f"""SELECT DISTINCT ?s {{ ?x ?p ?s FILTER(ISIRI(?s) && STRSTARTS(STR(?s), "{base}"))
      FILTER NOT EXISTS {{ ?s ?q ?o }} }} ORDER BY ?s"""
    rows = running.ask(query, format="json").json()["results"]["bindings"]
    named = {row["s"]["value"] for row in rows}
    assert {f"{base}graph/ontology", f"{base}graph/companions"} <= named
    for iri in named:
        accept = {"accept": "text/html, */*;q=0.1"}
        reply = running.client.get(quote(urlsplit(iri).path), headers=accept, follow_redirects=True)
        assert reply.status_code == 200, iri
    # One of the two has a companion document.
    for name, filled in (("companions", base == TEA), ("ontology", True), ("review", True)):
        path, accept = urlsplit(base).path + f"graph/{name}", {"accept": "application/n-triples"}
        reply = running.client.get(path, headers=accept, follow_redirects=True)
        assert (reply.status_code, bool(reply.content)) == (200, filled)


@pytest.mark.parametrize("base", ["/tea/", "/reviews/tea/"])
def test_a_base_asked_for_data_tells_what_the_data_are(base: str, running: Running) -> None:
    """Of the review, not of the collection; asked for a page, it is the first of the review."""
    accept = {"accept": "application/n-triples"}
    data = running.client.get(base, headers=accept, follow_redirects=True)
    assert f"<{TEA}meta/" in data.text
    assert f"<{HIVES}meta/" not in data.text
    assert running.client.get(base, headers={"accept": "text/html"}).status_code == 200


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


def test_the_catalogue_tells_what_the_data_are(running: Running) -> None:
    """Nothing is counted for who asks: of many reviews that takes long."""
    told = running.client.get("/.well-known/void", headers={"accept": "application/n-triples"})
    assert told.status_code == 200
    assert "<http://www.w3.org/ns/dcat#Catalog>" in told.text
    assert all(f"<{base}" in told.text for base in (TEA, HIVES))


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


def search(running: Running, *, page: bool = False, **fields: str) -> httpx.Response:
    accept = "text/html" if page else "application/json"
    return running.client.get("/search", params=fields, headers={"accept": accept})


def test_all_reviews_are_searched_at_once(running: Running) -> None:
    """Each thing found says its review, and its address is there; one review can be asked alone."""
    found = search(running, q="tea hives").json()
    assert {"tea", "hives"} <= set(found["counts"])
    assert found["total"] == sum(found["counts"].values())
    for hit in found["hits"]:
        assert running.client.get(hit["address"]).status_code == 200, hit
        assert hit["short"] or not hit["review"]
    alone = search(running, q="tea hives", review="tea").json()
    assert set(alone["counts"]) == {"tea"}
    assert {hit["review"] for hit in alone["hits"]} == {"tea"}


def test_assistants_search_the_indexes_of_the_reviews(running: Running) -> None:
    """What is found are records of both reviews, by IRIs that each tool takes, and of one kind."""
    pytest.importorskip("mcp")

    def call(name: str, **arguments: object) -> dict[str, object]:
        params = {"name": name, "arguments": arguments}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        accept = {"accept": "application/json, text/event-stream"}
        reply = running.client.post("/mcp", json=body, headers=accept)
        told = reply.json()["result"]
        assert not told.get("isError"), told
        return told["structuredContent"]

    hits = call("search", words="tea hives", most=40)["hits"]
    for base in (TEA, HIVES):
        assert any(hit["record"].startswith(base) for hit in hits)
    subjects = {*subjects_of(running, TEA), *subjects_of(running, HIVES)}
    assert {hit["record"] for hit in hits} <= subjects
    found = call("search", words="tea", kind="tip", most=3)
    assert [hit["kind"] for hit in found["hits"]] == ["tip"] * len(found["hits"])
    assert found["hits"]
    assert call("record", record=found["hits"][0]["record"])["facts"]
    assert call("search", words="tea", kind="claim")["claims"]
    assert call("search", words="?!")["hits"] == []


def test_the_search_is_described(running: Running) -> None:
    """Its parameters are those that it knows, and an answer is as its schema says."""
    described = running.client.get("/openapi.json").json()
    assert "/search.html" not in described["paths"]
    asked = described["paths"]["/search"]["get"]
    names = [one["name"] for one in asked["parameters"]]
    for name in names:
        assert search(running, **{name: ""}).status_code in {200, 400}
    assert "Unknown parameter" in search(running, words="tea").json()["detail"]
    assert ", ".join(sorted(names)) in search(running, words="tea").json()["detail"]
    schema = asked["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert schema.rpartition("/")[2] in described["components"]["schemas"]
    answer = SearchAnswer.model_validate(search(running, q="tea").json())
    assert answer.total >= len(answer.hits) > 0


def test_a_search_is_a_page_that_needs_no_script(running: Running) -> None:
    """The page has the form with what was typed, and no word of it is taken for HTML."""
    page = search(running, page=True, q='tea "><script>alert(1)</script>')
    assert page.headers["content-type"].startswith("text/html")
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text
    assert 'href="/reviews/tea/' in page.text
    assert running.client.get("/search", headers={"accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=a&q=b", 400),
        (f"q={'x' * 501}", 400),
        ("q=tea&table=documents", 400),
        ("q=tea&review=../parts", 404),
        ("q=tea&format=exe", 406),
        ("q=tea&timeout=0.0000001", 504),
        ("q=%FF", 400),
        ("q=title%3A*%22%20OR%20%271%27%3D%271", 200),
        ("q=%00", 200),
        ("q=", 200),
    ],
)
def test_a_search_refuses_what_it_does_not_know(query: str, status: int, running: Running) -> None:
    """Fields are known and short, time is limited, and signs of a language mean nothing."""
    assert running.client.get(f"/search?{query}").status_code == status


def test_nothing_can_be_changed_by_a_search(running: Running) -> None:
    """Only reading is offered there."""
    assert running.client.post("/search", data={"q": "tea"}).status_code == 405


def test_the_form_of_a_large_collection_is_answered_by_the_service(
    running: Running, small: Path, out: Path
) -> None:
    """A site that searches by itself keeps its form; another leads on with what was typed."""
    asked = "/search.html?q=tea%0D%0Ax"
    assert running.client.get(asked).status_code == 200
    collect(load_collection(out), [str(small / "tiny")], (), Timings())
    path = out / "build" / "current" / "search" / "search.json"
    path.write_bytes(path.read_bytes().replace(b'"static": true', b'"static": false'))
    with run_serve(out, "--timeout", "25") as server:  # many tests at once take turns
        reply = server.client.get(asked)
        assert (reply.status_code, reply.headers["location"]) == (303, "/search?q=tea%0D%0Ax")
        assert server.client.get(reply.headers["location"]).json()["total"] > 0
        assert server.client.get("/search.html").status_code == 200


# What finds the mark of the push, where graphs are not named, and what does not.
ASKED = (
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s ?p ?o { ?s a tt:Source ; ?p ?o }",
    "SELECT ?claim ?code { ?line tt:forClaim ?claim ; tt:fromSource/tt:code ?code }",
    "SELECT ?tip ?p ?o { ?tip a tt:Tip . ?o ?p ?tip }",
    f"SELECT ?p ?o {{ <{TEA}tips/1> ?p ?o }}",
    f"SELECT ?p ?o {{ <{TEA}graph/review> ?p ?o }}",
    f"SELECT ?s ?o {{ ?s !tt:code ?o FILTER(STRSTARTS(STR(?s), '{TEA}graph')) }}",
)


def test_an_engine_that_holds_a_collection_alone_answers_as_our_own_store(
    out: Path, small: Path, tmp_path: Path
) -> None:
    """Its default graph has the mark of the push, too, and nobody is told of that."""
    collect(load_collection(out), [str(small)], (), Timings())

    def ask_all(server: Running) -> list[list[str]]:
        prefix = "PREFIX tt: <https://w3id.org/tiptrace/ontology#> "
        answers = [server.ask(prefix + query, format="csv") for query in ASKED]
        assert {answer.status_code for answer in answers} == {200}
        return [sorted(answer.text.splitlines()) for answer in answers]

    with run_serve(out, "--timeout", "25") as server:
        expected = ask_all(server)
    assert [len(rows) > 1 for rows in expected] == [True] * 6 + [False] * 2
    with run_oxigraph(tmp_path / "engine", "--union-default-graph") as engine:
        assert push(out, engine).returncode == 0
        with run_serve(out, "--engine", engine.query, "--timeout", "25") as server:
            assert ask_all(server) == expected
            time.sleep(1)  # by now it has been seen how the engine stands
            assert ask_all(server) == expected


@pytest.mark.parametrize(
    "run_engine",
    [
        pytest.param(run_oxigraph, id="oxigraph"),
        pytest.param(
            partial(run_virtuoso, rows=100_000), marks=pytest.mark.needs(*VIRTUOSO), id="virtuoso"
        ),
    ],
)
def test_a_collection_is_pushed_and_served_from_an_engine(
    run_engine: Callable[[Path], AbstractContextManager[Engine]],
    small: Path,
    out: Path,
    tmp_path: Path,
) -> None:
    """Its IRIs, questions and searches are answered; a review that comes is all that is sent."""
    collect(load_collection(out), [str(small / "tiny")], (), Timings())
    with run_engine(tmp_path / "engine") as engine:
        assert push(out, engine).returncode == 0
        collect(load_collection(out), [str(small / "hives")], (), Timings())
        with pytest.raises(AssertionError, match="run 'kg push' first"):
            run_serve(out, "--engine", engine.query).__enter__()
        told = push(out, engine)
        assert told.returncode == 0, told.stderr
        # Those of the other one are not sent, nor named; there are no more of the collection's own.
        assert TEA not in told.stdout
        assert " graphs stay, of " in told.stdout
        with run_serve(out, "--engine", engine.query) as server:
            check_engine(server)
        collect(load_collection(out), [], ("tea",), Timings())
        assert push(out, engine).returncode == 0
        asked = f"SELECT ?s {{ GRAPH <{TEA}graph/review> {{ ?s ?p ?o }} }} LIMIT 1"
        accept = {"accept": "text/csv"}
        left = httpx.post(engine.query, data={"query": asked}, headers=accept)
        assert len(left.text.splitlines()) == 1
        alone = push(small / "hives", engine)
        assert alone.returncode == 2
        assert "give each build or collection an engine of its own" in alone.stderr


def check_engine(server: Running) -> None:
    """Ask a collection of two reviews behind an engine in each way there is."""
    ask = server.client.get
    assert len(ask("/query/works-by-review.csv").text.splitlines()) == 3
    for slug in ("tea", "hives"):
        reply = ask(f"/{slug}/tips/1", headers={"accept": "text/html"})
        assert reply.headers["location"] == f"/reviews/{slug}/tips/1.html"
        assert ask(reply.headers["location"]).status_code == 200
        assert "tips/1" in ask(f"/reviews/{slug}/tips/1.ttl").text
        claims = ask(f"/reviews/{slug}/graph/review", headers={"accept": "application/n-triples"})
        assert claims.status_code == 200
        assert claims.text.count("\n") > 100
    assert search(server, q="tea hives").json()["total"] > 0
    rows = server.ask(
        "SELECT ?r { ?r a <https://w3id.org/tiptrace/ontology#Review> }", format="csv"
    )
    assert len(rows.text.splitlines()) == 3
