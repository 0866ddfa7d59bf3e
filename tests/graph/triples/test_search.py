from __future__ import annotations

import pytest

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


def test_a_lead_leads_somewhere() -> None:
    """Without a record to begin with or words it is refused."""
    with pytest.raises(ValueError, match="leads nowhere"):
        Lead(id="mug", typed=("mug",), also=("tips/1",))
