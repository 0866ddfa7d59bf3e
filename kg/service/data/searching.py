"""The full-text indexes of a collection: which there are, and what they hold of some words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.fulltext import Found, find_entries

# As `kg collect` writes them into a build.
_FOLDER, _LIST = "search", "search.json"


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a review, and where its pages begin; the collection's own has no `review`."""

    path: Path
    review: str
    short: str
    start: str


@dataclass(frozen=True, slots=True)
class Searching:
    """The indexes by the names of their files; `static` is whether the site needs no service."""

    indexes: Mapping[str, Index]
    static: bool

    def find(self, terms: list[str], review: str, most: int, seconds: float) -> Found:
        """Return what all indexes hold of some terms, or that of one review.

        Raises OutOfTimeError.
        """
        asked = {
            name: index.path for name, index in self.indexes.items() if review in ("", index.review)
        }
        return find_entries(asked, terms, most, seconds)


def read_searching(folder: Path) -> Searching | None:
    """Read which indexes a build has; None for a build that is no collection."""
    path = folder / _FOLDER / _LIST
    if not path.is_file():
        return None
    told = json.loads(path.read_bytes())
    indexes = {name: Index(folder / _FOLDER / name, **one) for name, one in told["indexes"].items()}
    return Searching(indexes, told["static"])
