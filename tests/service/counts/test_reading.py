# ruff: noqa: E501, RUF001 - letters that are taken for others; queries are read best unbroken
from __future__ import annotations

import pytest

from kg.service.counts.patterns import TableName
from kg.service.counts.reading import CountQuery, read_count_query


def read(query: str) -> CountQuery:
    """Read a query that is of the form."""
    counted = read_count_query(query)
    assert counted is not None, query
    return counted


SAME = [
    "SELECT ?k (COUNT(*) AS ?n) { ?s a <x:C> ; <x:p> ?k } GROUP BY ?k",
    "PREFIX x: <x:> SELECT ?kind (COUNT(?it) AS ?many) WHERE { $it x:p ?kind . ?it a x:C . } GROUP BY ?kind ORDER BY ?many LIMIT 3",
    "SELECT (SUBSTR(STR(?b), 2) AS ?x) (COUNT(*) + 1 AS ?n) { ?a <x:p> ?b FILTER(?b > 3) ?a a <x:C> } GROUP BY ?b HAVING (COUNT(?a) > 1)",
    "PREFIX : <x:> SELECT (COUNT(DISTINCT ?b) AS ?n) { ?a :p ?b, ?b2 . ?a a :C FILTER(?b = ?b2) }",
]


def test_names_order_and_what_comes_behind_make_no_other_table() -> None:
    """Queries of the same patterns share a table, whatever they ask of its rows."""
    tables = [read(query).table for query in SAME[:3]]
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    patterns = (("?v0", kind, "<x:C>"), ("?v0", "<x:p>", "?v1"))
    assert set(tables) == {TableName(patterns, ("?v1",), ())}
    assert read(SAME[3]).table not in tables


def test_only_patterns_and_counts_are_written_anew() -> None:
    """What a reader wrote beside them stays as it was, comments and all."""
    counted = read(
        "select ?k (count(distinct ?s) as ?n) (COUNT(*) / 2 AS ?m) { # first\n ?s <x:p> ?k . filter(?k>'COUNT(*)') } group by ?k # last"
    )
    assert counted.rewritten == (
        "select ?k (SUM(?own_count_s) as ?n) (SUM(?own_count_size) / 2 AS ?m) { # first\n "
        "?own_count_row <urn:x-kg-count:size> ?own_count_size . "
        "?own_count_row <urn:x-kg-count:column:v0> ?k . "
        "?own_count_row <urn:x-kg-count:distinct:v1> ?own_count_s .  "
        "filter(?k>'COUNT(*)') } group by ?k ORDER BY ?k  # last"
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", " ORDER BY ?k ?l "),
        ("ORDER BY ?l", "ORDER BY ?l ?k "),
        ("ORDER BY DESC(?n)", "ORDER BY DESC(?n) ?k ?l "),
        ("ORDER BY ?l ?k", "ORDER BY ?l ?k"),
        ("ORDER BY COUNT(*)", "ORDER BY COUNT(*) ?k ?l "),
    ],
)
def test_groups_have_an_order(order: str, expected: str) -> None:
    """Rows that the query leaves in any order are sorted by what tells them apart."""
    query = f"SELECT ?k ?l (COUNT(*) AS ?n) {{ ?s ?k ?l }} GROUP BY ?k ?l{order and ' ' + order}"
    assert read(query).ordered == query.removesuffix(order) + expected


def test_what_tells_different_terms_apart_in_one_group_is_a_column() -> None:
    """Numbers of different terms do not add up over rows that a FILTER may leave out."""
    plain = read("SELECT ?k (COUNT(DISTINCT ?s) AS ?n) { ?s <x:p> ?k } GROUP BY ?k")
    assert (plain.table.columns, plain.table.distinct) == (("?v0",), ("?v1",))
    for more in ("; <x:q> ?l FILTER(?l > 1)", "VALUES ?k { 1 1 }"):
        other = read(f"SELECT ?k (COUNT(DISTINCT ?s) AS ?n) {{ ?s <x:p> ?k {more} }} GROUP BY ?k")
        assert other.table.distinct == ()
        assert "COUNT(DISTINCT ?s)" in other.rewritten


@pytest.mark.parametrize(
    ("more", "narrow"),
    [
        ("", False),
        ("FILTER(?k > 1)", False),
        ("FILTER(1 > 2)", True),
        ("VALUES ?s { <x:s> }", True),
    ],
)
def test_what_spares_the_engine_most_of_the_work_is_known(more: str, *, narrow: bool) -> None:
    """VALUES may be looked up, and a FILTER without variables be decided before anything is."""
    assert read(f"SELECT (COUNT(*) AS ?n) {{ ?s <x:p> ?k {more} }}").narrow is narrow


BODY = "{ ?s <x:p> ?k } GROUP BY ?k"
OTHER = {
    "no-count": f"SELECT ?k {BODY}",
    "in-a-text": f"SELECT ('COUNT(' AS ?n) {BODY}",
    "other-aggregate": f"SELECT (COUNT(*) AS ?n) (SUM(?k) AS ?m) {BODY}",
    "list-of-values": f"SELECT (COUNT(*) AS ?n) (GROUP_CONCAT(?k) AS ?m) {BODY}",
    "distinct-solutions": f"SELECT (COUNT(DISTINCT *) AS ?n) {BODY}",
    "of-an-expression": f"SELECT (COUNT(?k + 1) AS ?n) {BODY}",
    "of-what-is-unbound": f"SELECT (COUNT(?x) AS ?n) {BODY}",
    "of-what-bind-makes": "SELECT (COUNT(?x) AS ?n) { ?s <x:p> ?k BIND(?k + 1 AS ?x) }",
    "star": "SELECT * { ?s <x:p> ?k } HAVING(COUNT(*) > 1)",
    "from": f"SELECT (COUNT(*) AS ?n) FROM <x:g> {BODY}",
    "graph": "SELECT (COUNT(*) AS ?n) { GRAPH <x:g> { ?s <x:p> ?k } }",
    "optional": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k OPTIONAL { ?s <x:q> ?l } }",
    "union": "SELECT (COUNT(*) AS ?n) { { ?s <x:p> ?k } UNION { ?s <x:q> ?k } }",
    "minus": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k MINUS { ?s <x:q> ?k } }",
    "exists": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k FILTER NOT EXISTS { ?s <x:q> ?k } }",
    "exists-in-brackets": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k FILTER(EXISTS { ?s <x:q> ?k }) }",
    "subquery": "SELECT (COUNT(*) AS ?n) { { SELECT ?s { ?s <x:p> ?k } } }",
    "inner-braces": "SELECT (COUNT(*) AS ?n) { { ?s <x:p> ?k } }",
    "values-behind": f"SELECT (COUNT(*) AS ?n) {BODY} VALUES ?k {{ 1 }}",
    "values-of-another": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k VALUES ?x { 1 2 } }",
    "random": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k FILTER(RAND() < 0.5) }",
    "hidden-random": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k FILTER(?k<RAND()&&?k>1) }",
    "hidden-variable": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k FILTER(1<?s&&?k>1) }",
    "own-function": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k BIND(BNODE() AS ?b) }",
    "sequence": "SELECT (COUNT(*) AS ?n) { ?s <x:p>/<x:q> ?k }",
    "any-length": "SELECT (COUNT(*) AS ?n) { ?s <x:p>* ?k }",
    "maybe-empty": "PREFIX x: <x:> SELECT (COUNT(*) AS ?n) { ?s x:p?k }",
    "inverse": "SELECT (COUNT(*) AS ?n) { ?s ^<x:p> ?k }",
    "blank-node": "SELECT (COUNT(*) AS ?n) { _:b <x:p> ?k }",
    "nested-node": "SELECT (COUNT(*) AS ?n) { [ <x:p> ?k ] <x:q> ?l }",
    "collection": "SELECT (COUNT(*) AS ?n) { ?s <x:p> (?k) }",
    "quoted-triple": "SELECT (COUNT(*) AS ?n) { << ?s <x:p> ?k >> <x:q> ?l }",
    "bound-before": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k BIND(?k + 1 AS ?l) ?s <x:q> ?l }",
    "filter-of-unbound": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k FILTER(!BOUND(?l)) }",
    "key-unbound": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k } GROUP BY ?l",
    "nameless-key": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k } GROUP BY STR(?k)",
    "not-a-key": f"SELECT ?s (COUNT(*) AS ?n) {BODY}",
    "sorted-by-no-key": f"SELECT (COUNT(*) AS ?n) {BODY} ORDER BY ?s",
    "name-taken": f"SELECT ?k (COUNT(*) AS ?s) {BODY}",
    "name-twice": f"SELECT (COUNT(*) AS ?n) (COUNT(*) AS ?n) {BODY}",
    "distinct-rows": f"SELECT DISTINCT (COUNT(*) AS ?n) {BODY}",
    "no-variable": "SELECT (COUNT(*) AS ?n) { <x:s> <x:p> <x:o> }",
    "no-pattern": "SELECT (COUNT(*) AS ?n) { }",
    "no-dot": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k ?l <x:p> ?k }",
    "two-dots": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k .. ?l <x:p> ?k }",
    "unknown-prefix": "SELECT (COUNT(*) AS ?n) { ?s x:p ?k }",
    "base": "BASE <x:> SELECT (COUNT(*) AS ?n) { ?s <p> ?k }",
    "relative": "SELECT (COUNT(*) AS ?n) { ?s <p> ?k }",
    "escape": r"SELECT (COUNT(*) AS ?n) { ?s <x:p> '\u0041' }",
    "not-ascii": "SELECT (COUNT(*) AS ?n) { ?ſ <x:p> ?k } GROUP BY ?k",
    "word-not-ascii": "SELECT (COUNT(DIſTINCT ?s) AS ?n) { ?s <x:p> ?k }",
    "superscript": "SELECT (COUNT(*) AS ?n) { ?s² <x:p> ?k }",
    "more-behind": f"SELECT (COUNT(*) AS ?n) {BODY} LIMIT 1 }}",
    "minus-one": f"SELECT (COUNT(*) AS ?n) {BODY} LIMIT -1",
    "sorted-by-nothing": f"SELECT (COUNT(*) AS ?n) {BODY} ORDER BY",
    "other-space": "SELECT (COUNT(*) AS ?n) { ?s\u00a0<x:p> ?k }",
    "page-break": "SELECT (COUNT(*) AS ?n) { ?s\f<x:p> ?k }",
    "escape-in-comment": "SELECT (COUNT(*) AS ?n) { ?s # \\u000a\n<x:p> ?k }",
    "own-name": "SELECT (COUNT(*) AS ?own_count_size) { ?s <x:p> ?k }",
    "unclosed": "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k",
    "too-many": "SELECT (COUNT(*) AS ?n) { " + "?s <x:p> ?k . " * 9 + "}",
    "ask": "ASK { ?s <x:p> ?k } HAVING(COUNT(*) > 1)",
    "update": "DELETE WHERE { ?s <x:count(> ?k }",
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_another_form_is_left_to_the_engine(name: str) -> None:
    """What is not proved equal, or no query at all, is not read."""
    assert read_count_query(OTHER[name]) is None
