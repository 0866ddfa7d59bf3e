"""A writing as a Word document, in the named styles that every template of a publisher has."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from kg.outputs.documents.prose import Block, Run, Writing
from kg.outputs.documents.word import (
    Imprint,
    make_element,
    make_words,
    open_document,
    save_document,
    text_width,
)

_TITLE, _TEXT, _ENTRY, _ITEM = "Title", "Normal", "Bibliography", "List Bullet"
_HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
_INDENT = Pt(18)


def render_word(writing: Writing, imprint: Imprint, reference: bytes | None = None) -> bytes:
    """Return a writing as a .docx, in the looks of a reference document if there is one.

    Raises BuildError where that is no Word document.
    """
    document = open_document(reference, writing.title, imprint)
    text_width(document, landscape=False)  # gives a page a size where it has none
    maker = _Maker(document, right_to_left=imprint.right_to_left)
    title = maker.make_paragraph(_TITLE, (Run(writing.title),))
    for element in (title, *map(maker.make_block, writing.blocks)):
        document.element.body.insert(len(document.element.body) - 1, element)
    return save_document(document)


class _Maker:
    """Makes paragraphs that refer to the styles and links of one document."""

    def __init__(self, document: WordDocument, *, right_to_left: bool) -> None:
        there = {style.name for style in document.styles}
        for name in (_TITLE, _TEXT, _ENTRY, _ITEM, *_HEADINGS):
            if name not in there:
                _add_style(document, name)
        # A style that we add has no bullets: they would be a numbering of the document's own.
        self._bullet = () if _ITEM in there else (Run("• "),)
        self._part = document.part
        self._styles = {style.name: style.style_id for style in document.styles}
        self._right_to_left = right_to_left

    def make_block(self, block: Block) -> BaseOxmlElement:
        """Return a block as a paragraph; what is said of a work stays with its entry."""
        if block.kind == "heading":
            return self.make_paragraph(_HEADINGS[min(block.level, 3) - 1], block.prose, keep=True)
        if block.kind == "item":
            return self.make_paragraph(_ITEM, (*self._bullet, *block.prose))
        style = _ENTRY if block.kind == "entry" else _TEXT
        return self.make_paragraph(style, block.prose, keep=block.kind == "entry")

    def make_paragraph(
        self, style: str, runs: tuple[Run, ...], *, keep: bool = False
    ) -> BaseOxmlElement:
        """Return a paragraph; with `keep` it stays on the page of what follows."""
        properties = [
            make_element("pStyle", val=self._styles[style]),
            *([make_element("keepNext")] if keep else []),
            *([make_element("bidi")] if self._right_to_left else []),
        ]
        return make_element("p", make_element("pPr", *properties), *map(self._run, runs))

    def _run(self, run: Run) -> BaseOxmlElement:
        words = make_words(" ".join(run.text.split("\n")))
        looks = list(_looks_of(run))
        made = make_element("r", *([make_element("rPr", *looks)] if looks else []), *words)
        if not run.link:
            return made
        link = make_element("hyperlink", made)
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), self._part.relate_to(run.link, kind, is_external=True))
        return link


def _looks_of(run: Run) -> Iterator[BaseOxmlElement]:
    """Yield what a run looks like, in the order that the schema wants."""
    if run.bold:
        yield make_element("b")
    if run.italic:
        yield make_element("i")
    if run.small_caps:
        yield make_element("smallCaps")
    if run.raised or run.lowered:
        yield make_element("vertAlign", val="superscript" if run.raised else "subscript")


def _add_style(document: WordDocument, name: str) -> None:
    """Add a style that a document lacks; that of entries hangs, that of items stands in."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    assert isinstance(style, ParagraphStyle)
    if name in {_ENTRY, _ITEM}:
        style.paragraph_format.left_indent = _INDENT
    if name == _ENTRY:
        style.paragraph_format.first_line_indent = -_INDENT
        style.paragraph_format.space_before = Pt(12)
    if name in {_TITLE, *_HEADINGS}:
        style.font.bold = True
        style.font.size = Pt(14)
