"""A misspelt name → the known name that may be meant, with bounded work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches

# Comparing is slow (a few hundred in a millisecond, and long names far fewer): a file with ten
# thousand strangers gets hints for the first of them.
MOST_COMPARISONS = 20_000
LONGEST_NAME = 40


@dataclass(slots=True)
class Nearest:
    """The known names; each stranger is looked up once, however often it is met."""

    known: Collection[str]
    _left: int = MOST_COMPARISONS
    _found: dict[str, str | None] = field(default_factory=dict)

    def to(self, name: str) -> str | None:
        """Return the known name that is nearest, or None where none is near."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> str | None:
        if self._left <= 0 or len(name) > LONGEST_NAME:
            return None
        self._left -= len(self.known)
        near = get_close_matches(name, self.known, n=1)
        return near[0] if near else None
