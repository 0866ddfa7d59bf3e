"""Bytes of a file that an author has → text with plain line ends, or why it is none."""

from __future__ import annotations

import re

from kg.imports.texts.pandoc import Unreadable

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Not text: what an editor would not show either, but for tabs, line ends and page ends.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode_any(content: bytes) -> str | Unreadable:
    """Return a text without a byte order mark and with LF line ends.

    Other than `kg.sources.files.decode_text`, this takes odd spaces, and lines that a merge might
    have left: the text is somebody else's, and is only read.
    """
    if content.startswith(_UTF16):
        return Unreadable("this is UTF-16; save the file as UTF-8")
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Unreadable("this is not UTF-8; save the file as UTF-8", line)
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        shown = f"U+{ord(control[0]):04X}"
        return Unreadable(f"a character that no text has ({shown}); is this a text at all?", line)
    return text.replace("\r\n", "\n").replace("\r", "\n")
