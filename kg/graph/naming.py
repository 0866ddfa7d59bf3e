"""Names of citations and of parts of records, such as evidence lines: by what they are of.

A name by its place would be another one's as soon as somebody puts a part before it, and whoever
keeps an IRI would be led to the wrong part. `claims/x#from-A9` stays the line from A9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.model import Sources
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


def names_of_mentions(mentions: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return the paths in the graph by those in the data, of paths, sections and sources in order.

    `mentions/12` of A9 in the section tea is `mentions/tea--A9`, the next `mentions/tea--A9--2`.
    """
    equals = Equals()
    return {
        path: equals.name(f"mentions/{section}--{part_of_code(source)}")
        for path, section, source in mentions
    }


def names_in_graph(sources: Sources) -> dict[str, str]:
    """Return what records are called in the graph that the data call by their place."""
    mentions = sorted(sources.mentions.mentions, key=lambda one: one.order)
    return names_of_mentions((one.path, one.section, one.source) for one in mentions)
