"""Which names and paths any file system takes, and how a code becomes one. Pure: no file is read.

A record's path (`tips/12`) is the end of its IRI and the stem of its files, so one set of rules
serves the checks of the sources and the writers of the outputs. A published site is unpacked on
other machines than it was built on, so the strictest of the systems in use rules.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

# What ext4, XFS and APFS take as one name, in bytes of UTF-8; NTFS takes as many UTF-16 units.
LONGEST = 255
# How long an id or a code may be. A file's name holds at most two of them and 16 characters more
# (`theme-ID.CLASS.csl.json`), which together stay below LONGEST.
LONGEST_NAME = 100

_FORBIDDEN = frozenset('/\\<>:"|?*')  # in a name: the first anywhere, the others on Windows
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices, with any extension too.
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\..*)?",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?")
# `sources/all.bib` holds every reference, `sources/all.b.bib` those of a class.
_OURS = re.compile(r"all(\..*)?", re.IGNORECASE)
_FRAGMENT = re.compile(r"(.+)#([a-z0-9-]+)")
_READABLE = 40  # of a derived name: enough to be recognised by
_DIGITS = 8  # of its digest: two codes of one review share them once in 4 billion pairs
# Kinds of record that are named by the review's own codes and not by ids of ours.
CODED = frozenset({"evidence-classes", "sources", "works"})


def fault_of_name(name: str) -> str | None:
    """Return why a name (one part of a path) would not do on every system, or None."""
    if name in {"", ".", ".."}:
        return f"'{name}' leads to another folder" if name else "a part of it is empty"
    return _fault_of_characters(name) or _fault_of_ends(name)


def _fault_of_characters(name: str) -> str | None:
    if name.isprintable() and _FORBIDDEN.isdisjoint(name):
        return None
    for char in name:
        if not char.isprintable():
            return f"it holds a character that does not print (U+{ord(char):04X})"
        if char in _FORBIDDEN:
            return f"'{char}' may not stand in the name of a file"
    return None


def _fault_of_ends(name: str) -> str | None:
    if name[-1] in ". ":
        return "Windows takes no name that ends in a dot or a blank"
    if _DEVICE.fullmatch(name):
        return f"Windows keeps the name '{name}' for a device"
    length = len(name.encode())
    if length > LONGEST:
        return f"a name of {length} bytes is too long; {LONGEST} are the most"
    return None


def fault_of_path(path: str) -> str | None:
    """Return why a path would leave its folder or fail on some system, or None.

    A path is relative, its parts joined by `/`, as it stands in an IRI or in an archive.
    """
    if path.startswith("/"):
        return "it starts at the root"
    return next((fault for part in path.split("/") if (fault := fault_of_name(part))), None)


def fold_path(path: str) -> str:
    """Return what two paths share that are one file on Windows or macOS: case and form gone."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def fault_of_code(code: str) -> str | None:
    """Return what is wrong with a code, or None: it may be whatever a review prints."""
    strange = next((char for char in code if not char.isprintable()), None)
    if strange is not None:
        return f"a code has no character that does not print (U+{ord(strange):04X} here)"
    if len(code) > LONGEST_NAME:
        return f"a code has at most {LONGEST_NAME} characters, not {len(code)}"
    return None


def slug_for_code(code: str) -> str:
    """Return the name of a code in IRIs and files: `A9` for A9, `I-II-3c7d9f02` for `I/II`.

    A code that every system takes as a name stays as it is. Any other gets what can be read of it
    and a digest of all of it (SHA-256), so that its address is stable and nobody else's.
    """
    plain = len(code) <= LONGEST_NAME and _PLAIN.fullmatch(code)
    if plain and not _DEVICE.fullmatch(code) and not _OURS.fullmatch(code):
        return code
    apart = unicodedata.normalize("NFKD", code)
    words = re.findall(r"[A-Za-z0-9]+", "".join(char for char in apart if char.isascii()))
    readable = "-".join(words)[:_READABLE].strip("-") or "code"
    return f"{readable}-{hashlib.sha256(code.encode()).hexdigest()[:_DIGITS]}"


def fold_letters(text: str) -> str:
    """Return a text in small letters without accents and strokes: what lists are sorted by."""
    # Decomposing takes accents off letters, but no stroke, and it leaves ligatures whole.
    folded = text.casefold().replace("ø", "o").replace("ł", "l").replace("æ", "ae")
    apart = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in apart if not unicodedata.combining(char))


def slug_of(text: str) -> str:
    """Return a text as a slug: lower case ASCII words joined by hyphens; it is never empty.

    Where ASCII cannot say all of its letters, or it has none, a digest of the whole is added: two
    people whose names are written in another script must not become one.
    """
    plain = fold_letters(text)
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    if slug and all(char.isascii() for char in plain if char.isalnum()):
        return slug
    return "-".join(filter(None, (slug, digest_of(text))))


def digest_of(text: str) -> str:
    """Return the digits by which two texts of one slug are told apart."""
    whole = unicodedata.normalize("NFC", text.strip()).encode()
    return hashlib.sha256(whole).hexdigest()[:_DIGITS]


def path_for(kind: str, name: object) -> str:
    """Return the path of a record by its kind and its id or code: `sources/A9`."""
    return f"{kind}/{slug_for_code(str(name)) if kind in CODED else name}"


def parse_path(text: str) -> str:
    """Return the path of a record that the data name in full: `sources/I/II`, `tips/12`.

    A fragment at the end stays: `debates/tea#for`.
    """
    kind, _, name = text.partition("/")
    if kind not in CODED:
        return text
    code, mark, fragment = name, "", ""
    if found := _FRAGMENT.fullmatch(name):
        code, mark, fragment = found[1], "#", found[2]
    return f"{path_for(kind, code)}{mark}{fragment}"
