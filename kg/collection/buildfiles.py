"""The files of a build as somebody gave it: in a folder or in a zip, read within limits.

It may be a stranger's. Nothing is unpacked but what a collection needs, and no name in it decides
where a file is written before it has been looked at. What is too much is counted in bytes that come
out, not in those that are promised. Raises `LeftOut`, with words for a person.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.errors import BuildError, KgError
from kg.outputs.writing import OutputWriter
from kg.paths import fault_of_path
from kg.sources.folder.files import is_inside

# As many as four reviews of 3,000 references, with their sites, have.
MOST_NAMES = 200_000
MOST_BYTES = 1024**3
MOST_DATA = 256 * 1024 * 1024  # of one file of data
# Pages pack to a tenth or a twentieth; what packs better than this is one thing repeated.
_MOST_PACKED = 200
_UNPACKED_FREE = 16 * 1024 * 1024
DATASET, META, MANIFEST = "data/dataset.nq", "data/meta.ttl", "manifest.json"
CHANGED = "somebody wrote in it while it was read; try again when that is done"
# The notes of a site for its next build; the first tells what each page was made from.
_NOTES = ("digests.json", "links.json")
_PIECE = 1 << 20


class LeftOut(KgError):
    """A build that is not taken into a collection; the text says why, and what to do."""


class BuildFiles(Protocol):
    """The files of one build, by their paths below it."""

    @property
    def from_server(self) -> bool:
        """Say whether a server gave them one by one, without what says that they are whole."""

    @property
    def site(self) -> Mapping[str, str]:
        """Return the files of its site: from the path on the site to the path in the build."""

    def read(self, path: str, most: int = MOST_DATA) -> bytes | None:
        """Return the bytes of a file, or None where there is none of this path."""

    def stamp(self) -> str:
        """Return a digest of which files there are and how they are; cheap."""

    def save(self, path: str, name: str, writer: OutputWriter) -> None:
        """Put a file where a writer has its place, under a name that is claimed."""

    def check_unchanged(self) -> None:
        """Raise LeftOut where the files are no more those that they were at first."""


@dataclass
class FolderFiles:
    """A build in a folder. Links in it are left out: what they lead to is not of the build."""

    folder: Path
    from_server: bool = False
    _sizes: dict[str, int] = field(default_factory=dict)
    _times: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """List the files; raise LeftOut where they are too many or too large."""
        total = 0
        for path in _walk(self.folder):
            name, told = path.relative_to(self.folder).as_posix(), path.stat()
            self._sizes[name], self._times[name] = told.st_size, told.st_mtime_ns
            total += told.st_size
            _check_amount(len(self._sizes), total)

    @property
    def site(self) -> Mapping[str, str]:
        """Return the files of the site: those below `site/`, or all where the folder is one."""
        return _site_of(self._sizes)

    def read(self, path: str, most: int = MOST_DATA) -> bytes | None:
        """Return the bytes of a file, or None."""
        if path not in self._sizes:
            return None
        with (self.folder / path).open("rb") as file:
            return _within(file.read(most + 1), most, path)

    def stamp(self) -> str:
        """Return a digest of the names and sizes, and of what the pages were made from."""
        digest = hashlib.sha256(repr(sorted(self._sizes.items())).encode())
        for notes in ("site/digests.json", "digests.json"):
            digest.update(self.read(notes) or b"")
        return digest.hexdigest()

    def save(self, path: str, name: str, writer: OutputWriter) -> None:
        """Link the file where it is a build's of ours, which is never edited in place; else copy.

        Who unpacks a newer site over an older one would write into the collection as well.
        """
        if self.folder.parent.name == "builds" and MANIFEST in self._sizes:
            writer.link(name, self.folder / path)
        else:
            writer.put(name, self.read(path, MOST_BYTES) or b"")

    def check_unchanged(self) -> None:
        """List the files anew, with their sizes and when each was written."""
        now = FolderFiles(self.folder)
        if (now._sizes, now._times) != (self._sizes, self._times):
            raise LeftOut(CHANGED)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the plain files of a folder that lie in it, in order; no link is followed."""
    # The store is made anew from the data: a file of RocksDB may be anything.
    for place, folders, names in os.walk(folder, onerror=_stop):
        folders[:] = sorted(name for name in folders if Path(place, name) != folder / "store")
        for name in sorted(names):
            path = Path(place, name)
            if stat.S_ISREG(path.lstat().st_mode) and is_inside(path, folder):
                yield path


def _stop(error: OSError) -> None:
    # Half of a review, without a word, because a folder of it cannot be read, would be worse.
    raise error


@dataclass
class ZipFiles:
    """A build in a zip, maybe in a folder of it; it is read in place."""

    path: Path
    from_server: bool = field(default=False, init=False)
    _archive: zipfile.ZipFile = field(init=False)
    _entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look at each entry; raise LeftOut where the zip is damaged, climbs or holds too much."""
        try:
            self._archive = zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
            raise LeftOut("this is no zip, or a damaged one; make it anew") from error
        listed = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        _check_amount(len(listed), sum(entry.file_size for entry in listed))
        top = _top_of([entry.filename for entry in listed])
        for entry in listed:
            fault = _fault_of_entry(entry)
            if fault:
                raise LeftOut(f"{ascii(entry.filename)[1:-1][:80]}: {fault}; make the zip anew")
            name = entry.filename.removeprefix(top)
            if not entry.filename.startswith(top) or name.startswith("store/"):
                continue
            if name in self._entries:
                raise LeftOut(f"{name}: two files have this name; make the zip anew")
            self._entries[name] = entry

    @property
    def site(self) -> Mapping[str, str]:
        """Return the files of the site: those below `site/`, or all where the zip is one."""
        return _site_of(self._entries)

    def read(self, path: str, most: int = MOST_DATA) -> bytes | None:
        """Return the bytes of an entry, or None; raise LeftOut where they are none or too many."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        # No more than it says it has: a library that trusts less cannot be led to read on.
        most = min(most, entry.file_size)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    _within(b"", most - size, path)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise LeftOut(f"{path}: it is damaged in the zip; make the zip anew") from error
        return b"".join(pieces)

    def stamp(self) -> str:
        """Return a digest of the names and checksums."""
        told = sorted((name, one.CRC, one.file_size) for name, one in self._entries.items())
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def save(self, path: str, name: str, writer: OutputWriter) -> None:
        """Unpack one file."""
        writer.put(name, self.read(path, MOST_BYTES) or b"")

    def check_unchanged(self) -> None:
        """Pass: each entry that was read has been held against its checksum."""


def _check_amount(files: int, size: int) -> None:
    if files > MOST_NAMES:
        raise LeftOut(f"it holds more than {MOST_NAMES:,} files; give the build alone")
    if size > MOST_BYTES:
        raise LeftOut(f"it holds more than {MOST_BYTES // 2**20} MiB; give the build alone")


def _within(content: bytes, most: int, path: str) -> bytes:
    if len(content) > most or most < 0:
        raise LeftOut(f"{path}: it is larger than it may be or says it is; make it anew")
    return content


def _fault_of_entry(entry: zipfile.ZipInfo) -> str | None:
    if entry.flag_bits & 1:
        return "it is locked with a password"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "this is a link; the file itself belongs there"
    if entry.file_size > max(_UNPACKED_FREE, entry.compress_size * _MOST_PACKED):
        return f"it unpacks to more than {_MOST_PACKED} times its size"
    return fault_of_path(entry.filename)


def _top_of(names: list[str]) -> str:
    """Return the folder in a zip that is the build, with its slash; "" for the zip itself."""
    tops = {
        name.removesuffix(DATASET)
        for name in names
        if name == DATASET or name.endswith(f"/{DATASET}")
    }
    # A build holds the data twice: as they are, and to be taken away from its site.
    tops = {top for top in tops if f"{top.removesuffix('site/')}" not in tops - {top}}
    if len(tops) != 1:
        found = "several builds; zip each alone" if tops else f"no {DATASET}; zip a build"
        raise LeftOut(f"this zip holds {found}")
    return tops.pop()


def _site_of(paths: Mapping[str, object]) -> Mapping[str, str]:
    """Return the files of a site by their paths on it; none where a build has no site."""
    if "site/index.html" in paths:
        top = "site/"
    elif "index.html" in paths and MANIFEST not in paths:
        top = ""
    else:
        return {}
    found = {path.removeprefix(top): path for path in paths if path.startswith(top)}
    return {name: path for name, path in sorted(found.items()) if name not in _NOTES}


def save_site(files: BuildFiles, writer: OutputWriter) -> None:
    """Put the site of a build where a writer writes; raise LeftOut for a name that will not do."""
    for name, path in files.site.items():
        try:
            writer.claim(name, "a page of the review")
        except BuildError as error:
            raise LeftOut(str(error)) from error
        files.save(path, name, writer)
