"""Lines of a file that contradict each other: one of them holds, and the other is told."""

from __future__ import annotations

import pytest

from kg.collection.settling import settle_matches
from kg.collection.sssom import EXACT, NEAR, SAME_WORK, parse_matches

A, B, C = (f"https://e.org/{name}" for name in "abc")
HEAD = "subject_id\tpredicate_id\tobject_id\tpredicate_modifier"
NAMES = {"a": A, "b": B, "c": C}


def settle(*lines: str) -> tuple[list[int], list[str]]:
    """Return the lines that hold, and what is told of the others; a line is `a exactMatch b`."""
    rows = [HEAD]
    for line in lines:
        subject, predicate, thing, *modifier = line.split()
        prefix = "tt" if predicate == "sameWork" else "skos"
        row = (NAMES[subject], f"{prefix}:{predicate}", NAMES[thing], *modifier)
        rows.append("\t".join(row))
    matches, faults = parse_matches("\n".join(rows), "x.tsv", (EXACT, SAME_WORK, *NEAR))
    assert faults == []
    held, problems = settle_matches(matches, "x.tsv")
    return [one.line for one in held], [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("lines", "out", "said"),
    [
        (["a exactMatch b", "a exactMatch b Not"], 2, "line 3 says Not of these two"),
        (["b exactMatch a Not", "a exactMatch b"], 3, "line 2 says Not of these two"),
        (["a sameWork b", "b sameWork a Not"], 2, "line 3 says Not of these two"),
        (["a exactMatch b", "b exactMatch c", "a exactMatch c Not"], 3, "or of what would be one"),
        (["a broadMatch b", "a exactMatch b"], 2, "by other lines the two are one"),
        (["a exactMatch b", "b exactMatch c", "a closeMatch c"], 4, "the two are one"),
        (["a broadMatch b", "a narrowMatch b"], 3, "line 2 says the opposite"),
        (["a closeMatch b", "a broadMatch b", "b broadMatch a"], 4, "line 3 says the opposite"),
        (["a closeMatch b Not", "b closeMatch a"], 3, "line 2 says Not of the same"),
        (["b narrowMatch a Not", "a broadMatch b"], 3, "line 2 says Not of the same"),
    ],
)
def test_of_lines_against_each_other_one_is_told(lines: list[str], out: int, said: str) -> None:
    """With its number and that of the other, and what to do."""
    held, [problem] = settle(*lines)
    assert held == [number for number in range(2, len(lines) + 2) if number != out]
    assert problem.startswith(f"x.tsv:{out}:1: MAP003 ")
    assert said in problem
    assert "this line is not used" in problem


@pytest.mark.parametrize(
    "lines",
    [
        ["a exactMatch b", "a exactMatch b", "b exactMatch a"],
        ["a broadMatch b", "b narrowMatch a"],
        ["a closeMatch b", "a relatedMatch b"],
        ["a exactMatch b", "a broadMatch b Not"],
        ["a exactMatch b", "a exactMatch c Not"],
        ["a exactMatch b", "a broadMatch c"],
    ],
)
def test_lines_that_agree_all_hold(lines: list[str]) -> None:
    """A line that stands twice, or from both ends, is no contradiction."""
    assert settle(*lines) == ([*range(2, len(lines) + 2)], [])
