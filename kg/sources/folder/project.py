"""A project folder and its settings.

A project is a folder with `tiptrace.toml` and `data/`. Paths in problems are relative to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.codes import Levels, errors_among
from kg.credits import Credits
from kg.csl import Style
from kg.errors import Location, NoProject, Problem, UsageError
from kg.sources.folder.buildhome import BuildHome
from kg.sources.folder.changes import finish_change
from kg.sources.folder.files import decode_text, read_plain_file
from kg.sources.folder.settings import FILE, KEY_PATTERN, parse_settings, place_of
from kg.sources.folder.styles import find_style


@dataclass(frozen=True, slots=True)
class Project(BuildHome):
    """A project folder and its settings; `problems` are those of its settings that stop nothing.

    `readers` are the names of those who read the records, by role, where the settings give them.
    `publisher`, `contact` and `address` (where the site is published) are "" where nobody told.
    `keys` is the pattern by which an import makes keys for references that have none. `style` is
    that of the references, where the settings name one.
    `credits` tell who made the dataset, as far as the settings do.
    Of a `draft`, what is not finished stops nothing.
    """

    title: str
    base: str
    publisher: str = ""
    contact: str = ""
    address: str = ""
    licence: str | None = None
    keys: str = KEY_PATTERN
    style: Style | None = None
    levels: Levels = field(default_factory=Levels)
    problems: tuple[Problem, ...] = ()
    readers: Mapping[str, str] = field(default_factory=dict)
    credits: Credits = field(default_factory=Credits)
    draft: bool = False

    def as_draft(self) -> Project:
        """Return the project as one whose build need not be finished (`kg build --draft`)."""
        return replace(self, draft=True, levels=replace(self.levels, draft=True))

    @property
    def data(self) -> Path:
        """Return the folder of the sources."""
        return self.folder / "data"

    @property
    def style_of_lists(self) -> bytes | None:
        """Return the style for lists in parts, in which an entry may follow another's heading."""
        return None if self.style is None else self.style.without_dashes()


def load_project(folder: Path) -> Project:
    """Read the settings of a project folder; raise UsageError with all that is wrong with them.

    A change of its files that was cut off is finished first.
    """
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        message = f"{path}: no such file; give the project's folder with -C, or start one: kg new"
        raise NoProject(message)
    finish_change(folder)
    content = read_plain_file(path, within=folder)
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}")
    text, problems = decode_text(content, FILE)
    settings = parse_settings(text or "") if text is not None else None
    style = None
    if settings is not None and text is not None:
        style, faults = _find_style(settings.values.get("csl"), text, folder)
        problems = [*problems, *settings.problems, *faults]
    graded = (settings.levels if settings else Levels()).grade(problems)
    if settings is None or errors_among(graded):
        raise UsageError("\n".join(_shown_in(folder, problem) for problem in graded))
    values = settings.values
    return Project(
        folder=folder,
        title=values["title"],
        base=values["base"],
        publisher=values.get("publisher", ""),
        contact=values.get("contact", ""),
        address=values.get("address", ""),
        licence=values.get("licence"),
        keys=values.get("keys", KEY_PATTERN),
        style=style,
        levels=settings.levels,
        problems=tuple(graded),
        readers=settings.readers,
        credits=settings.credits,
    )


def _find_style(name: str | None, text: str, folder: Path) -> tuple[Style | None, list[Problem]]:
    """Return the style that the settings (their text) name, and what is wrong with it."""
    style = find_style(name, folder) if name else None
    if isinstance(style, str):
        return None, [Problem(place_of("csl", text), "SET001", f"csl '{name}': {style}")]
    return style, []


def _shown_in(folder: Path, problem: Problem) -> str:
    """Return a problem with the whole path: which project is meant is not sure yet."""
    place = problem.location
    whole = Location(str(folder / place.path), place.line, place.column)
    return str(Problem(whole, problem.code, problem.message, problem.severity))
