"""Files of a project → their bytes and texts: plain files inside it, of a size that can be read.

A project may come from a stranger (a pull request, say). What is no plain file of it is refused
by what it is, never by what it holds: a link to a password file must not print passwords.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from kg.errors import Location, Problem
from kg.sources.folder.characters import check_characters

# The largest .bib file of the public collections that we tried has 4 MB.
MOST_BYTES = 32 * 1024 * 1024
_OUTSIDE = "this link leads out of the project; put the file itself here"
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_MARKERS = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})$", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def is_inside(path: Path, folder: Path) -> bool:
    """Say whether a path, all links followed, lies in a folder."""
    real = os.path.realpath(path)
    top = os.path.realpath(folder)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def read_plain_file(path: Path, within: Path | None = None) -> bytes | str:
    """Return the bytes of a file, or else what is wrong with it, in words for a person.

    With `within`, a link that leads out of that folder is refused.
    """
    if "\0" in str(path):
        return "no file has such a name"
    if within is not None and not is_inside(path, within):
        return _OUTSIDE
    try:
        # Looked at first: opening alone does something to a device, and waits at a pipe.
        fault = _fault_of_kind(path.stat().st_mode)
        if fault is not None:
            return fault
        # What stands there may have changed since: not waiting is all that is left then.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return f"it cannot be read: {(error.strerror or str(error)).lower()}"
    if len(content) > MOST_BYTES:
        return f"it is larger than {MOST_BYTES // 2**20} MiB; split it"
    return content


def _fault_of_kind(mode: int) -> str | None:
    if stat.S_ISREG(mode):
        return None
    kind = next((name for test, name in _KINDS if test(mode)), "no plain file")
    return f"this is {kind}; a plain file belongs here"


def decode_text(content: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a source file with LF line ends, or None and what is wrong with it.

    A byte order mark before UTF-8 is taken away. Characters that are only odd are told and the
    text is returned all the same.
    """
    if content.startswith(_UTF16) or b"\0" in content[:2]:
        message = "this is UTF-16 (Windows calls it Unicode); save the file as UTF-8"
        return None, [Problem(Location(shown), "TXT001", message)]
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", errors="replace")
        place = Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [Problem(place, "TXT001", "this is not UTF-8; save the file as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    marker = _MARKERS.search(text)
    if marker is not None:
        place = Location(shown, text.count("\n", 0, marker.start()) + 1)
        message = "a merge left its markers (<<<<<<<, =======, >>>>>>>); keep one side, or each "
        message += "record of both sides as a whole, and take the markers out"
        if shown.endswith(".bib"):  # where git tears entries apart
            message = "a merge left its markers (<<<<<<<, =======, >>>>>>>); keep one side whole "
            message += f"(git checkout --ours {shown}), then import the other's file with kg import"
        return None, [Problem(place, "FIL003", message)]
    problems = [*check_characters(text, shown)]
    return (None if any(one.code == "CHR001" for one in problems) else text), problems


def replace_text(path: Path, text: str) -> None:
    """Write a file in one step: whoever reads it meanwhile, or a full disk, finds the old one."""
    work = write_beside(path, text)
    try:
        work.replace(path)
    finally:
        work.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Return where what a file is to say is written first."""
    return path.with_name(f".{path.name}.new")


def write_beside(path: Path, text: str) -> Path:
    """Write what a file is to say beside it, with its mode, and return where.

    Raise OSError that names the file; then nothing is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    work = beside(path)
    work.unlink(missing_ok=True)
    try:
        with work.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        if path.exists():
            work.chmod(path.stat().st_mode)
    except OSError as error:
        work.unlink(missing_ok=True)
        error.filename = str(path)  # a full disk names none, and the other is our own
        raise
    return work
