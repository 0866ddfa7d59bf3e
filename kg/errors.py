"""What can go wrong, said so that a person can mend it.

KgError                  shown to the user as it stands, without a traceback
├── UsageError           the command line or a setting is wrong (exit 2)
│   └── NoProject        a folder holds no project
├── ProblemsFound        the sources have problems, all of them listed (exit 1)
├── QueryError           a query that cannot be parsed or run (exit 1)
└── BuildError           an output cannot be made (exit 1)

Readers and checks return `Problem`s; builders raise; the command line maps errors in one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_MESSAGE = 500
# One slip near the top of a long file can put all that follows in question.
MOST_OF_A_FILE = 100
# Of what is said of more records than this in the same words, a few lines are shown. An error has
# to be mended wherever it is; of the rest one wants to know what there is.
MOST_ALIKE = 20
MOST_ALIKE_TOLD = 5
_SHOWN_ALIKE = 3
# Errors that one command mends, wherever they stand.
_MENDED_AT_ONCE = frozenset({"YAML007"})


class Severity(StrEnum):
    """How much a problem matters, the gravest first."""

    ERROR = "error"  # nothing can be built
    WARNING = "warning"  # built, and told
    NOTE = "note"  # good to know


_QUOTED = 80  # characters of what a user wrote that a message repeats


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a source file: the path as the user knows it, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in the sources, and what to do about it.

    Readers and checks leave the severity alone: `kg.codes` grades what they found.
    """

    location: Location
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = self.location
        level = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        # A line a problem, whatever stands in the value that the message quotes.
        message = " ".join(self.message.splitlines())
        # Nor does it move a terminal's cursor, or fail to print.
        message = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in message)
        if len(message) > LONGEST_MESSAGE:
            message = f"{message[:LONGEST_MESSAGE]}…"
        return f"{place.path}:{place.line}:{place.column}: {self.code} {level}{message}"


def lines_of(problems: Iterable[Problem]) -> list[str]:
    """Return a line for each problem; of a file with very many the gravest, and how many more."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.location.path, []).append(problem)
    levels = list(Severity)
    lines: list[str] = []
    for path, found in by_file.items():
        told, alike = _few_of_alike(found)
        gravest = sorted(told, key=lambda problem: levels.index(problem.severity))
        most = MOST_OF_A_FILE - len(alike)
        shown = set(gravest[:most])
        lines += [str(problem) for problem in told if problem in shown]
        more = len(told) - most
        if more > 0:
            lines.append(f"{path}: {more} more; mend these first ('kg check --json' lists all)")
        for code, count in alike.items():
            lines.append(f"{path}: {code}: {count} more like this ('kg check --json' lists all)")
    return lines


def _few_of_alike(problems: Sequence[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Return problems with few of those that say the same of many records, and how many more."""
    first: dict[str, list[str]] = {}
    same: dict[str, list[Problem]] = {}
    for one in problems:
        words = one.message.split()
        if one.code not in first or _differ_by_a_name(first[one.code], words):
            first.setdefault(one.code, words)
            same.setdefault(one.code, []).append(one)
    many = {code: found for code, found in same.items() if len(found) > _most_alike(found)}
    hidden = {one for found in many.values() for one in found[_SHOWN_ALIKE:]}
    left = {code: len(found) - _SHOWN_ALIKE for code, found in many.items()}
    return [one for one in problems if one not in hidden], left


def _most_alike(found: Sequence[Problem]) -> int:
    """Return how many problems that are alike are shown, each with a line."""
    is_error = any(
        one.severity is Severity.ERROR and one.code not in _MENDED_AT_ONCE for one in found
    )
    return MOST_ALIKE if is_error else MOST_ALIKE_TOLD


def _differ_by_a_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two messages are the same, but for a word at most: what they speak of."""
    if len(one) != len(other):
        return False
    return sum(left != right for left, right in zip(one, other, strict=True)) <= 1


def shorten_text(text: str) -> str:
    """Return a text as a message quotes it: whole when it is short, else its beginning."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"


class KgError(Exception):
    """An error whose text is all that the user needs."""


class UsageError(KgError):
    """The command line or the project's settings are wrong."""


class NoProject(UsageError):
    """A folder that should be a project has no settings of one."""


class QueryError(KgError):
    """A query cannot be parsed, or its result cannot be given in the format asked for."""


class BuildError(KgError):
    """An output cannot be made."""


class ProblemsFound(KgError):
    """The sources have problems; all that were found are told, at least one is an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(lines_of(self.problems)))
