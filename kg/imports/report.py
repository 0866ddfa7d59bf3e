"""What an import did, or would do: what came, what changed, what was left, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import Problem

# Of what came and is as it was sent, this many are listed; the others are counted.
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a report: its name (a key, say), what is to be said of it, and where it stands.

    `place` is `path:line` of the file that was imported, empty where there is none. What is plain
    needs nobody's eyes: of very many the first are shown.
    """

    name: str
    words: str
    place: str = ""
    is_plain: bool = False

    def __str__(self) -> str:
        return f"  {self.name}: {self.words}" + (f" ({self.place})" if self.place else "")


@dataclass(slots=True)
class Report:
    """What an import did. `texts` are the files that it makes, by path in the project.

    `removed` are files that it takes away: the example of `kg new`, which it keeps elsewhere.
    """

    came: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    look: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    # Files of references that a text names, or that lie beside it.
    references: list[Path] = field(default_factory=list)

    @property
    def has_lines(self) -> bool:
        """Say whether there is anything to tell besides problems."""
        return any((self.came, self.changed, self.left, self.look, self.notes))

    def render(self, *, whole: bool = False) -> str:
        """Return the report for a person; `whole` lists all that came."""
        sections = (
            ("came", self.came, MOST_LISTED),
            ("changed: what was missing was added", self.changed, None),
            ("left as it was", self.left, 0),
            ("look at these", self.look, None),
        )
        lines = [
            line
            for title, found, most in sections
            for line in _section(title, found, None if whole else most)
        ]
        return "\n".join([*lines, *self.notes, self._counts()])

    def _counts(self) -> str:
        counts = f"{len(self.came)} came, {len(self.changed)} changed, {len(self.left)} left"
        faults = f", {len(self.problems)} told above" if self.problems else ""
        return f"{counts}, {len(self.look)} to look at{faults}"

    def as_json(self) -> Mapping[str, object]:
        """Return the report for a program."""
        parts = {"came": self.came, "changed": self.changed, "left": self.left, "look": self.look}
        return {
            **{
                name: [{"name": one.name, "words": one.words, "place": one.place} for one in found]
                for name, found in parts.items()
            },
            "notes": self.notes,
            "problems": list(map(str, self.problems)),
        }


def _section(title: str, found: Sequence[Line], most: int | None) -> list[str]:
    """Return the lines of a section; of those that are plain at most so many."""
    if not found:
        return []
    plain = [line for line in found if line.is_plain]
    hidden = set() if most is None else {id(line) for line in plain[most:]}
    shown = [str(line) for line in found if id(line) not in hidden]
    rest = [f"  … and {len(hidden)} with nothing more to say (--all lists them)"] if hidden else []
    return [f"{title}:", *shown, *rest]
