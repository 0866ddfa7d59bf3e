"""A file of any kind that is read → its document: the text, and what stands where in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.errors import Location, Problem
from kg.imports.texts.authors import find_authors
from kg.imports.texts.characters import decode_any
from kg.imports.texts.code import set_code_apart
from kg.imports.texts.csllists import find_csl_list, render_csl_list
from kg.imports.texts.documents import (
    Document,
    Heading,
    PlacedGrid,
    find_headings,
    find_tables,
    say_headings,
)
from kg.imports.texts.grids import Grid
from kg.imports.texts.headings import say_heading
from kg.imports.texts.joining import join_files
from kg.imports.texts.kinds import TextKind
from kg.imports.texts.latex.tables import find_printed_list, simplify_tables
from kg.imports.texts.myst import read_as_pandoc
from kg.imports.texts.pandoc import Tree, Unreadable, parse_with_pandoc, references_in
from kg.imports.texts.pdf.pages import read_pdf
from kg.imports.texts.places import (
    find_marked_headings,
    find_marked_tables,
    find_tags,
    place_headings,
    place_tables,
)
from kg.imports.texts.rendering import render_marked
from kg.imports.texts.rules import set_rules_apart
from kg.imports.texts.styles import guess_style
from kg.imports.texts.web.articles import tell_around
from kg.imports.texts.web.pages import read_page
from kg.imports.texts.word.fields import MarkedFile, mark_citations, without_marks
from kg.imports.texts.word.losses import tell_lost
from kg.imports.texts.word.works import collect_cited
from kg.imports.texts.words import join_meta
from kg.sources.citations.masks import FRONT
from kg.sources.citations.textreferences import say_text_references
from kg.sources.latex.expansion import expand_macros
from kg.sources.latex.glossaries import say_terms

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_END_OF_LATEX = "\\end{document}"
_DRAWN = "\\begin{tikzpicture}"
_PART = re.compile(r"\((?:APPENDIX|PART\*?)\)\s+")
_ID_OF_PART = re.compile(r"^(?:appendix|part)-(?=.)")
_NOTES = "\\begin{tablenotes}"
_CODE = "IMP006"
_BEGUN = re.compile(r"---[ \t]*\n[A-Za-z_][\w-]*:(?:[ \t]|\n)")
_OPEN_HEAD = (
    "line 1 begins a head (---) that nothing ends: title, authors and references in it were not "
    "read, and it counts as text; write --- on a line of its own below it"
)


def read_document(
    content: bytes, kind: TextKind, shown: str, folder: Path | None = None
) -> Document | Problem:
    """Read the bytes of a text; raise UsageError where pandoc, or for a PDF pypdf, is missing.

    `folder` is where files lie that the text may take in.
    """
    if not kind.reader:
        pdf = read_pdf(content)
        return Problem(Location(shown), _CODE, pdf.message) if isinstance(pdf, Unreadable) else pdf
    if kind.marks:
        return _read_marked(content, kind, shown, folder)
    marked = mark_citations(content) if kind.name == "Word" else MarkedFile(content)
    tree = parse_with_pandoc(marked.content, kind.reader)
    if isinstance(tree, Unreadable):
        return Problem(Location(shown), _CODE, tree.message)
    around = tell_around(content) if kind.reader.startswith("html") else []
    tree = read_page(tree) if kind.reader.startswith("html") else tree
    document, places = render_marked(tree, is_marked=bool(marked.fields))
    document.cited, unread = collect_cited(marked, places, document.text)
    document.left += unread
    tree = replace(tree, meta=without_marks(tree.meta)) if marked.fields else tree
    if not document.text.strip():
        return Problem(Location(shown), _CODE, "there are no words in it; is it the right file?")
    _take_metadata(document, tree)
    if document.cited.places:  # what it prints may look like no style
        document.style = document.style or "author-year"
    lost = tell_lost(content) if kind.name == "Word" else []
    document.left += [*around, *lost, *_losses_of(tree)]
    return _with_title_of_its_own(document)


def _read_marked(
    content: bytes, kind: TextKind, shown: str, folder: Path | None
) -> Document | Problem:
    decoded = decode_any(content)
    if isinstance(decoded, Unreadable):
        return Problem(Location(shown, decoded.line), _CODE, decoded.message)
    joined = join_files(decoded, kind.marks, folder, Path(shown))
    text = joined.text
    is_markdown = kind.marks == "markdown"
    code = set_code_apart(set_rules_apart(say_text_references(text))) if is_markdown else None
    read = read_as_pandoc(code.text) if code else text
    read = say_terms(simplify_tables(text), text) if kind.marks == "latex" else read
    tree = parse_with_pandoc(read.encode(), kind.reader)
    if isinstance(tree, Unreadable):
        place = Location(shown) if joined.files else Location(shown, tree.line, tree.column)
        return Problem(place, _CODE, tree.message)
    document = Document(text, marks=kind.marks, files=joined.files)
    _take_metadata(document, tree)
    document.left += [_OPEN_HEAD] if is_markdown and _is_head_open(text) else []
    document.left += code.left if code else ()
    document.left += joined.left
    _place_parts(document, tree, kind)
    document.left += _losses_of(tree)
    # LaTeX has a command for the title: its first section is one, however alone it stands.
    return document if kind.marks == "latex" else _with_title_of_its_own(document)


def _is_head_open(text: str) -> bool:
    """Return whether a text begins as a head of YAML does, and nothing ends that."""
    return bool(_BEGUN.match(text)) and not FRONT.match(text)


def _place_parts(document: Document, tree: Tree, kind: TextKind) -> None:
    text = document.text
    _place_headings(document, tree)
    places, found = find_marked_tables(text, kind.marks), [*find_tables(tree.blocks)]
    document.tables, left = place_tables(found, text, places)
    document.left += left
    if kind.marks == "markdown":
        _take_tags(document)
    if kind.marks == "latex" and len(found) < len(places):
        document.left += _unread_tables(document, places)
    drawn = text.count(_DRAWN) if kind.marks == "latex" else 0
    if drawn:
        document.left.append(
            f"pictures drawn in the text ({drawn}): the captions came; enter what they count, a "
            "search flow in data/flow.yaml"
        )
    noted = text.count(_NOTES) if kind.marks == "latex" else 0
    if noted:
        document.left.append(
            f"notes below tables ({noted}): they do not come in; where one changes what figures "
            "mean, say so in the note of the table, in words of your own"
        )
    if kind.marks == "latex":
        _set_list_apart(document)
        if _END_OF_LATEX in text:
            document.end = text.rindex(_END_OF_LATEX)


def _place_headings(document: Document, tree: Tree) -> None:
    """Take the headings that have a place, without what they cite."""
    marked = find_marked_headings(document.text, document.marks)
    if document.marks == "plain":
        document.headings = marked
        return
    placed = place_headings(find_headings(tree.blocks), marked)
    said = [
        (_without_part(replace(one, text=words.text)), words.keys)
        for one, words in zip(placed, say_headings(tree.blocks), strict=True)
    ]
    document.headings = [one for one, _ in said if one.start >= 0]
    document.left += [
        f"the heading '{one.text[:60]}' holds a key of the text ({', '.join(keys)}): write it "
        "in data/sections.yaml as it is printed"
        for one, keys in said
        if keys and one.start >= 0
    ]
    document.left += [
        f"the heading '{one.text[:60]}': its place in the text was not found"
        for one in placed
        if one.start < 0
    ]


def _without_part(heading: Heading) -> Heading:
    """Return a heading without the sign by which bookdown knows parts: `(APPENDIX) Appendix`."""
    bare = _PART.sub("", heading.text)
    if not bare or bare == heading.text:
        return heading
    return replace(heading, text=bare, id=_ID_OF_PART.sub("", heading.id))


def _set_list_apart(document: Document) -> None:
    """Take the list of references that a LaTeX text has in itself, as a section of its own."""
    place, of_pandoc = find_printed_list(document.text), find_csl_list(document.text)
    if place is None and of_pandoc is None:
        return
    start, end = place or of_pandoc or (0, 0)
    listed = expand_macros(document.text[start:end], document.text)
    document.printed_list = f"{listed if place else render_csl_list(listed)}\n"
    before = [one for one in document.headings if one.start < start]
    prose = document.text[before[-1].start : start].partition("}")[2] if before else ""
    if prose.strip():  # the head that LaTeX prints, unless the text has one of its own
        top = min(one.level for one in document.headings)
        later = document.headings[len(before) :]
        document.headings = [*before, Heading(top, "References", "references", start), *later]


def _take_tags(document: Document) -> None:
    """Take the tables that a Markdown text has in HTML, where each gives one."""
    places = find_tags(document.text)
    if not places:
        return
    tree = parse_with_pandoc(
        "\n".join(document.text[slice(*one)] for one in places).encode(), "html"
    )
    found = [] if isinstance(tree, Unreadable) else [*find_tables(tree.blocks)]
    grids = [one.read() for one in found] if len(found) == len(places) else []
    told = "not read; enter it by hand"
    for place, grid in zip(places, grids or [told] * len(places), strict=True):
        if isinstance(grid, Grid):
            document.tables.append(PlacedGrid(grid, *place))
        else:
            line = document.text.count("\n", 0, place[0]) + 1
            document.left.append(f"the table in HTML in line {line}: {grid}")
    document.tables.sort(key=lambda one: one.start)


def _unread_tables(document: Document, places: list[tuple[int, int]]) -> list[str]:
    """Return which tables of a LaTeX text pandoc made nothing of."""
    known = [(one.start, one.end) for one in document.tables]
    # Of several below one caption each has a place, and so has what holds them.
    unread = [
        (start, end)
        for start, end in places
        if not any(start < one[1] and one[0] < end for one in known)
    ]
    unread = [one for one in unread if not any(_holds(other, one) for other in unread)]
    lines = [document.text.count("\n", 0, start) + 1 for start, _ in unread]
    return [f"the table in line {line} was not understood; enter it by hand" for line in lines]


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _take_metadata(document: Document, tree: Tree) -> None:
    """Take title, authors, date and how it cites, where the document says so of itself."""
    document.style = guess_style(document.text, document.marks)
    document.title, document.subtitle = (_title_of(tree, name) for name in ("title", "subtitle"))
    document.authors = find_authors(tree.meta)
    # What Manubot reads is not beside what it writes; its own list is.
    named = join_meta(tree.meta, "manubot-output-bibliography")
    document.bibliography = tuple(named or join_meta(tree.meta, "bibliography"))
    document.head_list = references_in(tree)
    if "references" in tree.meta and not document.head_list:
        document.left.append("references in its head (references:) that are none; mend them")
    dates = join_meta(tree.meta, "date") or join_meta(tree.meta, "date-meta")
    year = _YEAR.search(" ".join(dates))
    document.date = year[0] if year else ""


def _title_of(tree: Tree, name: str) -> str:
    value = tree.meta.get(name, {"t": ""})
    if value["t"] == "MetaInlines":
        return say_heading(value["c"]).text
    return " ".join(join_meta(tree.meta, name))


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
    pictures = str(tree.blocks).count("{'t': 'Image'")
    return [f"pictures ({pictures}): the captions came"] if pictures else []
