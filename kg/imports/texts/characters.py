"""Bytes of a file that an author has → text with plain line ends, or why it is none."""

from __future__ import annotations

import re

from kg.imports.texts.pandoc import Unreadable

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Not text: what an editor would not show either, but for tabs, line ends and page ends.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# How LaTeX is told of an encoding: https://ctan.org/pkg/inputenc
_SAID = re.compile(rb"^[^%\n]*\\usepackage\s*\[\s*([\w-]+)\s*\]\s*\{inputenc\}", re.MULTILINE)
_HEAD = 20_000
_ENCODINGS = {
    "latin1": "cp1252", "ansinew": "cp1252", "cp1252": "cp1252", "latin9": "iso8859-15",
    "latin2": "iso8859-2", "cp1250": "cp1250", "latin5": "iso8859-9", "cp1251": "cp1251",
    "koi8-r": "koi8-r", "applemac": "mac-roman",
}  # fmt: skip


def decode_any(content: bytes) -> str | Unreadable:
    """Return a text without a byte order mark and with LF line ends.

    Other than `kg.sources.folder.files.decode_text`, this takes odd spaces, and lines that a merge
    might have left: the text is somebody else's, and is only read.
    """
    if content.startswith(_UTF16):
        return Unreadable("this is UTF-16; save the file as UTF-8")
    try:
        text = _decode(content.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Unreadable("this is not UTF-8; save the file as UTF-8", line)
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        shown = f"U+{ord(control[0]):04X}"
        return Unreadable(f"a character that no text has ({shown}); is this a text at all?", line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes) -> str:
    """Return the text of bytes: UTF-8, or else what the head of a LaTeX file names."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        said = _SAID.search(content, 0, _HEAD)
        name = _ENCODINGS.get(said[1].decode().lower()) if said else None
        if name is None:
            raise
        return content.decode(name)
