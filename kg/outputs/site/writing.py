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

DIGESTS = "digests.json"


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
        digest = hashlib.blake2b(made_from, digest_size=16).hexdigest()
        if all(self._old.get(name) == digest for name in files) and all(map(self._reuse, files)):
            self.reused += len(files)
        else:
            contents = render()
            for name in files:
                self._save(name, contents[name])
            self.written += len(files)
        self.digests |= dict.fromkeys(files, digest)

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

    def _save(self, name: str, content: bytes) -> None:
        """Write a new file; never into one that is there: it may be a link to an old build."""
        path = self._place(name)
        Path(path).unlink(missing_ok=True)
        with open(path, "wb", buffering=0) as stream:  # noqa: PTH123 (thousands of files)
            stream.write(content)

    def _reuse(self, name: str) -> bool:
        old, new = f"{self.previous}/{name}", self._place(name)
        Path(new).unlink(missing_ok=True)
        try:
            os.link(old, new)
        except FileNotFoundError:
            return False
        except OSError:  # another file system, or one without links
            shutil.copyfile(old, new)
        return True


def _read_digests(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
