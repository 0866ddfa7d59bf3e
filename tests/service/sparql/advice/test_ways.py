"""Two properties one after the other, of which nothing has the second that the first leads to."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.ways import Ways

HEAD = "PREFIX e: <http://e/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
TOLD = "nothing that <http://e/kind> leads to has <http://e/name>; it has rdfs:label"


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a cup of a kind that has a label, in a place that has a name, and a bare shelf."""
    store = Store()
    store.load(
        b"""@prefix e: <http://e/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        e:cup e:kind e:mug ; e:place e:desk ; e:note "chipped" ; e:shelf e:low .
        e:mug rdfs:label "mug" ; e:code "m" .
        e:desk e:name "desk" .""",
        format=RdfFormat.TURTLE,
    )
    return store


@pytest.mark.parametrize(
    ("query", "hints"),
    [
        pytest.param("{ ?x e:place/e:name ?n }", [], id="there"),
        pytest.param("{ ?k ^e:kind ?x . ?x e:kind ?k }", [], id="against the arrow"),
        pytest.param("{ ?k e:code/^e:kind ?x . ?x e:kind ?l }", [], id="behind a path, against it"),
        pytest.param("{ ?x e:place|e:kind ?p . ?p e:name ?n }", [], id="one of two"),
        pytest.param(
            "{ ?x e:kind ?k FILTER NOT EXISTS { ?k e:name ?n } }", [], id="must not be there"
        ),
        pytest.param("{ ?x e:kind ?k MINUS { ?k e:name ?n . { ?k ?p ?o } } }", [], id="taken away"),
        pytest.param("{ ?x e:kind ?k FILTER EXISTS { ?k e:name ?n } }", [TOLD], id="must be there"),
        pytest.param("{ ?x e:kind/e:name ?n }", [TOLD], id="a path"),
        pytest.param("{ ?x e:kind ?k . ?k e:name ?n }", [TOLD], id="two patterns"),
        pytest.param("{ ?k e:name ?n . ?x e:kind ?k }", [TOLD], id="the other way about"),
        pytest.param("{ ?x e:kind/e:name ?n . ?y e:kind/e:name ?m }", [TOLD], id="told once"),
        pytest.param(
            "{ ?x e:kind/e:shelf ?n }",
            ["nothing that <http://e/kind> leads to has <http://e/shelf>; it has rdfs:label"],
            id="a name first, before the code",
        ),
        pytest.param(
            "{ ?x e:shelf/e:name ?n }",
            ["nothing that <http://e/shelf> leads to has <http://e/name>"],
            id="nothing is said of it",
        ),
        pytest.param(
            "{ ?x e:place/rdfs:label ?n }",
            ["nothing that <http://e/place> leads to has rdfs:label; it has <http://e/name>"],
            id="no name that is known",
        ),
        pytest.param("{ ?n ^e:kind/e:name ?x }", [], id="backwards"),
        pytest.param("{ ?x e:kind*/e:name ?n }", [], id="any number of steps"),
        pytest.param("{ ?x e:kind|e:name ?n }", [], id="one or the other"),
        pytest.param("{ ?x e:note/e:name ?n }", [], id="a text leads nowhere else"),
        pytest.param("{ ?x e:kind/e:none ?n }", [], id="of what nothing has others tell"),
    ],
)
def test_what_leads_nowhere_is_told(query: str, hints: list[str], store: Store) -> None:
    """One sentence for each way, with the names that there are; none where something is there."""
    assert list(Ways(KnownStore(store)).check(f"{HEAD}SELECT * {query}")) == hints


def test_what_was_found_of_a_way_is_kept() -> None:
    """It does not depend on the query, so no other query of a light mix pays for it again."""
    store = Store()
    store.load(b"<e:cup> <e:kind> <e:mug> . <e:mug> <e:code> <e:m> .", format=RdfFormat.TURTLE)
    ways = Ways(KnownStore(store))
    told = list(ways.check("SELECT * { ?x <e:kind>/<e:kind> ?n }"))
    assert told == ["nothing that <e:kind> leads to has <e:kind>"]
    store.clear()
    assert list(ways.check("SELECT ?other { ?x <e:kind> ?k . ?k <e:kind> ?other }")) == told
