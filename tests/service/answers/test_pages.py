"""The site, data IRIs, questions, graphs and descriptions of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.paths import path_for
from kg.pipeline import build_project
from kg.timings import Timings

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from conftest import Running

    from kg.sources.folder.project import Project

THING = "https://example.org/tea/tips/12"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html", ".html"), ("*/*", ".html"), ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"), ("application/rdf+xml", ".rdf"),
        ("application/n-triples", ".nt"), ("text/html;q=0.2, text/turtle", ".ttl"),
    ],
)  # fmt: skip
def test_an_iri_leads_to_the_form_asked_for(built: Running, accept: str, suffix: str) -> None:
    """303 to a document about the thing, with links to the other forms."""
    answer = built.client.get("/tips/12", headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/tips/12{suffix}"
    assert "Accept" in answer.headers["vary"]
    assert 'rel="alternate"' in answer.headers["link"]


@pytest.mark.parametrize(
    "path",
    [
        *("/tips%2F12", "/tips%2f12.html", "/%2Ftips/12", "/query%2Fone.json", "/%2ftips%2f12"),
        *("/tips/12%23a", "/tips/12%3Fa", "/tips/12.html%23", "/query/one.json%3Fthing=x"),
    ],
)
def test_a_coded_mark_is_no_mark(built: Running, path: str) -> None:
    """It is a letter of a name (RFC 3986, 2.2), and no name here has one."""
    assert built.client.get(path).status_code == 404


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json, text/html;q=0.5"])
def test_the_base_asked_for_data_tells_what_the_data_are(built: Running, accept: str) -> None:
    """303 to the description of the dataset, which comes in the form asked for."""
    answer = built.client.get("/", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, "/.well-known/void")
    followed = built.client.get("/", headers={"Accept": accept}, follow_redirects=True)
    assert followed.headers["content-type"].startswith(accept.partition(",")[0])


@pytest.mark.parametrize("accept", ["*/*", "text/html, text/turtle", "image/png"])
def test_the_base_is_a_page_else(built: Running, accept: str) -> None:
    """For people, for who takes anything, and for who gets nothing that was asked for."""
    assert built.client.get("/", headers={"Accept": accept}).status_code == 200


def test_an_address_far_too_deep_makes_no_large_page(built: Running) -> None:
    """The links of the page for missing ones do not grow with it."""
    path = "/" + "a/" * 20_000
    answer = built.client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert len(answer.content) < 100_000


def test_an_iri_in_no_known_form_is_406(built: Running) -> None:
    """An image of a tip is not to be had."""
    assert built.client.get("/tips/12", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("suffix", ["rdf", "nt", "nq", "trig"])
def test_forms_without_a_file_are_made(built: Running, suffix: str) -> None:
    """RDF forms that the site does not hold are described by the engine."""
    answer = built.client.get(f"/tips/12.{suffix}")
    assert answer.status_code == 200
    assert "A9" in answer.text


def test_pages_have_security_headers_and_tags(built: Running) -> None:
    """A page is cached by its content, links its data, and allows no inline script."""
    page = built.client.get("/tips/12.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "</tips/12.ttl>" in page.headers["link"]
    again = built.client.get("/tips/12.html", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304


def test_the_editor_page_of_the_site_stands_at_sparql(built: Running) -> None:
    """Browsers that come to /sparql without a query get the site's own page."""
    assert "Editor" in built.client.get("/sparql", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/query/all.json", "{"), ("/query/all.csv", "s,p,o"), ("/query/all.tsv", "?s\t?p"),
        ("/query/all.xml", "<?xml"), ("/query/all.md", "| s | p"), ("/query/all.html", "<!DOCTYPE"),
        ("/query/all.rq", "#+ summary"), ("/query/all", "{"), ("/query/all.xlsx", "PK"),
        ("/query/one.csv?thing=" + THING, "thing,p,o"),
        ("/query/by-code.csv", "thing,code"),
    ],
)  # fmt: skip
def test_a_named_query_comes_in_every_form(built: Running, path: str, start: str) -> None:
    """The ending chooses the form; defaults fill parameters."""
    answer = built.client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.text.startswith(start)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/query/none.json", 404, id="unknown"),
        pytest.param("/query/all.ttl", 404, id="wrong-form"),
        pytest.param("/query/one.json", 400, id="missing"),
        pytest.param("/query/one.json?thing=no iri", 400, id="kind"),
        pytest.param("/query/by-code.json?code=A9%27", 400, id="quote"),
        pytest.param("/query/by-code.json?stranger=1", 400, id="stranger"),
        pytest.param("/query/by-code.json?code=A9&code=A8", 400, id="twice"),
    ],
)
def test_wrong_parameters_are_refused(built: Running, path: str, status: int) -> None:
    """A value of another kind never reaches a query."""
    assert built.client.get(path).status_code == status


def test_a_parameter_is_bound_as_a_term(built: Running) -> None:
    """A value that looks like SPARQL is text."""
    answer = built.client.get("/query/by-code.csv", params={"note": '" } DROP ALL #'})
    assert '""" } DROP ALL #"' in answer.text


def test_a_person_without_values_gets_a_form(built: Running) -> None:
    """A browser that names no thing is asked for one."""
    page = built.client.get("/query/one", headers={"Accept": "text/html"})
    assert 'name="thing"' in page.text


def test_named_queries_are_listed(built: Running) -> None:
    """As a page and as JSON, with kinds and defaults."""
    listed = built.client.get("/query", headers={"Accept": "application/json"}).json()
    assert [query["name"] for query in listed] == ["all", "by-code", "one"]
    assert listed[1]["parameters"][0] == {"name": "code", "kind": "code", "default": "A9"}


@pytest.mark.parametrize(
    ("path", "triples"),
    [
        ("/store?default", 3), ("/store?graph=https://example.org/tea/graph/review", 3),
        ("/graph/review", 3),
    ],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_a_graph_is_read_directly_and_indirectly(
    built: Running, path: str, triples: int, accept: str
) -> None:
    """The Graph Store Protocol's GET, in the format asked for."""
    answer = built.client.get(path, headers={"Accept": accept})
    parsed = ox.parse(answer.content, format=ox.RdfFormat.from_media_type(accept))
    assert len(list(parsed)) == triples
    assert built.client.head(path).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_the_store_cannot_be_written(built: Running, method: str) -> None:
    """Other methods are 405."""
    assert built.client.request(method, "/store?default").status_code == 405


def test_void_counts_what_there_is(built: Running) -> None:
    """Triples, classes and properties, where clients look for them."""
    answer = built.client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    counts = [t.object.value for t in triples if t.predicate.value.endswith("void#triples")]
    assert counts.count("3") == 1
    assert counts.count("1") == 3


@pytest.mark.parametrize(
    "name", ["tips/%FF", "tips/%C0%AF1.ttl", "tips/12%25", "tips/%EF%BF%BD", "%5B"]
)
def test_what_can_be_no_iri_is_not_found(built: Running, name: str) -> None:
    """The fault is one of the address: nobody is told of a query that he did not write."""
    answer = built.client.get(f"/{name}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/-/problems#not-found")


@pytest.mark.parametrize("name", ["a" * 256, "é" * 128, "tips/" + "a" * 300, "a/" * 600])
def test_a_name_too_long_for_a_file_is_not_found(built: Running, name: str) -> None:
    """It is refused as a file that is not there, not as a fault of the server."""
    assert built.client.get(f"/{name}").status_code == 404


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nosuch", "/tips/99", "/a/b/c.html", "/query/none", "/-/none"])
def test_a_browser_that_finds_nothing_gets_the_page_for_that(built: Running, path: str) -> None:
    """The site's own, with the status 404; a program gets the problem as JSON."""
    page = built.client.get(path, headers=BROWSER)
    assert (page.status_code, "No such page" in page.text) == (404, True)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    for headers in ({}, {"Accept": "application/json"}, {"Accept": "text/turtle"}):
        answer = built.client.get(path, headers=headers)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status", "title"),
    [
        ("GET", "/sparql?query=SELECT", 400, "The query is not valid SPARQL"),
        ("GET", "/query/one?thing=no", 400, "The request is not valid"),
        ("GET", "/sparql?query=ASK{SERVICE<x:y>{}}", 403, "Outgoing requests are refused"),
        ("DELETE", "/tips/12", 405, "The method is not allowed here"),
        ("PUT", "/-/health", 405, "The method is not allowed here"),
        ("POST", "/sparql", 415, "The body is of the wrong type"),
    ],
)  # fmt: skip
def test_other_problems_are_pages_too(
    built: Running, method: str, path: str, status: int, title: str
) -> None:
    """For browsers: what happened and what to do, with a policy that allows no script."""
    answer = built.client.request(method, path, headers=BROWSER)
    assert (answer.status_code, f"<h1>{title}</h1>" in answer.text) == (status, True)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "content-security-policy" in answer.headers


def test_a_large_file_comes_in_parts(built: Running) -> None:
    """Put together they are the file; a part of another version is not given."""
    whole = built.client.get("/large.zip")
    assert (whole.headers["accept-ranges"], len(whole.content)) == ("bytes", 1 << 21)
    tag = whole.headers["etag"]
    middle = len(whole.content) // 2
    parts = [
        built.client.get("/large.zip", headers={"Range": part, "If-Range": tag})
        for part in (f"bytes=0-{middle - 1}", f"bytes={middle}-")
    ]
    assert [part.status_code for part in parts] == [206, 206]
    assert b"".join(part.content for part in parts) == whole.content
    other = built.client.get("/large.zip", headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert (other.status_code, other.content == whole.content) == (200, True)
    beyond = built.client.get("/large.zip", headers={"Range": f"bytes={1 << 21}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{1 << 21}")


@pytest.mark.parametrize(
    "path",
    ["/", "/tips/12.html", "/large.zip", "/nosuch", "/tips/12", "/query/all.csv", "/-/version"],
)
@pytest.mark.parametrize("headers", [{}, BROWSER, {"Range": "bytes=0-1"}])
def test_head_is_get_without_a_body(built: Running, path: str, headers: dict[str, str]) -> None:
    """Status and header lines alike; ranges are for GET."""
    plain = {name: value for name, value in headers.items() if name != "Range"}
    head, got = built.client.head(path, headers=headers), built.client.get(path, headers=plain)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_a_part_out_of_the_cache_is_a_part(built: Running) -> None:
    """What is kept is the whole; parts of it are made on the way out."""
    for _ in range(2):
        answer = built.client.get(
            "/tips/12.html", headers={"Range": "bytes=0-8", "Accept-Encoding": "identity"}
        )
        assert (answer.status_code, answer.text) == (206, "<!DOCTYPE")
        assert (
            built.client.get("/tips/12.html", headers={"Accept-Encoding": "identity"}).status_code
            == 200
        )


def test_records_of_any_code_are_served(
    awkward_project: Project, serve: Callable[..., AbstractContextManager[Running]]
) -> None:
    """The address of a code such as `../../escaped` leads to its page, its data and the zip."""
    build_project(awkward_project, Timings(), zipped=True)
    path = path_for("sources", "../../escaped")
    with serve(awkward_project.folder) as running:
        asked = {"Accept": "text/html"}
        page = running.client.get(f"/{path}", headers=asked, follow_redirects=True)
        assert (page.status_code, page.url.path) == (200, f"/{path}.html")
        data = running.client.get(f"/{path}.ttl")
        assert '"../../escaped"' in data.text
        assert running.client.get("/whole-site.zip").status_code == 200


def test_a_record_without_a_page_leads_to_its_place(
    edit: Callable[[str, str, str], Project],
    serve: Callable[..., AbstractContextManager[Running]],
) -> None:
    """What is an anchor on a page is reached by its IRI, and by an IRI that it had before."""
    project = edit("data/errata.yaml", "    status:", "    formerly: [S009]\n    status:")
    build_project(project, Timings())
    with serve(project.folder) as running:
        for path, place in (
            ("errata/E001", "errata.html#E001"),
            ("errata/S009", "errata.html#S009"),
            ("claims/clean-pot", "sections/sharing.html#clean-pot"),
        ):
            page = running.client.get(f"/{path}", headers={"Accept": "text/html"})
            assert (page.status_code, page.headers["location"]) == (303, f"/{place}")
            assert f"</{place}>" in page.headers["link"]
            name, _, anchor = place.partition("#")
            assert f'id="{anchor}"' in running.client.get(f"/{name}").text
        data = running.client.get("/errata/S009", headers={"Accept": "text/turtle"})
        assert data.headers["location"] == "/errata/S009.ttl"
        assert "isReplacedBy" in running.client.get("/errata/S009.ttl").text
        assert "errata/E001>" in running.client.get("/errata/S009.nt").text
        assert running.client.get("/errata/S010").status_code == 404
        assert running.client.get("/errata/S010.ttl").status_code == 404
