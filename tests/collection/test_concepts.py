from __future__ import annotations

from kg.collection.concepts import Concept, match_concepts, propose_concepts, strangers_in
from kg.collection.sssom import EXACT, NEAR, Match

A, B, C = (
    "https://e.org/a/concepts/tea",
    "https://e.org/b/concepts/tee",
    "https://e.org/c/concepts/the",
)
CONCEPTS = [
    Concept("a", A, "Tea", ("brew",)),
    Concept("b", B, "Té", ("tea",)),
    Concept("c", C, "Thé"),
]


def test_without_a_file_nothing_is_matched() -> None:
    """Concepts of one label stay apart, and the pair is proposed."""
    assert match_concepts(CONCEPTS, ()) == []
    [pair] = propose_concepts(CONCEPTS, ())
    assert pair.pair == {A, B}


def test_what_is_decided_is_not_proposed() -> None:
    """Neither a match nor a Not is asked for again."""
    for denied in (False, True):
        assert propose_concepts(CONCEPTS, [Match(A, EXACT, B, denied=denied)]) == []


def test_the_same_of_the_same_is_the_same() -> None:
    """Exact matches hold in chains; a Not is no match."""
    said = [Match(A, EXACT, B), Match(C, EXACT, B)]
    [shared] = match_concepts(CONCEPTS, said)
    assert shared.reviews == ["a", "b", "c"]
    assert match_concepts(CONCEPTS, [Match(A, EXACT, B, denied=True)]) == []


def test_what_is_near_is_told_and_not_joined() -> None:
    """A close match stands beside a concept; the two are not one."""
    said = [Match(A, EXACT, B), Match(B, NEAR[0], C)]
    shared = {tuple(one.reviews): one for one in match_concepts(CONCEPTS, said)}
    assert [match.object for match in shared["a", "b"].near] == [C]


def test_lines_about_what_is_not_here_are_named() -> None:
    """A file may be ahead of the collection; what it names in vain is told."""
    said = [
        Match(A, EXACT, f"https://e.org/{name}", line=line) for line, name in enumerate("xdx", 2)
    ]
    assert strangers_in(said, {A}) == [("https://e.org/x", 2), ("https://e.org/d", 3)]


def test_pairs_are_proposed_in_one_order() -> None:
    """Also those of one concept, by whatever word they are found, and in whatever order."""
    words = [f"w{number}" for number in range(9)]
    others = [Concept("b", f"https://e.org/b/{word}", word) for word in words]
    pairs = propose_concepts([Concept("a", A, "Tea", tuple(reversed(words))), *others], ())
    assert [pair.object for pair in pairs] == [other.iri for other in others]
