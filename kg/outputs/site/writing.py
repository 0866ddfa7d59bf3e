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
        self._folders: set[Path] = set()

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
                self._place(name).write_bytes(contents[name])
            self.written += len(files)
        self.digests |= dict.fromkeys(files, digest)

    def finish(self) -> None:
        """Write the digests."""
        text = json.dumps(self.digests, indent=0, sort_keys=True)
        (self.folder / DIGESTS).write_text(text + "\n", encoding="utf-8")

    def _place(self, name: str) -> Path:
        path = self.folder / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        path.unlink(missing_ok=True)
        return path

    def _reuse(self, name: str) -> bool:
        old, new = self.previous / name, self._place(name)
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
