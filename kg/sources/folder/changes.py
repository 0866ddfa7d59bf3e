"""A change of several files of a project: all of it, or nothing, also where it is cut off.

What is to stand is written beside, then a list of it; then each file takes its place. Who finds a
list (each command, as it loads its project) carries on from there. Whoever is at it holds the list
locked, so that others wait for the few milliseconds.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import UsageError
from kg.sources.folder.files import beside, is_inside, write_beside

LIST = ".tiptrace-change.json"
_NO_LIST = "this is no list of a change that was cut off; remove it"


class _Change(msgspec.Struct):
    """Files by their paths in the folder, with the digest of what stood there ("" for nothing)."""

    written: dict[str, str]
    removed: dict[str, str]


def change_files(folder: Path, texts: Mapping[Path, str], removed: Iterable[Path] = ()) -> None:
    """Write files of a project's folder in their order, and remove others before: all, or none.

    None takes its place before all are on the disk. Raise OSError with the file that could not be
    written, and as `finish_change` does.
    """
    finish_change(folder)
    works: list[Path] = []
    try:
        for path, text in texts.items():
            works.append(write_beside(path, text))
        change = _Change(_digests(folder, texts), _digests(folder, removed))
        lock = _write_list(folder, change)
    except BaseException:
        # The list first: without a file that it names it would seem to be carried out in part.
        for path in (folder / LIST, beside(folder / LIST), *works):
            path.unlink(missing_ok=True)
        raise
    with lock:
        _carry_out(folder, change)


def finish_change(folder: Path) -> None:
    """Carry on with a change of a project's files that was cut off; wait for one that is going on.

    Raise UsageError where somebody has edited one of the files since, with what to do; and where
    the list is none of ours.
    """
    while (lock := _open_list(folder)) is not None:
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if _is_there(lock, folder / LIST):
                _carry_out(folder, _parse_list(lock.read(), folder))


def _write_list(folder: Path, change: _Change) -> IO[bytes]:
    """Write the list of a change in one step; return it, open and locked."""
    work = beside(folder / LIST)
    lock = work.open("wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(msgspec.json.encode(change))
        lock.flush()
        work.replace(folder / LIST)
    except BaseException:
        lock.close()
        raise
    return lock


def _open_list(folder: Path) -> IO[bytes] | None:
    path = folder / LIST
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path}: {_NO_LIST}")
    try:
        return path.open("rb")
    except FileNotFoundError:
        return None


def _is_there(lock: IO[bytes], path: Path) -> bool:
    """Say whether a list that we hold now is still the one to carry out."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    return False


def _parse_list(content: bytes, folder: Path) -> _Change:
    try:
        change = msgspec.json.decode(content, type=_Change)
    except msgspec.MsgspecError:
        raise UsageError(f"{folder / LIST}: {_NO_LIST}") from None
    for name in (*change.written, *change.removed):
        if not is_inside((folder / name).parent, folder):
            message = f"this names a file outside the project ({name}); remove it"
            raise UsageError(f"{folder / LIST}: {message}")
    return change


def _carry_out(folder: Path, change: _Change) -> None:
    """Do what is left of a change; what is done already was done by whoever was cut off."""
    left = [name for name in change.written if beside(folder / name).exists()]
    gone = [name for name in change.removed if (folder / name).exists()]
    for name in (*left, *gone):
        before = {**change.removed, **change.written}[name]
        if _digest(folder / name) != before:
            raise UsageError(_conflict(folder, name, kept=name in gone))
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    for name in left:
        beside(folder / name).replace(folder / name)
    (folder / LIST).unlink(missing_ok=True)


def _conflict(folder: Path, name: str, *, kept: bool) -> str:
    """Return what to do about a file that was edited after a change had been cut off."""
    told = f"{folder / name}: a change of several files was cut off, and this one was edited since"
    if kept:
        return f"{told}: it was to be removed; put it elsewhere if you need it"
    work = beside(folder / name).name
    return f"{told}: bring into it what {work} beside it says otherwise, and remove {work}"


def _digests(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _digest(path) for path in paths}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
