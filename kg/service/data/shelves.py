"""What is served of one review: its base, its site, and where this service has it.

A build has one shelf, at the top. A collection has one of its own there, and one for each review
below `reviews/`; the path of a review's own base leads to it as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

REVIEWS = "reviews/"


@dataclass(frozen=True)
class Shelf:
    """A base with its site; `prefix` is where it stands here: "" or `reviews/tea/`."""

    base: str
    site: Path | None = None
    prefix: str = ""

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Return where on the site each thing is shown: `errata/E001` → `errata.html#E001`."""
        path = self.site / "pages.json" if self.site is not None else None
        # Read when it is first asked for: of a thousand reviews, few are looked at.
        return dict(json.loads(path.read_bytes())) if path is not None and path.is_file() else {}

    @cached_property
    def things(self) -> Mapping[str, str]:
        """Return what each place of the site shows: `errata.html#E001` → `errata/E001`."""
        return {place: thing for thing, place in self.places.items()}

    def here(self, path: str) -> str:
        """Return the address here of a path on this shelf, which begins with a slash."""
        return f"/{self.prefix}{path.removeprefix('/')}"


class Shelves:
    """The shelves of a service: the one at the top, and those of reviews."""

    def __init__(self, top: Shelf, others: Sequence[Shelf] = ()) -> None:
        """Take the shelf at the top, and the others."""
        self.top = top
        self._by_prefix: dict[str, Shelf] = {}
        for shelf in others:
            # By the path of its own base too, as far as no other review has the same path.
            own = urlsplit(shelf.base).path.lstrip("/")
            if own and own not in self._by_prefix:
                self._by_prefix[own] = shelf
        self._by_prefix |= {shelf.prefix: shelf for shelf in others}
        self._by_base = {shelf.base: shelf for shelf in (*others, top)}
        # No folder of a path that is longer can be one: of long paths only the beginning is read.
        self._longest = max(map(len, self._by_prefix), default=0)
        self._longest_base = max(map(len, self._by_base))

    def find(self, path: str) -> tuple[Shelf, str]:
        """Return the shelf that a path of the service is on, and the path on it, with its slash."""
        name = path.lstrip("/")
        for end in _ends_of_folders(name[: self._longest]):
            shelf = self._by_prefix.get(name[:end])
            if shelf is not None:
                return shelf, f"/{name[end:]}"
        return self.top, path

    def find_by_iri(self, iri: str) -> Shelf | None:
        """Return the shelf below whose base an IRI is, or None."""
        folders = _ends_of_folders(iri[: self._longest_base])
        ends = (end for end in folders if iri[:end] in self._by_base)
        return next((self._by_base[iri[:end]] for end in ends), None)


def _ends_of_folders(text: str) -> list[int]:
    """Return where each folder of a path or an IRI ends, the longest first."""
    return [place + 1 for place in range(len(text) - 1, -1, -1) if text[place] == "/"]
