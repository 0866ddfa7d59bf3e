"""Words of the command line → the builds that they name, each with its files.

A word is the folder of a project or of a build, a folder that holds such folders, a zip, or an
address of this machine. What holds no build is a problem, and stops nothing.
"""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.collection.buildfiles import DATASET, BuildFiles, FolderFiles, LeftOut, ZipFiles
from kg.collection.fetching import fetch_build, is_address, path_of_file


def find_builds(word: str) -> list[str]:
    """Return the words of single builds that a word stands for: itself, or one a folder in it."""
    path = _path_of(word)
    if path is None or not path.is_dir() or find_folder(path) is not None:
        return [word]
    inner = [one for one in sorted(path.iterdir()) if one.is_dir() and find_folder(one) is not None]
    zips = [one for one in sorted(path.iterdir()) if one.suffix == ".zip" and one.is_file()]
    return [str(one) for one in (*inner, *zips)] or [word]


@contextmanager
def open_build(word: str) -> Iterator[BuildFiles]:
    """Give the files of the build that a word names; raise LeftOut where there is none."""
    path = _path_of(word)
    if path is None:
        with tempfile.TemporaryDirectory(prefix="kg-collect-") as scratch:
            yield fetch_build(word, Path(scratch))
        return
    if path.is_file():
        yield ZipFiles(path)
        return
    folder = find_folder(path) if path.is_dir() else None
    if folder is None:
        raise LeftOut(_say_what_is_missing(path))
    yield FolderFiles(folder)


def find_folder(path: Path) -> Path | None:
    """Return the folder of the build that a folder is or has, its links followed; None without."""
    for place in (path, path / "build" / "current", path / "current"):
        if (place / DATASET).is_file():
            return place.resolve()
    return None


def _path_of(word: str) -> Path | None:
    """Return the path that a word is, or None for an address that is to be asked."""
    return path_of_file(word) if is_address(word) else Path(word)


def _say_what_is_missing(path: Path) -> str:
    if not path.exists():
        return "there is nothing of this name"
    if not path.is_dir():
        return "this is no file and no folder; give a project, a build, a zip, or a folder of them"
    if (path / "tiptrace.toml").is_file():
        return f"this project has no build; make it first: kg build -C {shlex.quote(str(path))}"
    return f"this folder has no {DATASET}; give a project, a build, or a folder of them"
