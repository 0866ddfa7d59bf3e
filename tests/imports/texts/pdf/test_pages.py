import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf.enums import EncryptionMethod

from kg.errors import UsageError
from kg.imports.texts.documents import Document
from kg.imports.texts.importer import import_text
from kg.imports.texts.pandoc import Unreadable
from kg.imports.texts.pdf.pages import clean_page, read_pdf
from kg.sources.folder.project import Project
from tests.imports.texts.test_importer import bring_in, files_of
from tests.pdfs import blank, bytes_of, raw, review


def read(content: bytes) -> Document:
    """Return what is read of a PDF that can be read."""
    document = read_pdf(content)
    assert isinstance(document, Document), document.message
    return document


def test_the_text_is_its_pages_with_a_form_feed_between() -> None:
    """Pages stand in order as the file draws them, running heads too; numbers are as printed."""
    document = read(bytes_of(review()))
    assert document.text.split("\f") == [
        "TEA AT WORK\nA preface on tea.\n",
        "TEA AT WORK\nIts second page.\n",
        "TEA AT WORK\nFindings\nTea was shared (Able, 2001) by organi-\nsations.\n",
        "\n",
        "A theme\nCups are washed (Brown, 2002).\n",
    ]
    assert document.pages == ("ix-x", "1-3")
    assert (document.title, document.style) == ("Tea at work", "author-year")


def test_bookmarks_are_headings_where_their_words_stand() -> None:
    """A bookmark stands where its page has its words; one whose words are not there is told."""
    document = read(bytes_of(review()))
    found = [(one.level, document.text[one.start :].split("\n")[0]) for one in document.headings]
    assert found == [(1, "Findings"), (2, "A theme")]
    assert any("'Plates'" in line for line in document.left)


def test_what_did_not_come_is_told() -> None:
    """Pages without words are named as printed; pages without labels count from 1."""
    document = read(bytes_of(review()))
    assert "pages without words (empty, or pictures): 2" in document.left
    assert not any("count from 1" in line for line in document.left)
    pdf = blank()
    for words in ("One.", "Two."):
        pdf.add_page()
        pdf.cell(text=words)
    document = read(bytes_of(pdf))
    assert document.pages == ("1-2",)
    assert any("count from 1 (1-2)" in line for line in document.left)
    assert any("no bookmarks" in line for line in document.left)


def test_columns_stand_as_the_file_draws_them() -> None:
    """Columns are not taken apart: what a program wrote column by column is so in the text."""
    pdf = blank()
    pdf.add_page()
    for x, words in ((20, "left one\nleft two"), (110, "right one\nright two")):
        pdf.set_xy(x, 20)
        pdf.multi_cell(80, 6, words)
    assert read(bytes_of(pdf)).text == "left one\nleft two\nright one\nright two\n"


def test_ligatures_are_letters() -> None:
    """What a font joins is letters again; what it does not name is a mark, never a control sign."""
    assert clean_page("\ufb01nd e\ufb03cient  \nta\ufb00y\x02 \ud835\ue001\n\n") == (
        "find efficient\ntaffy\ufffd \ufffd\ufffd"
    )


def test_a_ligature_in_a_file_is_letters() -> None:
    """A font that says that its sign is the joined letters of `find` gives the letters."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfchar <41> <FB01> endbfchar endcmap end"
    )
    drawn = b"BT /F 12 Tf 20 20 Td (And) Tj ET"
    content = raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    )
    assert read(content).text == "find\n"


def scan() -> bytes:
    pdf = blank()
    pdf.add_page()
    pdf.rect(10, 10, 100, 100)
    return bytes_of(pdf)


def locked() -> bytes:
    pdf = review()
    pdf.set_encryption("owner", "", encryption_method=EncryptionMethod.RC4)
    return bytes_of(pdf)


def locked_well() -> bytes:
    pdf = review()
    pdf.set_encryption("owner", "reader", encryption_method=EncryptionMethod.RC4)
    return bytes_of(pdf)


def many_pages() -> bytes:
    """Return a page tree of a few lines with 4,096 pages, each the same one."""
    levels = [
        b"<</Type/Pages/Count 4096/Kids[%s]>>" % (b"%d 0 R " % (number + 1) * 8)
        for number in range(2, 6)
    ]
    return raw(b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def grown(size: int = 200) -> bytes:
    """Return a page whose words unpack to so many MB."""
    packer = zlib.compressobj(9)
    drawn = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size)) + packer.flush()
    return raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    )


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (scan, "ocrmypdf"),
        (locked, "save it without"),
        (locked_well, "save it without"),
        (many_pages, "4,096 pages"),
        (grown, "too large"),
        (lambda: bytes_of(review())[:900], "print it to a new PDF"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "print it to a new PDF"),
    ],
    ids=["scan", "locked", "locked for readers", "pages", "grown", "cut", "noise"],
)
def test_what_cannot_be_read_is_told_with_a_way_out(
    make: Callable[[], bytes], told: str, new_project: Project, tmp_path: Path
) -> None:
    """One line says what is wrong and what to do, and nothing of the project is changed."""
    file = tmp_path / "a.pdf"
    file.write_bytes(make())
    report = import_text(new_project, file)
    [problem] = report.problems
    assert told in problem.message
    assert "\n" not in problem.message
    assert (report.texts, report.removed) == ({}, [])


def test_reading_has_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that takes for ever to read is given up."""
    monkeypatch.setattr("kg.imports.texts.pdf.pages.MOST_SECONDS", 0.01)
    found = read_pdf(bytes_of(review()))
    assert isinstance(found, Unreadable)
    assert "was not done" in found.message


def test_reading_has_a_limit_of_memory_and_of_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would grow beyond its share, or write more than any review has, is given up."""
    with monkeypatch.context() as patch:
        patch.setattr("kg.imports.texts.pdf.pages.MOST_MEMORY", 1024 * 1024)
        found = read_pdf(grown(20))
    assert isinstance(found, Unreadable)
    assert "too large" in found.message
    monkeypatch.setattr("kg.imports.texts.pdf.pages.MOST_OUTPUT", 100)
    found = read_pdf(bytes_of(review()))
    assert isinstance(found, Unreadable)
    assert "too large" in found.message


def test_the_reader_opens_nothing() -> None:
    """Once it reads, no file can be opened and no connection made."""
    words = (
        "import socket\n"
        "from kg.imports.texts.pdf.reader import shut_in\n"
        "shut_in(2 ** 30)\n"
        "for act in (lambda: open('/etc/hostname'), lambda: socket.socket()):\n"
        "    try:\n"
        "        act()\n"
        "    except OSError as error:\n"
        "        print(error.errno)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["24", "24"]


def test_pypdf_that_is_missing_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says which extra brings it."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UsageError, match=r"pip install 'tiptrace\[authors\]'"):
        read_pdf(b"%PDF-1.7")


def test_a_second_import_changes_nothing(new_project: Project, tmp_path: Path) -> None:
    """The same file gives the same text; its pages are numbered where the text is named."""
    file = tmp_path / "review.pdf"
    file.write_bytes(bytes_of(review()))
    bring_in(new_project, file)
    assert "  pages: [ix-x, 1-3]\n" in (new_project.data / "review.yaml").read_text()
    before = files_of(new_project.folder)
    bring_in(new_project, file)
    assert files_of(new_project.folder) == before
