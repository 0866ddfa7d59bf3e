# ruff: noqa: E501 - queries and requests are read best unbroken
from __future__ import annotations

import pytest

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.sparql.guard import check_query

LIMITS = Limits(workers=1)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        pytest.param("SELECT * " + "{" * 129 + "}" * 129, "too-deep", id="braces"),
        pytest.param(
            "ASK { FILTER" + "(" * 128 + "1" + ")" * 128 + "}", "too-deep", id="parentheses"
        ),
        pytest.param("SELECT * {" + "?s ?p ?o . " * 301 + "}", "too-many-patterns", id="patterns"),
        pytest.param("SELECT * { ?s ?p " + "1, " * 301 + "1 }", "too-many-patterns", id="objects"),
        pytest.param("ASK { ?s " + "<x:p>/" * 301 + "<x:p> ?o }", "too-many-patterns", id="path"),
        pytest.param(
            "ASK { ?s a" + "/^(a/a)*" * 150 + " ?o }", "too-many-patterns", id="path-of-groups"
        ),
        pytest.param("ASK { SERVICE <x:y> {} }", "service-refused", id="service"),
        pytest.param("CLEAR ALL", "update-refused", id="update"),
        pytest.param("PREFIX a: <x:> INSERT DATA { a:b a:c 1 }", "update-refused", id="insert"),
        pytest.param("ASK {} #" + "é" * 40_000, "body-too-large", id="bytes-not-characters"),
    ],
)
def test_what_no_engine_should_see_is_refused(query: str, slug: str) -> None:
    """Each limit has a problem of its own."""
    with pytest.raises(ProblemError) as raised:
        check_query(query, LIMITS)
    assert raised.value.slug == slug


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * " + "{" * 128 + "}" * 128, id="depth-128"),
        pytest.param("ASK { FILTER(?x IN (" + "1," * 900 + "1)) }", id="long-list"),
        pytest.param(
            "ASK { VALUES ?s {" + "<http://e/a/b/c/d> " * 900 + "} }", id="slashes-of-iris"
        ),
        pytest.param("ASK { ?s " + "<x:p>/" * 290 + "<x:p> ?o }", id="path"),
        pytest.param("ASK { BIND('" + "{(." * 2000 + "' AS ?x) }", id="brackets-in-a-string"),
        pytest.param("ASK {} #" + "{" * 2000, id="brackets-in-a-comment"),
        pytest.param("ASK { ?s <http://e/" + "(" * 200 + "> ?o }", id="brackets-in-an-iri"),
    ],
)
def test_honest_queries_pass(query: str) -> None:
    """Length alone, or brackets in text, are no offence."""
    assert check_query(query, LIMITS).form in ("SELECT", "ASK")


def test_an_allowed_endpoint_may_be_asked() -> None:
    """The allow-list holds whole IRIs; a variable or another IRI is refused."""
    allowed = {"https://good.example/sparql"}
    assert check_query("ASK { SERVICE SILENT <https://good.example/sparql> {} }", LIMITS, allowed)
    for other in ("<https://good.example/sparql/>", "?e", "e:x"):
        with pytest.raises(ProblemError):
            check_query(f"ASK {{ SERVICE {other} {{}} }}", LIMITS, allowed)


VARYING = {
    "plain": "SELECT (rand() AS ?r) {}", "spaces": "SELECT (NOW ( ) AS ?r) {}", "comment": "SELECT (RAND#c\n() AS ?x) {}",
    "comments": "SELECT (UUID #a\n #b(\r\n() AS ?x) {}", "mixed-case": "SELECT (StrUuid() AS ?x) {}", "bnode": "SELECT (BNODE\t() AS ?x) {}",
    "nested": "SELECT (STR(IF(true, UUID(), 1)) AS ?x) {}", "filter": "ASK { FILTER(1>RAND()) }", "less-than": "ASK { FILTER(?a<RAND()&&?b>1) }",
    "order": "SELECT * { ?s ?p ?o } ORDER BY RAND()", "after-string": "SELECT ('rand' AS ?a) (rand() AS ?b) {}", "subquery": "ASK { { SELECT (NOW() AS ?x) {} } }",
    "after-number": "SELECT (1-RAND() AS ?x) {}",
}  # fmt: skip
STEADY = {
    "variables": "ASK { ?known ?grand ?now }", "string": "SELECT ('NOW()' AS ?x) {}", "comment": "ASK {} # RAND()", "iri": "ASK { <http://e/now> ?p ?o }",
    "name": "PREFIX now: <x:> ASK { now:rand ?p ?o }", "long-string": "SELECT ('''UUID()''' AS ?x) {}", "language": "SELECT ('a'@now AS ?x) {}",
}  # fmt: skip


@pytest.mark.parametrize("query", VARYING.values(), ids=VARYING)
def test_queries_that_vary_are_known(query: str) -> None:
    """However the call is written; their answers are never kept."""
    assert check_query(query, LIMITS).volatile


@pytest.mark.parametrize("query", STEADY.values(), ids=STEADY)
def test_queries_that_only_hold_such_words_are_kept(query: str) -> None:
    """In variables, strings, comments, IRIs, names and language tags."""
    assert not check_query(query, LIMITS).volatile


def test_clauses_side_by_side_are_not_deep() -> None:
    """Each is closed before the next; only what stands inside another counts."""
    allowed = {"https://good.example/sparql"}
    clause = "SERVICE <https://good.example/sparql> {} "
    assert check_query(f"ASK {{ {clause * (LIMITS.depth + 1)} }}", LIMITS, allowed)


def test_an_allowed_endpoint_makes_a_query_vary() -> None:
    """What it will answer next time is not known here."""
    assert check_query("ASK { SERVICE <x:y> {} }", LIMITS, {"x:y"}).volatile


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(%strue) }" % ("!" * 501),
        "ASK { FILTER(%s1) }" % ("1+" * 501),
        "ASK { FILTER(%s1) }" % ("1||" * 251),
        "ASK { ?s <a:>%s ?o }" % ("|<a:>" * 501),
        "ASK { {} %s }" % ("UNION {} " * 501),
        "ASK { %s }" % ("OPTIONAL {} " * 501),
        "ASK { %s }" % ("MINUS {} " * 501),
        "".join(["SELECT ", *(f"(1 AS ?v{number})" for number in range(501)), " {}"]),
        "SELECT * { ?s ?p ?o } ORDER BY %s" % ("(1)" * 501),
        "ASK { %s }" % ("GRAPH ?g {} " * 501),
    ],
)  # fmt: skip
def test_a_long_chain_is_refused(query: str) -> None:
    """A thousand of each end an engine; what is told of is no syntax."""
    with pytest.raises(ProblemError) as raised:
        check_query(query, Limits())
    assert raised.value.slug == "too-long-chain"


def test_what_is_long_and_no_chain_is_let_through() -> None:
    """Addresses with many strokes, lists, rows, texts and comments."""
    iris = " ".join(f"<http://e/a-b/c-d/{number}>" for number in range(1000))
    rows = " ".join(f"({number} 'a+b-c/d! union')" for number in range(1500))
    check_query(f"SELECT * {{ VALUES ?x {{ {iris} }} ?x ?p ?o }}", Limits())
    check_query(f"SELECT * {{ VALUES (?x ?y) {{ {rows} }} ?x ?p ?y }} # {'+' * 999}", Limits())


def test_signs_of_numbers_and_rows_of_data_are_no_chain() -> None:
    """Lists of numbers below nought may be long, and so may rows, where some are sorted too."""
    numbers = [f"-{number}" for number in range(1000)]
    rows = " ".join(f"({number} 1)" for number in numbers)
    inner = "{ SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?x }"
    check_query(f"SELECT * {{ VALUES ?x {{ {' '.join(numbers)} }} ?s ?p ?x }}", Limits())
    check_query(f"SELECT * {{ {inner} VALUES (?x ?y) {{ {rows} }} }} ORDER BY ?x", Limits())
    check_query(f"SELECT * {{ ?s ?p ?x FILTER(?x IN ({', '.join(numbers)})) }}", Limits())


@pytest.mark.parametrize(
    "query",
    [
        "ASK { VALUES ?x { -1 } FILTER(%s1) }" % ("!" * 501),  # behind the rows it is one
        "ASK { FILTER(%s1 > 0) }" % ("-" * 502),
        "ASK { FILTER(1 %s > 0) }" % ("-1 " * 501),
    ],
)  # fmt: skip
def test_rows_of_data_hide_no_chain(query: str) -> None:
    """Nor does a bracket before it."""
    with pytest.raises(ProblemError) as raised:
        check_query(query, Limits())
    assert raised.value.slug == "too-long-chain"
