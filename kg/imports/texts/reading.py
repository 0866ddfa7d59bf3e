"""A file of any kind that is read → its document: the text, and what stands where in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.errors import Location, Problem
from kg.imports.texts.code import find_inclusions, set_code_apart
from kg.imports.texts.documents import Document, Heading, find_headings, find_tables
from kg.imports.texts.kinds import TextKind
from kg.imports.texts.pandoc import Tree, Unreadable, parse_with_pandoc
from kg.imports.texts.places import (
    find_marked_headings,
    find_marked_tables,
    place_headings,
    place_tables,
)
from kg.imports.texts.rendering import render_document
from kg.imports.texts.words import join_meta

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Not text: what an editor would not show either, but for tabs, line ends and page ends.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_END_OF_LATEX = "\\end{document}"
_CODE = "IMP006"


def read_document(content: bytes, kind: TextKind, shown: str) -> Document | Problem:
    """Read the bytes of a text; raise UsageError where pandoc is missing."""
    if kind.marks:
        return _read_marked(content, kind, shown)
    tree = parse_with_pandoc(content, kind.reader)
    if isinstance(tree, Unreadable):
        return Problem(Location(shown), _CODE, tree.message)
    document = render_document(tree)
    if not document.text.strip():
        return Problem(Location(shown), _CODE, "there are no words in it; is it the right file?")
    _take_metadata(document, tree)
    document.left += _losses_of(tree)
    return _with_title_of_its_own(document)


def _read_marked(content: bytes, kind: TextKind, shown: str) -> Document | Problem:
    text = _decode(content, shown)
    if isinstance(text, Problem):
        return text
    code = set_code_apart(text) if kind.marks == "markdown" else None
    tree = parse_with_pandoc((code.text if code else text).encode(), kind.reader)
    if isinstance(tree, Unreadable):
        return Problem(Location(shown, tree.line, tree.column), _CODE, tree.message)
    document = Document(text)
    _take_metadata(document, tree)
    document.left += code.left if code else ()
    document.left += [
        f"{name} is taken in by the text and was not followed; join the files into one first"
        for name in find_inclusions(text)
    ]
    _place_parts(document, tree, kind)
    document.left += _losses_of(tree)
    return _with_title_of_its_own(document)


def _place_parts(document: Document, tree: Tree, kind: TextKind) -> None:
    text, marked = document.text, find_marked_headings(document.text, kind.marks)
    if kind.marks == "plain":
        document.headings = marked
    else:
        placed = place_headings(find_headings(tree.blocks), marked)
        document.headings = [one for one in placed if one.start >= 0]
        document.left += [
            f"the heading '{one.text[:60]}': its place in the text was not found"
            for one in placed
            if one.start < 0
        ]
    places = find_marked_tables(text, kind.marks)
    document.tables, left = place_tables([*find_tables(tree.blocks)], text, places)
    document.left += left
    if kind.marks == "latex" and _END_OF_LATEX in text:
        document.end = text.rindex(_END_OF_LATEX)


def _decode(content: bytes, shown: str) -> str | Problem:
    """Return a text with plain line ends and without a byte order mark."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Location(shown), _CODE, "this is UTF-16; save the file as UTF-8")
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(Location(shown, line), _CODE, "this is not UTF-8; save the file as UTF-8")
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        message = f"a character that no text has (U+{ord(control[0]):04X}); is this a text at all?"
        return Problem(Location(shown, line), _CODE, message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _take_metadata(document: Document, tree: Tree) -> None:
    """Take title, authors and date, where the document says them of itself."""
    document.title = " ".join(join_meta(tree.meta, "title"))
    authors = join_meta(tree.meta, "author") or join_meta(tree.meta, "author-meta")
    document.authors = tuple(authors)
    dates = join_meta(tree.meta, "date") or join_meta(tree.meta, "date-meta")
    year = _YEAR.search(" ".join(dates))
    document.date = year[0] if year else ""


def _with_title_of_its_own(document: Document) -> Document:
    """Take the first heading for the title, where it is the only one of its level and the top."""
    first, *rest = document.headings or [Heading(0, "")]
    if rest and all(one.level > first.level for one in rest):
        document.title = document.title or first.text
        if _same_words(document.title, first.text):
            document.headings = [replace(one, level=one.level - first.level) for one in rest]
    return document


def _same_words(one: str, other: str) -> bool:
    bare: Callable[[str], str] = lambda text: "".join(filter(str.isalnum, text.casefold()))  # noqa: E731
    return bare(one) == bare(other)


def _losses_of(tree: Tree) -> list[str]:
    """Return what is seen in the document and has no place in a text."""
    found = str(tree.blocks)
    pictures = found.count("{'t': 'Image'")
    left = (
        [f"{pictures} picture{'s' if pictures > 1 else ''}: the captions came"] if pictures else []
    )
    raw = found.lower().count("'<table")
    if raw:
        left.append(f"{raw} table{'s' if raw > 1 else ''} written in HTML within the Markdown")
    return left
