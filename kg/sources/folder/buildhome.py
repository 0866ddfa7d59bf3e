"""A folder in which something is built: where its build lies, and that nothing leads out of it.

Apart from the settings of a project: what serves or sends a build reads none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.sources.folder.files import is_inside


@dataclass(frozen=True, slots=True)
class BuildHome:
    """A folder in which something is built; nothing is written outside it."""

    folder: Path

    @property
    def build(self) -> Path:
        """Return the folder of everything generated."""
        return self.folder / "build"

    @property
    def current(self) -> Path:
        """Return the build in use (a link that is swapped when a new build is complete)."""
        return self.build / "current"

    def check_inside(self, path: Path) -> Path:
        """Return a path of the folder; raise UsageError where a link in it leads out."""
        if not is_inside(path, self.folder):
            raise UsageError(f"{path}: a link leads out of the project here; move it away")
        return path
