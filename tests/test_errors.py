from kg.errors import KgError, Location, Problem, ProblemsFound, UsageError


def test_a_problem_is_one_line() -> None:
    """`path:line:column: CODE message`, as editors and terminals expect it."""
    problem = Problem(Location("data/tips.yaml", 3, 5), "YAML003", "add it")
    assert str(problem) == "data/tips.yaml:3:5: YAML003 add it"


def test_problems_are_sorted_and_told_once() -> None:
    """The same problem found twice is one; files and lines come in order."""
    late = Problem(Location("b", 1), "X", "x")
    early = Problem(Location("a", 9), "X", "x")
    assert ProblemsFound([late, early, late]).problems == (early, late)


def test_every_error_is_a_kg_error() -> None:
    """The command line needs to catch one class only."""
    assert issubclass(UsageError, KgError)
    assert issubclass(ProblemsFound, KgError)
