"""A file → which kind of text it is, or why it is none that can be read.

Names say the kind, and the first bytes whether that is true: a password makes a Word file another
kind of file under the same name.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Literal

# A zip of a few kilobytes can unpack to terabytes: what a Word file may unpack to, and in how many
# parts. A book of 600 pages without its pictures has 20 MB.
MOST_UNPACKED = 128 * 1024 * 1024
MOST_PARTS = 5_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = ("word/media/", "word/embeddings/", "word/fonts/")
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True, slots=True)
class TextKind:
    """A kind of text: what people call it, and pandoc's name for it ("": pandoc reads none).

    `marks` says how headings and tables are marked in the text itself; "" where the file is no
    plain text, and a plain text is made of it.
    """

    name: str
    reader: str
    marks: Literal["markdown", "latex", "plain", ""] = ""


# Without automatic identifiers: an id that comes back is one that an author chose.
_MARKDOWN = "markdown-auto_identifiers"
# A plain text has no markup; its tables are recognised all the same.
_PLAIN = "markdown_strict+pipe_tables+grid_tables+simple_tables+multiline_tables+table_captions"
_KINDS: Mapping[str, TextKind] = {
    ".md": TextKind("Markdown", _MARKDOWN, "markdown"),
    ".markdown": TextKind("Markdown", _MARKDOWN, "markdown"),
    ".qmd": TextKind("Quarto", _MARKDOWN, "markdown"),
    ".rmd": TextKind("R Markdown", _MARKDOWN, "markdown"),
    ".tex": TextKind("LaTeX", "latex-auto_identifiers", "latex"),
    ".latex": TextKind("LaTeX", "latex-auto_identifiers", "latex"),
    ".docx": TextKind("Word", "docx-auto_identifiers"),
    ".html": TextKind("HTML", "html-auto_identifiers"),
    ".htm": TextKind("HTML", "html-auto_identifiers"),
    ".xhtml": TextKind("HTML", "html-auto_identifiers"),
    ".pdf": TextKind("PDF", ""),
    ".txt": TextKind("plain text", _PLAIN, "plain"),
    ".text": TextKind("plain text", _PLAIN, "plain"),
}
SUFFIXES = tuple(_KINDS)
_SAVE_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_LOCKED = (
    "this Word file is locked with a password; open it in Word, take the password away "
    "(File, Info, Protect Document) and save it"
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PDF = b"%PDF-"
# Programs that send a file may put lines of theirs before it; readers look so far.
_HEAD_OF_PDF = 1024
_FOREIGN: Mapping[str, str] = {
    ".doc": f"this is the Word format from before 2007; {_SAVE_AS_DOCX}",
    ".odt": f"OpenDocument is not read; {_SAVE_AS_DOCX}",
    ".rtf": f"RTF is not read; {_SAVE_AS_DOCX}",
    ".pages": "Pages files are not read; export it from Pages as Word (.docx)",
    ".epub": "EPUB is not read; import the file it was made from (.docx, .html, .md)",
    ".ipynb": "a notebook is not read; export it as Markdown (jupyter nbconvert --to markdown)",
}


def is_text_name(path: Path) -> bool:
    """Say whether a file's name is that of a text, of a kind that can be read or not."""
    return path.suffix.lower() in {*_KINDS, *_FOREIGN}


def recognise_text(path: Path, content: bytes) -> TextKind | str:
    """Return which kind of text a file is, or in words for a person why it cannot be read."""
    suffix = path.suffix.lower()
    kind = _KINDS.get(suffix)
    fault = _fault_of_format(suffix, content)
    if fault is not None:
        return fault
    if kind is None:
        return f"what kind of text is this? Its name should end in {', '.join(_KINDS)}"
    if not content.strip():
        return "this file is empty; is it the right one?"
    if kind.name == "Word":
        return _fault_of_package(content) or kind
    if kind.reader and b"\0" in content and not content.startswith(_UTF16):
        return f"this is no {kind.name}: it holds bytes that no text has"
    return kind


def _fault_of_format(suffix: str, content: bytes) -> str | None:
    """Return what to do about a format that is not read, whatever the file is called, or None."""
    if suffix == ".pdf":
        is_one = _PDF in content[:_HEAD_OF_PDF] or not content.strip()
        return None if is_one else "this is no PDF, or a damaged one; was it saved as a web page?"
    if content.startswith(_PDF):
        return "this is a PDF under another name; end its name in .pdf"
    if content.startswith(_OLE):
        return _LOCKED if suffix == ".docx" else _FOREIGN[".doc"]
    return _FOREIGN.get(suffix)


def _fault_of_package(content: bytes) -> str | None:
    """Return what is wrong with a Word file (a zip of XML) before anybody unpacks it, or None."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return _fault_of_parts(package)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error):
        return "this is no Word file, or a damaged one; open it in Word and save it again as .docx"


def _fault_of_parts(package: zipfile.ZipFile) -> str | None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return (
            f"it unpacks to more than {MOST_PARTS:,} parts or {MOST_UNPACKED // 2**20} MiB, which "
            "no review needs; take pictures out, or split it"
        )
    for name in sorted(names):
        if name.startswith("/") or ".." in PurePosixPath(name.replace("\\", "/")).parts:
            return (
                f"a part of it has a name that leads out of its folder ({name[:60]}); save it anew"
            )
    if any(part.flag_bits & 1 for part in parts):
        return "parts of it are locked with a password; take the password away and save it"
    if "word/document.xml" not in names:
        return "this is no Word file: it has no word/document.xml; save it as .docx"
    return _fault_of_markup(package)


def _fault_of_markup(package: zipfile.ZipFile) -> str | None:
    """Read each part with a limit, for a zip can lie about sizes, and refuse entities."""
    left = MOST_UNPACKED
    for part in package.infolist():
        if part.filename.startswith(_PICTURES):
            continue
        with package.open(part) as stream:
            unpacked = stream.read(left + 1)
        left -= len(unpacked)
        if left < 0:
            return f"it unpacks to more than {MOST_UNPACKED // 2**20} MiB; split it"
        # Word writes none. With them a few lines can grow without end, or name files to fetch.
        if any(mark in unpacked for mark in _ENTITIES):
            return "its XML defines entities, which Word never writes; save it anew in Word"
    return None
