from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.review import triples_for_review
from kg.model import Authority, Sources, read_authority

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_section_is_part_of_another_or_of_the_review(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """The outline hangs together: a section without a parent belongs to the review."""
    said = facts(triples_for_review(tiny.review, authority, tiny_iris))
    assert ("sections/sharing", "isPartOf", "review") in said
    assert ("sections/sharing-conclusion", "isPartOf", "sections/sharing") in said


def test_creators_are_addressed_by_family_name_and_keep_their_order(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Who wrote the review has the same address as an author of a source would have."""
    two = tiny.review.model_copy(update={"creators": ("Mary Ann Øster", "王伟")})
    authority = read_authority(tiny.model_copy(update={"review": two}))
    said = facts(triples_for_review(two, authority, tiny_iris))
    assert {
        ("review", "creator", "agents/oster-mary-ann"),
        ("review#author-oster-mary-ann", "contributor", "agents/oster-mary-ann"),
        ("review#author-oster-mary-ann", "namedAs", "Mary Ann Øster"),
        ("review#author-0c6e5fe8", "namedAs", "王伟"),
    } <= said


def test_kinds_of_evidence_are_concepts_in_order(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """Each evidence class is a top concept of their scheme, with its code as notation."""
    said = facts(triples_for_review(tiny.review, authority, tiny_iris))
    assert {
        ("evidence-classes/B", "notation", "B"),
        ("evidence-classes/B", "order", "2"),
        ("evidence-classes/B", "kindOfEvidence", "SecondaryResearch"),
        ("evidence-classes", "hasTopConcept", "evidence-classes/B"),
    } <= said
