from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

pytestmark = pytest.mark.slow
TEA = "https://example.org/tea/"
PREFIX = "PREFIX tt: <https://w3id.org/tiptrace/ontology#> "


def test_what_is_found_of_claims_is_told_whole(assistant: Any) -> None:
    """A hit has its IRI and page; a claim has stance, basis, kind of source and passage too."""
    told = assistant.ask("search", words="quarrel", kind="claim")
    [hit] = told["hits"]
    assert hit["record"] == f"{TEA}claims/fewer-quarrels"
    assert hit["site"].startswith("sections/")
    [claim] = told["claims"]
    assert claim["claim"] == hit["record"]
    [line] = claim["evidence"]
    assert (line["stance"], line["stance_basis"]) == ("supports", "read")
    assert line["source"]["kind_of_source"] == "Primary research (A)"
    assert claim["place"]["passage"] == f"{TEA}claims/fewer-quarrels#span"
    assert len(claim["place"]["sha256"]) == 64
    assert any(mark.startswith("our reading") for mark in claim["marks"])
    assert len(told["build"]) == 64


def test_words_that_nothing_holds_find_nothing(assistant: Any) -> None:
    """An answer without hits still has the review's caveats."""
    told = assistant.ask("search", words="zeppelin")
    assert told["hits"] == []
    assert "This is one made-up review from 2005." in told["caveats"]


def test_signs_of_a_search_language_are_words(assistant: Any) -> None:
    """Quotes, stars and operators of the index break nothing and mean nothing."""
    told = assistant.ask("search", words='quarrel" AND NEAR( * OR kind:"')
    assert told["hits"][0]["record"] == f"{TEA}claims/fewer-quarrels"
    assert assistant.ask("search", words='"*(')["hits"] == []


@pytest.mark.parametrize(
    "name", ["claims/clean-pot", f"{TEA}claims/clean-pot"], ids=["path", "iri"]
)
def test_a_record_has_the_address_of_its_passage(assistant: Any, name: str) -> None:
    """By IRI or path: section, page, span and digest of the passage, and all that is said of it."""
    told = assistant.ask("record", record=name)
    assert told["record"] == f"{TEA}claims/clean-pot"
    place = told["place"]
    assert (place["heading"], place["start"], place["end"]) == ("sharing a pot", 343, 376)
    assert place["passage"] == f"{TEA}claims/clean-pot#span"
    assert place["sha256"].startswith("512679ec")
    said = {fact["property"].rpartition("#")[2]: fact["value"] for fact in told["facts"]}
    assert said["statement"] == "Official advice wants the pot kept clean."
    assert [claim["claim"] for claim in told["claims"]] == [told["record"]]


def test_what_others_say_is_not_told_as_the_reviews(assistant: Any) -> None:
    """A claim of another document says so, in its marks and beside the answer."""
    told = assistant.ask("record", record="claims/coffee-splits-people")
    [claim] = told["claims"]
    assert claim["said_by"] == "another document"
    assert "not the review's: another document says it" in claim["marks"]
    assert claim["place"]["document"] == f"{TEA}sources/S001"
    assert any("another document" in caveat for caveat in told["caveats"])


def test_a_query_answers_as_the_service_does(assistant: Any) -> None:
    """A table in terms; claims that it names are told as everywhere."""
    pattern = "?c a tt:Finding ; tt:statement ?said"
    query = f"{PREFIX}SELECT ?c ?said {{ {pattern} }} ORDER BY ?c"
    told = assistant.ask("sparql", query=query)
    assert told["columns"] == ["c", "said"]
    assert told["rows"][0] == [
        f"<{TEA}claims/fewer-quarrels>",
        '"Offices that share tea quarrel less."@en-gb',
    ]
    assert {claim["claim"] for claim in told["claims"]} == {
        row[0].strip("<>") for row in told["rows"]
    }


def test_truths_and_graphs_are_answers_too(assistant: Any) -> None:
    """ASK gives a truth, CONSTRUCT gives Turtle."""
    assert assistant.ask("sparql", query="ASK { ?s ?p ?o }")["truth"] is True
    told = assistant.ask("sparql", query=f"{PREFIX}CONSTRUCT {{ ?t a tt:Tip }} {{ ?t a tt:Tip }}")
    quads = ox.parse(told["turtle"].encode(), format=ox.RdfFormat.TURTLE)
    assert {quad.subject.value for quad in quads} == {f"{TEA}tips/1", f"{TEA}tips/2"}


def test_a_term_that_there_is_not_is_told(assistant: Any) -> None:
    """The warnings of the service come with the answer."""
    told = assistant.ask("sparql", query=f"{PREFIX}SELECT ?t {{ ?t a tt:Tips }}")
    assert any("did you mean tt:Tip" in warning for warning in told["warnings"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("INSERT DATA { <x:s> <x:p> 1 }", "INSERT is an update, not a query."),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE would send a request"),
        ("SELECT ?x { ?x a ", "the bracket { that opens here is not closed."),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "The answer is too large"),
        (f"SELECT * {{ {'?s ?p ?o . ' * 400} }}", "more than 300 triple patterns"),
        (f"SELECT * {{ {'{ ' * 200} ?s ?p ?o {'} ' * 200} }}", "brackets are open"),
    ],
    ids=["update", "service", "syntax", "size", "patterns", "depth"],
)
def test_a_query_that_the_service_refuses_is_refused(assistant: Any, query: str, said: str) -> None:
    """In the service's own words, and the next question is answered."""
    assert said in assistant.refusal("sparql", query=query)
    assert assistant.ask("sparql", query="ASK {}")["truth"] is True


def test_a_query_that_takes_too_long_is_ended(run_mcp: Any, tea: Any) -> None:
    """Its worker is ended at the limit; the server goes on."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with run_mcp(tea, "--timeout", "0.5") as assistant:
        assert "ran out of time" in assistant.refusal("sparql", query=endless)
        assert assistant.ask("sparql", query="ASK {}")["truth"] is True
