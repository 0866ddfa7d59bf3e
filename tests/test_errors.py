from dataclasses import replace

import pytest

from kg.errors import (
    KgError,
    Location,
    Problem,
    ProblemsFound,
    Severity,
    UsageError,
    few_of_alike,
    lines_of,
)


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


LIST = "'kg check --json' lists all"


def test_what_is_said_of_very_many_records_is_told_with_their_number_and_names() -> None:
    """In the same words but for the name; what else the file has is there in full."""
    alike = [Problem(Location("a", n), "X", f"A{n}: add a class") for n in range(1, 31)]
    same = [Problem(Location("b", n), "Y", "look it up") for n in range(1, 31)]
    other = Problem(Location("a", 40), "X", "A40: this is another matter")
    told = f"a:3:1: X A3: add a class (27 more like this: A4, A5, A6 …; {LIST})"
    assert lines_of([*alike, other]) == [*map(str, alike[:2]), told, str(other)]
    assert lines_of(alike[:20]) == [*map(str, alike[:20])]
    assert lines_of(same)[2:] == [f"b:3:1: Y look it up (27 more like this; {LIST})"]


def test_notes_that_are_alike_are_one_line() -> None:
    """Each wording has its own, with a place that editors open, whatever stands between them."""
    plain = [Problem(Location("a", n), "X", f"No word of A{n}.", Severity.NOTE) for n in range(9)]
    cited = [
        Problem(Location("a", n), "X", f"No word of B{n}, which is cited.", Severity.NOTE)
        for n in range(9, 16)
    ]
    few = [Problem(Location("a", 20 + n), "X", f"A{n}: add it", Severity.NOTE) for n in range(5)]
    mixed = [one for pair in zip(plain, cited, strict=False) for one in pair]
    found = few_of_alike([*mixed, *plain[7:], *few])
    of_cited = f"(6 more like this: B10, B11, B12 …; {LIST})"
    assert [str(one) for one in found] == [
        f"a:0:1: X note: No word of A0. (8 more like this: A1, A2, A3 …; {LIST})",
        f"a:9:1: X note: No word of B9, which is cited. {of_cited}",
        *map(str, few),
    ]
    assert sum(found.values()) == 9 + 7 + 5


def test_messages_that_differ_by_different_words_are_not_one_kind() -> None:
    """What is named beside the first is what the word of its place is, and nothing else."""
    notes = [
        Problem(Location("a", n), "X", f"A{n}: add a class", Severity.WARNING) for n in range(6)
    ]
    other = Problem(Location("a", 9), "X", "A0: add a year", Severity.WARNING)
    told = f"a:0:1: X warning: A0: add a class (5 more like this: A1, A2, A3 …; {LIST})"
    assert lines_of([*notes, other]) == [told, str(other)]


def test_the_number_of_those_alike_outlives_a_long_message() -> None:
    """It stands at the end, where long messages are cut."""
    words = "word " * 200
    long = [Problem(Location("a", n), "X", f"A{n} {words}", Severity.NOTE) for n in range(6)]
    [line] = lines_of(long)
    assert line.endswith(f"… (5 more like this: A1, A2, A3 …; {LIST})")


def test_what_one_command_mends_is_not_told_of_each_record() -> None:
    """Six passages to be looked up are three lines and a count; six other errors are six."""
    passages = [Problem(Location("a", n), "YAML007", "look it up") for n in range(1, 7)]
    assert lines_of(passages)[2:] == [f"a:3:1: YAML007 look it up (3 more like this; {LIST})"]
    assert len(lines_of([replace(one, code="YAML006") for one in passages])) == 6


def test_what_is_quoted_may_differ_within_one_kind() -> None:
    """A quotation counts as one word, with blanks and apostrophes in it."""
    names = ["Able, A. B.", "O'Brien, T.", "Cook, C.", "Dee, D.", "Ea, E.", "Fo, F."]
    notes = [
        Problem(Location("a", n), "X", f"'{name}' may be '{name[:4]}': say so", Severity.NOTE)
        for n, name in enumerate(names)
    ]
    told = "(5 more like this: 'O'Brien, T.', 'Cook, C.', 'Dee, D.' …;"
    assert lines_of(notes) == [f"a:0:1: X note: 'Able, A. B.' may be 'Able': say so {told} {LIST})"]
