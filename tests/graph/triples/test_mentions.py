from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.mentions import triples_for_mentions
from kg.model import MentionFile, NotEvidence, Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_mention_keeps_what_is_printed_beside_what_is_meant(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """The eighth citation prints D2, means D1, and names the fault that says so."""
    said = facts(triples_for_mentions(tiny.mentions, tiny_iris))
    assert {
        ("mentions/8", "printedCode", "D2"),
        ("mentions/8", "mentionsSource", "sources/D1"),
        ("mentions/8", "explainedBy", "errata/E001"),
        ("mentions/3", "scannedText", "AI0"),
    } <= said


def test_a_source_that_is_no_evidence_says_what_it_is_cited_for(
    tiny_iris: Iris, facts: Facts
) -> None:
    """A method, say: no claim rests on it, and nothing is left to be done about it."""
    method = NotEvidence(source="A1", cited_for="The method of the pooling.")
    said = facts(triples_for_mentions(MentionFile(not_evidence=(method,)), tiny_iris))
    assert said == {("sources/A1", "citedFor", "The method of the pooling.")}


def test_a_source_that_is_never_cited_says_why(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Three sources of the tiny world are in its list only."""
    said = facts(triples_for_mentions(tiny.mentions, tiny_iris))
    uncited = {fact[0] for fact in said if fact[1] == "uncitedReason"}
    assert uncited == {"sources/B3", "sources/D2", "sources/D3"}
