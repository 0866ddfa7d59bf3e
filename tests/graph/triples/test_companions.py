from collections.abc import Callable

from pyoxigraph import Literal

from kg.graph.iris import Iris
from kg.graph.triples.companions import triples_for_companion
from kg.model import Authority, Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_companion_is_a_source_whose_class_is_ours(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """A companion has a code, a class with the reason for it, and its authors in order."""
    said = facts(triples_for_companion(tiny.companions[0], authority, tiny_iris, coded=True))
    assert {
        ("sources/S001", "type", "CompanionDocument"),
        ("sources/S001", "classAssignedBecause", "It comments and reports no study."),
        ("sources/S001", "byline", "Latte, 2008"),
        ("sources/S001", "creator", "agents/latte-l"),
        ("sources/S001#author-latte-l", "contributor", "agents/latte-l"),
    } <= said


def test_a_subtype_says_what_kind_of_article_a_companion_is(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """As for a cited source: an article in a magazine is in no journal."""
    for subtype, kind in ((None, "JournalArticle"), ("magazine", "MagazineArticle")):
        companion = tiny.companions[0].model_copy(update={"entry_subtype": subtype})
        said = facts(triples_for_companion(companion, authority, tiny_iris, coded=True))
        types = {value for _, predicate, value in said if predicate == "type"}
        assert types & {"JournalArticle", "MagazineArticle"} == {kind}
        assert ("sources/S001", "entryType", "article") in said


def test_what_a_companion_says_bears_on_claims_and_on_tips(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """A line of a companion is for a tip where it names one, or else on a claim of the review."""
    said = facts(triples_for_companion(tiny.companions[0], authority, tiny_iris, coded=True))
    stem = "claims/coffee-splits-people#bears"
    assert (
        f"{stem}-on-claims-tea-brings-together",
        "onClaim",
        "claims/tea-brings-together",
    ) in said
    assert (f"{stem}-on-tips-1", "forTip", "tips/1") in said
    assert (f"{stem}-on-tips-1", "fromClaim", "claims/coffee-splits-people") in said


def test_what_a_companion_says_is_no_claim_of_the_review(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """Neither its claims nor their lines are met by who asks for those of the review."""
    said = facts(triples_for_companion(tiny.companions[0], authority, tiny_iris, coded=True))
    types = {value for _, predicate, value in said if predicate == "type"}
    assert {"CompanionClaim", "CompanionLine"} <= types
    assert not types & {"Claim", "Conclusion", "Finding", "Statement", "EvidenceLine"}
    assert ("claims/coffee-splits-people", "claimKind", "Statement") in said


def test_a_tool_serves_a_stage(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """A tool and its stage are parts of the companion."""
    said = facts(triples_for_companion(tiny.companions[0], authority, tiny_iris, coded=True))
    assert ("tools/kettle-tool", "forStage", "stages/brewing") in said
    assert ("stages/brewing", "isPartOf", "sources/S001") in said


def test_a_companion_may_be_in_another_language(
    tiny: Sources, authority: Authority, tiny_iris: Iris
) -> None:
    """Its title is in that language, as that of a work is; what we say of it is in ours."""
    companion = tiny.companions[0].model_copy(update={"language": "fr"})
    said = [*triples_for_companion(companion, authority, tiny_iris, coded=True)]
    titles = [one.object for one in said if one.predicate.value.endswith("terms/title")]
    assert Literal("Coffee Compared", language="fr") in titles
    told = [one.object for one in said if one.predicate.value.endswith("terms/description")]
    assert {getattr(one, "language", None) for one in told} <= {"en", "en-gb", None}
    assert any(one.object == Literal("fr") for one in said)
