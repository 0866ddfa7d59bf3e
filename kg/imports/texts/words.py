"""Pandoc's inline nodes → plain words, as they stand in a text that people read.

What carries meaning keeps a mark (`^3–5^` for raised text, `~2~` for lowered, `$x$` for formulas);
what is only looks (bold, italics, colours) has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.imports.texts.pandoc import Node

# What stands around the inlines of a node: only where the words would mean something else without.
_FRAMES: Mapping[str, tuple[str, str]] = {
    "Superscript": ("^", "^"),
    "Subscript": ("~", "~"),
    "SingleQuote": ("‘", "’"),
    "DoubleQuote": ("“", "”"),
}
_FIXED: Mapping[str, str] = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
# How HTML within another format ends a line, in the cell of a table above all.
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Nodes whose inlines stand behind something else: keys, an address, attributes.
SECOND = frozenset({"Cite", "Link", "Image", "Span", "Quoted"})
# Spaces of any kind are one; what does not show is left out.
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"[\\^_{}]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def join_inlines(inlines: Iterable[Node], take_note: Callable[[Node], str] | None = None) -> str:
    """Return inline nodes as text; a note is left out, or what `take_note` gives for it."""
    return "".join(_text_of(one, take_note) for one in inlines)


def _text_of(node: Node, take_note: Callable[[Node], str] | None) -> str:
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "Str":
        return str(content)
    if kind == "RawInline":
        return "\n" if _BREAK.fullmatch(str(content[1]).strip()) else ""
    if kind in {"Code", "Math"}:
        return _formula(content[1]) if kind == "Math" else str(content[1])
    if kind == "Note":
        return take_note(node) if take_note else ""
    frame = content[0]["t"] if kind == "Quoted" else kind
    opening, closing = _FRAMES.get(frame, ("", ""))
    words = join_inlines(content[1] if kind in SECOND else content, take_note)
    if kind == "Cite" and not words:  # LaTeX's command, of which nothing is printed
        words = "; ".join(f"@{one['citationId']}" for one in content[0])
        # \citep stands in brackets, and so does a plain \cite; \citet is a part of its sentence.
        is_apart = content[0][0]["citationMode"]["t"] == "NormalCitation"
        words = f"[{words}]" if is_apart else words
    return f"{opening}{words}{closing}"


def _formula(math: str) -> str:
    """Return a formula as it is written, and a mere number or letter (`$n$`, `$-0.3$`) without."""
    return f"${math}$" if _MARKUP.search(math) else math.replace("-", "\N{MINUS SIGN}")


def join_blocks(blocks: Iterable[Node]) -> str:
    """Return the words of blocks on one line, as a cell of a table holds them."""
    return squeeze(" ".join(_line_of(block) for block in blocks))


def _line_of(block: Node) -> str:
    """Return the words of a block; of what no cell should hold (a rule, a table), none."""
    kind: str = block["t"]
    content: Any = block.get("c")
    if kind in {"Para", "Plain"}:
        return join_inlines(content)
    if kind == "Header":
        return join_inlines(content[2])
    if kind == "CodeBlock":
        return str(content[1])
    if kind == "LineBlock":
        return " ".join(join_inlines(line) for line in content)
    return "; ".join(filter(None, map(join_blocks, parts_of(block))))


def parts_of(block: Node) -> list[list[Node]]:
    """Return the lists of blocks that a quote, a figure, a division or a list is made of."""
    content: Any = block.get("c")
    match block["t"]:
        case "BlockQuote":
            return [content]
        case "Div" | "OrderedList":
            return [content[1]] if block["t"] == "Div" else list(content[1])
        case "BulletList":
            return list(content)
        case "Figure":
            return [content[2]]
        case "DefinitionList":
            return [blocks for _, definitions in content for blocks in definitions]
        case _:
            return []


def squeeze(text: str) -> str:
    """Return a text on one line: each run of white space a blank, and nothing that is unseen."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()


def join_meta(meta: Mapping[str, Node], name: str) -> list[str]:
    """Return the values of a field of a document's metadata, each on one line."""
    value = meta.get(name)
    return [] if value is None else [one for one in _values_of(value) if one]


def _values_of(value: Node) -> list[str]:
    content: Any = value["c"]
    match value["t"]:
        case "MetaInlines":
            return [squeeze(join_inlines(content))]
        case "MetaBlocks":
            return [join_blocks(content)]
        case "MetaList":
            return [text for one in content for text in _values_of(one)]
        case "MetaMap":  # as Quarto and journals have it: author: [{name: …, affiliation: …}]
            return _values_of(content["name"]) if "name" in content else []
        case _:
            return [str(content)]
