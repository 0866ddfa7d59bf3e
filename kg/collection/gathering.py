"""Words → the parts of a collection: those there were, with what is named in their place.

What cannot be taken is left out and told, and stops nothing.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.collection.buildfiles import CHANGED, LeftOut
from kg.collection.given import open_build
from kg.collection.parts import Part, take_part
from kg.collection.settings import Collection
from kg.errors import Location, Problem, Severity, UsageError, shorten_text

LEFT_OUT, REPLACED, VERSION = "COL001", "COL002", "COL003"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
# What to do where two reviews have one base; `kg new` gives each project one of its own.
_TWO = "if these are two reviews, give this one another base in tiptrace.toml and build it again"


@dataclass(slots=True)
class Gathering:
    """Parts while they are gathered, by slug; `engine` is the digest of the engine's files."""

    collection: Collection
    engine: str
    parts: dict[str, Part]
    problems: list[Problem] = field(default_factory=list)
    _named: dict[str, str] = field(default_factory=dict)  # by base, the word that named it

    def __post_init__(self) -> None:
        """Raise UsageError where the collection's base was changed to one that a review has."""
        for part in self.parts.values():
            if fault := self.collection.fault_of(part.base):
                raise UsageError(f"{part.slug}: {fault}")

    def take_out(self, removed: Iterable[str]) -> None:
        """Take reviews out, by name or base; raise UsageError where there is no such review."""
        for name in removed:
            found = (slug for slug, part in self.parts.items() if name in {slug, part.base})
            slug = next(found, None)
            if slug is None:
                known = ", ".join(sorted(self.parts)) or "none"
                message = f"--remove {name}: no review here has this name; there are: {known}"
                raise UsageError(message)
            del self.parts[slug]

    def take(self, word: str) -> None:
        """Take the build that a word names, or note why it is left out."""
        taken = {slug: part.base for slug, part in self.parts.items()}
        try:
            with open_build(word) as files:
                part = take_part(files, self.engine, self.collection.parts, taken)
            self._check(part, word)
        except LeftOut as error:
            self._leave_out(word, str(error))
        except OSError as error:
            if error.errno in _NO_ROOM:  # of what is written: no fault of the build
                raise
            gone = isinstance(error, FileNotFoundError)
            self._leave_out(word, CHANGED if gone else error.strerror or str(error))
        else:
            self._named.setdefault(part.base, word)
            self.parts[part.slug] = part
            self._tell(word, VERSION, part.version)

    def _check(self, part: Part, word: str) -> None:
        """Raise LeftOut for a base that is taken; tell of a review that goes for another."""
        if fault := self.collection.fault_of(part.base):
            raise LeftOut(fault)
        former = self.parts.get(part.slug)
        if former is None or former.name == part.name:
            return
        if part.base in self._named:
            other = self._named[part.base]
            raise LeftOut(f"it has the base of {other} ({part.base}); name one of them, or, {_TWO}")
        if former.title != part.title:
            titles = (
                f"'{shorten_text(part.title)}' takes the place of '{shorten_text(former.title)}'"
            )
            self._tell(word, REPLACED, f"{titles}, which has the same base ({part.base}); {_TWO}")

    def _tell(self, word: str, code: str, message: str) -> None:
        if message:
            self.problems.append(Problem(Location(word), code, message, Severity.WARNING))

    def _leave_out(self, word: str, why: str) -> None:
        self.problems.append(Problem(Location(word), LEFT_OUT, f"left out: {why}"))
