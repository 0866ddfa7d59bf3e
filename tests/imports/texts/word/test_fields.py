from pathlib import Path

import pytest

from kg.imports.texts.documents import Document
from kg.imports.texts.kinds import TextKind, recognise_text
from kg.imports.texts.reading import read_document
from kg.imports.texts.word.fields import mark_citations
from tests.imports.texts.fielded import (
    control,
    endnote,
    endnote_data,
    endnote_mark,
    field,
    footnote_mark,
    mendeley_cite,
    mendeley_desktop,
    paragraph,
    run,
    simple,
    write_docx,
    zotero,
)

TEA = {"type": "article-journal", "title": "Tea and sleep", "issued": {"date-parts": [[2001]]}}
POT = {"type": "book", "title": "Pots & pans", "issued": {"date-parts": [[2002]]}}
NAP = "<titles><title><style face='normal'>Naps &amp; errors</style></title></titles>"
BOMB = '<!DOCTYPE a [<!ENTITY b "boom">]><EndNote><Cite>&b;</Cite></EndNote>'
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def read(path: Path) -> Document:
    """Return the document of a Word file."""
    content = path.read_bytes()
    kind = recognise_text(path, content)
    assert isinstance(kind, TextKind), kind
    document = read_document(content, kind, path.name)
    assert isinstance(document, Document), document
    return document


def cited(document: Document) -> list[tuple[str, list[object]]]:
    """Return what each citation shows, and the titles of its works."""
    return [
        (
            document.text[one.start : one.end],
            [document.cited.works[at]["title"] for at in one.works],
        )
        for one in document.cited.places
    ]


@pytest.mark.parametrize(
    ("written", "titles"),
    [
        (zotero("(Able 2001; Baker 2002)", TEA, POT), ["Tea and sleep", "Pots & pans"]),
        (mendeley_desktop("(Able 2001)", TEA), ["Tea and sleep"]),
        (mendeley_cite("(Able 2001)", TEA), ["Tea and sleep"]),
        (endnote("(Cook 2003)", NAP), ["Naps & errors"]),
        (endnote_data("(Cook 2003)", NAP, NAP.replace("Naps", "Beds")), ["Naps & errors",
                                                                         "Beds & errors"]),
        (simple("(Able 2001)", TEA), ["Tea and sleep"]),
    ],
    ids=["zotero", "mendeley-desktop", "mendeley-cite", "endnote", "endnote-data", "simple-field"],
)  # fmt: skip
def test_each_program_says_what_it_cites(written: str, titles: list[str], tmp_path: Path) -> None:
    """The works of a citation are known, and the place where it stands in the text."""
    path = write_docx(tmp_path / "a.docx", paragraph(run("Sleep "), written, run(", they say.")))
    [(shown, found)] = cited(read(path))
    assert shown.startswith("(")
    assert shown.endswith(")")
    assert found == titles


def test_marks_change_nothing_of_the_text(tmp_path: Path) -> None:
    """With fields or without, the text is the same: raised numbers stay one, blanks are not two."""
    pieces = [("as said", "1"), (" here", ","), (" there ", "2–3"), ("", "4")]
    shown = [run(number, RAISED) for _, number in pieces]
    fields = [field(f" ADDIN ZOTERO_ITEM CSL_CITATION {{{n}", one) for n, one in enumerate(shown)]
    texts = [run(text) for text, _ in pieces]
    plain, marked = (
        write_docx(
            tmp_path / name,
            paragraph(*(part for pair in zip(texts, parts, strict=True) for part in pair)),
        )
        for name, parts in (("a.docx", shown), ("b.docx", fields))
    )
    assert read(marked).text == read(plain).text
    assert "as said^1^ here" in read(marked).text


def test_citations_in_notes_and_tables_have_places(tmp_path: Path) -> None:
    """A note stands below its paragraph; a cell is a cell of the table, with a number in it."""
    cells = "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in (run("Able"), zotero("1", TEA)))
    heads = "".join(f"<w:tc>{paragraph(run(one))}</w:tc>" for one in ("Study", "Reference"))
    table = f"<w:tbl><w:tblGrid/><w:tr>{heads}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    path = write_docx(
        tmp_path / "a.docx",
        paragraph(run("Sleep"), footnote_mark(2), run(" and"), endnote_mark(2)),
        table,
        footnotes=(paragraph(run("See "), zotero("Able, Tea", TEA)),),
        endnotes=(paragraph(mendeley_cite("Baker, Pots", POT)),),
    )
    document = read(path)
    assert cited(document) == [
        ("Able, Tea", ["Tea and sleep"]),
        ("Baker, Pots", ["Pots & pans"]),
        ("1", ["Tea and sleep"]),
    ]
    assert [one.grid.rows for one in document.tables] == [(("Able", 1),)]


def test_a_list_of_references_is_no_citation_and_stays(tmp_path: Path) -> None:
    """The list that a program makes is text like any other."""
    listed = field(' ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY ', "Able. Tea and sleep.")
    document = read(write_docx(tmp_path / "a.docx", paragraph(listed)))
    assert document.text == "Able. Tea and sleep.\n"
    assert cited(document) == []


def test_what_was_deleted_cites_nothing(tmp_path: Path) -> None:
    """A citation in deleted words is gone with them."""
    gone = zotero("(Able 2001)", TEA).replace("w:instrText", "w:delInstrText")
    gone = gone.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    path = write_docx(tmp_path / "a.docx", paragraph(run("Sleep."), f"<w:del>{gone}</w:del>"))
    document = read(path)
    assert (document.text, cited(document)) == ("Sleep.\n", [])


def test_two_works_with_one_number_are_two(tmp_path: Path) -> None:
    """Authors who write together have libraries of their own, each of which counts from 1."""
    path = write_docx(tmp_path / "a.docx", paragraph(zotero("(A)", TEA), zotero("(B)", POT)))
    assert [titles for _, titles in cited(read(path))] == [["Tea and sleep"], ["Pots & pans"]]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (field(" ADDIN ZOTERO_ITEM CSL_CITATION {broken", "(X)"), "no JSON"),
        (field(f" ADDIN ZOTERO_ITEM CSL_CITATION {'[' * 50_000}", "(X)"), "no JSON"),
        (field(' ADDIN CSL_CITATION {"a": 1}', "(X)"), "names no works"),
        (control("MENDELEY_CITATION_v3_§§§", "(X)"), "no base64"),
        (field(" ADDIN EN.CITE <EndNote><Cite>", "(X)"), "no XML of EndNote"),
        (field(" ADDIN EN.CITE ", "(X)", data="!!!"), "no data of EndNote"),
        (zotero("(X)", {"type": "book"}), "a work in it has no title"),
        (field(f" ADDIN EN.CITE {BOMB}", "(X)"), "defines entities"),
    ],
    ids=["json", "deep-json", "no-works", "base64", "xml", "data", "untitled", "entities"],
)
def test_what_cannot_be_read_is_told_once(written: str, told: str, tmp_path: Path) -> None:
    """A citation that is broken, or made to do harm, is one line; its words stay in the text."""
    if "DOCTYPE" in written:  # escaped, it is none of the part's own, which is refused before
        written = written.replace("<!", "&lt;!")
    document = read(
        write_docx(tmp_path / "a.docx", paragraph(written, run(" so.")), paragraph(written))
    )
    assert document.text == "(X) so.\n\n(X)\n"
    [line] = [one for one in document.left if "cannot be read" in one]
    assert line.startswith("2 citations, first '(X)'")
    assert told in line


def test_a_file_with_letters_like_marks_is_left_alone(tmp_path: Path) -> None:
    """Letters of private use, as marks are, may be the author's own."""
    path = write_docx(tmp_path / "a.docx", paragraph(run("\U00100001 "), zotero("(A)", TEA)))
    content = path.read_bytes()
    assert mark_citations(content).content == content
    assert read(path).text == "\U00100001 (A)\n"
