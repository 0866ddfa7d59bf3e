"""A Word document: begun from a reference document or from none, its parts, and its bytes.

Looks are left to named styles, so that the reference document of a publisher changes them all.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from kg.errors import BuildError
from kg.outputs.documents.measure import MINUS
from kg.outputs.documents.package import UNFIT, pack_again

# What python-docx, and below it the readers of zips and of XML (SyntaxError), raise on other files.
_FAULTS = (
    zipfile.BadZipFile,
    PackageNotFoundError,
    KeyError,
    ValueError,
    AttributeError,
    SyntaxError,
)
_NARROW = Mm(15)
_TWENTIETH = int(Pt(0.05))  # of a point: what Word counts widths in
CAPTION, CELL, NOTE, STRONG = "Caption", "Table Text", "Table Note", "Strong"
_OURS = (CELL, NOTE)
SMALL = 9  # points: what tables and notes are set in


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself: who wrote the review, and in which language."""

    authors: tuple[str, ...] = ()
    language: str = "en"
    right_to_left: bool = False


def open_document(reference: bytes | None, title: str, imprint: Imprint) -> WordDocument:
    """Return an empty document with the styles, page and headers of a reference document.

    Raises BuildError where that is no document that Word would open.
    """
    try:
        document = Document(io.BytesIO(reference) if reference is not None else None)
        _empty(document)
        if reference is None:
            _set_page(document)
        _drop_old_styles(document)
        _set_styles(document, imprint.language, plain=reference is None)
        _set_properties(document, title, imprint)
    except _FAULTS as error:
        raise BuildError(
            f"the reference document is no Word document: {_words_of(error)}"
        ) from None
    return document


def _words_of(error: Exception) -> str:
    """Return what is wrong with a document; python-docx names the object that it has read."""
    if "content type is" in str(error):
        return (
            "inside it is another kind, such as a template or one with macros; open it in Word or "
            "LibreOffice and save it as .docx"
        )
    return str(error)


def _empty(document: WordDocument) -> None:
    """Take the content out; the page's size, margins, head and foot are in the last element."""
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    if not document.sections:
        document.element.body.append(make_element("sectPr"))


def _set_page(document: WordDocument) -> None:
    """Make the pages A4; those of Word's own template are of American paper."""
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)


def _drop_old_styles(document: WordDocument) -> None:
    """Take out the copy of the styles for Word 2007: it would not tell of the styles we add."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.drop_rel(key)


def _set_styles(document: WordDocument, language: str, *, plain: bool) -> None:
    """Add the styles that are used and missing; in a `plain` document, with our looks."""
    names = {style.name for style in document.styles}
    for name, kind in (
        (CAPTION, WD_STYLE_TYPE.PARAGRAPH),
        (CELL, WD_STYLE_TYPE.PARAGRAPH),
        (NOTE, WD_STYLE_TYPE.PARAGRAPH),
        (STRONG, WD_STYLE_TYPE.CHARACTER),
    ):
        if name not in names:
            style = document.styles.add_style(name, kind, builtin=name not in _OURS)
            if isinstance(style, ParagraphStyle):
                style.font.size = Pt(SMALL)
                style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
                style.paragraph_format.line_spacing = 1
            else:
                style.font.bold = True
    if plain:
        # Word's own caption is blue, and too pale to read well.
        document.styles[CAPTION].font.color.rgb = RGBColor(0, 0, 0)
    for defaults in document.styles.element.iter(qn("w:rPrDefault")):
        for lang in defaults.iter(qn("w:lang")):
            lang.set(qn("w:val"), language)


def _set_properties(document: WordDocument, title: str, imprint: Imprint) -> None:
    """Say whose document this is, and what it is called."""
    properties = document.core_properties
    properties.title = title[:255]  # more than this Word does not hold
    properties.author = "; ".join(imprint.authors)[:255]
    properties.language = imprint.language
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.last_modified_by = ""
    properties.revision = 1


def text_width(document: WordDocument, *, landscape: bool) -> int:
    """Return how wide the text of the page is, in twentieths of a point; turn it if need be.

    A page without a size, as in what pandoc writes, is A4 with margins of an inch.
    """
    section = document.sections[-1]
    width, height = section.page_width or Mm(210), section.page_height or Mm(297)
    if landscape and width < height:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    left, right = (
        Inches(1) if margin is None else margin
        for margin in (section.left_margin, section.right_margin)
    )
    section.left_margin, section.right_margin = left, right
    return (width - left - right) // _TWENTIETH


def narrow_margins(document: WordDocument) -> None:
    """Leave little beside the text, for a table that would have its words broken."""
    section = document.sections[-1]
    section.left_margin = section.right_margin = _NARROW


def shrink_cells(document: WordDocument, size: float) -> None:
    """Set the text of cells in a smaller type, unless it is as small already."""
    style = document.styles[CELL]
    if isinstance(style, ParagraphStyle) and not 0 < (style.font.size or 0) <= Pt(size):
        style.font.size = Pt(size)


def save_document(document: WordDocument) -> bytes:
    """Return the bytes of a document: the same for the same content, whenever it was made."""
    saved = io.BytesIO()
    document.save(saved)
    return pack_again(saved.getvalue())


def make_words(text: str) -> Iterator[BaseOxmlElement]:
    """Yield what a run says; a line is not broken behind the sign of a number."""
    for number, piece in enumerate(MINUS.split(UNFIT.sub("", text))):
        if number:
            yield make_element("noBreakHyphen")
        words = make_element("t")
        words.text = piece
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield words


def make_element(
    tag: str, *children: BaseOxmlElement, **attributes: str | float
) -> BaseOxmlElement:
    """Return an element of WordprocessingML with its children; attributes are without prefix."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element
