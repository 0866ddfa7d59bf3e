"""RDF files as bytes: unpacked, digested as they are read, and bounded.

A small file can ask for more memory or time than there is: entities that multiply, brackets
50,000 deep, a gigabyte of one letter in a megabyte of gzip.  What can be counted is counted here,
before the engine sees it; the rest ends with the limits of the loading process.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol, cast
from xml.parsers import expat

import pyoxigraph as ox

MOST_NESTING = 1000
"""Brackets or elements open at once: the engine's time or memory grows with the square of it."""
UNPACKED_FREE = 256 << 20
UNPACK_RATIO = 200
"""RDF packs to a tenth or a fiftieth; what packs better than this is mostly one thing repeated."""
AMPLIFIED = 43
"""expat's XML_ERROR_AMPLIFICATION_LIMIT_BREACH, which has no name in Python 3.11."""
READ_BYTES = 1 << 20
BRACKETS = re.compile(rb"[\[{]++|[\]}]++")


class LoadError(Exception):
    """A file that cannot be loaded; the text says where and why, for the user."""


def describe_fault(path: Path, code: str, message: str, line: int = 1, column: int = 1) -> str:
    """Return the line that tells of a fault in a file."""
    return f"{path}:{line}:{column}: {code} {' '.join(message.split())}"


class Source(Protocol):
    """Something to read bytes from."""

    def read(self, size: int = -1, /) -> bytes:
        """Read up to so many bytes."""


class Digested:
    """A file whose bytes are digested as they are read."""

    def __init__(self, source: Source) -> None:
        """Take the open file."""
        self.size = 0
        self._source = source
        self._digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        data = self._source.read(size)
        self.size += len(data)
        self._digest.update(data)
        return data

    def digest(self) -> bytes:
        """Return the digest of what has been read."""
        return self._digest.digest()


class Unpacked:
    """What a packed file holds; it may be much larger, but not without measure."""

    def __init__(self, packed: Digested) -> None:
        """Take the packed bytes."""
        self._packed = packed
        self._unpacked = gzip.GzipFile(fileobj=cast("IO[bytes]", packed), mode="rb")
        self._size = 0

    def read(self, size: int = -1, /) -> bytes:
        """Read on; raise LoadError when too much has come out of too little."""
        data = self._unpacked.read(size)
        self._size += len(data)
        if self._size > max(UNPACKED_FREE, self._packed.size * UNPACK_RATIO):
            raise LoadError(
                f"it unpacks to more than {UNPACK_RATIO} times its size; "
                "if that is right, unpack it and give the file itself"
            )
        return data


class Nested:
    """JSON that is read, with its brackets counted."""

    def __init__(self, source: Source) -> None:
        """Take the bytes of a JSON document."""
        self._source = source
        self._depth = 0
        self._in_string = False
        self._broken = b""

    def read(self, size: int = -1, /) -> bytes:
        """Read on; raise LoadError when too many brackets are open."""
        data = self._source.read(size)
        text = (self._broken + data).replace(b"\\\\", b"").replace(b'\\"', b"")
        # An escape may be cut in two by the end of a piece.
        self._broken = b"\\" if text.endswith(b"\\") else b""
        for part in text.split(b'"'):
            if not self._in_string:
                self._count(part)
            self._in_string = not self._in_string
        # There is one quote less than there are parts.
        self._in_string = not self._in_string
        return data

    def _count(self, text: bytes) -> None:
        for match in BRACKETS.finditer(text):
            run = match.group()
            self._depth += len(run) if run[:1] in b"[{" else -len(run)
            if self._depth > MOST_NESTING:
                raise LoadError(nests_too_deep("brackets"))


def nests_too_deep(what: str) -> str:
    """Say that something nests too deep."""
    return (
        f"more than {MOST_NESTING} {what} stand inside one another; "
        "write the nested things side by side, with an @id or rdf:about each"
    )


class Reading:
    """One file being read for the engine; what went wrong in reading is kept for whoever asks."""

    def __init__(self, source: Source, digested: Digested) -> None:
        """Take the bytes as the engine shall have them, and those of the file."""
        self.fault: Exception | None = None
        self._source = source
        self._digested = digested

    def read(self, size: int = -1, /) -> bytes:
        """Read on; the engine may pass an error on as one of its own, so it is kept as well."""
        try:
            return self._source.read(size)
        except (LoadError, OSError, EOFError, zlib.error) as error:
            self.fault = error
            raise

    def digest(self) -> bytes:
        """Return the digest of the file's bytes."""
        return self._digested.digest()


def read_rest(source: Source) -> None:
    """Read what the engine has left, so that a digest is that of the whole file."""
    while source.read(READ_BYTES):
        pass


@contextmanager
def open_reading(path: Path, rdf_format: ox.RdfFormat) -> Iterator[Reading]:
    """Open a file to be read once; raise LoadError where it is no plain file."""
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise LoadError("it is no plain file; give the path of a file")
    with path.open("rb") as stream:
        digested = Digested(stream)
        source: Source = Unpacked(digested) if path.suffix.lower() == ".gz" else digested
        if rdf_format == ox.RdfFormat.JSON_LD:
            source = Nested(source)
        yield Reading(source, digested)


def check_elements(source: Source) -> None:
    """Raise LoadError where XML nests too deep, or where its entities multiply without measure.

    Whether it is well-formed is left to the engine.
    """
    depth = 0

    def open_element(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_NESTING:
            raise LoadError(nests_too_deep("elements"))

    def close_element(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    try:
        while data := source.read(READ_BYTES):
            parser.Parse(data)
    except expat.ExpatError as error:
        if error.code == AMPLIFIED:
            raise LoadError(
                "its entities stand for a hundred times the text there is; "
                "write the text itself in their place"
            ) from error
