"""Names of citations and of parts of records, such as evidence lines: by what they are of.

A name by its place would be another one's as soon as somebody puts a part before it, and whoever
keeps an IRI would be led to the wrong part. `claims/x#from-A9` stays the line from A9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import Cell, Sources
from kg.paths import digest_of, slug_for_code, slug_of

_LONGEST = 40  # of a name made of words: enough to be recognised by


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


def part_of_words(words: str | int) -> str:
    """Return what names a part by words of ours: their slug, with a digest where it is cut.

    A lone number is `no-7`, so that it is no place, and not the seventh of equals either.
    """
    slug = slug_of(str(words))
    if len(slug) > _LONGEST:
        return f"{slug[:_LONGEST].rstrip('-')}-{digest_of(str(words))}"
    return f"no-{slug}" if slug.isdigit() else slug


def names_of_columns(labels: Iterable[str]) -> list[str]:
    """Return what names each column of a table at the end of a path: its label."""
    equals = Equals()
    return [equals.name(part_of_words(label)) for label in labels]


def names_of_rows(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """Return what names each row of a table: as many of its first cells as tell it apart.

    Rows that are told apart by the second cell are not called by the first alone, so that neither
    has a name that was the other's. Empty cells are passed over.
    """
    words = [[part_of_words(cell) for cell in row if cell is not None] or ["empty"] for row in rows]
    ways = [["-".join(one[: end + 1]) for end in range(len(one))] for one in words]
    met = Counter(way for one in ways for way in one)
    equals = Equals()
    return [equals.name(next((way for way in one if met[way] == 1), one[-1])) for one in ways]


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
