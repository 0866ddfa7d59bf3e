"""Terms of a query that stand where they mean nothing."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.positions import check_positions

HEAD = "PREFIX e: <http://e/> "
MUG = "<http://e/mug> is no {}, but what <http://e/kind> leads to: write ?x <http://e/kind> <http://e/mug>"
TEXT = "{} is an address, and {} needs a text: write STR({}), or ask for a label of it"


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a cup of a kind, with a name; a kind is an entry of a list, and a cup a class."""
    store = Store()
    store.load(
        b"""@prefix e: <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        e:Cup a owl:Class ; rdfs:subClassOf e:Thing . e:Thing a owl:Class .
        e:red a e:Cup ; e:kind e:mug ; e:name "the red one" .
        e:mug a e:Kind .
        e:handle a owl:ObjectProperty . e:ear e:replacedBy e:handle .""",
        format=RdfFormat.TURTLE,
    )
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("{ ?x a e:Cup ; e:kind e:mug ; e:name ?n }", [], id="each in its place"),
        pytest.param("{ ?x a e:Thing }", [], id="a class that nothing is one of"),
        pytest.param(
            "{ ?x a e:kind }",
            ["<http://e/kind> is a property and no class: write ?x <http://e/kind> ?value"],
            id="a property as a class",
        ),
        pytest.param("{ ?x e:handle ?y }", [], id="a property that nothing here has"),
        pytest.param(
            "{ ?x a e:handle }",
            ["<http://e/handle> is a property and no class: write ?x <http://e/handle> ?value"],
            id="such a property as a class",
        ),
        pytest.param("{ ?x a e:mug }", [MUG.format("class")], id="an entry as a class"),
        pytest.param("{ ?x e:mug ?y }", [MUG.format("property")], id="an entry as a property"),
        pytest.param(
            "{ ?x a e:Cup ; e:Cup ?y }",
            ["<http://e/Cup> is a class and no property: write ?x a <http://e/Cup>"],
            id="a class as a property",
        ),
        pytest.param("{ ?x e:kind e:mug . ?x ?p e:mug ; e:name ?n }", [], id="entries as values"),
        pytest.param("{ VALUES ?k { e:red e:mug e:Cup } ?x e:kind ?k }", [], id="among values"),
        pytest.param("{ ?x e:kind ?k FILTER(?k IN (e:mug, e:red)) }", [], id="in a list"),
        pytest.param(
            "{ ?x a e:Cup FILTER REGEX(?x, 'red') }",
            [TEXT.format("?x", "REGEX", "?x")],
            id="subject",
        ),
        pytest.param(
            "{ ?x e:kind ?k FILTER(contains(?k, 'mug')) }",
            [TEXT.format("?k", "CONTAINS", "?k")],
            id="what a property leads to",
        ),
        pytest.param(
            "{ ?x e:kind ?k FILTER(?k = e:mugs/12) }",
            ["behind an address a / divides: write the whole address, <http://e/mugs/12>"],
            id="an address that is divided",
        ),
        pytest.param(
            "{ ?x e:kind ?k FILTER(?k = 'http://e/mug') }",
            ["an address stands in < and >, not in quotes: <http://e/mug>"],
            id="an address in quotes",
        ),
        pytest.param(
            "{ ?x e:kind 'http://e/mug' }",
            ["an address stands in < and >, not in quotes: <http://e/mug>"],
            id="an address in quotes behind a property",
        ),
        pytest.param("{ ?x e:name ?n FILTER(?n = 'http://e/mug') }", [], id="a text of one"),
        pytest.param(
            "{ ?x e:Cup/e:name ?n }",
            ["<http://e/Cup> is a class and no property: write ?x a <http://e/Cup>"],
            id="a class in a path",
        ),
        pytest.param(
            "{ { ?v a e:Cup } UNION { ?x e:name ?v } FILTER REGEX(?v, 'z') }",
            [],
            id="an address or a text",
        ),
        pytest.param("{ ?x e:kind/e:name ?n FILTER(?n / 2 > 1) }", [], id="a path and a number"),
        pytest.param("{ ?x e:name ?n FILTER CONTAINS(LCASE(?n), 'red') }", [], id="a text"),
        pytest.param("{ ?x e:kind ?k FILTER CONTAINS(STR(?k), 'mug') }", [], id="the address"),
        pytest.param("{ ?x e:nothing ?k FILTER CONTAINS(?k, 'mug') }", [], id="not known"),
    ],
)
def test_what_stands_in_a_wrong_place_is_told(query: str, told: list[str], store: Store) -> None:
    """One sentence for each, with what to write; none for what stands where it may."""
    assert list(check_positions(f"{HEAD}SELECT * {query}", KnownStore(store))) == told
