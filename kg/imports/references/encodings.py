"""A file of references in another encoding than UTF-8 → UTF-8, where there is no doubt which.

Older programs write what Windows-1252 has, JabRef says at the top which encoding it used, and
spreadsheets write UTF-16. A file whose letters could be others' is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.errors import Location, Problem
from kg.sources.folder.characters import IS_CONTROL, name_of, place_in

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_HEAD = 4096  # bytes that are looked at
# Two names that differ by one of these would be two people.
_HIDDEN = "\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
_UNWANTED = re.compile(f"{IS_CONTROL.pattern}|(?<!^)[{_HIDDEN}]")
# A letter of two bytes, in UTF-8, as two of Windows-1252.
_TWICE_READ = re.compile(
    # From the beginning of a word on: from each letter of a long one it would take for ever.
    r"(?<!\w)\w*\u00c3[" + bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + r"]\w*"
)
# https://docs.jabref.org/advanced/knowledge/encoding: the first line that it writes.
_SAID = re.compile(rb"\s*%\s*Encoding:\s*([\w-]{2,20})", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?:iso[-_]?8859[-_]?\d{1,2}|latin-?\d|(?:windows-?|cp)125\d|mac-?roman|koi8[-_]r|us-?ascii"
    r"|gbk|gb18030|big5|shift[-_]jis|euc[-_](?:jp|kr))",
    re.IGNORECASE,
)
# Letters of Western Europe, and the quotes and dashes that word processors put in. Everything else
# above 127 is rare there, and common in other encodings: those of Macintosh or of Central Europe.
_WESTERN = frozenset({*range(0xC0, 0x100)} - {0xD7, 0xF7})
_SIGNS = frozenset({0x85, *range(0x91, 0x98), 0xA0, 0xA7, 0xAB, 0xB0, 0xB7, 0xBB, 0xBF, 0xA1, 0xDF})
# Before a field or an entry it can only end a line, as on IBM's machines.
_NEXT_LINE = re.compile("\x85(?=[ \t]*(?:[A-Za-z][\\w+-]*\\s*=|@))")
_SHOWN = 12  # words: of other languages' letters one is odd among so many
_DOUBTFUL = 6  # words that are told in both readings
# Letters of few languages of Western Europe, in whose places Windows-1250 has common ones: ř, ů, ő.
_ODD = re.compile("[ãõìòùûøþðÃÕÌÒÙÛØÞÐ]")
# What UTF-8 would be if only a part of a file were in it.
_PIECE_OF_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
# What files that are no text begin with, and what people call them.
_NO_TEXTS: Mapping[bytes, str] = {
    b"\x89PNG\r\n": "a picture (PNG)", b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)", b"II*\0": "a picture (TIFF)", b"MM\0*": "a picture (TIFF)",
    b"PK\x03\x04": "a zip or a workbook", b"\x1f\x8b\x08": "packed (gzip)",
    b"%PDF-": "a PDF", b"SQLite format 3\0": "a database (SQLite)",
}  # fmt: skip
_LOST = "\N{REPLACEMENT CHARACTER}"
_FEW_LOST = 5  # so many whole letters beside each that is damaged
_REMEDY = "save it as UTF-8 in the program that wrote it, or: iconv -f ENCODING -t UTF-8 OLD > NEW"


def as_utf8(content: bytes, shown: str) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes of a file in UTF-8, or None, and what is to be told of its encoding."""
    if name := _of_wide_letters(content):
        try:
            return content.decode(name).encode(), []
        except UnicodeDecodeError:
            message = f"this begins like UTF-16 and is none; {_REMEDY}"
            return None, [Problem(Location(shown), "TXT001", message)]
    if kind := next((kind for head, kind in _NO_TEXTS.items() if content.startswith(head)), ""):
        message = (
            f"this is {kind}, and no text or list of references; give the file that has the words"
        )
        return None, [Problem(Location(shown), "TXT001", message)]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _from_other(content, shown, error.start)
    return content, []


def _of_wide_letters(content: bytes) -> str:
    """Return the encoding of a file whose letters have two or four bytes; else nothing.

    Without a mark at its start the empty halves of its letters tell.
    """
    if content.startswith(_UTF32):
        return "utf-32"
    if content.startswith(_UTF16):
        return "utf-16"
    head = content[:_HEAD]
    high, low = head[::2].count(0), head[1::2].count(0)
    if max(high, low) * 4 < len(head) or min(high, low) * 8 > len(head):
        return ""
    return "utf-16-be" if high > low else "utf-16-le"


def without_controls(content: bytes, shown: str) -> tuple[bytes, list[Problem]]:
    r"""Return UTF-8 without control characters and hidden ones, and where the first of each stood.

    What is left of Windows-1252 that was taken for Latin-1 (`\x92`) is its sign; all else a blank.
    """
    text = _NEXT_LINE.sub("\n", content.decode("utf-8"))
    firsts: dict[str, int] = {}
    for found in _UNWANTED.finditer(text):
        firsts.setdefault(found.group(), found.start())
    problems = [*_tell_twice_read(text, shown)]
    for char, at in firsts.items():
        sign = _sign_of(char)
        taken = f"for '{sign}'" if sign.strip() else "for a blank" if sign else "out"
        message = f"the character {name_of(char)} was taken {taken}; look whether it was more"
        problems.append(Problem(place_in(text, at, shown), "IMP003", message))
    if not firsts:
        return text.encode(), problems
    return _UNWANTED.sub(lambda found: _sign_of(found.group()), text).encode(), problems


def _sign_of(char: str) -> str:
    """Return what a control character was meant to be; nothing for one that does not show."""
    if not IS_CONTROL.match(char):
        return ""
    if not "\x80" <= char <= "\x9f":
        return " "
    sign = char.encode("latin-1").decode("cp1252", errors="replace")
    return " " if sign == "\ufffd" else sign


def _tell_twice_read(text: str, shown: str) -> Iterator[Problem]:
    """Yield where words begin that some program read in a wrong encoding: `MÃ¼ller`."""
    words: dict[str, str] = {}
    for found in _TWICE_READ.finditer(text):
        try:
            words[found[0]] = found[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
    if words:
        first = next(iter(words))
        more = f" (and {len(words) - 1} more words)" if len(words) > 1 else ""
        told = f"'{first}' may be '{words[first]}' in a wrong encoding{more}"
        message = f"{told}; look, and export the file as UTF-8"
        yield Problem(place_in(text, text.find(first), shown), "IMP003", message)


def _from_other(content: bytes, shown: str, odd: int) -> tuple[bytes | None, list[Problem]]:
    """Return bytes that are no UTF-8 in it; `odd` is the first that shows it."""
    said = _SAID.match(content)
    name = said[1].decode() if said else ""
    if _KNOWN.fullmatch(name):
        try:
            return content.decode(name).encode(), []
        except (UnicodeDecodeError, LookupError):
            pass  # it is not what it says
    before = content[:odd].decode("utf-8", errors="replace")
    place = Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
    if told := [*_lost_in(content, shown)]:
        return content.decode("utf-8", errors="replace").encode(), told
    if not _is_plainly_western(content):
        message = f"this is not UTF-8, nor plainly another encoding; {_REMEDY}"
        return None, [Problem(place, "TXT001", message)]
    text = content.decode("cp1252")
    words = list(dict.fromkeys(re.findall(r"[A-Za-z]*[À-ÿ][A-Za-zÀ-ÿ]*", text)))
    odd_words = [word for word in words if _ODD.search(word)]
    first = [*odd_words, *(word for word in words if word not in odd_words)][:_SHOWN]
    rest = f" and {len(words) - _SHOWN} more words" if len(words) > _SHOWN else ""
    doubts = ", ".join(f"{word} or {_central(word)}" for word in odd_words[:_DOUBTFUL])
    central = f"; were they of Central Europe, they would be {doubts}" if doubts else ""
    message = (
        f"this is not UTF-8; read as Windows-1252: {', '.join(first)}{rest}{central}. Look whether "
        "these letters are right; else save it as UTF-8"
    )
    return text.encode(), [Problem(place, "IMP003", message)]


def _lost_in(content: bytes, shown: str) -> Iterator[Problem]:
    """Yield where a file that is plainly UTF-8 has lost a piece of a letter, line by line."""
    text = content.decode("utf-8", errors="replace")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _LOST in line]
    whole = len(_PIECE_OF_UTF8.findall(content))
    if not lines or text.count(_LOST) * _FEW_LOST > whole:
        return
    rest = f" (and in {len(lines) - _SHOWN} more lines)" if len(lines) > _SHOWN else ""
    for place, number in enumerate(lines[:_SHOWN], 1):
        more = rest if place == _SHOWN else ""
        message = f"a letter of UTF-8 is damaged here, and stands as '{_LOST}'; write it anew{more}"
        yield Problem(Location(shown, number), "IMP003", message)


def _central(word: str) -> str:
    """Return a word as its bytes are read in Central Europe."""
    return word.encode("cp1252").decode("cp1250", errors="replace")


def _is_plainly_western(content: bytes) -> bool:
    """Say whether all odd bytes are what Western Europe's languages have, most of them in words."""
    if _PIECE_OF_UTF8.search(content):
        return False
    high = {byte for byte in content if byte > 127}  # noqa: PLR2004
    letters = sum(content.count(byte) for byte in high & _WESTERN)
    in_words = len(re.findall(rb"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[A-Za-z])", content))
    return high <= _WESTERN | _SIGNS and in_words * 2 >= letters
