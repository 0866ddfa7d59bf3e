"""What every kind of text comes down to: plain text, and where headings and tables stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.imports.texts.abstracts import Abstract
from kg.imports.texts.grids import Grid, read_grid
from kg.imports.texts.headings import Said, say_heading
from kg.imports.texts.pandoc import Node
from kg.imports.texts.word.fields import MARK, without_marks
from kg.imports.texts.words import join_inlines, parts_of, squeeze
from kg.sources.places.cited import Cited

# In Word and in web pages a caption is often a paragraph above the table: `Table 2. Effects`.
_CAPTION = re.compile(
    r"(?:(?:supplementa(?:ry|l)|suppl?\.?|appendix|online|additional)\s+|e)?"
    r"(?:tab(?:le|elle|leau|la|l)|tabell?)\s*[A-Z]?[0-9]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `start` is its first code point in the text; -1 as long as it is not found."""

    level: int
    text: str
    id: str = ""
    start: int = -1


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table and the code points of the text that it takes up."""

    grid: Grid
    start: int
    end: int


@dataclass(slots=True)
class Document:
    """A text that has been read; `left` tells what of it did not come along, and why."""

    text: str
    # How the text is marked, and how it cites, as far as can be seen.
    marks: str = ""
    style: str = ""
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    headings: list[Heading] = field(default_factory=list)
    tables: list[PlacedGrid] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    # Where its abstract stands, if the file says that it is one.
    abstract: Abstract | None = None
    # How its pages are numbered (`i-xii`, `1-240`), where form feeds part them.
    pages: tuple[str, ...] = ()
    # Whether the file itself numbers them, or they are only counted.
    says_pages: bool = False
    # The files of references that the text names, as it names them.
    bibliography: tuple[str, ...] = ()
    # The list of references that a LaTeX file has in itself (`thebibliography`).
    printed_list: str = ""
    # The references that a Markdown file has in its head, as CSL-JSON.
    head_list: str = ""
    # The files that the text took in.
    files: list[Path] = field(default_factory=list)
    # What a Word file itself says that its citations cite.
    cited: Cited = field(default_factory=Cited)
    # Where the body ends: what follows in a LaTeX file is for its program.
    end: int = -1


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table in pandoc's tree; what holds it may name it, and the line above be its caption."""

    node: Node
    label: str = ""
    line_above: str = ""

    def read(self) -> Grid | str:
        """Return it as a grid, or why it is none that can be entered."""
        grid = read_grid(without_marks(self.node), self.label)
        if isinstance(grid, Grid) and not grid.caption and _CAPTION.match(self.line_above):
            return replace(grid, caption=self.line_above)
        return grid

    def read_marked(self, grid: Grid) -> Grid:
        """Return the grid that was read with the marks in its cells, where they change no shape."""
        marked = read_grid(self.node, self.label)
        if isinstance(marked, Grid) and _shape_of(marked) == _shape_of(grid):
            return replace(grid, columns=marked.columns, rows=marked.rows)
        return grid


def find_headings(blocks: list[Node]) -> list[Heading]:
    """Return the headings of a tree in reading order, those in lists and quotes left out."""
    return [heading for heading, _ in _headers_of(blocks)]


def say_headings(blocks: list[Node]) -> list[Said]:
    """Return what each of those headings says without what it cites."""
    return [say_heading(inlines) for _, inlines in _headers_of(blocks)]


def _headers_of(blocks: list[Node]) -> Iterator[tuple[Heading, list[Node]]]:
    for level, attributes, inlines in (one["c"] for one in _walk(blocks) if one["t"] == "Header"):
        text = squeeze(join_inlines(inlines))
        if text:
            yield Heading(level, text, attributes[0]), inlines


def find_tables(blocks: list[Node], label: str = "", above: str = "") -> Iterator[FoundTable]:
    """Yield the tables of a tree in reading order; `above` is the line before them."""
    for block in blocks:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind == "Table":
            yield FoundTable(block, label, above)
        elif kind == "Div":
            yield from find_tables(content[1], content[0][0], above)
        elif kind == "Figure":
            yield from find_tables(content[2], content[0][0])
        else:
            for part in parts_of(block):
                yield from find_tables(part)
        above = _line_of(kind, content)


def _line_of(kind: str, content: Any) -> str:
    """Return the words of a paragraph or a heading, which may be the caption of what follows."""
    inlines = content[2] if kind == "Header" else content if kind in {"Para", "Plain"} else []
    return squeeze(MARK.sub("", join_inlines(inlines)))


def _shape_of(grid: Grid) -> tuple[int, int]:
    return len(grid.columns), len(grid.rows)


def _walk(blocks: list[Node]) -> Iterator[Node]:
    for block in blocks:
        yield block
        if block["t"] == "Div":
            yield from _walk(block["c"][1])
