"""A web page's tree → that of the document in it: its title block read, its menus left out.

R Markdown, Quarto and pandoc write a block of headings for title, authors and date, and a list of
links to the sections. Neither is a part of the review: no section begins there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.imports.texts.pandoc import Node, Tree
from kg.imports.texts.web.articles import (
    is_hidden,
    join_captions,
    main_part,
    read_entries,
    read_label,
)
from kg.imports.texts.web.notes import take_notes
from kg.imports.texts.words import join_inlines, parts_of, squeeze

_TITLE_BLOCKS = frozenset({"title-block-header", "header"})
# What a heading of the title block says, by its class.
_CLASSES = ("title", "subtitle", "author", "date")
# Field of a document → what publishers and catalogues call it in `<meta name="…">`.
_NAMES = {
    "date": (
        "dcterms.date", "citation_publication_date", "citation_date", "citation_online_date",
        "dc.date", "DC.Date", "DC.date", "dcterms.issued", "article:published_time",
    ),
    "author": ("citation_author", "dcterms.creator", "dc.creator", "DC.Creator", "DC.creator"),
}  # fmt: skip
_LISTS = frozenset({"BulletList", "OrderedList"})
_NUMBER = re.compile(r"\[[0-9]{1,4}\]|\(?[0-9]{1,4}[.)]")


def read_page(tree: Tree) -> Tree:
    """Return the document of a page; what the page says by other names is metadata, too."""
    meta = dict(tree.meta)
    for field, names in _NAMES.items():
        found = next((meta[name] for name in names if name in meta), None)
        if found is not None:
            meta.setdefault(field, found)
    block = [one for one in _walk(tree.blocks) if _is_title_block(one)]
    for field in _CLASSES:
        said = [one["c"][2] for one in _walk(block) if _class_of(one) == field]
        if said:
            values = [{"t": "MetaInlines", "c": inlines} for inlines in said]
            meta.setdefault(field, {"t": "MetaList", "c": values})
    # What a publisher tells catalogues is the title; that of the page names the site, too.
    if "citation_title" in meta:
        meta["title"] = meta["citation_title"]
    blocks = main_part(take_notes(tree.blocks))
    return Tree(meta, [*_body_of(blocks, in_title=False)], tree.warnings)


def _walk(blocks: list[Node]) -> Iterator[Node]:
    for block in blocks:
        yield block
        if block["t"] == "Div":
            yield from _walk(block["c"][1])


def _is_title_block(block: Node) -> bool:
    return block["t"] == "Div" and block["c"][0][0] in _TITLE_BLOCKS


def _class_of(block: Node) -> str:
    """Return what a heading of a title block is, its title or an author, say."""
    classes = block["c"][1][1] if block["t"] == "Header" else []
    return next((name for name in _CLASSES if name in classes), "")


def _body_of(blocks: list[Node], *, in_title: bool) -> Iterator[Node]:
    """Yield the blocks without menus; headings of the title block are lines, or said before it."""
    for block in join_captions(blocks):
        content: Any = block.get("c")
        if _is_menu(block) or is_hidden(block):
            continue
        if block["t"] == "Div":
            inner = [*_body_of(content[1], in_title=in_title or _is_title_block(block))]
            yield {"t": "Div", "c": [content[0], _with_number(inner)]}
        elif in_title and _class_of(block):
            # The title and those who wrote it stand at the head of every text already.
            if _class_of(block) in {"subtitle", "date"}:
                yield {"t": "Para", "c": content[2]}
        else:
            yield from read_entries(read_label(block))


def _with_number(blocks: list[Node]) -> list[Node]:
    """Return the blocks of a division; the number of an entry that stands beside it is its first.

    Styles set `[1]` into a division of its own, left of the entry.
    """
    flat = [inner for one in blocks for inner in (one["c"][1] if one["t"] == "Div" else [one])]
    if len(flat) < 2 or not all(one["t"] in {"Para", "Plain"} for one in flat[:2]):  # noqa: PLR2004
        return blocks
    if _NUMBER.fullmatch(squeeze(join_inlines(flat[0]["c"]))) is None:
        return blocks
    line = [*flat[0]["c"], {"t": "Space"}, *flat[1]["c"]]
    return [{"t": "Para", "c": line}, *flat[2:]]


def _is_menu(block: Node) -> bool:
    """Say whether a block is a list of nothing but links to places of the page itself."""
    if block["t"] not in _LISTS:
        return False
    inner = [one for part in parts_of(block) for one in part]
    return bool(inner) and all(_is_menu(one) or _is_link_within(one) for one in inner)


def _is_link_within(block: Node) -> bool:
    content: Any = block.get("c")
    if block["t"] not in {"Plain", "Para"}:
        return False
    links = [one for one in content if one["t"] == "Link"]
    words = squeeze(join_inlines(one for one in content if one["t"] != "Link"))
    return bool(links) and not words and all(one["c"][2][0].startswith("#") for one in links)
