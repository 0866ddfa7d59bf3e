from dataclasses import replace

import pytest

from kg.errors import KgError, Location, Problem, ProblemsFound, Severity, UsageError, lines_of


def test_a_problem_is_one_line() -> None:
    """`path:line:column: CODE message`, as editors and terminals expect it."""
    problem = Problem(Location("data/tips.yaml", 3, 5), "YAML003", "add it")
    assert str(problem) == "data/tips.yaml:3:5: YAML003 add it"


def test_a_lesser_problem_says_its_level() -> None:
    """The level stands after the code, so that what parses lines goes on to work."""
    problem = Problem(Location("data/x.yml"), "FIL001", "move it", Severity.WARNING)
    assert str(problem) == "data/x.yml:1:1: FIL001 warning: move it"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("two\nlines", id="line-feed"),
        pytest.param("two\u2028lines", id="line-separator"),
        pytest.param("long " * 10_000, id="very-long"),
    ],
)
def test_a_problem_stays_one_short_line_whatever_it_quotes(value: str) -> None:
    """A value from a file cannot make a second line, nor fill the screen."""
    line = str(Problem(Location("a"), "X", f"not {value}"))
    assert len(line.splitlines()) == 1
    assert len(line) < 600


def test_a_problem_prints_what_cannot_be_printed() -> None:
    """A value cannot move the cursor of a terminal, turn its text or stop the printing."""
    line = str(Problem(Location("a"), "X", "not '\x1b[2J\u202e\udcff'"))
    assert line == r"a:1:1: X not '\x1b[2J\u202e\udcff'"


def test_problems_are_sorted_and_told_once() -> None:
    """The same problem found twice is one; files and lines come in order."""
    late = Problem(Location("b", 1), "X", "x")
    early = Problem(Location("a", 9), "X", "x")
    assert ProblemsFound([late, early, late]).problems == (early, late)


def test_of_a_file_with_very_many_problems_the_gravest_are_shown() -> None:
    """And how many more there are; another file's problems are all there, in their order."""
    warnings = [Problem(Location("a", n), f"X{n}", "x", Severity.WARNING) for n in range(1, 250)]
    error, other = Problem(Location("a", 250), "X", "x"), Problem(Location("b"), "X", "x")
    lines = lines_of([*warnings, error, other])
    assert lines[:99] == [str(warning) for warning in warnings[:99]]
    assert lines[99] == str(error)
    assert lines[100].startswith("a: 150 more;")
    assert lines[101:] == [str(other)]
    assert str(ProblemsFound([*warnings, error, other])) == "\n".join(lines)


def test_every_error_is_a_kg_error() -> None:
    """The command line needs to catch one class only."""
    assert issubclass(UsageError, KgError)
    assert issubclass(ProblemsFound, KgError)


def test_what_is_said_of_very_many_records_is_shown_three_times() -> None:
    """In the same words but for the name; what else the file has is there in full."""
    alike = [Problem(Location("a", n), "X", f"A{n}: add a class") for n in range(1, 31)]
    same = [Problem(Location("b", n), "Y", "look it up") for n in range(1, 31)]
    notes = [replace(one, severity=Severity.NOTE) for one in alike[:6]]
    other = Problem(Location("a", 40), "X", "A40: this is another matter")
    lines = lines_of([*alike, other])
    assert lines[:4] == [*map(str, alike[:3]), str(other)]
    assert lines[4:] == ["a: X: 27 more like this ('kg check --json' lists all)"]
    assert lines_of(alike[:20]) == [*map(str, alike[:20])]
    assert lines_of(same)[3:] == ["b: Y: 27 more like this ('kg check --json' lists all)"]
    assert lines_of(notes)[3:] == ["a: X: 3 more like this ('kg check --json' lists all)"]


def test_what_one_command_mends_is_not_told_of_each_record() -> None:
    """Six passages to be looked up are three lines and a count; six other errors are six."""
    passages = [Problem(Location("a", n), "YAML007", "look it up") for n in range(1, 7)]
    assert lines_of(passages)[3:] == ["a: YAML007: 3 more like this ('kg check --json' lists all)"]
    assert len(lines_of([replace(one, code="YAML006") for one in passages])) == 6
