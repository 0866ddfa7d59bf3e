from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.slow
TEA = "https://example.org/tea/"


def test_a_tip_leads_to_the_sources_listed_for_it(assistant: Any) -> None:
    """By its implications and their rows, each source with its kind."""
    told = assistant.ask("trace_tip", tip=1)
    assert (told["tip"], told["title"]) == (f"{TEA}tips/1", "Share a pot")
    assert told["place"]["passage"] == f"{TEA}tips/1#span"
    [listed] = told["rests_on"]
    assert listed["label"] == "share the pot"
    assert listed["row"].startswith(TEA)
    sources = {source["code"]: source["kind_of_source"] for source in listed["sources"]}
    assert sources["A1"] == "Primary research (A)"
    assert any("does not say that it was cited" in caveat for caveat in told["caveats"])


def test_what_bears_on_a_tip_says_on_which_side(assistant: Any) -> None:
    """What speaks for it, what limits it, and that the sorting is the curators'."""
    told = assistant.ask("trace_tip", tip="1")
    sides = {one["claim"].removeprefix(TEA): one["side"] for one in told["bears_on_it"]}
    assert sides["claims/fewer-quarrels"].startswith("speaks for the tip (the curators'")
    assert sides["claims/pot-takes-trust"].startswith("limits the tip")
    told_whole = {claim["claim"] for claim in told["claims"]}
    assert {one["claim"] for one in told["bears_on_it"]} <= told_whole
    [other] = told["evidence"]
    assert (other["stance"], other["said"]) == ("qualifies", f"{TEA}claims/coffee-splits-people")
    assert other["said"] in told_whole


@pytest.mark.parametrize("tip", [99, "99", f"{TEA}tips/99"], ids=["number", "text", "iri"])
def test_a_tip_that_is_not_there_is_told_with_those_that_are(assistant: Any, tip: object) -> None:
    """One sentence names the tips."""
    assert assistant.refusal("trace_tip", tip=tip) == (
        f"There is no tip '{tip}'; the tips are: 1, 2."
    )


def test_a_debate_has_both_sides(assistant: Any) -> None:
    """Each position has its stance, and who takes it on what basis."""
    told = assistant.ask("debate", debate="what-comes-first")
    assert told["announced"] is True
    sides = {one["stance"]: one for one in told["positions"]}
    assert set(sides) == {"supports", "disputes"}
    for stance, code in (("supports", "B1"), ("disputes", "C1")):
        [line] = sides[stance]["evidence"]
        assert line["source"]["code"] == code
        assert line["source"]["kind_of_source"].endswith(f"({code[0]})")
        assert line["stance_basis"] == "read"
    assert told["bears_on_it"] == [f"{TEA}claims/pot-takes-trust"]
    assert told["debate"] in {claim["claim"] for claim in told["claims"]}


def test_a_debate_that_is_not_there_is_told_with_those_that_are(assistant: Any) -> None:
    """One sentence names the debates."""
    assert assistant.refusal("debate", debate="whether-tea") == (
        f"There is no debate 'whether-tea'; the debates are: {TEA}debates/what-comes-first."
    )


def test_a_work_is_told_with_its_stance_to_each_claim(assistant: Any) -> None:
    """A source of one review is found by its code, and each of its claims is told."""
    told = assistant.ask("compare_work", work="B1")
    [work] = told["works"]
    assert work["source"]["source"] == f"{TEA}sources/B1"
    assert work["review"] == f"{TEA}review"
    stances = {use["claim"].removeprefix(TEA): use["stances"] for use in work["uses"]}
    assert stances["claims/pot-takes-trust"] == ["supports"]
    assert told["same_by"] == "it is one source of one review"


@pytest.mark.parametrize(
    "name",
    ["10.1000/pot", "https://doi.org/10.1000/POT", "doi:10.1000/pot"],
    ids=["doi", "address", "scheme"],
)
def test_two_reviews_of_one_work_are_set_side_by_side(two_reviews: Any, name: str) -> None:
    """A shared DOI joins them; a chapter that has only the DOI of its book is not joined."""
    refused = two_reviews.refusal("compare_work", work=name)
    assert "names several works" in refused
    assert "https://example.org/cocoa/chapter" in refused
    told = two_reviews.ask("compare_work", work=f"{TEA}sources/B1")
    assert [work["source"]["code"] for work in told["works"]] == ["B1", "7"]
    assert told["same_by"].startswith("the sources share an identifier")
    reviews = [work["review"] for work in told["works"]]
    assert reviews == [f"{TEA}review", "https://example.org/cocoa/review"]
    [use] = told["works"][1]["uses"]
    assert use == {"claim": "https://example.org/cocoa/claim", "stances": ["disputes"]}
    assert "This review is of cocoa." in told["caveats"]
    assert "This is one made-up review from 2005." in told["caveats"]


def test_a_code_of_two_reviews_is_not_taken_for_one_work(two_reviews: Any) -> None:
    """Codes are each review's own: the assistant is asked which it means."""
    told = two_reviews.refusal("compare_work", work="B2")
    assert told.startswith("'B2' names several works; give one IRI of these: ")
    assert f"{TEA}sources/B2" in told


def test_a_path_is_of_any_review(two_reviews: Any) -> None:
    """One that only one has is found there; of one that several have, the IRIs are told."""
    tip = "https://example.org/cocoa/tips/7"
    assert two_reviews.ask("record", record="tips/7")["record"] == tip
    told = f"give one IRI of these: https://example.org/cocoa/tips/1, {TEA}tips/1."
    assert two_reviews.refusal("trace_tip", tip=1) == f"Several reviews have '1'; {told}"
    assert two_reviews.refusal("record", record="tips/1").endswith(told)
    refused = two_reviews.refusal("trace_tip", tip=99)
    assert refused.startswith("There is no tip '99'; the tips are: https://example.org/cocoa/tips/")
    assert two_reviews.ask("trace_tip", tip=2)["tip"] == f"{TEA}tips/2"


def test_a_work_that_no_review_has_is_refused(assistant: Any) -> None:
    """One sentence says how works are found."""
    assert assistant.refusal("compare_work", work="10.1000/none") == (
        "No review here has a work '10.1000/none'; search finds sources by words."
    )
