"""Texts and numbers of a query, held against the values of their properties."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.queries import run_query
from kg.graph.vocab import XSD
from kg.service.sparql.advice import knownstore
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.literals import check_literals, is_empty, list_comparisons

HEAD = "PREFIX e: <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
WRITE = "; write it so, or compare STR() of the value with a plain text"
MATCH = '; LANGMATCHES(LANG(?x), "en") finds them'
YEAR = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")


@pytest.fixture(scope="module")
def store() -> Store:
    """Return three things with a label in English, one of few kinds, a year and a friend."""
    store = Store()
    for name, kind in (("Green tea", "drink"), ("Black tea", "drink"), ("Teapot", "thing")):
        thing = NamedNode(f"http://e/{name.replace(' ', '-')}")
        for key, value in (
            ("label", Literal(name, language="en-gb")),
            ("kind", Literal(kind)),
            ("year", Literal("1989", datatype=YEAR)),
            ("friend", NamedNode("http://e/Teapot")),
        ):
            store.add(Quad(thing, NamedNode(f"http://e/{key}"), value))
    store.add(Quad(thing, NamedNode("http://e/size"), Literal(12)))
    store.add(Quad(thing, NamedNode("http://e/worth"), Literal("much", datatype=XSD.integer)))
    for number in range(20):
        store.add(Quad(thing, NamedNode("http://e/label"), Literal(f"Cup {number} of many")))
    return store


@pytest.mark.parametrize(
    ("query", "hints"),
    [
        pytest.param('{ ?x e:label "Green tea"@en-gb }', [], id="there"),
        pytest.param(
            '{ ?x e:label "Green tea" }',
            ['<http://e/label> "Green tea" stands as "Green tea"@en-gb in these data' + WRITE],
            id="no tag",
        ),
        pytest.param('{ ?x e:label "Green tea"@en-GB }', [], id="tags are not told by case"),
        pytest.param(
            '{ ?y e:friend/e:label "green teas" }',
            ['no <http://e/label> is "green teas"; near are "Green tea"@en-gb'],
            id="misspelt, behind a path",
        ),
        pytest.param(
            '{ ?x e:kind "act" }',
            ['no <http://e/kind> is "act"; there are "drink", "thing"'],
            id="one of few",
        ),
        pytest.param(
            '{ ?x e:label "Xylophone" }', ['no <http://e/label> is "Xylophone"'], id="far"
        ),
        pytest.param(
            "{ ?x e:year 1989 }",
            [
                '<http://e/year> "1989"^^xsd:integer stands as "1989"^^xsd:gYear in these data'
                + WRITE
            ],
            id="a number",
        ),
        pytest.param('{ ?x e:label ?l FILTER(STR(?l) = "Green tea") }', [], id="by STR"),
        pytest.param(
            "{ ?x e:kind ?k FILTER(?k = 'drinks') }",
            ['no <http://e/kind> is "drinks"; there are "drink", "thing"'],
            id="by a variable",
        ),
        pytest.param(
            "{ ?x e:kind ?k FILTER(STR(?k) = '''drink'''@en) }",
            ['<http://e/kind> "drink"@en stands as "drink" in these data' + WRITE],
            id="STR has no tag",
        ),
        pytest.param("{ ?x e:kind ?k FILTER(?k != 'drinks') }", [], id="unequal"),
        pytest.param(
            '{ ?x e:friend "Teapot" }',
            ["<http://e/friend> leads to records, and not to texts; ask for a label of theirs"],
            id="a record",
        ),
        pytest.param(
            '{ ?x e:label ?l FILTER(lang(?l) = "en") }',
            [
                'no LANG() of <http://e/label> is "en"; there are "", "en-gb"' + MATCH,
            ],
            id="the tag of a language, shortened",
        ),
        pytest.param(
            '{ ?x e:label ?l FILTER(LANG(?l) = "e") }',
            ['no LANG() of <http://e/label> is "e"; there are "", "en-gb"'],
            id="the tag of no language here",
        ),
        pytest.param('{ ?x e:label ?l FILTER(LANG(?l) = "en-gb") }', [], id="a tag that is there"),
        pytest.param('{ ?x e:label ?l FILTER(LANG(?l) = "") }', [], id="no tag that is there"),
        pytest.param(
            '{ ?x e:friend ?l FILTER(LANG(?l) = "en") }',
            ["<http://e/friend> leads to records, and not to texts; ask for a label of theirs"],
            id="the tag of a record",
        ),
        pytest.param(
            '{ ?x e:year "1990"^^xsd:gYear }',
            ['no <http://e/year> is "1990"^^xsd:gYear; there are "1989"^^xsd:gYear'],
            id="with a datatype",
        ),
        pytest.param(
            '{ ?x e:year "1989"^^xsd:integer }',
            [
                '<http://e/year> "1989"^^xsd:integer stands as "1989"^^xsd:gYear in these data'
                + WRITE
            ],
            id="of another datatype",
        ),
        pytest.param('{ ?x e:year "1989"^^xsd:gYear }', [], id="there, with a datatype"),
        pytest.param(
            "{ ?x e:kind ?k FILTER(?k IN ('drinks', 'act', 'things')) }",
            [
                'no <http://e/kind> is "drinks"; there are "drink", "thing"',
                'no <http://e/kind> is "act"; there are "drink", "thing"',
            ],
            id="none of a list",
        ),
        pytest.param("{ ?x e:kind ?k FILTER(?k IN ('act', 'drink')) }", [], id="one of a list"),
        pytest.param("{ ?x e:kind ?k FILTER(?k NOT IN ('act')) }", [], id="not of a list"),
        pytest.param('{ ?x a e:Cup MINUS { ?x e:kind "act" } }', [], id="taken away"),
        pytest.param(
            "{ ?x a e:Cup FILTER NOT EXISTS { ?x e:kind ?k FILTER(?k IN ('act')) } }",
            [],
            id="must not be there",
        ),
        pytest.param(
            "{ ?x e:kind ?k FILTER('act' = ?k) }",
            ['no <http://e/kind> is "act"; there are "drink", "thing"'],
            id="the text first",
        ),
        pytest.param(
            "{ VALUES (?p ?l) { (e:kind 'what it is') } ?x ?p ?v }", [], id="a row of VALUES"
        ),
        pytest.param(
            "{ ?x e:size 12.0 }",
            [
                '<http://e/size> "12.0"^^xsd:decimal stands as "12"^^xsd:integer in these data'
                + WRITE
            ],
            id="a number in other writing",
        ),
        pytest.param(
            "{ ?x e:worth 3 }",
            ['no <http://e/worth> is "3"^^xsd:integer; there are "much"^^xsd:integer'],
            id="a number that is none",
        ),
        pytest.param("{ ?x e:size ?n FILTER(?n = 12.0) }", [], id="numbers are compared as such"),
        pytest.param('{ ?x e:none "Teapot" }', [], id="of no value check_vocabulary tells"),
        pytest.param('{ ?x ?p "drink" }', [], id="no property"),
        pytest.param(
            r'{ ?x e:kind "dr\u0069nk" , "b" ; e:kind "dr\"k" }',
            [r'no <http://e/kind> is "dr\"k"; there are "drink", "thing"'],
            id="escapes",
        ),
    ],
)
def test_a_literal_that_no_value_is_is_told(query: str, hints: list[str], store: Store) -> None:
    """One sentence for each, with what is written otherwise or stands near; none for the rest."""
    assert list(check_literals(f"{HEAD}SELECT * {query}", KnownStore(store))) == hints


@pytest.mark.parametrize(
    ("query", "empty"),
    [
        ("SELECT ?x { ?x e:kind 'act' }", True),
        ("SELECT ?x { ?x e:kind 'drink' }", False),
        ("ASK { ?x e:kind 'act' }", True),
        ("ASK { ?x e:kind 'drink' }", False),
        ("CONSTRUCT WHERE { ?x e:kind 'act' }", True),
        ("CONSTRUCT WHERE { ?x e:kind 'drink' }", False),
        ("SELECT (COUNT(*) AS ?n) { ?x e:kind 'act' }", True),
        ("SELECT (COUNT(*) AS ?n) { ?x e:kind 'drink' }", False),
        ("SELECT (COUNT(*) AS ?n) (SAMPLE(?x) AS ?one) { ?x e:kind 'act' }", True),
        ("SELECT ?x (0 AS ?n) { ?x e:kind 'drink' }", False),
        ("SELECT (SAMPLE(?x) AS ?one) { ?x e:kind 'act' }", False),
    ],
)
def test_an_answer_is_empty_without_rows_or_triples_or_yes_or_what_is_counted(
    query: str, empty: bool, store: Store
) -> None:
    """Each form of query has its own way to say that there is nothing."""
    assert is_empty(run_query(store, HEAD + query)) is empty


def test_a_long_text_is_not_looked_for() -> None:
    """Nobody can make the hint dear."""
    assert list_comparisons(f"{HEAD}SELECT * {{ ?x e:kind '{'x' * 300}' }}") == []


@pytest.mark.parametrize(
    "test", ['?x <http://e/label> "{}"', '?x <http://e/label> ?y FILTER(STR(?y) = "{}")']
)
def test_what_was_not_read_is_not_told_of(
    test: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only some values are read, one that is among the rest is not said to be none."""
    labels = [
        quad.object for quad in store.quads_for_pattern(None, NamedNode("http://e/label"), None)
    ]
    last = max(one.value for one in labels if isinstance(one, Literal) and not one.language)
    assert len(labels) > 3
    for most in (len(labels) + 1, 3):
        monkeypatch.setattr(knownstore, "MOST_VALUES", most)
        assert list(check_literals(f"SELECT * {{ {test.format(last)} }}", KnownStore(store))) == []
