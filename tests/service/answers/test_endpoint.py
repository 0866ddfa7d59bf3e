# ruff: noqa: E501 - queries and requests are read best unbroken
from __future__ import annotations

import csv
import http.client
import io
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import openpyxl
import pytest

if TYPE_CHECKING:
    from conftest import Running

NAMES = "SELECT ?name WHERE { ?s <http://example.org/name> ?name } ORDER BY ?name"
JSON = "application/sparql-results+json"
TINY = Path(__file__).parents[1] / "tiny.trig"


@pytest.fixture(scope="module")
def unhurried(
    serve_module: Callable[..., AbstractContextManager[Running]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    """Return a server whose limit of time no machine meets by being busy.

    What writes a workbook takes long to load, and a worker loads it while its query runs.
    """
    folder = tmp_path_factory.mktemp("unhurried")
    with serve_module(folder, "--dataset", str(TINY), "--timeout", "60") as running:
        yield running


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_has_the_same_answer_however_it_is_sent(
    served: Running, path: str, way: str
) -> None:
    """GET, a posted form and a posted query are one operation, with and without the slash."""
    if way == "get":
        answer = served.client.get(path, params={"query": NAMES})
    elif way == "form":
        answer = served.client.post(path, data={"query": NAMES})
    else:
        headers = {"Content-Type": "application/sparql-query; charset=UTF-8"}
        answer = served.client.post(path, content=NAMES, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON
    values = [row["name"]["value"] for row in answer.json()["results"]["bindings"]]
    assert sorted(values) == ["milk", "percent", "tea", "thé"]


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_percent_escapes_are_decoded_once(served: Running, way: str) -> None:
    """An IRI with %2F in it is found, by every way of asking."""
    query = "ASK { <http://dx.doi.org/10.1000/a%2Fb> ?p ?o }"
    if way == "get":
        answer = served.client.get("/sparql", params={"query": query})
    elif way == "form":
        answer = served.ask(query)
    else:
        headers = {"Content-Type": "application/sparql-query"}
        answer = served.client.post("/sparql", content=query, headers=headers)
    assert answer.json()["boolean"] is True


def test_head_has_the_headers_of_get_and_no_body(served: Running) -> None:
    """HEAD tells the length, type and tag of the answer."""
    wanted = served.client.get("/sparql", params={"query": NAMES})
    head = served.client.head("/sparql", params={"query": NAMES})
    assert head.content == b""
    for name in ("content-length", "content-type", "etag"):
        assert head.headers[name] == wanted.headers[name]


def test_options_tells_what_is_allowed_to_any_origin(served: Running) -> None:
    """A preflight is answered for every origin, without credentials."""
    answer = served.client.options("/sparql", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        pytest.param("*/*", JSON, id="anything"),
        pytest.param("application/json", "application/json", id="plain-json"),
        pytest.param("text/csv", "text/csv; charset=utf-8", id="csv"),
        pytest.param("text/csv;q=0.5, text/html;q=0.4", "text/csv; charset=utf-8", id="quality"),
        pytest.param("image/png, */*;q=0.1", JSON, id="fallback"),
        pytest.param("application/sparql-results+xml", "application/sparql-results+xml", id="xml"),
        pytest.param(
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "text/html; charset=utf-8",
            id="browser",
        ),
        pytest.param(
            "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", id="tsv"
        ),
    ],
)
def test_a_table_comes_in_the_form_that_accept_likes_best(
    served: Running, accept: str, media_type: str
) -> None:
    """Quality and precision decide; an alias is answered by its own name."""
    answer = served.client.get("/sparql", params={"query": NAMES}, headers={"Accept": accept})
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("wanted", "start"),
    [
        ("ttl", b"@prefix"), ("nt", b"<http"), ("nq", b"<http"), ("trig", b"@prefix"),
        ("rdf", b"<?xml"), ("jsonld", b"["), ("html", b"<!DOCTYPE"), ("md", b"| subject"),
        ("xlsx", b"PK"), ("turtle", b"@prefix"), ("application/n-triples", b"<http"),
    ],
)  # fmt: skip
def test_a_graph_comes_in_every_form(unhurried: Running, wanted: str, start: bytes) -> None:
    """`format=` takes short names, aliases and media types."""
    answer = unhurried.ask("DESCRIBE <http://example.org/tea>", format=wanted)
    assert answer.status_code == 200
    assert answer.content.startswith(start)


def test_csv_and_tsv_keep_what_their_standards_keep(served: Running) -> None:
    """TSV has language and datatype; CSV quotes commas, quotes and line ends."""
    tsv = served.ask(NAMES, format="tsv").text
    assert '"thé"@fr' in tsv
    assert served.ask("SELECT (2.5 AS ?n) {}", format="tsv").text == "?n\n2.5\n"
    notes = served.ask("SELECT ?n { ?s <http://example.org/note> ?n }", format="csv").text
    rows = list(csv.reader(io.StringIO(notes)))
    assert ['a,b "c"\nd'] in rows


def test_a_workbook_holds_text_never_formulas(unhurried: Running) -> None:
    """A literal that looks like a formula stays text; numbers are numbers."""
    query = "SELECT ?n ?c { ?s <http://example.org/note> ?n BIND(7 AS ?c) }"
    book = openpyxl.load_workbook(io.BytesIO(unhurried.ask(query, format="xlsx").content))
    cells = {cell.value: cell.data_type for row in book.active.iter_rows() for cell in row}
    assert cells["=1+1"] == "s"
    assert cells[7] == "n"


def test_html_shows_markup_as_text(served: Running) -> None:
    """A literal with a script in it is escaped, and the page allows no inline script."""
    answer = served.ask("SELECT ?n { ?s <http://example.org/note> ?n }", format="html")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "unsafe-inline" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("status", "method", "more"),
    [
        pytest.param(405, "PUT", {}, id="put"),
        pytest.param(405, "DELETE", {}, id="delete"),
        pytest.param(405, "PATCH", {}, id="patch"),
        pytest.param(400, "GET", {"params": {"query": "SELECT * {"}}, id="syntax"),
        pytest.param(400, "GET", {"params": [("query", "ASK {}"), ("query", "ASK {}")]}, id="two"),
        pytest.param(400, "GET", {"params": {"default-graph-uri": "x:y"}}, id="no-query"),
        pytest.param(400, "GET", {"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, id="iri"),
        pytest.param(400, "GET", {"params": {"query": "ASK {}", "timeout": "soon"}}, id="timeout"),
        pytest.param(406, "GET", {"params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, id="image"),
        pytest.param(406, "GET", {"params": {"query": "ASK {}", "format": "nonsense"}}, id="format"),
        pytest.param(406, "GET", {"params": {"query": NAMES}, "headers": {"Accept": "text/turtle"}}, id="table-as-turtle"),
        pytest.param(415, "POST", {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, id="plain"),
        pytest.param(415, "POST", {"content": "query=ASK{}"}, id="no-type"),
        pytest.param(415, "POST", {"content": "ASK {}".encode("utf-16"), "headers": {"Content-Type": "application/sparql-query; charset=utf-16"}}, id="utf-16"),
        pytest.param(400, "POST", {"content": b"ASK {} # \xff", "headers": {"Content-Type": "application/sparql-query"}}, id="bytes"),
        pytest.param(403, "POST", {"data": {"update": "CLEAR ALL"}}, id="update"),
        pytest.param(403, "POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, id="update-direct"),
        pytest.param(403, "GET", {"params": {"query": "INSERT DATA { <x:a> <x:b> 1 }"}}, id="insert"),
        pytest.param(413, "POST", {"content": b"x" * 300_000, "headers": {"Content-Type": "application/sparql-query"}}, id="body"),
        pytest.param(413, "POST", {"data": {"query": "ASK {} #" + "x" * 70_000}}, id="query-length"),
    ],
)  # fmt: skip
def test_what_is_wrong_gets_its_own_status(
    served: Running, status: int, method: str, more: dict[str, object]
) -> None:
    """Every refusal is problem+json with a type, a title, the status and what to do."""
    answer = served.client.request(method, "/sparql", **more)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert {"type", "title", "detail", "remedy"} <= set(problem)
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_long_url_is_414(served: Running) -> None:
    """A query too long for a URL is told to come by POST."""
    parts = urlsplit(served.address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    connection.request("GET", "/sparql?query=" + "%20" * 23_000)
    assert connection.getresponse().status == 414
    connection.close()


def test_escapes_that_are_not_utf_8_are_refused(served: Running) -> None:
    """A query is never guessed at."""
    assert served.client.get("/sparql?query=ASK%20%7B%7D%20%23%FF").status_code == 400


def test_a_syntax_error_has_its_place(served: Running) -> None:
    """Line and column are members of the problem."""
    problem = served.ask("SELECT *\n{ ?s ?p }").json()
    assert (problem["line"], problem["column"]) == (2, 9)


@pytest.mark.parametrize(
    ("graphs", "count"),
    [
        pytest.param({}, 0, id="whole-dataset"),
        pytest.param({"default-graph-uri": ["http://example.org/one"]}, 2, id="one"),
        pytest.param({"default-graph-uri": ["http://example.org/one", "http://example.org/two"]}, 3, id="merge"),
        pytest.param({"named-graph-uri": ["http://example.org/one"]}, 0, id="named-only"),
    ],
)  # fmt: skip
def test_the_request_names_the_default_graph(
    served: Running, graphs: dict[str, list[str]], count: int
) -> None:
    """Several default graphs are merged: a triple that two of them hold counts once."""
    query = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/served> ?o }"
    answer = served.client.get("/sparql", params={"query": query, **graphs})
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == str(count)


@pytest.mark.parametrize(
    "graphs", [{}, {"default-graph-uri": "http://example.org/one"}], ids=["whole-dataset", "one"]
)
def test_columns_come_as_the_query_names_them(served: Running, graphs: dict[str, str]) -> None:
    """The engine would sort them by name."""
    query = "SELECT * { ?s <http://example.org/served> ?o OPTIONAL { ?o ?a ?b } }"
    answer = served.client.get("/sparql", params={"query": query, "format": "csv", **graphs})
    assert answer.text.splitlines()[0] == "s,o,a,b"


def test_from_clauses_are_merged_too(served: Running) -> None:
    """FROM and FROM NAMED make the dataset; the request's parameters go before them."""
    query = (
        "PREFIX ex: <http://example.org/> SELECT (COUNT(*) AS ?n) FROM ex:one FROM <http://example.org/two> "
        "{ ?s ex:served ?o }"
    )
    count = served.ask(query).json()["results"]["bindings"][0]["n"]["value"]
    over = served.client.post(
        "/sparql", data={"query": query, "default-graph-uri": "http://example.org/one"}
    )
    assert count == "3"
    assert over.json()["results"]["bindings"][0]["n"]["value"] == "2"


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_of_the_request_that_there_is_not_is_told_of(served: Running, name: str) -> None:
    """The answer comes all the same, with a warning, as where the query names the graph."""
    query = "SELECT * { ?s ?p ?o }"
    told = served.client.get("/sparql", params={"query": query, name: "http://example.org/on"})
    assert told.json()["results"]["bindings"] == []
    assert told.json()["warnings"][0].startswith("there is no graph <http://example.org/on>; there")


def test_a_graph_that_is_named_as_for_an_update_is_told_of(served: Running) -> None:
    """The answer is that of the query, and says beside it that the name was not looked at."""
    graph = {"using-graph-uri": "http://example.org/two"}
    plain, told = (
        served.client.get("/sparql", params={"query": NAMES} | more) for more in ({}, graph)
    )
    assert told.json()["results"] == plain.json()["results"]
    assert told.json()["warnings"] == [
        "using-graph-uri is for updates, and was not looked at; name graphs of a query by default-graph-uri"
    ]
    assert 'rel="help"' in told.headers["link"]
    assert told.headers["etag"] != plain.headers["etag"]


def test_named_graphs_are_those_of_the_request(served: Running) -> None:
    """GRAPH sees the graphs that named-graph-uri names, and no others."""
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    answer = served.client.get(
        "/sparql", params={"query": query, "named-graph-uri": "http://example.org/two"}
    )
    graphs = [row["g"]["value"] for row in answer.json()["results"]["bindings"]]
    assert graphs == ["http://example.org/two"]


def test_an_answer_is_kept_for_a_state_of_all_that_is_served(
    tmp_path: Path,
    build: Callable[..., None],
    serve: Callable[..., AbstractContextManager[Running]],
) -> None:
    """What a build says of itself may change while its data stay: then a tag matches no more."""
    build(tmp_path, "a" * 64)
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 1"}
    with serve(tmp_path) as running:
        tag = running.client.get("/sparql", params=query).headers["etag"]
    current = tmp_path / "build" / "current"
    other = current.resolve().rename(tmp_path / "build" / "builds" / "other")
    current.unlink()
    current.symlink_to(other)
    with serve(tmp_path) as running:
        assert running.client.get("/sparql", params=query).headers["etag"] != tag


def test_an_answer_held_already_is_304(served: Running) -> None:
    """The tag depends on dataset, query, format and coding; a match costs no evaluation."""
    first = served.client.get("/sparql", params={"query": NAMES})
    tag = first.headers["etag"]
    again = served.client.get("/sparql", params={"query": NAMES}, headers={"If-None-Match": tag})
    other = served.client.get("/sparql", params={"query": NAMES, "format": "csv"})
    assert again.status_code == 304
    assert again.content == b""
    assert other.headers["etag"] != tag


def test_answers_that_vary_are_not_stored(served: Running) -> None:
    """A query that draws a number has no tag and another answer each time."""
    answers = [
        served.client.get("/sparql", params={"query": "SELECT (RAND() AS ?r) {}"}) for _ in "ab"
    ]
    assert all("etag" not in answer.headers for answer in answers)
    assert answers[0].headers["cache-control"] == "no-store"
    assert answers[0].text != answers[1].text


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_answers_are_compressed_as_asked(served: Running, coding: str) -> None:
    """The client gets the coding it names, and the same content."""
    query = "SELECT * { ?s ?p ?o . ?x ?y ?z } ORDER BY ?s ?p ?o ?x ?y ?z"
    plain = served.client.get(
        "/sparql", params={"query": query}, headers={"Accept-Encoding": "identity"}
    )
    packed = served.client.get(
        "/sparql", params={"query": query}, headers={"Accept-Encoding": coding}
    )
    assert packed.headers["content-encoding"] == coding
    assert packed.json() == plain.json()


def test_without_a_query_clients_get_the_description(served: Running) -> None:
    """RDF types get the service description, browsers a form."""
    turtle = served.client.get("/sparql", headers={"Accept": "text/turtle"})
    page = served.client.get("/sparql", headers={"Accept": "text/html"})
    assert "sd:SPARQL11Query" in turtle.text
    assert f"<{served.address}sparql>" in turtle.text
    assert "<form" in page.text


def test_an_ask_is_json_or_xml(served: Running) -> None:
    """A yes or no has no CSV."""
    assert served.ask("ASK {}", format="xml").text.count("<boolean>true</boolean>") == 1
    assert served.ask("ASK {}", format="csv").status_code == 406


def test_a_deadline_may_be_lowered_only(served: Running) -> None:
    """`timeout=` above the limit is the limit."""
    slow = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i} . " for i in range(9)) + "}"
    lowered = served.ask(slow, timeout="0.2")
    raised = served.ask(slow + " ", timeout="900")
    assert (lowered.status_code, raised.status_code) == (504, 504)
    assert "0.2 s" in lowered.json()["detail"]
    assert "2 s" in raised.json()["detail"]


def test_the_log_tells_of_each_request_and_of_no_person(served: Running) -> None:
    """A line has hash, time, rows and outcome, and neither address nor query."""
    answer = served.ask("SELECT ?n { VALUES ?n { 1 2 3 4 5 } }")
    assert isinstance(answer, httpx.Response)
    while not any(line["rows"] == 5 for line in served.log_lines()):
        served.client.get("/-/ready")
    line = next(line for line in served.log_lines() if line["rows"] == 5)
    assert set(line) == {
        "time", "method", "path", "status", "outcome", "ms", "rows", "bytes", "query", "cache"
    }  # fmt: skip
    assert json.dumps(line).count("127.0.0.1") == 0


def test_there_is_an_icon_without_a_site(served: Running) -> None:
    """Browsers ask for it unasked; no answer would be an error in every log."""
    icon = served.client.get("/favicon.ico")
    assert (icon.status_code, icon.headers["content-type"]) == (200, "image/x-icon")
    assert icon.content[:4] == b"\0\0\1\0"
