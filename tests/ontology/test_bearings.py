"""Which claims bear on a tip, by which way, and what the tip then rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Store

from kg.graph.queries import select_rows

BASE = "https://example.org/tea/"
TT = "https://w3id.org/tiptrace/ontology#"
WAYS = ("Section", "Debate", "Concept", "Choice")
Broken = Callable[[str], Store]


def ways_to(store: Store, tip: str) -> dict[str, set[str]]:
    """Return the claims that bear on a tip, each with the ways by which it came there."""
    found: dict[str, set[str]] = {}
    on = NamedNode(BASE + tip)
    for quad in store.quads_for_pattern(None, NamedNode(f"{TT}bearsOn"), on):
        name = quad.subject.value.removeprefix(f"{BASE}claims/")
        found[name] = {
            way.lower()
            for way in WAYS
            if list(store.quads_for_pattern(quad.subject, NamedNode(f"{TT}bearsOnBy{way}"), on))
        }
    return found


def test_a_claim_bears_on_a_tip_by_debate_concept_or_choice(broken: Broken) -> None:
    """Each way is told; what we leave out is not there, though its concept would bring it."""
    assert ways_to(broken("DELETE WHERE { <none> a ?t }"), "tips/1") == {
        "pot-takes-trust": {"debate", "concept"},
        "fewer-quarrels": {"choice"},
    }


@pytest.mark.parametrize(
    ("update", "claim", "ways"),
    [
        pytest.param(
            """DELETE WHERE { <claims/tea-brings-together> tt:inSection ?s };
            INSERT DATA { <claims/tea-brings-together> tt:inSection <sections/what-to-do> }""",
            "tea-brings-together",
            {"section"},
            id="it stands in the section of the tip",
        ),
        pytest.param(
            "DELETE DATA { <tips/1> tt:mainConcept <concepts/pot> }",
            "pot-takes-trust",
            {"debate"},
            id="its concept is none of the main ones",
        ),
        pytest.param(
            "DELETE WHERE { <tips/1#left-out-clean-pot> a ?kind }",
            "clean-pot",
            {"concept"},
            id="nobody leaves it out",
        ),
    ],
)
def test_each_way_brings_a_claim_to_a_tip(
    update: str, claim: str, ways: set[str], broken: Broken
) -> None:
    """The section, the debate and the main concept each suffice."""
    assert ways_to(broken(update), "tips/1")[claim] == ways


@pytest.mark.parametrize(
    ("update", "claim"),
    [
        pytest.param(
            """DELETE WHERE { <claims/pot-takes-trust> tt:about <concepts/pot> }""",
            "pot-takes-trust",
            id="a claim on the debate that shares no concept with the tip",
        ),
        pytest.param(
            """DELETE DATA { <claims/pot-takes-trust> a tt:Finding };
            INSERT DATA { <claims/pot-takes-trust> a tt:Definition }""",
            "pot-takes-trust",
            id="a definition, which is no evidence",
        ),
        pytest.param(
            "DELETE WHERE { <tips/1#taken-in-fewer-quarrels> a ?kind }",
            "fewer-quarrels",
            id="a claim that we do not take in",
        ),
    ],
)
def test_what_has_no_way_does_not_bear(update: str, claim: str, broken: Broken) -> None:
    """A claim that neither the rule nor a choice brings is not on the tip."""
    assert claim not in ways_to(broken(update), "tips/1")


def test_a_tip_has_a_report_from_the_origins_of_its_claims(broken: Broken) -> None:
    """Sources and studies count, and whom a practice point names; a document beside does not."""
    store = broken(
        """INSERT DATA {
          <claims/pot-takes-trust#evidence-3> tt:forClaim <claims/pot-takes-trust> ;
            tt:fromStudy <studies/kettle> .
          <x> tt:onClaim <claims/pot-takes-trust> ; tt:fromClaim <y> .
          <y> tt:inDocument <sources/C1> }"""
    )
    rows = select_rows(store, f"SELECT ?it {{ <{BASE}tips/1> <{TT}hasReportFrom> ?it }}")
    assert {row["it"].removeprefix(BASE) for row in rows} == {
        "sources/A2",
        "sources/B1",
        "sources/B2",
        "studies/kettle",
    }


def test_what_was_entered_on_a_debate_bears_on_it(broken: Broken) -> None:
    """A claim that we tie to a debate bears on the debate, under the name that asks for both."""
    store = broken("DELETE WHERE { <none> a ?t }")
    assert "pot-takes-trust" in ways_to(store, "debates/what-comes-first")
