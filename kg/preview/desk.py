"""What the open pages are told: which build is in use, and what is wrong with the sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition
from urllib.parse import quote

from kg.errors import Problem, Severity, few_of_alike

EDITOR = "vscode://file{path}:{line}:{column}"  # JetBrains and others read such addresses, too
MOST = 50  # problems on a page


@dataclass(frozen=True, slots=True)
class State:
    """One moment: the name of the build in use, and lines to read, each with a link or ""."""

    number: int = 0
    build: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass
class Desk:
    """The state now. Threads that serve pages wait for the next one."""

    folder: Path
    editor: str = EDITOR
    state: State = State()
    _changed: Condition = field(default_factory=Condition)

    def tell(self, build: str, problems: Iterable[Problem] = (), message: str = "") -> None:
        """Tell all who wait: the build in use, what is wrong, and what else is to be read."""
        found = few_of_alike(problems)
        levels = list(Severity)
        shown = sorted(found, key=lambda one: levels.index(one.severity))[:MOST]
        lines = [(message, "")] if message else []
        lines += [(str(one), self._link_to(one)) for one in shown]
        if more := sum(found.values()) - sum(found[one] for one in shown):
            lines.append((f"and {more} more (kg check lists all)", ""))
        with self._changed:
            self.state = State(self.state.number + 1, build, tuple(lines))
            self._changed.notify_all()

    def wait_beyond(self, number: int, seconds: float) -> State:
        """Return the state once it is another than that of a number, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.number != number, timeout=seconds)
            return self.state

    def _link_to(self, problem: Problem) -> str:
        place = problem.location
        path = quote((self.folder / place.path).as_posix())
        return self.editor.format(path=path, line=place.line, column=place.column)
