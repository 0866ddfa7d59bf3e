"""Problems → the lines that a person reads, and their count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.errors import Problem, Severity, lines_of


def summary_of(problems: Sequence[Problem], *, whole: bool = False) -> str:
    """Return the problems, a line each, and a line that counts them by severity.

    Of a file with very many only the gravest are shown, unless the `whole` is asked for.
    """
    lines = list(map(str, problems)) if whole else lines_of(problems)
    return "\n".join([*lines, count_problems(problems)])


def count_problems(problems: Sequence[Problem]) -> str:
    """Return the line that counts problems by severity."""
    if not problems:
        return "no problems found"
    counts = Counter(problem.severity for problem in problems)
    parts = [_counted(counts[level], level) for level in Severity if counts[level]]
    files = len({problem.location.path for problem in problems})
    return f"{', '.join(parts)} in {_counted(files, 'file')}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number != 1 else ''}"
