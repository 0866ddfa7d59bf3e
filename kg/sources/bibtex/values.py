"""Values of BibTeX as they are written → their text: `{…}`, `"…"`, numbers, `#` and `@string`."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bibtexparser.model import Block, ParsingFailedBlock, String

from kg.errors import Location, Problem

_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Every style defines these: `jan` and the like.
MONTHS: Mapping[str, str] = {name[:3].lower(): name for name in _NAMES}
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_WORD = re.compile(r"[^\s#{}\",=]+")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w+:-]*)\s*=")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value: in words, and how many lines below its start."""

    message: str
    line: int
    code: str = "BIB001"
    rest: str = ""  # another field, which no comma parts from this one


def expand_value(written: str, macros: Mapping[str, str]) -> tuple[str, Fault | None]:
    """Return the text of a value, LaTeX and inner braces kept, and what is wrong with it."""
    parts: list[str] = []
    fault = None
    place = _skip(written, 0)
    while place < len(written):
        part, after, bare = _part_at(written, place)
        if bare and not part.isdigit():
            if part.lower() not in macros:
                message = f"no @string says what '{part}' is; add it, or put the value in braces"
                fault = fault or Fault(message, written.count("\n", 0, place), "BIB015")
            part = macros.get(part.lower(), part)
        parts.append(part)
        place = _skip(written, after)
        if place < len(written):
            if written[place] != "#":
                return "".join(parts), _fault_after(written, after, place)
            place = _skip(written, place + 1)
    return "".join(parts), fault


def read_macros(blocks: Iterable[Block], known: Mapping[str, str] = MONTHS) -> dict[str, str]:
    """Return what the abbreviations of a file stand for at first, by their names in lower case.

    `known` are those of every style, or of the files before this one.
    """
    macros: dict[str, str] = {}
    for block in blocks:
        string = string_in(block)
        if string is not None and string.key.lower() not in macros:
            take_macro(string, macros, set(), known)
    return {**known, **macros}


def string_in(block: Block) -> String | None:
    """Return the abbreviation of a block; also one that is there already, and is given anew."""
    if isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block if isinstance(block, String) else None


def take_macro(
    string: String, macros: dict[str, str], taken: set[str], known: Mapping[str, str] = MONTHS
) -> Fault | None:
    """Let an abbreviation stand from here on for what it says; return what is wrong with that.

    `macros` may have been read ahead; `taken` are the names of those before this one.
    """
    name = string.key.lower()
    if name not in taken:  # what it says of itself is no word of its own
        macros.pop(name, None)
    macros[name], fault = expand_value(str(string.value), ChainMap(macros, dict(known)))
    taken.add(name)
    return fault


def tell_string(string: String, fault: Fault | None, place: Location) -> list[Problem]:
    """Return the problem that an abbreviation, which begins at a place, names what is not there."""
    if fault is None:
        return []
    where = replace(place, line=place.line + fault.line)
    return [Problem(where, fault.code, f"@string {string.key}: {fault.message}")]


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _part_at(text: str, place: int) -> tuple[str, int, bool]:
    """Return the part that begins at a place, where it ends, and whether it has no delimiters."""
    if text[place] == "{":
        end = _end_of_group(text, place)
        return text[place + 1 : end - 1], end, False
    if text[place] == '"':
        end = _end_of_quote(text, place)
        if end > len(text) and text.endswith('"'):  # a brace within has no other half
            end = len(text)
        return text[place + 1 : end - 1], end, False
    word = _WORD.match(text, place)
    end = word.end() if word else place + 1
    return text[place:end], end, True


def _end_of_group(text: str, place: int) -> int:
    """Return where a group in braces ends; the end of the text if nothing closes it."""
    for found, depth in _depths(text, place):
        if depth == 0:
            return found + 1
    return len(text) + 1


def _end_of_quote(text: str, place: int) -> int:
    """Return where a value in quotes ends: a quote inside braces is a letter of it."""
    depth = 0
    escaped = False
    for found in range(place + 1, len(text)):
        char = text[found]
        if char == '"' and depth == 0 and not escaped:
            return found + 1
        depth += 0 if escaped else (char == "{") - (char == "}")
        escaped = char == "\\" and not escaped
    return len(text) + 1


def _depths(text: str, place: int) -> Iterator[tuple[int, int]]:
    """Yield the place of each brace, and how many groups are open after it."""
    depth = 0
    for found in _BRACE.finditer(text, place):
        if found[0] in {"{", "}"}:
            depth += 1 if found[0] == "{" else -1
            yield found.start(), depth


def _fault_after(written: str, after: int, place: int) -> Fault:
    """Return what is wrong where a value goes on although it has ended."""
    if name := _FIELD.match(written, place):
        message = f"a comma is missing before the field '{name['name']}'; add it here"
        return Fault(message, written.count("\n", 0, after), rest=written[place:])
    rest = written[place:].split("\n", 1)[0][:20].strip()
    message = f"'{rest}' stands after the end of a value; put the whole value in braces"
    return Fault(message, written.count("\n", 0, place))
