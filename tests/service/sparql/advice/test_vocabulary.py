"""What a query names of our vocabulary, held against the data."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.vocabulary import check_vocabulary, list_iris

TT = "https://w3id.org/tiptrace/ontology#"
HEAD = f"PREFIX tt: <{TT}> PREFIX fabio: <http://purl.org/spar/fabio/> "


@pytest.mark.parametrize(
    ("query", "warnings"),
    [
        pytest.param("SELECT * { ?x a tt:Tip ; tt:number ?n }", [], id="both are used"),
        pytest.param(
            "SELECT * { ?x a tt:Judgement }",
            ["tt:Judgement is optional, and nothing in these data is one"],
            id="a class that is not used",
        ),
        pytest.param(
            "SELECT * { ?x tt:estimate ?n }",
            ["tt:estimate is optional, and nothing in these data has it"],
            id="a property that is not used",
        ),
        pytest.param(
            "SELECT * { ?x a fabio:Newspaper }",
            ["fabio:Newspaper is optional, and nothing in these data is one"],
            id="a class of others",
        ),
        pytest.param(
            f"SELECT * {{ ?x a <{TT[:-1]}Tip> }}",
            [f"<{TT[:-1]}Tip> is no term; did you mean tt:Tip, which is <{TT}Tip>?"],
            id="a prefix without its mark",
        ),
        pytest.param(
            f"SELECT * {{ ?x a <{TT}Judgement> }}",
            ["tt:Judgement is optional, and nothing in these data is one"],
            id="an address written out",
        ),
        pytest.param(
            "SELECT * { ?x a tt:Tips }", ["tt:Tips is no term; did you mean tt:Tip?"], id="misspelt"
        ),
        pytest.param(
            "SELECT * { ?x tt:prefLabel ?n }",
            ["tt:prefLabel is no term; did you mean skos:prefLabel?"],
            id="of another vocabulary",
        ),
        pytest.param(
            "SELECT * { ?x tt:tipNumber ?n }",
            ["tt:tipNumber is no term; did you mean tt:number?"],
            id="said twice",
        ),
        pytest.param(
            "SELECT * { ?d a tt:Debate ; tt:position ?p }",
            [
                "tt:Debate is no term; did you mean tt:Proposition?",
                "tt:position is no term; did you mean tt:underPosition?",
            ],
            id="by what people call a class, and a property",
        ),
        pytest.param(
            "SELECT * { ?m tt:cites ?s . ?s tt:hasAuthor ?a }",
            [
                "tt:cites is no term; did you mean tt:mentionsSource?",
                "tt:hasAuthor is no term; did you mean dcterms:creator?",
            ],
            id="before what only looks alike",
        ),
        pytest.param("SELECT * { ?x a tt:Xylophone }", ["tt:Xylophone is no term"], id="unknown"),
        pytest.param(
            "SELECT * { ?x tt:partnershipLevel ?n }",
            ["tt:partnershipLevel is out of use; ask tt:level"],
            id="out of use",
        ),
        pytest.param("SELECT * { ?x ?y tt:supports }", [], id="an individual"),
        pytest.param(
            "SELECT * { ?x tt:number 'tt:Judgement' } # tt:Judgement", [], id="a string, a comment"
        ),
        pytest.param(
            "SELECT * { ?x a ?k FILTER(STRSTARTS(STR(?k), STR(tt:))) }", [], id="the bare prefix"
        ),
        pytest.param(
            "SELECT * { { ?x a tt:Judgement } UNION { ?x a tt:Judgement } }",
            ["tt:Judgement is optional, and nothing in these data is one"],
            id="named twice",
        ),
    ],
)
def test_what_the_data_do_not_have_is_told(
    query: str, warnings: list[str], tiny_store: Store
) -> None:
    """One sentence for each class and property that nothing is or has; none for the rest."""
    assert list(check_vocabulary(HEAD + query, KnownStore(tiny_store))) == warnings


def test_other_prefixes_and_bases_are_followed() -> None:
    """What a query means counts, and not how it writes it."""
    query = (
        "BASE <http://a/> PREFIX p: <b#> PREFIX : <http://c/> SELECT * { <x> p:y :z\\,1 ; q:r 1 }"
    )
    assert list_iris(query) == ["http://a/x", "http://a/b#y", "http://c/z,1"]
