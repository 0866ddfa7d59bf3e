from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.sources import triples_for_sources
from kg.model import Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_every_part_of_the_review_is_described(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """What a project says of its review has triples, whichever file says it."""
    subjects = {fact[0] for fact in facts(triples_for_sources(tiny, tiny_iris))}
    assert {
        "review", "sources/A1", "mentions/1", "claims/clean-pot", "debates/what-comes-first",
        "studies/kettle", "tables/effects", "themes/sharing", "tips/1", "rows/1",
        "implications/keep-it-clean", "concepts/tea", "index/pot", "errata/E001",
    } <= subjects  # fmt: skip


def test_companions_are_not_the_reviews_words(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A companion stands beside the review: its triples go into another graph."""
    subjects = {fact[0] for fact in facts(triples_for_sources(tiny, tiny_iris))}
    assert "sources/S001" not in subjects
