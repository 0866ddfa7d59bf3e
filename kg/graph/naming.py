"""Names of the parts of records, such as the evidence lines of a claim: by what they are of.

A name by its place would be another one's as soon as somebody puts a part before it, and whoever
keeps an IRI would be led to the wrong part. `claims/x#from-A9` stays the line from A9.
"""

from __future__ import annotations

from collections import Counter

from kg.paths import slug_for_code, slug_of


class Equals:
    """Names parts of a record; of several that are of the same thing, each has its number."""

    def __init__(self) -> None:
        """Begin with no part."""
        self._met: Counter[str] = Counter()

    def name(self, stem: str, *what: str) -> str:
        """Return the path of the next part at a stem that is of something: `claims/x#from-A9`."""
        path = "-".join((stem, *what))
        self._met[path] += 1
        # Two hyphens stand in no slug, so that no other thing can have this name.
        return path if self._met[path] == 1 else f"{path}--{self._met[path]}"


def part_of_path(path: str) -> str:
    """Return what names a record at the end of a path: `tips-12` for `tips/12`."""
    kind, _, name = path.partition("/")
    return f"{kind}-{slug_of(name)}"


def part_of_code(code: str) -> str:
    """Return what names a source at the end of a path."""
    return slug_for_code(code)
