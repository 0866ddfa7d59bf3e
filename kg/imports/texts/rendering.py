"""Pandoc's tree → the plain text that a Word file or a web page is cited by, and its places.

The text is Markdown that anybody can read: `#` before headings, `|` between cells, `[^1]` for
notes, a paragraph a line. It depends on what the document says, not on how it looks nor on the
release of pandoc, so that the same document gives the same text again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.imports.texts.abstracts import HEADING, Abstract
from kg.imports.texts.documents import (
    Document,
    FoundTable,
    Heading,
    PlacedGrid,
    find_headings,
    find_tables,
)
from kg.imports.texts.grids import Grid
from kg.imports.texts.pandoc import Node, Tree
from kg.imports.texts.word.fields import MARK, Marks
from kg.imports.texts.words import join_blocks, join_inlines, join_meta, parts_of, squeeze


def render_marked(tree: Tree, *, is_marked: bool) -> tuple[Document, Mapping[int, tuple[int, int]]]:
    """Return the document of a tree with marks in it, and what stands between those of a number."""
    tables = {id(one.node): one for one in find_tables(tree.blocks)}
    writer = _Writer(tables, marks=Marks(is_marked))
    writer.write_front(tree)
    writer.write_blocks(tree.blocks)
    document = Document(writer.text, headings=writer.headings, tables=writer.grids)
    document.left, document.abstract = writer.left, writer.abstract
    return document, writer.marks.places


@dataclass(slots=True)
class _Writer:
    """Collects the text; each block ends with an empty line."""

    tables: dict[int, FoundTable]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    notes: list[Node] = field(default_factory=list)
    noted: int = 0
    headings: list[Heading] = field(default_factory=list)
    grids: list[PlacedGrid] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    abstract: Abstract | None = None
    marks: Marks = field(default_factory=Marks)

    @property
    def text(self) -> str:
        """Return all that was written, with one line end at the end."""
        return "".join(self.parts).rstrip("\n") + "\n"

    def put(self, text: str) -> int:
        """Write text as it is, without the marks in it; return where it begins."""
        start = self.length
        plain = self.marks.take(text, start)
        self.parts.append(plain)
        self.length += len(plain)
        return start

    def write_front(self, tree: Tree) -> None:
        """Write what a document says of itself before its body: title, authors, abstract."""
        title = " ".join(join_meta(tree.meta, "title"))
        named = {_bare(one.text) for one in find_headings(tree.blocks)}
        if title and _bare(title) not in named:
            authors = "; ".join(join_meta(tree.meta, "author"))
            self.put("".join(f"% {line}\n" for line in (title, authors) if line) + "\n")
        abstract = tree.meta.get("abstract", {"t": ""})
        if abstract["t"] == "MetaBlocks":
            self._write_abstract(abstract["c"])

    def write_blocks(self, blocks: Sequence[Node], before: str = "") -> None:
        """Write blocks, the first line after `before` (`- `), the others indented as far."""
        for number, block in enumerate(blocks):
            self._write_block(block, before if number == 0 else " " * len(before))
            self._write_notes()

    def _write_block(self, block: Node, before: str) -> None:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                self._write_lines(self._words(content), before)
            case "Header":
                self._write_heading(content)
            case "Table":
                self._write_table(block)
            case "CodeBlock":
                self._write_lines(content[1], before)
            case "LineBlock":
                self._write_lines("\n".join(map(self._words, content)), before)
            case "Div" if "abstract" in content[0][1] and self.abstract is None:
                self._write_abstract(content[1], before)
            case "Div":
                self.write_blocks(content[1], before)
            case "Figure":
                self.write_blocks(content[2], before)
                self._write_lines(join_blocks(content[1][1]), before)
            case "HorizontalRule" | "RawBlock":
                return
            case _:
                self._write_list(block, before)

    def _write_abstract(self, blocks: Sequence[Node], before: str = "") -> None:
        start = self.length
        heads = [one for one in blocks if one["t"] == "Div" and "abstract-title" in one["c"][0][1]]
        heading = join_blocks(heads[0]["c"][1]) if heads else HEADING
        self.write_blocks(blocks, before)
        self.abstract = Abstract(start, self.length, heading)

    def _write_list(self, block: Node, before: str) -> None:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind == "DefinitionList":
            for term, definitions in content:
                self._write_lines(self._words(term), before)
                for blocks in definitions:
                    self.write_blocks(blocks, f"{before}: ")
            return
        first = content[0][0] if kind == "OrderedList" else 1
        marks = {"BulletList": "- ", "BlockQuote": "> "}
        for number, blocks in enumerate(parts_of(block), start=first):
            self.write_blocks(blocks, before + marks.get(kind, f"{number}. "))

    def _words(self, inlines: list[Node]) -> str:
        text = join_inlines(inlines, self._take_note)
        return "\n".join(filter(None, map(squeeze, text.split("\n"))))

    def _take_note(self, note: Node) -> str:
        self.notes.append(note)
        return f"[^{self.noted + len(self.notes)}]"

    def _mark_notes(self, part: Any) -> None:
        """Put marks in the place of the notes of a table, which stand below it then."""
        for place, one in enumerate(part) if isinstance(part, list) else ():
            if isinstance(one, dict) and one.get("t") == "Note":
                part[place] = {"t": "Str", "c": self._take_note(one)}
            else:
                self._mark_notes(one.get("c") if isinstance(one, dict) else one)

    def _write_notes(self) -> None:
        """Write the notes of the block that was written last below it."""
        notes, self.notes = self.notes, []
        for note in notes:
            self.noted += 1
            self._write_lines(join_blocks(note["c"]), f"[^{self.noted}]: ")

    def _write_lines(self, text: str, before: str) -> None:
        lines = [line.rstrip() for line in text.split("\n")]
        if any(lines):
            indented = f"\n{' ' * len(before)}".join(lines)
            self.put(f"{before}{indented}\n\n")

    def _write_heading(self, content: list[Any]) -> None:
        level, attributes, inlines = content[0], content[1], content[2]
        text = squeeze(self._words(inlines))
        if text:
            start = self.put(f"{'#' * level} {text}\n\n")
            plain = squeeze(MARK.sub("", join_inlines(inlines)))
            self.headings.append(Heading(level, plain, attributes[0], start))

    def _write_table(self, block: Node) -> None:
        found = self.tables[id(block)]
        grid = found.read()
        if isinstance(grid, str):
            self.left.append(f"a table near '{found.line_above[:40]}': {grid}")
            self._write_lines(join_blocks(block["c"][1][1]), "")
            return
        caption = "" if grid.caption == found.line_above else grid.caption
        self._write_lines(caption, "Table: ")
        self._mark_notes(block["c"][3:])
        start = self.put("\n".join(_lines_of(found.read_marked(grid))))
        self.grids.append(PlacedGrid(grid, start, self.length))
        self.put("\n\n")


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _lines_of(grid: Grid) -> list[str]:
    rows = [[("" if cell is None else str(cell)) for cell in row] for row in grid.rows]
    lines = [list(grid.columns), ["---"] * len(grid.columns), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
