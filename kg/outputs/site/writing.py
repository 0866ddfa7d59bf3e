"""Files on disk: what has not changed since the last build is linked, not written again.

`digests.json` holds for each file the digest of what it was made from. When it is the same in the
previous build, the file is too, so it need not even be rendered.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError
from kg.xmltext import find_unfit, name_character

DIGESTS = "digests.json"
XML_ENDINGS = (".svg", ".xml", ".atom", ".rdf")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def check_fit(name: str, content: bytes) -> None:
    """Raise KgError where a file of XML holds a character that XML cannot hold."""
    unfit = find_unfit(content) if name.endswith(XML_ENDINGS) else ""
    if unfit:
        raise KgError(
            f"{name}: XML cannot hold the character {name_character(unfit)}; "
            "take it out of the text it comes from (kg check names the place)"
        )


@dataclass
class SiteWriter:
    """Writes the files of a site into `folder`, taking over those of `previous` that still hold."""

    folder: Path
    previous: Path
    digests: dict[str, str] = field(default_factory=dict)
    written: int = 0
    reused: int = 0

    def __post_init__(self) -> None:
        self._old = _read_digests(self.previous)
        self._folders: set[str] = set()

    def write(
        self, made_from: bytes, files: tuple[str, ...], render: Callable[[], Mapping[str, bytes]]
    ) -> None:
        """Write files that are made from some values, or link them when those are as before.

        `files` are paths in the site; `render` gives their contents and is called only if needed.
        """
        if not self.take_over(made_from, files):
            self.save(render())

    def write_contents(self, contents: Mapping[str, bytes]) -> None:
        """Write files whose contents are known, or link those that are as before."""
        for name, content in contents.items():
            if not self.take_over(content, (name,)):
                self.save({name: content})

    def take_over(self, made_from: bytes, files: tuple[str, ...]) -> bool:
        """Link files of the previous build and return True, if they were made from the same."""
        digest = hashlib.blake2b(made_from, digest_size=16).hexdigest()
        self.digests |= dict.fromkeys(files, digest)
        same = all(self._old.get(name) == digest for name in files)
        if not same or not all(map(self._reuse, files)):
            return False
        self.reused += len(files)
        return True

    def save(self, contents: Mapping[str, bytes]) -> None:
        """Write files, whatever they are made from; raise KgError for XML that is none."""
        self.written += len(contents)
        for name, content in contents.items():
            check_fit(name, content)
            _write_new(self._place(name), content)

    def finish(self) -> None:
        """Write the digests."""
        text = json.dumps(self.digests, indent=0, sort_keys=True)
        (self.folder / DIGESTS).write_text(text + "\n", encoding="utf-8")

    def _place(self, name: str) -> str:
        """Return where a file goes, its folder made. Strings, for there are thousands of files."""
        parent = name.rpartition("/")[0]
        if parent not in self._folders:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        return f"{self.folder}/{name}"

    def _reuse(self, name: str) -> bool:
        old, new = f"{self.previous}/{name}", self._place(name)
        try:
            os.link(old, new)
        except FileExistsError:
            os.unlink(new)  # noqa: PTH108 (thousands of files)
            return self._reuse(name)
        except FileNotFoundError:
            return False
        except OSError:  # another file system, or one without links
            shutil.copyfile(old, new)
        return True


def _write_new(path: str, content: bytes) -> None:
    """Write a new file; never into one that is there: it may be a link to an old build."""
    try:
        handle = os.open(path, _NEW, 0o666)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108 (thousands of files)
        handle = os.open(path, _NEW, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def _read_digests(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
