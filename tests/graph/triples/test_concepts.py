from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.concepts import triples_for_concepts
from kg.model import Concept, ConceptFile, ConceptKind, Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_what_is_related_is_so_both_ways(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """`related` and `differs_from` are written once and hold both ways."""
    said = facts(triples_for_concepts(tiny.concepts, (), tiny_iris))
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
    said = facts(triples_for_concepts(tiny.concepts, (), tiny_iris))
    top = {fact[0] for fact in said if fact[1:] == ("topConceptOf", "concepts")}
    assert top == {"concepts/tea", "concepts/trust", "concepts/output"}


def test_of_the_common_kinds_those_in_use_are_told(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """A review that speaks of ideas alone has no laws and no bodies in its graph."""
    said = facts(triples_for_concepts(tiny.concepts, (), tiny_iris))
    kinds = {fact[0] for fact in said if fact[1:] == ("type", "ConceptKind")}
    assert kinds == {"concept-kinds/idea"}
    assert ("concepts/tea", "ofConceptKind", "concept-kinds/idea") in said


def test_the_kinds_of_a_project_take_the_place_of_the_common_ones(
    tiny_iris: Iris, facts: Facts
) -> None:
    """They stand in the order of the project, used or not."""
    kinds = tuple(
        ConceptKind(id=name, label=name, plural=f"{name}s") for name in ("drug", "outcome")
    )
    aspirin = Concept(id="aspirin", label="aspirin", kind="drug", definition="A drug.")
    said = facts(triples_for_concepts(ConceptFile(concepts=(aspirin,)), kinds, tiny_iris))
    orders = {fact[0]: fact[2] for fact in said if fact[1] == "order"}
    assert orders == {"concept-kinds/drug": "1", "concept-kinds/outcome": "2"}
    assert ("concepts/aspirin", "ofConceptKind", "concept-kinds/drug") in said
