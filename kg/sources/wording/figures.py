"""Numbers of a statement and of its passage → those that only one of the two has.

*Two* and *2* are one number, and *both* may stand for it. A number that the passage has counts as
lost where the statement tells of the same things without it: *several teams* for *two teams*.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

_NUMBER = re.compile(r"(?<![\w.,])(?:\d+(?:[.,]\d+)*|[^\W\d_]+)(?!\w)")
_COUNTED = re.compile(r"\s+([^\W\d_]+(?:-[^\W\d_]+)*)")


@dataclass(frozen=True, slots=True)
class Figures:
    """The number words of a language, each with its digits.

    `spelled` words are numbers, as *two* is; `implied` ones may stand for one, as *both* does.
    After one of `labels` a number counts nothing: *level two*.
    """

    spelled: Mapping[str, str]
    implied: Mapping[str, str]
    labels: Collection[str]

    def find_added(self, statement: str, passage: str, around: str) -> Iterator[str]:
        """Yield the numbers of a statement that stand nowhere around its passage, in order.

        One in words may count what the passage lists: it is asked about only in place of another.
        """
        held, own = self._all_in(around), self._all_in(statement)
        replaced = {number for _, number in self._find(passage)} - own
        for match, number in self._find(statement):
            if number not in held and (replaced or match.group().isdigit()):
                yield match.group().lower()

    def find_lost(self, statement: str, passage: str) -> Iterator[tuple[str, str]]:
        """Yield each number that a statement lacks, with the word right after it."""
        held = self._all_in(statement)
        for match, number in self._find(passage):
            counted = _COUNTED.match(passage, match.end())
            before = passage[: match.start()].split()[-1:]
            if counted and number not in held and not self._is_label(before):
                yield match.group().lower(), counted[1].lower()

    def _is_label(self, before: list[str]) -> bool:
        return any(word.lower() in self.labels or word.isdigit() for word in before)

    def _find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        for match in _NUMBER.finditer(text):
            word = match.group().lower()
            number = word if word[0].isdigit() else self.spelled.get(word)
            if number is not None:
                yield match, number

    def _all_in(self, text: str) -> set[str]:
        words = (match.group().lower() for match in re.finditer(r"[^\W\d_]+", text))
        implied = {self.implied[word] for word in words if word in self.implied}
        return implied | {number for _, number in self._find(text)}
