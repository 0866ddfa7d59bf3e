# ruff: noqa: E501 - queries are read best unbroken
"""Typical mistakes: what whoever makes one is told, by the service itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from kg.graph.vocab import PREFIXES
from kg.pipeline import build_project
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.conftest import TINY
from tests.sharing import make_once

if TYPE_CHECKING:
    from conftest import Running

TT = f"PREFIX tt: <{PREFIXES['tt']}>\n"
SKOS = f"PREFIX skos: <{PREFIXES['skos']}>\n"

# The query, the line and the column of the mistake, and what is told of it.
UNREADABLE = [
    ("SELECT ?x { ?x a foaf:Person }", 1, 18, "foaf: is not declared; put this line at the top: PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
    ("SELECT ?x { ?x a mine:Person }", 1, 18, "mine: is not declared; put this line at the top: PREFIX mine: <…>"),
    ("PREFIX tt <http://x/> SELECT * {}", 1, 8, "a colon is missing behind the prefix: PREFIX tt: <…>"),
    ("PREFIX tt: http://x/ SELECT * {}", 1, 12, "stands in < and >: PREFIX tt: <…>"),
    (f"{TT}SELECT * {{\n ?é a tt:Tip\n ?é tt:number ?n }}", 4, 2, "a dot is missing before ?é"),
    (f"{TT}SELECT * {{ ?t a tt:Tip ; tt:number ?n tt:title ?x }}", 2, 39, "a dot is missing before tt:title"),
    ("SELECT *\n{ ?s ?p }", 2, 9, "the triple lacks its value"),
    ("SELECT COUNT(?s) { ?s ?p ?o }", 1, 8, "needs a name, in brackets: (COUNT(?s) AS ?n)"),
    ("SELECT ?p (COUNT(?s)) { ?s ?p ?o } GROUP BY ?p", 1, 21, "needs a name: (… AS ?name)"),
    ("SELECT ?s AS ?x { ?s ?p ?o }", 1, 11, "AS stands in brackets"),
    ("SELECT ?s, ?p { ?s ?p ?o }", 1, 10, "stands no comma"),
    ("SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s", 1, 11, "?p has many values in a group; name it in GROUP BY"),
    ("SELCT ?s { ?s ?p ?o }", 1, 1, "did you mean SELECT?"),
    ("SELECT * { ?s a Tip }", 1, 17, "Tip is no word of SPARQL; a name has a prefix"),
    ("SELECT (UPPER(?s) AS ?u) { ?s ?p ?o }", 1, 9, "there is no function UPPER"),
    ("SELECT * { ?s ?p ?o", 1, 10, "the bracket { that opens here is not closed"),
    ("SELECT * { ?s ?p ?o } }", 1, 23, "this } closes nothing that is open"),
    ("SELECT * { ?s ?p 'tea }", 1, 18, "has no ' at its end"),
    ("SELECT * { ?s ?p “tea” }", 1, 18, '“ is no quotation mark here; write "'),
    ("SELECT * { ?s ?p ?o FILTER ?o > 1 }", 1, 21, "what a FILTER tests stands in brackets"),
    ("SELECT * { ?s ?p ?o FILTER(?o == 1) }", 1, 31, "equality is one ="),
    ("SELECT * { ?s ?p ?o FILTER(?o = 1 AND ?s = 2) }", 1, 35, "AND is written &&"),
    ("SELECT * { ?s a ?o && ?s ?p 1 }", 1, 20, "&& joins tests in the brackets of one FILTER (…)"),
    ("SELECT * { ?s ?p ?o FILTER(?p = 1) || FILTER(?p = 2) }", 1, 36, "|| joins tests in the brackets of one FILTER (…)"),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING ?n > 3", 1, 54, "what HAVING tests stands in brackets"),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING COUNT(?o) > 3", 1, 54, "what HAVING tests stands in brackets"),
    ("SELECT * { ?s ?p ?o FILTER(?o LIKE 'a%') }", 1, 31, 'LIKE is no word of SPARQL; CONTAINS(?x, "tea") finds a text'),
    ("SELECT * { ?s ?p ?o FILTER(?o BETWEEN 1 AND 2) }", 1, 31, "write ?x >= 1 && ?x <= 9"),
    ("SELECT TOP 10 ?s { ?s ?p ?o }", 1, 8, "LIMIT 10 at the end takes the first ten"),
    ("SELECT * { ?s ?p ?o FILTER(LANG(?o) = en) }", 1, 39, 'and a text quotes, as in "en"'),
    ("SELECT * { ?s ?p ?o } ORDER BY DESC ?s", 1, 32, "behind DESC: DESC(?x)"),
    ("SELECT * { ?s ?p ?o } LIMIT 10 ORDER BY ?s", 1, 32, "ORDER BY stands before LIMIT"),
    ("SELECT ?s { ?s ?p ?o } ORDER BY ?s GROUP BY ?s", 1, 36, "GROUP BY stands before ORDER BY"),
    ("SELECT * { ?s ?p ?o } LIMIT 10, 20", 1, 31, "LIMIT … OFFSET 10"),
    (f"{TT}SELECT * {{ ?s tt:number > 5 }}", 2, 25, "to compare: tt:number ?value FILTER(?value > …)"),
    (f"{TT}SELECT * {{ ?s a tt:Tip, tt:number ?n }}", 2, 35, "before a property stands a ;"),
    ("SELECT * { ?s ?p ?o BIND ?o AS ?x }", 1, 21, "stands in brackets: BIND (… AS ?name)"),
    ("SELECT * { { ?s ?p 1 } AND { ?s ?p 2 } }", 1, 24, "patterns stand one after the other, without AND"),
    ("SELECT * { { ?s ?p 1 } OR { ?s ?p 2 } }", 1, 24, "{ … } UNION { … }"),
    ("SELECT * { ?s ?p ?o FILTER NOT EXISTS ( ?s ?p 1 ) }", 1, 39, "behind EXISTS a { opens"),
    ("SELECT WHERE { ?s ?p ?o }", 1, 1, "behind SELECT stands what is asked for"),
    ("SELECT * { ?s ?p ?o } // all", 1, 23, "a comment begins with #, not with //"),
    ("SELECT * { ?s ?p ?o } -- all", 1, 23, "a comment begins with #, not with --"),
    ("SELECT * { http://example.org/tips/1 ?p ?o }", 1, 12, "an address stands in < and >: <http://…>"),
    ("SELECT * { ?s ?p ?o } ;", 1, 23, "a query ends without a ;"),
    (TT, 2, 1, "there is no query yet"),
    ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 23, "BY is missing behind ORDER"),
    ("SELECT * { ?s ?p ?o } LIMIT ten", 1, 23, "behind LIMIT stands a number"),
]  # fmt: skip
# The query, and what is told beside its answer.
ANSWERED = [
    (f"{TT}SELECT * {{ ?t a tt:Tips }}", "tt:Tips is no term; did you mean tt:Tip?"),
    (f"{TT}SELECT (COUNT(*) AS ?n) {{ ?t tt:isSupportBy ?s }}", "tt:isSupportBy is no term; did you mean tt:isSupportedBy?"),
    (f"{TT}SELECT * {{ ?t a tt:Tip OPTIONAL {{ ?t tt:titel ?x }} }}", "tt:titel is no term"),
    (f"{TT.replace('https:', 'http:')}SELECT * {{ ?t a tt:Tip }}", "did you mean tt:Tip, which is <https://w3id.org/tiptrace/ontology#Tip>?"),
    (f"{TT.replace('#', '/')}ASK {{ ?t a tt:Tip }}", "did you mean tt:Tip, which is <https://w3id.org/tiptrace/ontology#Tip>?"),
    ("SELECT * { GRAPH <https://example.org/tea/graph/reviews> { ?s ?p ?o } }", "there is no graph <https://example.org/tea/graph/reviews>; there are <https://example.org/tea/graph/"),
    ("SELECT * FROM <https://example.org/tea/review> { ?s ?p ?o }", "there is no graph <https://example.org/tea/review>"),
    (f"{SKOS}SELECT * {{ ?x skos:prefLabel 'tea' }}", 'skos:prefLabel "tea" stands as "tea"@en-gb in these data'),
    ("SELECT ?p ?o { <https://example.org/tea/tip/1> ?p ?o }", "stands nowhere in these data"),
    ("SELECT ?p ?o { <http://example.org/tea/tips/1> ?p ?o }", "did you mean <https://example.org/tea/tips/1>?"),
    (f"{TT}SELECT ?titel {{ ?t a tt:Tip ; tt:number ?title }}", "?titel is asked for, and nothing in the query gives it a value; did you mean ?title?"),
    (f"{TT}SELECT * {{ ?t a tt:Tip FILTER(?numbr > 3) }}", "?numbr is tested or reckoned with, and nothing in the query gives it a value"),
    (f"{TT}SELECT * {{ ?t a tt:Tip FILTER regex(?t, 'tea') }}", "?t is an address, and REGEX needs a text: write STR(?t)"),
    (f"{TT}SELECT * {{ ?c tt:supports ?t }}", "tt:supports is no property, but what tt:stance leads to"),
    (f"{TT}SELECT * {{ ?t tt:Tip ?n }}", "tt:Tip is a class and no property: write ?x a tt:Tip"),
    (f"{TT}SELECT * {{ ?t a tt:stance }}", "tt:stance is a property and no class"),
    ("SELECT * { ?t a <tt:Tip> }", "a name with a prefix stands without < and >: tt:Tip"),
    ("SELECT * { ?t a 'tt:Tip' }", "'tt:Tip' is a text and no class"),
    ("PREFIX dc: <http://purl.org/dc/elements/1.1/> SELECT * { ?s dc:title ?t }", "did you mean dcterms:title, which is <http://purl.org/dc/terms/title>?"),
    (f"{TT}SELECT * {{ ?t a tt:Tip ; tt:forClaim ?x }}", "no tt:Tip has tt:forClaim; its texts are rdfs:label or tt:statement; tt:EvidenceLine has it"),
    (f"{TT}SELECT * {{ ?c tt:forClaim ?l . ?l a tt:EvidenceLine }}", "tt:forClaim leads from tt:EvidenceLine, not to it: write ?l tt:forClaim ?c"),
    ("SELECT (<http://example.org/f>(1) AS ?x) {}", "there is no function <http://example.org/f>: a call of it has no value"),
]  # fmt: skip


@pytest.fixture(scope="module")
def asked(
    tmp_path_factory: pytest.TempPathFactory,
    serve_module: Callable[..., AbstractContextManager[Running]],
) -> Iterator[Running]:
    """Return a server of the tiny world."""

    def build(part: Path) -> None:
        shutil.copytree(TINY, part / "tea", ignore=shutil.ignore_patterns("build"))
        build_project(load_project(part / "tea"), Timings())

    with serve_module(make_once(tmp_path_factory, "tiny-build", build) / "tea") as running:
        yield running


@pytest.mark.parametrize(
    ("query", "line", "column", "told"), UNREADABLE, ids=[str(n) for n in range(len(UNREADABLE))]
)
def test_what_cannot_be_read_is_told_in_words(
    asked: Running, query: str, line: int, column: int, told: str
) -> None:
    """400, with the place in the user's own text and what to do, not with the parser's classes."""
    answer = asked.ask(query)
    problem = answer.json()
    assert (answer.status_code, problem["line"], problem["column"]) == (400, line, column), problem
    assert told in problem["detail"]
    assert problem["detail"].startswith(f"Line {line}, column {column}: ")


@pytest.mark.parametrize(("query", "told"), ANSWERED, ids=[str(n) for n in range(len(ANSWERED))])
def test_what_means_nothing_is_answered_with_a_warning(
    asked: Running, query: str, told: str
) -> None:
    """The answer has the warning in a link, in JSON as a member, and on a page in words."""
    answer = asked.ask(query, format="json")
    assert answer.status_code == 200, answer.text
    assert any(told in warning for warning in answer.json()["warnings"]), answer.text
    assert told in unquote(answer.headers["link"])
    assert 'rel="help"' in answer.headers["link"]
    csv = "xml" if query.startswith((f"{TT.replace('#', '/')}ASK",)) else "csv"
    assert told in unquote(asked.ask(query, format=csv).headers["link"])
    page = asked.ask(query, format="html").text
    assert '<ul class="warnings">' in page


@pytest.mark.parametrize(
    "query",
    [
        f"{TT}SELECT * {{ ?t a tt:Tip ; tt:number ?n }}",
        f"{TT}# tt:Tips\nSELECT * {{ ?t a tt:Tip FILTER(STR(?t) != 'tt:Tips') }}",
        "SELECT * { GRAPH <https://example.org/tea/graph/review> { ?s ?p ?o } } LIMIT 1",
        "ASK {}",
    ],
)
def test_a_query_without_a_mistake_has_no_warning(asked: Running, query: str) -> None:
    """Nothing is said where there is nothing to say; texts and comments are not read as terms."""
    answer = asked.ask(query, format="json")
    assert "warnings" not in answer.json()
    assert "link" not in answer.headers


def test_an_unknown_function_is_an_error_of_its_expression(asked: Running) -> None:
    """A FILTER takes it for no, COALESCE goes on, and the rest of the row stands."""
    call = "<http://example.org/f>(?x)"
    query = f"SELECT ?x ({call} AS ?y) (COALESCE({call}, 7) AS ?z) {{ VALUES ?x {{ 1 }} }}"
    [row] = asked.ask(query, format="json").json()["results"]["bindings"]
    assert {name: term["value"] for name, term in row.items()} == {"x": "1", "z": "7"}
    assert asked.ask(f"ASK {{ VALUES ?x {{ 1 }} FILTER({call}) }}").json()["boolean"] is False


def test_a_graph_has_no_csv_and_is_told_what_it_has(asked: Running) -> None:
    """CSV of CONSTRUCT is 406, with every form that can be had."""
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    for answer in (
        asked.ask(query, format="csv"),
        asked.client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}),
    ):
        assert answer.status_code == 406
        assert "ttl (text/turtle)" in answer.json()["detail"]
