"""A sample of the real review is small, and hides no fault that an axiom could find."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.graph.iris import Iris
from tests.ontology.samples import TYPE, sample_around, sample_kinds

pytestmark = pytest.mark.slow

TT = "https://w3id.org/tiptrace/ontology#"
BASE = "https://w3id.org/tiptrace/frost2005/"


@pytest.fixture(scope="module")
def frost(frost_store: Store) -> list[Triple]:
    """Return what the real review says and what is inferred."""
    graphs = [Iris(BASE).graph(name) for name in ("review", "companions", "inferred")]
    return [q.triple for g in graphs for q in frost_store.quads_for_pattern(None, None, None, g)]


def test_a_sample_is_a_small_part(frost: list[Triple]) -> None:
    """It adds nothing, and leaves out five sixths of the data."""
    sample = sample_kinds(frost)
    assert set(sample) <= set(frost)
    assert len(sample) < len(frost) / 6
    assert sample == sample_kinds(frost)


FAULTS = {
    "a second value": [(f"{BASE}sources/A9", f"{TT}code", Literal("A10"))],
    "a value of another type": [(f"{BASE}sources/A9", f"{TT}startPage", Literal("nine"))],
    "a class that does not go with another": [
        (f"{BASE}tips/12", TYPE, NamedNode(f"{TT}Source")),
    ],
    "a thing that leads to itself": [
        (f"{BASE}tips/12", f"{TT}addresses", NamedNode(f"{BASE}tips/12")),
    ],
    "a value of another class": [
        (f"{BASE}tips/12", f"{TT}addresses", NamedNode(f"{BASE}sources/A9")),
    ],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_single_fault_is_in_the_sample(fault: str, frost: list[Triple]) -> None:
    """One thing among thousands is wrong: it is there, with its classes and its value's."""
    wrong = [Triple(NamedNode(s), NamedNode(p), o) for s, p, o in FAULTS[fault]]
    sample = set(sample_kinds([*frost, *wrong]))
    assert set(wrong) <= sample
    for thing in (wrong[0].subject, wrong[0].object):
        typed = {t for t in frost if t.subject == thing and t.predicate.value == TYPE}
        assert typed <= sample


def test_things_around_a_seed_keep_their_links() -> None:
    """Nearer things come first, in either direction; a hub is reached, but not gone through."""
    a, b, c, d, e, hub = (NamedNode(f"x:{name}") for name in "abcdeh")
    link = NamedNode("x:link")
    line = [Triple(a, link, b), Triple(c, link, b), Triple(c, link, d), Triple(e, link, d)]
    typed = [Triple(thing, NamedNode(TYPE), link) for thing in (a, b, c, d, e)]
    assert sample_around(line + typed, [a], 4, 9) == [*line[:3], *typed[:4]]
    star = [Triple(a, link, hub), *(Triple(thing, link, hub) for thing in (b, c, d))]
    assert sample_around(star, [a], 9, 3) == star[:1]
