from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.concepts import triples_for_concepts
from kg.model import Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_what_is_related_is_so_both_ways(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """`related` and `differs_from` are written once and hold both ways."""
    said = facts(triples_for_concepts(tiny.concepts, tiny_iris))
    assert {
        ("concepts/pot", "related", "concepts/trust"),
        ("concepts/trust", "related", "concepts/pot"),
        ("concepts/output", "differsFrom", "concepts/trust"),
        ("concepts/trust", "differsFrom", "concepts/output"),
    } <= said


def test_a_concept_with_nothing_broader_is_at_the_top(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Only concepts without a broader one are top concepts of the scheme."""
    said = facts(triples_for_concepts(tiny.concepts, tiny_iris))
    top = {fact[0] for fact in said if fact[1] == "topConceptOf"}
    assert top == {"concepts/tea", "concepts/trust", "concepts/output"}
