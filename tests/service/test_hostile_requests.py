# ruff: noqa: E501 - queries and requests are read best unbroken
"""Cheap hostile requests: each is refused or answered, cleanly and at once, by a server that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from conftest import Running

MARKUP = "<script>alert(1)</script>"
SYNTAX = {
    "empty": "", "space": " \n\t", "nul": "ASK\x00{}", "comment-only": "# ASK {}", "no-end": "SELECT * {",
    "two-queries": "ASK {} ASK {}", "semicolon": "ASK {} ; DROP ALL", "unclosed-string": "ASK { FILTER('a) }",
    "unclosed-long-string": "ASK { FILTER('''a') }", "unclosed-iri": "ASK { <x:a ?p ?o }", "space-in-iri": "ASK { <x: a> ?p ?o }",
    "bad-escape": "ASK { FILTER('\\q' = 'q') }", "bad-unicode-escape": "ASK { FILTER('\\u12' = 'q') }",
    "surrogate-escape": "ASK { FILTER('\\uD800' = 'q') }", "beyond-unicode": "ASK { FILTER('\\UFFFFFFFF' = 'q') }",
    "unknown-prefix": "ASK { nope:a ?p ?o }", "bad-variable": "SELECT ?1- {}", "bad-language": "ASK { ?s ?p 'a'@-- }",
    "bad-number": "ASK { ?s ?p 1.2.3 }", "trailing-text": f"ASK {{}} {MARKUP}", "markup": MARKUP,
    "byte-order-mark": "\ufeffASK { ", "right-to-left": "ASK { \u202e }", "only-prefix": "PREFIX a: <x:>",
    "update-insert": "INSERT DATA { <x:a> <x:b> <x:c> }", "update-delete": "DELETE WHERE { ?s ?p ?o }",
    "update-drop": "DROP ALL", "update-clear": "CLEAR DEFAULT", "update-create": "CREATE GRAPH <x:g>",
    "update-move": "MOVE <x:a> TO <x:b>", "update-copy": "COPY DEFAULT TO <x:b>", "update-add": "ADD <x:a> TO <x:b>",
    "update-with": "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "update-prefixed": "PREFIX a: <x:> INSERT DATA { a:a a:b a:c }",
    "update-commented": "# ASK\nDROP ALL", "aggregate-in-filter": "ASK { FILTER(COUNT(*) > 1) }",
    "projection-twice": "SELECT (1 AS ?a) (2 AS ?a) {}", "bind-twice": "SELECT * { BIND(1 AS ?a) BIND(2 AS ?a) }",
    "bnode-twice": "SELECT * { { _:a ?p ?o } { _:a ?p ?o } }", "star-and-group": "SELECT * { ?s ?p ?o } GROUP BY ?s",
    "values-mismatch": "SELECT * { VALUES (?a ?b) { (1) } }", "negative-limit": "SELECT * {} LIMIT -1",
    "huge-limit": "SELECT * {} LIMIT 99999999999999999999999", "huge-offset": "SELECT * {} OFFSET 99999999999999999999999",
    "construct-no-where": "CONSTRUCT { ?s ?p ?o }",
    "lone-quote": "'", "lone-brace": "}", "percent": "ASK %7B%7D", "html-entity": "ASK &#123;&#125;", "sql": "SELECT * FROM users; --",
}  # fmt: skip


@pytest.mark.parametrize("query", SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_query_is_refused_at_once(served: Running, query: str) -> None:
    """400 or 403 as a problem; nothing of it comes back as markup."""
    answer = served.ask(query)
    assert answer.status_code in {400, 403}
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("iri", ["<x:[>", "<x:%zz>", "<x:\\u0020>", "<http://[x/>"])
@pytest.mark.parametrize("named", ["", "NAMED "], ids=["from", "from-named"])
def test_a_graph_with_no_iri_for_a_name_is_a_fault_of_syntax(
    served: Running, named: str, iri: str
) -> None:
    """As an IRI of a pattern that is none; it is no function that the engine lacks."""
    answer = served.ask(f"SELECT * FROM {named}{iri} {{ ?s ?p ?o }}")
    assert (answer.status_code, answer.json()["type"]) == (400, "/-/problems#syntax")


BRACKETS = {
    "groups": ("{", "}"), "optionals": ("OPTIONAL {", "}"), "minus": ("MINUS {", "}"),
    "parentheses": ("FILTER((", "))"), "subqueries": ("{ SELECT * {", "}}"), "graphs": ("GRAPH ?g {", "}"),
    "blank-nodes": ("?s ?p [ ?q ", "]"), "collections": ("?s ?p (", ")"), "exists": ("FILTER EXISTS {", "}"),
    "not-exists": ("FILTER NOT EXISTS {", "}"), "path-groups": ("?s (<x:p>/(", "<x:p>)) ?o"), "functions": ("FILTER(STR(", "))"),
    "coalesce": ("FILTER(COALESCE(", "1))"), "not": ("FILTER(!(", "1))"), "in": ("FILTER(1 IN (", "))"),
    "services": ("SERVICE <x:s> {", "}"), "triples": ("<< ", " >>"), "unbalanced": ("({[", ""), "closing": ("", ")]}"),
}  # fmt: skip


@pytest.mark.parametrize("depth", [129, 20_000 // 12])
@pytest.mark.parametrize("name", BRACKETS)
def test_no_bracket_nests_without_end(served: Running, name: str, depth: int) -> None:
    """Refused before the engine sees it, or by the engine; no worker is lost for it."""
    opening, closing = BRACKETS[name]
    answer = served.ask("SELECT * {" + opening * depth + closing * depth + "}")
    assert answer.status_code in {400, 403, 422}


OPERATORS = {
    "plus": "1 + ", "minus": "1 - ", "times": "1 * ", "divide": "1 / ", "and": "1 && ", "or": "1 || ",
    "not": "! ", "negate": "- ", "equal": "1 = ", "in-list": "1 IN (1) && ", "concat": "'a' = 'a' && ",
}  # fmt: skip


@pytest.mark.parametrize("name", OPERATORS)
def test_no_chain_of_operators_ends_the_server(served: Running, name: str) -> None:
    """However long, it is answered or refused."""
    chain = OPERATORS[name] * (30_000 // len(OPERATORS[name]))
    answer = served.ask(f"ASK {{ FILTER({chain}1) }}", timeout="1")
    assert answer.status_code in {200, 400, 422, 504}


LISTS = {
    "values": "SELECT * { VALUES ?x { " + "1 " * 30_000 + "} }",
    "values-rows": "SELECT * { VALUES (?x ?y) { " + "(1 2) " * 9000 + "} }",
    "values-iris": "SELECT * { VALUES ?x { " + "<x:a> " * 9000 + "} ?x ?p ?o }",
    "values-after": "SELECT * { ?s ?p ?x } VALUES ?x { " + "'a' " * 12_000 + "}",
    "in": "SELECT * { ?s ?p ?o FILTER(?o IN (" + "1, " * 15_000 + "1)) }",
    "projection": "SELECT " + "?a " * 15_000 + "{}",
    "group-by": "SELECT ?a { ?a ?b ?c } GROUP BY " + "?a " * 15_000,
    "order-by": "SELECT ?a { ?a ?b ?c } ORDER BY " + "?a " * 15_000,
    "describe": "DESCRIBE " + "<x:a> " * 9000,
    "from": "SELECT * " + "FROM <x:g> " * 5000 + "{ ?s ?p ?o }",
    "concat": "SELECT (CONCAT(" + "'a'," * 14_000 + "'a') AS ?x) {}",
    "comments": "# a\n" * 15_000 + "ASK {}", "blanks": " " * 60_000 + "ASK {}",
    "long-string": "SELECT ('" + "x" * 60_000 + "' AS ?x) {}",
    "long-iri": "ASK { <x:" + "x" * 60_000 + "> ?p ?o }", "long-name": "SELECT ?" + "x" * 60_000 + " {}",
    "too-long": "ASK { FILTER('" + "x" * 70_000 + "' = '') }", "too-long-utf-8": "ASK { FILTER('" + "é" * 40_000 + "' = '') }",
    "quotes": "ASK { FILTER('" + "\\'" * 30_000 + "' = '') }",
}  # fmt: skip


@pytest.mark.parametrize("query", LISTS.values(), ids=LISTS)
def test_long_lists_are_answered_or_refused(served: Running, query: str) -> None:
    """Within the limit of bytes they may be long; beyond it they are refused."""
    assert served.ask(query, timeout="1").status_code in {200, 400, 413, 422, 504}


FIELDS = {
    "query-twice": "query=ASK{}&query=ASK{}", "query-in-capitals": "QUERY=ASK{}", "update": "update=DROP+ALL",
    "both": "query=ASK{}&update=DROP+ALL", "timeout-zero": "query=ASK{}&timeout=0", "timeout-negative": "query=ASK{}&timeout=-1",
    "timeout-nan": "query=ASK{}&timeout=nan", "timeout-text": "query=ASK{}&timeout=soon", "timeout-twice": "query=ASK{}&timeout=1&timeout=2",
    "graph-relative": "query=ASK{}&default-graph-uri=a", "graph-markup": "query=ASK{}&default-graph-uri=" + quote(MARKUP),
    "graph-breakout": "query=ASK{}&named-graph-uri=" + quote("x:a> {} } #"), "graph-space": "query=ASK{}&default-graph-uri=x:a%20b",
    "graph-newline": "query=ASK{}&default-graph-uri=x:a%0d%0aX:1", "bad-utf-8": "query=%ff%fe", "overlong-utf-8": "query=%c0%afASK{}",
    "lone-surrogate": "query=%ed%a0%80", "cut-utf-8": "query=ASK{}%e2%82", "no-query": "format=json", "empty": "query=",
    "many": "a=1&" * 300 + "query=ASK{}", "double-encoded": "query=" + quote(quote("ASK {}")), "json": '{"query":"ASK {}"}',
}  # fmt: skip


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_odd_parameters_are_refused(served: Running, fields: str) -> None:
    """By POST of a form, with the reason; what they held does not come back as markup."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = served.client.post("/sparql", content=fields, headers=headers)
    assert answer.status_code in {400, 403}
    assert MARKUP not in answer.text


TYPES = [
    "", "text/plain", "application/json", "multipart/form-data; boundary=x", "application/sparql-query, text/plain",
    "application/sparql-query; charset=utf-16", "application/sparql-query; charset=latin-1", "application/sparql-results+json",
    "application/xml", "application/sparql-update", "*/*", "application/*", MARKUP, "application/x-www-form-urlencoded; charset=utf-7",
    "application/sparql-queryx", "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("media_type", TYPES)
def test_other_types_of_body_are_refused(served: Running, media_type: str) -> None:
    """415, or 403 for an update; never guessed from the content."""
    answer = served.client.post("/sparql", content="ASK {}", headers={"Content-Type": media_type})
    assert answer.status_code in {403, 415}
    assert MARKUP not in answer.text


ACCEPTS = [
    "", "*", "*/*;q=0", "text/html;q=nan", "text/html;q=9", "a" * 9000, ",,,", ";;;", "/", "text/", "/html", MARKUP,
    "text/html;q=0.5;q=0.9", "text/csv;" * 900, "application/json ;", "image/*", "text/html" + ",x/y" * 900,
]  # fmt: skip


@pytest.mark.parametrize("accept", ACCEPTS, ids=range(len(ACCEPTS)))
def test_odd_accept_headers_do_no_harm(served: Running, accept: str) -> None:
    """An answer in some form, or 406 with a list of what there is."""
    answer = served.client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
    assert answer.status_code in {200, 406}
    assert MARKUP not in answer.text


CONDITIONS = ["*", '"x"', 'W/"x"', "x", '"', ",", '"x",' * 900, "\xff", '"x" "y"', ""]


@pytest.mark.parametrize("condition", CONDITIONS, ids=range(len(CONDITIONS)))
def test_odd_conditions_do_no_harm(served: Running, condition: str) -> None:
    """Only the tag itself, or a star, saves the answer."""
    headers = {"If-None-Match": condition.encode("latin-1")}
    answer = served.client.get("/sparql", params={"query": "ASK {}"}, headers=headers)
    assert answer.status_code == (304 if condition == "*" else 200)


REFLECTED = [
    "/sparql?query={}", "/sparql?query=ASK{{}}&format={}", "/sparql?query=ASK{{}}&timeout={}", "/store?graph={}", "/store?default&format={}",
    "/query/{}", "/query/all?{}=1", "/query/by-code?code={}", "/query/one?thing={}", "/query/all.{}", "/graph/{}", "/-/{}", "/{}", "/tips/{}.html",
    "/sparql?query=SELECT+%28%27{}%27+AS+%3Fx%29+%7B%7D&format=html", "/query/by-code.html?note={}", "/.well-known/{}", "/robots.txt?{}",
    "/-/version?{}", "/openapi.json?{}", "/-/problems?{}", "/query?{}",
]  # fmt: skip


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize("address", REFLECTED)
def test_nothing_sent_comes_back_as_markup(built: Running, address: str, accept: str) -> None:
    """On no page, in no error, for no kind of client; HTML has a content policy."""
    answer = built.client.get(address.format(quote(MARKUP, safe="")), headers={"Accept": accept})
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    assert not (is_page and MARKUP in answer.text)
    assert not is_page or "script-src 'self'" in answer.headers["content-security-policy"]
    assert MARKUP not in str(answer.headers)


HEADERS = {
    "host": {"Host": "evil.example"}, "forwarded": {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"},
    "rewrite": {"X-Original-URL": "/../secret.txt", "X-Rewrite-URL": "/../secret.txt"}, "method": {"X-HTTP-Method-Override": "DELETE"},
    "range": {"Range": "bytes=0-0,1-1,2-2"}, "expect": {"Expect": "tea"}, "cookie": {"Cookie": "a=" + "x" * 4000},
    "authorization": {"Authorization": "Basic " + "x" * 4000}, "origin": {"Origin": "null"}, "referer": {"Referer": MARKUP},
    "agent": {"User-Agent": MARKUP}, "encoding": {"Accept-Encoding": "gzip;q=x, br;q=-1, *;q=2, zstd;q=0"},
    "te": {"TE": "trailers, deflate"}, "upgrade": {"Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__"}, "depth": {"Depth": "infinity"},
}  # fmt: skip


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_odd_headers_change_no_page(built: Running, headers: dict[str, str]) -> None:
    """The page is the page, and nothing of the header is repeated in it."""
    plain = built.client.get("/index.html")
    answer = built.client.get("/index.html", headers=headers)
    assert answer.status_code in {200, 417}
    assert answer.text == plain.text
    assert "evil.example" not in str(answer.headers)


def test_after_all_this_the_service_is_whole(served: Running, built: Running) -> None:
    """Both servers still answer, and standard error has heard nothing of it all."""
    for running in (served, built):
        assert running.ask("ASK {}").json()["boolean"] is True
        assert running.errors() == ""
