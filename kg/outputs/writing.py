"""The one writer of a folder: a path is good, has one owner, and no link leads out of the folder.

All that goes into a build goes through it, and all that a command writes into a folder.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kg.errors import BuildError
from kg.paths import fault_of_path, fold_path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class OutputWriter:
    """Writes files below `folder`.

    A path is claimed first, with the name of its owner for messages; BuildError is raised for one
    that would not do on every system and for one that has an owner already. Every method that
    writes raises BuildError where a link or a folder is in the way.
    """

    def __init__(self, folder: Path) -> None:
        """Write into a folder, which is made when it is not there; it may itself be a link."""
        self.folder = folder
        self._prefix = ""
        self._owners: dict[str, tuple[str, str]] = {}  # folded path → the path and its owner
        self._holders: set[str] = set()  # folded paths of the folders that hold them
        self._made: set[str] = set()

    def below(self, name: str) -> OutputWriter:
        """Return the writer of a folder in this one: the same owners, paths from there on."""
        writer = OutputWriter(self.folder / name)
        writer._prefix = f"{self._prefix}{name}/"
        writer._owners, writer._holders = self._owners, self._holders
        return writer

    @property
    def paths(self) -> frozenset[str]:
        """Return every path that is claimed in this folder."""
        start = len(self._prefix)
        found = (path for path, _ in self._owners.values())
        return frozenset(path[start:] for path in found if path.startswith(self._prefix))

    def owner_of(self, path: str) -> str:
        """Return the owner of a path; "" where it is not claimed."""
        claimed, owner = self._owners.get(fold_path(self._prefix + path), ("", ""))
        return owner if claimed == self._prefix + path else ""

    def claim(self, path: str, owner: str) -> None:
        """Give a path to an owner; raise BuildError when it cannot be had."""
        path = self._prefix + path
        fault = fault_of_path(path)
        if fault is not None:
            raise BuildError(f"{path} ({owner}): {fault}")
        folded = fold_path(path)
        other, holder = self._owners.get(folded, ("", ""))
        if other == path:
            raise BuildError(f"{path}: both {holder} and {owner} would write this file")
        if other:
            raise BuildError(
                f"{path} ({owner}) and {other} ({holder}) are one file on Windows and macOS"
            )
        self._hold(folded, owner)
        self._owners[folded] = path, owner

    def _hold(self, folded: str, owner: str) -> None:
        """Note the folders of a path; what is a file cannot hold another, nor a folder be one."""
        if folded in self._holders:
            raise BuildError(f"{folded} ({owner}): this is a folder that holds other files")
        parent = folded.rpartition("/")[0]
        while parent and parent not in self._holders:
            if parent in self._owners:
                path, holder = self._owners[parent]
                raise BuildError(f"{folded} ({owner}): {path} ({holder}) is a file and no folder")
            self._holders.add(parent)
            parent = parent.rpartition("/")[0]

    def write(self, path: str, content: bytes, owner: str) -> Path:
        """Claim a path and write its file; return where it stands."""
        self.claim(path, owner)
        self.put(path, content)
        return self.folder / path

    def put(self, path: str, content: bytes) -> None:
        """Write the file of a claimed path: a new one, never into what is there."""
        place = self._place(path)
        try:
            handle = os.open(place, _NEW, 0o666)
        except FileExistsError:  # it may be a link, or the file of an older build
            self._remove(place)
            handle = os.open(place, _NEW, 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
        except OSError as error:
            error.filename = place  # the system knows a number by then, and no name
            raise
        finally:
            os.close(handle)

    def link(self, path: str, source: str | Path) -> None:
        """Make the file of a claimed path from another file that stays as it is.

        Raises FileNotFoundError when that is not there.
        """
        place = self._place(path)
        try:
            os.link(source, place)
        except FileExistsError:
            self._remove(place)
            self.link(path, source)
        except FileNotFoundError:
            raise
        except OSError:  # another file system, or one without links
            shutil.copyfile(source, place)

    def _place(self, path: str) -> str:
        """Return where a file goes, its folder made. Strings, for there are thousands of files."""
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            self._make(parent)
        return f"{self.folder}/{path}"

    def _make(self, parent: str) -> None:
        """Make a folder and those above it; one that is there must be a folder and no link."""
        if not self._made:
            if self._prefix and self.folder.is_symlink():
                raise BuildError(f"{self.folder}: a folder is needed here; move this link away")
            self.folder.mkdir(parents=True, exist_ok=True)
            self._made.add("")
        if parent in self._made:
            return
        self._make(parent.rpartition("/")[0])
        place = self.folder / parent
        try:
            place.mkdir()
        except FileExistsError:
            if place.is_symlink() or not place.is_dir():
                raise BuildError(f"{place}: a folder is needed here; move this away") from None
        self._made.add(parent)

    def _remove(self, place: str) -> None:
        try:
            os.unlink(place)  # noqa: PTH108 (thousands of files)
        except (IsADirectoryError, PermissionError):  # of a folder, by Linux and by others
            raise BuildError(f"{place}: a folder is in the way; move it away") from None
