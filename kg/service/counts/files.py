"""Tables of counts in files, so that all workers have what one of them has counted, and later ones.

A folder holds the tables of one state of some data, and no other: who names the folder sees to
that.  A file is written beside and moved in, so that it is there whole or not at all; one that
cannot be read is as good as none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyoxigraph as ox

from kg.service.counts.patterns import TableName
from kg.service.counts.tables import Groups, Term

# Whoever may ask can have tables made: the oldest goes for the newest.
MOST_FILES = 200
_SUFFIX = ".json"


class Place(NamedTuple):
    """Where a variable stands: in which of the patterns of a table."""

    pattern: int
    variable: str


class Piece(NamedTuple):
    """The part of a table that one slice of the data has."""

    groups: Groups
    own: frozenset[Place]
    """Where all terms of a variable are the slice's own; "" where there is nothing at all."""


class _File(msgspec.Struct, array_like=True):
    """What a file holds: terms are written as in N-Triples, and rows name them by their places."""

    name: TableName
    terms: list[str]
    rows: list[tuple[list[int], list[int]]]
    own: list[Place]


class CountFiles:
    """The tables in a folder, which is made when there is something to keep."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._folder = folder

    def read(self, name: TableName) -> Piece | None:
        """Read a table, whole or of a slice; return None where there is no such file."""
        found = _read_file(self._path_of(name))
        if found is None or found.name != name:
            return None
        try:
            terms = _parse_terms(found.terms)
            groups = {
                tuple(terms[place] for place in places): tuple(numbers)
                for places, numbers in found.rows
            }
            return Piece(groups, frozenset(found.own))
        except (SyntaxError, IndexError):
            return None

    def write(self, name: TableName, groups: Groups, own: frozenset[Place] = frozenset()) -> bool:
        """Keep a table; return whether the file gives it back as it is."""
        known: dict[Term, int] = {}
        rows = [
            ([known.setdefault(term, len(known)) for term in group], list(numbers))
            for group, numbers in groups.items()
        ]
        path = self._path_of(name)
        self._folder.mkdir(parents=True, exist_ok=True)
        work = path.with_name(f".{os.getpid()}-{path.name}")
        content = _File(name, [str(term) for term in known], rows, sorted(own))
        work.write_bytes(msgspec.json.encode(content))
        work.rename(path)
        self._remove_oldest()
        if self.read(name) != (groups, own):
            path.unlink(missing_ok=True)
            return False
        return True

    def list_names(self) -> list[TableName]:
        """Return the names of all tables."""
        found = map(_read_file, sorted(self._folder.glob(f"*{_SUFFIX}")))
        return [one.name for one in found if one is not None]

    def has(self, name: TableName) -> bool:
        """Tell whether there is a file for a table."""
        return self._path_of(name).is_file()

    def _path_of(self, name: TableName) -> Path:
        digest = hashlib.sha256(msgspec.json.encode(name)).hexdigest()
        return self._folder / f"{digest[:32]}{_SUFFIX}"

    def _remove_oldest(self) -> None:
        paths = list(self._folder.glob(f"*{_SUFFIX}"))
        if len(paths) > MOST_FILES:
            min(paths, key=lambda path: path.stat().st_mtime_ns).unlink(missing_ok=True)


def _read_file(path: Path) -> _File | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError):
        return None


def _parse_terms(texts: Sequence[str]) -> list[Term]:
    """Parse terms all at once: one by one they would take longer."""
    lines = "".join(f"<x:s> <x:p> {text} .\n" for text in texts).encode()
    quads: Iterable[ox.Quad] = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return [quad.object for quad in quads]
