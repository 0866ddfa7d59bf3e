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

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

LONGEST_MESSAGE = 500
# One slip near the top of a long file can put all that follows in question.
MOST_OF_A_FILE = 100
# Of what is said of more records than this in the same words, a line or a few are shown. An error
# has to be mended wherever it is; of the rest one wants to know what there is.
MOST_ALIKE = 20
MOST_ALIKE_TOLD = 5
_SHOWN_ALIKE = 3
_NAMED_ALIKE = 3
_AROUND_NAMES = ".,:;()"
# What a message quotes is one word of it: `'O'Brien, T.'`.
_WORD = re.compile(r"\S*?(?<!\w)'.*?'(?!\w)\S*|\S+")
_MOST_GROUPS = 30  # with which a message is compared, so that the time stays in bounds
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
        told = few_of_alike(found)
        gravest = sorted(told, key=lambda problem: levels.index(problem.severity))
        shown = set(gravest[:MOST_OF_A_FILE])
        lines += [str(problem) for problem in told if problem in shown]
        more = sum(number for problem, number in told.items() if problem not in shown)
        if more:
            lines.append(f"{path}: {more} more; mend these first ('kg check --json' lists all)")
    return lines


def few_of_alike(problems: Iterable[Problem]) -> dict[Problem, int]:
    """Return problems, of those that say the same of many records a few, in the order given.

    Beside each stands for how many it speaks; one that speaks for others names the first of them.
    """
    found = [*dict.fromkeys(problems)]
    told: dict[Problem, Problem] = {}
    number = dict.fromkeys(found, 1)
    for group in _groups_of_alike(found):
        if len(group.problems) <= _most_alike(group.problems):
            continue
        shown = _SHOWN_ALIKE if group.problems[0].severity is Severity.ERROR else 1
        last, more = group.problems[shown - 1], group.problems[shown:]
        told[last] = group.tell_of(last, more)
        number[last] += len(more)
        for one in more:
            del number[one]
    return {told.get(one, one): count for one, count in number.items()}


@dataclass(slots=True)
class _Alike:
    """Problems of one file and code that differ in what they quote, and by one word beside."""

    words: Sequence[str]
    problems: list[Problem]
    places: set[int] = field(default_factory=set)  # of words by which they differ

    def takes(self, words: Sequence[str]) -> bool:
        """Say whether a message is one of these, and learn by which words they differ."""
        pairs = enumerate(zip(self.words, words, strict=True))
        places = self.places | {n for n, (left, right) in pairs if left != right}
        if sum(not ("'" in self.words[n] and "'" in words[n]) for n in places) > 1:
            return False
        self.places = places
        return True

    def tell_of(self, last: Problem, more: Sequence[Problem]) -> Problem:
        """Return the last that is shown, with the number of the others and their first names."""
        place = min(self.places, default=None)
        names = [] if place is None else [_words_of(one.message)[place] for one in more]
        few = [_name_in(one) for one in names[:_NAMED_ALIKE]]
        dots = " …" if len(names) > len(few) else ""
        named = f": {', '.join(few)}{dots}" if few else ""
        said = f" ({len(more)} more like this{named}; 'kg check --json' lists all)"
        message = " ".join(last.message.splitlines())
        room = LONGEST_MESSAGE - len(said)
        cut = message if len(message) <= room else f"{message[: room - 1]}…"
        return replace(last, message=f"{cut}{said}")


def _words_of(message: str) -> list[str]:
    return _WORD.findall(" ".join(message.split()))


def _name_in(word: str) -> str:
    """Return what a word of a message names; in quotes where it would not stand out."""
    name = word.strip(_AROUND_NAMES)
    return shorten_text(name if " " in name else name.strip("'"))


def _groups_of_alike(problems: Iterable[Problem]) -> list[_Alike]:
    groups: dict[tuple[object, ...], list[_Alike]] = {}
    for one in problems:
        words = _words_of(one.message)
        key = (one.location.path, one.code, one.severity, len(words))
        known = groups.setdefault(key, [])
        group = next((group for group in known[:_MOST_GROUPS] if group.takes(words)), None)
        if group is None:
            known.append(_Alike(words, [one]))
        else:
            group.problems.append(one)
    return [group for known in groups.values() for group in known]


def _most_alike(found: Sequence[Problem]) -> int:
    """Return how many problems that are alike are shown, each with a line."""
    is_error = any(
        one.severity is Severity.ERROR and one.code not in _MENDED_AT_ONCE for one in found
    )
    return MOST_ALIKE if is_error else MOST_ALIKE_TOLD


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
