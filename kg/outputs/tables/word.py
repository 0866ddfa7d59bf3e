"""A table as a Word document of its own: caption, table and notes in named styles.

Made with python-docx alone. Pandoc keeps merges and the row of heads, too, but gives all columns
one width and the caption no field, and cannot turn the page: all that would be done again.

Remarks are notes of the table, marked with letters that lead to them, and no footnotes of Word's:
those stand at the foot of a page among the notes of the text, while publishers want the notes of
a table below it, with small letters of their own (APA, section 7.14; Elsevier's guide for authors).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from kg.outputs.documents.package import UNFIT
from kg.outputs.documents.word import (
    CAPTION,
    CELL,
    NOTE,
    SMALL,
    STRONG,
    Imprint,
    make_element,
    make_words,
    narrow_margins,
    open_document,
    save_document,
    shrink_cells,
    text_width,
)
from kg.outputs.tables.table import Table

_LINE = 4  # eighths of a point
_LONGEST_STEM = 30  # characters: a mark's name has at most 40 in Word
_FIRST_MARK = 1_000  # the head of a publisher's document may have marks with lower numbers
_LETTER = 100  # twentieths of a point: a small letter in tables, in a broad font
_CLOSE = 40  # twentieths of a point beside the text of a cell, where room is scarce
_SMALLEST, _STEP = 6.0, 0.5  # points: what can still be read in print
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def render_word(table: Table, imprint: Imprint, reference: bytes | None = None) -> bytes:
    """Return a table as a .docx, in the looks of a reference document if there is one.

    Raises BuildError where that is no Word document.
    """
    document = open_document(reference, table.caption, imprint)
    fit = _fit_page(document, table, plain=reference is None)
    maker = _Maker(document, table.name, right_to_left=imprint.right_to_left)
    for element in (
        maker.make_caption(table.label, *table.numbered()),
        maker.make_table(table, fit),
        *(maker.make_paragraph(note, NOTE) for note in table.notes),
        *(maker.make_remark(*remark) for remark in table.footnotes()),
        # Word wants a paragraph after a table.
        *([] if table.notes or table.remarks else [maker.make_paragraph("", NOTE)]),
    ):
        document.element.body.insert(len(document.element.body) - 1, element)
    return save_document(document)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a table stands on its page, in twentieths of a point.

    `letter` is the width of a small letter, `beside` what stands empty on each side of a cell's
    text; Word's own where it is None.
    """

    width: int
    letter: float = _LETTER
    beside: int | None = None

    def shares(self, table: Table) -> tuple[float, ...]:
        """Return which part of the width each column takes."""
        line = self.width / self.letter
        if self.beside is None:
            return table.shares(line)
        return table.shares(line, 2 * self.beside / self.letter)


def _fit_page(document: WordDocument, table: Table, *, plain: bool) -> _Fit:
    """Turn the page if need be; where words would be broken all the same, make room for them.

    Cells stand closer then, margins are narrow (unless a publisher's document has its own), and
    the type is as small as it must be.
    """
    width = text_width(document, landscape=table.is_wide())
    if table.least() <= width / _LETTER:
        return _Fit(width)
    if plain:
        narrow_margins(document)
        width = text_width(document, landscape=True)
    size = float(SMALL)
    while size > _SMALLEST and table.least(_padding_at(size)) > width / _letter_at(size):
        size -= _STEP
    if size < SMALL:
        shrink_cells(document, size)
    return _Fit(width, _letter_at(size), _CLOSE)


def _letter_at(size: float) -> float:
    return _LETTER * size / SMALL


def _padding_at(size: float) -> float:
    return 2 * _CLOSE / _letter_at(size)


class _Maker:
    """Makes elements that refer to the styles of one document, and to each other."""

    def __init__(self, document: WordDocument, name: str, *, right_to_left: bool) -> None:
        self._styles = {style.name: style.style_id for style in document.styles}
        # Word hides a mark that begins so. With the table's name, it stays one of its kind where
        # several tables are pasted into a manuscript.
        self._stem = f"_{re.sub(r'[^A-Za-z0-9]', '_', name)[:_LONGEST_STEM]}_"
        self._number = itertools.count(_FIRST_MARK)
        self._right_to_left = right_to_left

    def make_caption(self, label: str, printed: str, text: str) -> BaseOxmlElement:
        """Return "Table 1. …", the number a field: Word counts again where it is pasted.

        One that the review prints stays as it is; Word counts on from it.
        """
        field = rf" SEQ Table \* ARABIC \r {printed} " if printed else r" SEQ Table \* ARABIC "
        number = make_element("fldSimple", _run(printed or "1"), instr=field)
        if printed and not printed.isdecimal():
            number = _run(printed)  # S1, 3.1: no number that Word can count
        return self._paragraph(CAPTION, [_run(f"{label} "), number, _run(f". {text}")], keep=True)

    def make_paragraph(self, text: str, style: str) -> BaseOxmlElement:
        """Return a paragraph of plain text."""
        return self._paragraph(style, [_run(text)])

    def make_remark(self, letter: str, text: str) -> BaseOxmlElement:
        """Return a note below the table that begins with its letter."""
        number = next(self._number)
        start = make_element("bookmarkStart", id=number, name=self._stem + letter)
        end = make_element("bookmarkEnd", id=number)
        return self._paragraph(NOTE, [start, _raise(letter), end, _run(f" {text}")])

    def _marks(self, letters: Sequence[str]) -> Iterator[BaseOxmlElement]:
        """Yield the letters of remarks at a cell, each leading to its note."""
        for place, letter in enumerate(letters):
            if place:
                yield _raise(",")
            yield make_element("hyperlink", _raise(letter), anchor=self._stem + letter, history=1)

    def make_table(self, table: Table, fit: _Fit) -> BaseOxmlElement:
        """Return the table, as wide as the text."""
        width = fit.width
        widths = [round(share * width) for share in fit.shares(table)]
        widths[-1] += width - sum(widths)
        lines = (
            make_element(side, val="single", sz=_LINE, space=0, color="auto") for side in _SIDES
        )
        properties = [
            *([make_element("bidiVisual")] if self._right_to_left else []),
            make_element("tblW", w=width, type="dxa"),
            make_element("tblBorders", *lines),
            make_element("tblLayout", type="fixed"),
            *([] if fit.beside is None else [_make_sides(fit.beside)]),
            make_element("tblLook", val="0020", firstRow=1, noHBand=1, noVBand=1),
            make_element("tblCaption", val=table.caption),  # what a screen reader says of it
        ]
        return make_element(
            "tbl",
            make_element("tblPr", *properties),
            make_element("tblGrid", *(make_element("gridCol", w=each) for each in widths)),
            self._head_row(table.heads, widths),
            *self._rows(table, widths),
        )

    def _head_row(self, heads: Sequence[str], widths: Sequence[int]) -> BaseOxmlElement:
        cells = [
            make_element(
                "tc",
                make_element("tcPr", make_element("tcW", w=width, type="dxa")),
                self._paragraph(CELL, [_run(head, self._styles[STRONG])], keep=True),
            )
            for head, width in zip(heads, widths, strict=True)
        ]
        marks = make_element("trPr", make_element("cantSplit"), make_element("tblHeader"))
        return make_element("tr", marks, *cells)

    def _rows(self, table: Table, widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
        marks = table.marks()
        for number, (spans, row) in enumerate(zip(table.spans(), table.rows, strict=True)):
            cells = []
            for column, (text, width, span) in enumerate(zip(row, widths, spans, strict=True)):
                properties = [make_element("tcW", w=width, type="dxa")]
                if span != 1:
                    properties.append(make_element("vMerge", val="restart" if span else "continue"))
                runs = [_run(text if span else ""), *self._marks(marks.get((number, column), ()))]
                paragraph = self._paragraph(CELL, runs)
                cells.append(make_element("tc", make_element("tcPr", *properties), paragraph))
            yield make_element("tr", make_element("trPr", make_element("cantSplit")), *cells)

    def _paragraph(
        self, style: str, runs: Sequence[BaseOxmlElement], *, keep: bool = False
    ) -> BaseOxmlElement:
        """Return a paragraph; with `keep` it stays on the page of what follows."""
        properties = [
            make_element("pStyle", val=self._styles[style]),
            *([make_element("keepNext")] if keep else []),
            *([make_element("bidi")] if self._right_to_left else []),
        ]
        return make_element("p", make_element("pPr", *properties), *runs)


def _make_sides(beside: int) -> BaseOxmlElement:
    """Return what stands empty on each side of the text of all cells."""
    sides = (make_element(side, w=beside, type="dxa") for side in ("left", "right"))
    return make_element("tblCellMar", *sides)


def _raise(letter: str) -> BaseOxmlElement:
    """Return the letter of a remark, small and high."""
    run = _run(letter)
    run.insert(0, make_element("rPr", make_element("vertAlign", val="superscript")))
    return run


def _run(text: str, style: str = "") -> BaseOxmlElement:
    """Return a run of text; line ends and tabs are elements of their own in Word."""
    parts: list[BaseOxmlElement] = []
    if style:
        parts.append(make_element("rPr", make_element("rStyle", val=style)))
    for number, line in enumerate(UNFIT.sub("", text).splitlines() or [""]):
        if number:
            parts.append(make_element("br"))
        parts.extend(make_words(line))
    return make_element("r", *parts)
