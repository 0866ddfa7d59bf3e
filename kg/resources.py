"""The engine's own files: ontology, queries, templates. In a wheel they lie inside the package."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

PACKAGE = Path(__file__).resolve().parent
_INSTALLED = PACKAGE / "resources"


def resource_folder(name: str) -> Path:
    """Return the folder `ontology`, `queries` or `site`: of the wheel, or else of the checkout."""
    return (_INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent) / name


def resource_files() -> list[Path]:
    """Return every file that shapes a build besides the project's own, sorted."""
    folders = [resource_folder(name) for name in ("ontology", "queries", "site")]
    found = [name for folder in folders for name in _files_below(folder)]
    code = [name for name in _files_below(PACKAGE) if name.endswith(".py")]
    return [Path(name) for name in sorted([*found, *code])]


def _files_below(folder: Path) -> Iterator[str]:
    """Yield the paths of the files below a folder; as strings, for there are a thousand of them."""
    for place, _, names in os.walk(folder):
        yield from (f"{place}/{name}" for name in names)


# Which file stands there, how long it is and when it last changed. A file that is put back as it
# was still has another time of change: only the kernel sets it.
Stamp: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine's own files as they were at one moment: a digest over them, a stamp of each."""

    digest: str
    stamps: Mapping[Path, Stamp]

    def find_changed(self, suffix: str = "") -> Path | None:
        """Return the first file (with this suffix) that was touched, came or went since then."""
        now = {path: _stamp_of(path) for path in resource_files()}
        paths = sorted({*self.stamps, *now})
        changed = (path for path in paths if self.stamps.get(path) != now.get(path))
        return next((path for path in changed if path.name.endswith(suffix)), None)


def read_engine() -> Engine:
    """Read every file that shapes a build besides the project's own."""
    digest = hashlib.sha256()
    stamps: dict[Path, Stamp] = {}
    for path in resource_files():
        stamps[path] = _stamp_of(path)  # first: a change while it is read must show
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.parent.name}/{path.name}\0{content}\n".encode())
    return Engine(digest.hexdigest(), stamps)


def _stamp_of(path: Path) -> Stamp:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_ctime_ns
