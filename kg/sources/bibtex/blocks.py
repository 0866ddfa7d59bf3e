"""BibTeX text → its blocks, each as it stands, and what is wrong with it as a whole.

bibtexparser splits the text and keeps what it cannot read. It counts lines from 0.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
)

from kg.errors import Location, Problem, shorten_text
from kg.sources.bibtex.innersigns import hide_inner_signs, show_signs

# bibtexparser takes `@commentary`, a type of biblatex, for a `@comment`, and so on.
_LIKE_NONE = re.compile(
    r"^([ \t]*@[ \t]*)(?=(?:comment|preamble|string)\w)", re.IGNORECASE | re.MULTILINE
)
_MARK = "likenone"
# BibTeX lets blanks stand behind the sign: `@ book{`.
_APART = re.compile(r"^([ \t]*)@([ \t]+)(?=[A-Za-z]+[ \t]*[{(])", re.MULTILINE)


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a BibTeX text in its order, values untouched."""
    # What it cannot parse it also logs, in words of its own; the blocks tell us more.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    marked = _LIKE_NONE.sub(rf"\1{_MARK}", hide_inner_signs(level_text(text)))
    blocks = list(parse_string(marked, parse_stack=[]).blocks)
    for block in blocks:
        entry = block
        while isinstance(entry, ParsingFailedBlock) and entry.ignore_error_block is not None:
            entry = entry.ignore_error_block
        if isinstance(entry, Entry):
            entry.entry_type = entry.entry_type.removeprefix(_MARK)
            for one in entry.fields:
                one.value = show_signs(str(one.value))
    return blocks


def level_text(text: str) -> str:
    """Return the text as blocks are cut from it; every character that counts keeps its place."""
    return plain_delimiters(blank_remarks(_APART.sub(r"\1\2@", text)))


def raw_of(block: Block) -> str:
    """Return a block as it stands in the levelled text."""
    return show_signs(block.raw or "").replace(_MARK, "")


# What opens an entry, what nests in it, and a remark: a line of its own, or behind a field.
_REMARK = re.compile(
    r"(?P<entry>^[ \t]*@\w+\s*\{[^,{}%\n]*,?[ \t]*(?P<first>%[^\n]*)?)|(?P<brace>\\.|[{}])"
    r"|(?:^|(?<=[}\"]),|(?<=\})|=[ \t]*\w+[ \t]*,)[ \t]*(?P<remark>%[^\n]*)",
    re.MULTILINE,
)


def blank_remarks(text: str) -> str:
    """Return the text with blanks for each remark between the fields of an entry.

    biber passes over what stands behind a `%` there; every other character keeps its place.
    """
    depth = place = done = 0
    parts: list[str] = []
    while found := _REMARK.search(text, place):
        place = found.end()
        if found["entry"]:
            depth = 1
        elif found["brace"]:
            depth = max(0, depth + {"{": 1, "}": -1}.get(found["brace"], 0))
        group = "first" if found["first"] else "remark"
        if depth == 1 and found[group]:
            start, end = found.span(group)
            parts += [text[done:start], " " * (end - start)]
            done = end
        elif depth > 1 and found[group]:
            place = found.start(group) + 1  # a letter of a value, and so is what follows
    return "".join((*parts, text[done:])) if parts else text


_DELIMITER = re.compile(
    r"(?P<entry>^[ \t]*@[ \t]*\w+\s*(?P<opening>[({]))|\\.|[{}()\"]", re.MULTILINE | re.DOTALL
)


def plain_delimiters(text: str) -> str:
    """Return the text with braces around what BibTeX lets stand between others.

    They are the parentheses around an entry, and the quotes around a value that has a quote within
    its braces: there it ends nothing. Every other character keeps its place.
    """
    scan = _Scan()
    for found in _DELIMITER.finditer(text):
        if found["entry"] and scan.depth <= 1 and scan.quote < 0:
            scan.open_entry(found)
        elif found[0] == '"' and scan.depth:
            scan.meet_quote(found.start())
        elif found[0] == ")" and scan.depth == 1 and scan.quote < 0 <= scan.round:
            scan.close_entry(found.start())
        elif found[0] in {"{", "}"} and scan.depth:
            scan.depth += 1 if found[0] == "{" else -1
    letters = list(text) if scan.changed else []
    for at, char in scan.changed.items():
        letters[at] = char
    return "".join(letters) or text


@dataclass(slots=True)
class _Scan:
    """Where a scan of entries is: how deep in braces, and what is open there, by its place."""

    depth: int = 0
    quote: int = -1
    round: int = -1
    has_inner: bool = False
    changed: dict[int, str] = field(default_factory=dict)

    def open_entry(self, found: re.Match[str]) -> None:
        self.depth = 1
        self.round = found.end() - 1 if found["opening"] == "(" else -1

    def close_entry(self, at: int) -> None:
        self.changed |= {self.round: "{", at: "}"}
        self.depth, self.round = 0, -1

    def meet_quote(self, at: int) -> None:
        """Open or close a value in quotes; within braces a quote is a letter of it."""
        if self.depth > 1:
            self.has_inner = self.quote >= 0
        elif self.quote < 0:
            self.quote, self.has_inner = at, False
        else:
            if self.has_inner:
                self.changed |= {self.quote: "{", at: "}"}
            self.quote = -1


def key_of_block(block: Block) -> str:
    """Return the key of an entry, read or not; nothing for what is no entry."""
    if isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return str(getattr(block, "key", None) or "")


def check_block(block: Block, place: Location, keys: dict[str, Location]) -> Iterator[Problem]:
    """Yield what is wrong with a block as a whole; `keys` are those before it, in lower case."""
    key = key_of_block(block)
    folded = unicodedata.normalize("NFC", key).lower()
    if key and folded in keys:
        first = keys[folded].line
        same = "stands" if isinstance(block, DuplicateBlockKeyBlock) else "but for its case stands"
        message = f"the key '{key}' {same} at line {first} already; give this entry its own key"
        yield Problem(place, "BIB002", message)
    elif isinstance(block, DuplicateFieldKeyBlock):
        fields = ", ".join(f"'{name}'" for name in sorted(block.duplicate_keys))
        yield Problem(place, "BIB003", f"the field {fields} stands twice in this entry; keep one")
    elif isinstance(block, ParsingFailedBlock):
        yield Problem(_place_of_failure(block, place), "BIB001", _reason(block))
    elif isinstance(block, ImplicitComment) and re.search(r"\w", block.comment):
        start = block.comment.strip().splitlines()[0][:40]
        message = (
            f"text outside any entry: '{start}'; finish the entry above, or begin a line with %"
        )
        if not all(
            row.lstrip().startswith("%") for row in block.comment.splitlines() if row.strip()
        ):
            yield Problem(place, "BIB001", message)
    if key:
        keys.setdefault(folded, place)


def _place_of_failure(block: ParsingFailedBlock, place: Location) -> Location:
    """Return the line where the entry begins: the one that the user has to look at."""
    head = re.match(r"\s*", block.raw or "")
    return Location(place.path, place.line + (head.group().count("\n") if head else 0))


def _reason(block: ParsingFailedBlock) -> str:
    said = str(getattr(block.error, "abort_reason", block.error))
    name = re.match(r"\s*@\w+\s*\{\s*([^,\s]*)", block.raw or "")
    entry = f"the entry '{shorten_text(name.group(1))}'" if name and name.group(1) else "this entry"
    if "Unexpected block start" in said or "end of file" in said.lower():
        return f"{entry} does not end; close each field and the entry with '}}'"
    if "Expected a `=`" in said:
        return f"{entry}: a comma or '=' is missing between two fields; put ',' after each field"
    if "comma" in said.lower():
        return f"{entry}: a comma is missing; put ',' after the key and after each field"
    return f"{entry} cannot be read: {said.strip(' .')}; check its braces and commas"
