"""A project folder → everything that its files say, and every problem found in them.

A project is a folder with `tiptrace.toml` and `data/`. Paths in problems are relative to it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.errors import Location, Problem, UsageError

_SETTINGS = {"title", "base", "language", "tool", "contact", "licence"}


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and its settings."""

    folder: Path
    title: str
    base: str
    language: str
    contact: str = ""
    licence: str | None = None

    @property
    def data(self) -> Path:
        """Return the folder of the sources."""
        return self.folder / "data"

    @property
    def build(self) -> Path:
        """Return the folder of everything generated."""
        return self.folder / "build"

    @property
    def current(self) -> Path:
        """Return the build in use (a link that is swapped when a new build is complete)."""
        return self.build / "current"


def load_project(folder: Path) -> Project:
    """Read the settings of a project folder; raise UsageError when they do not serve."""
    path = folder / "tiptrace.toml"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"{path}: no such file; give the project's folder with -C, or start one: kg new"
        raise UsageError(message) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}; mend the settings file") from None
    strangers = sorted(set(settings) - _SETTINGS)
    if strangers:
        known = ", ".join(sorted(_SETTINGS))
        raise UsageError(f"{path}: unknown setting '{strangers[0]}'; the settings are {known}")
    for name in ("title", "base"):
        if not isinstance(settings.get(name), str) or not settings[name]:
            raise UsageError(f"{path}: the setting '{name}' is missing; add {name} = \"…\"")
    _check_tool_version(str(settings.get("tool", "")), path)
    base: str = settings["base"]
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise UsageError(
            f"{path}: base must start with https:// and end with a slash, not '{base}'"
        )
    return Project(
        folder=folder,
        title=settings["title"],
        base=base,
        language=settings.get("language", "en"),
        contact=settings.get("contact", ""),
        licence=settings.get("licence"),
    )


def _check_tool_version(pin: str, path: Path) -> None:
    """Refuse a project that asks for a newer release than this one (`tool = ">=0.1"`)."""
    if not pin:
        return
    wanted = pin.removeprefix(">=").strip()
    if not pin.startswith(">=") or not all(part.isdigit() for part in wanted.split(".")):
        raise UsageError(f"{path}: write the tool setting as tool = \">=0.1\", not '{pin}'")
    if _numbers(wanted) > _numbers(__version__):
        raise UsageError(f"{path}: this project needs tiptrace {pin}, and this is {__version__}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def decode_text(content: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a UTF-8 file; one that is not UTF-8 is a problem at its first bad byte."""
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = "this is not UTF-8; save the file as UTF-8"
        return None, [Problem(Location(shown, line, column), "TXT001", message)]
