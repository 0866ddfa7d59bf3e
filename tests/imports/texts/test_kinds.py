import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kg.imports.texts.kinds import MOST_UNPACKED, TextKind, is_text_name, recognise_text

DOCUMENT = "word/document.xml"


def package(parts: dict[str, bytes]) -> bytes:
    """Return a zip with parts of these names."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.MD", b"# A", "Markdown"),
        ("a.Rmd", b"# A", "R Markdown"),
        ("a.qmd", b"# A", "Quarto"),
        ("a.tex", b"\\section{A}", "LaTeX"),
        ("a.htm", b"<p>a", "HTML"),
        ("a.txt", b"a", "plain text"),
        ("a.docx", package({DOCUMENT: b"<w:document/>"}), "Word"),
        ("a.pdf", b"HTTP/1.1 200\n%PDF-1.7\n\0", "PDF"),
    ],
)
def test_a_kind_is_known_by_its_name(name: str, content: bytes, kind: str) -> None:
    """The end of the name says how a text is read, in capitals or not."""
    found = recognise_text(Path(name), content)
    assert isinstance(found, TextKind)
    assert found.name == kind
    assert is_text_name(Path(name))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"<!doctype html>", "no PDF"),
        ("a.pdf", b"", "empty"),
        ("a.txt", b"%PDF-1.7\n", "end its name in .pdf"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
        ("a.odt", b"PK", "save it as .docx"),
        ("a.docx", b"PK\x03\x04 cut short", "damaged"),
        ("a.docx", package({"mimetype": b"x"}), "no word/document.xml"),
        ("a.docx", package({DOCUMENT: b"<a/>", "../../evil": b"x"}), "leads out of its folder"),
        ("a.docx", package({DOCUMENT: b"<a/>", "..\\evil": b"x"}), "leads out of its folder"),
        ("a.docx", package({DOCUMENT: b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "entities"),
        ("a.docx", package({f"word/{n}.xml": b"" for n in range(6_000)}), "more than 5,000 parts"),
        ("a.md", b"", "empty"),
        ("a.md", b" \n\n", "empty"),
        ("a.md", b"PK\x03\x04\x00\x00", "no Markdown"),
        ("a.xyz", b"a", "Its name should end in .md"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_way_out(name: str, content: bytes, told: str) -> None:
    """Each file that is no text of these kinds gets one line that says what to do."""
    found = recognise_text(Path(name), content)
    assert isinstance(found, str)
    assert told in found


@pytest.mark.slow
def test_a_bomb_is_not_unpacked() -> None:
    """A part that unpacks to more than a review needs is refused by the size that it states."""
    bomb = package({DOCUMENT: b" " * (MOST_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert "unpacks to more than" in str(recognise_text(Path("a.docx"), bomb))


@pytest.mark.slow
def test_a_bomb_that_lies_is_not_unpacked_either() -> None:
    """A package that states small sizes is stopped by what really comes out, or by its checksum."""
    bomb = package({DOCUMENT: b" " * (MOST_UNPACKED + 1)})
    lie = bomb.replace(struct.pack("<I", MOST_UNPACKED + 1), struct.pack("<I", 100))
    assert lie != bomb
    found = recognise_text(Path("a.docx"), lie)
    assert isinstance(found, str)
    assert "unpacks" in found or "damaged" in found


def test_a_locked_part_is_told() -> None:
    """A zip with a password is refused before anybody is asked for it."""
    content = bytearray(package({DOCUMENT: b"<a/>"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert "password" in str(recognise_text(Path("a.docx"), bytes(content)))
