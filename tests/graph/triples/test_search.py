from __future__ import annotations

import pytest
from pyoxigraph import Literal

from kg.graph.iris import Iris
from kg.graph.triples.search import triples_for_leads
from kg.model import Lead, LeadFile


def test_a_lead_is_said_with_its_targets(tiny_iris: Iris) -> None:
    """What is typed, what comes first and next, words and reason each have a term."""
    lead = Lead(id="mug", typed=("mug",), leads_to="concepts/pot", also=("tips/1",), reason="Near.")
    said = {
        (triple.predicate.value.rpartition("#")[2], str(triple.object))
        for triple in triples_for_leads(LeadFile(synonyms=(lead,)), tiny_iris)
    }
    assert ("leadsTo", "<https://example.org/tea/concepts/pot>") in said
    assert ("leadsAlsoTo", "<https://example.org/tea/tips/1>") in said
    assert ("typed", '"mug"@en') in said
    assert ("comment", '"Near."@en') in said


def test_questions_keep_the_order_of_the_file(tiny_iris: Iris) -> None:
    """The question of a lead is its label, and its place in the file goes with it."""
    leads = [Lead(id=name, typed=(name,), leads_to="tips/1", question=f"{name}?") for name in "ba"]
    said = [
        (triple.subject.value[-1], triple.predicate.value.rpartition("#")[2], triple.object.value)
        for triple in triples_for_leads(LeadFile(synonyms=tuple(leads)), tiny_iris)
        if isinstance(triple.object, Literal)
    ]
    assert [item for item in said if item[1] == "askedAs"] == [
        ("b", "askedAs", "b?"),
        ("a", "askedAs", "a?"),
    ]
    assert [item for item in said if item[1] == "order"] == [
        ("b", "order", "1"),
        ("a", "order", "2"),
    ]


def test_a_question_leads_to_a_record() -> None:
    """A question on the home page is a link, so words to look for are not enough."""
    with pytest.raises(ValueError, match="the question on the home page leads there"):
        Lead(id="mug", typed=("mug",), words=("pot",), question="Which mug?")


def test_a_lead_leads_somewhere() -> None:
    """Without a record to begin with or words it is refused."""
    with pytest.raises(ValueError, match="leads nowhere"):
        Lead(id="mug", typed=("mug",), also=("tips/1",))
