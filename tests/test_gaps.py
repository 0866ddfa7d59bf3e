from kg.errors import Location, Problem
from kg.gaps import count_gaps, find_gaps, summary_of_gaps

PLACE = Location("data/references.bib", 3)
CHECKS = {"tip-number-gap": "Gaps in the numbering"}
PROBLEMS = [
    Problem(PLACE, "BIB009", "A1: evidenceclass is missing"),
    Problem(PLACE, "FIL001", "nothing reads this"),
    Problem(Location("data"), "CHK-tip-number-gap", "There are 5 tips"),
]


def test_gaps_are_what_a_draft_lets_pass() -> None:
    """Other problems are for whoever mends the data, and are told elsewhere."""
    gaps = find_gaps(PROBLEMS, CHECKS, {PLACE: "sources/A1"})
    assert [(gap.code, gap.record) for gap in gaps] == [
        ("BIB009", "sources/A1"), ("CHK-tip-number-gap", "")
    ]  # fmt: skip
    assert gaps[1].meaning == "gaps in the numbering"


def test_gaps_are_told_by_name_and_count() -> None:
    """A line a kind, with what becomes of it."""
    gaps = find_gaps([*PROBLEMS, Problem(Location("x"), "BIB009", "A2")], CHECKS, {})
    assert count_gaps(gaps) == {"BIB009": 2, "CHK-tip-number-gap": 1}
    first, second = summary_of_gaps(gaps).splitlines()
    assert first == "2 × BIB009 a class that is missing: the source is shown without a class"
    assert second.startswith("1 × CHK-tip-number-gap gaps in the numbering: ")
