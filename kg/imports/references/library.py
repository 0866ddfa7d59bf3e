"""`references.bib` as it stands → its entries with their places, and a new text with some changed.

An entry that is not touched keeps its bytes: comments, spaces, order and line ends with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from bibtexparser.model import Entry

from kg.errors import Location, Problem
from kg.imports.references.readers.bibfiles import works_of_blocks
from kg.imports.references.works import Work
from kg.sources.bibtex.blocks import blank_remarks, level_text, raw_of, split_blocks

# The fields of an entry as people read it; all others follow, as they came.
_ORDER = (
    "author", "author+an:orcid", "editor", "editor+an:orcid", "translator", "title", "booktitle",
    "journal", "maintitle", "series", "edition", "volume", "number", "eid", "pages", "publisher",
    "institution", "address", "year", "date", "month", "day", "pubstate", "type", "howpublished",
    "doi", "isbn", "issn", "pmid", "pmcid", "eprinttype", "eprint", "eprintclass", "url", "urldate",
    "note",
)  # fmt: skip
# Longer numbers are no places in a list, and slow to read.
_MOST_DIGITS = 18
_LAST = ("ids", "unresolved", "evidenceclass")


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of the file: where it stands in the text, and the work it is."""

    key: str
    start: int
    end: int
    work: Work
    written: frozenset[str]


@dataclass(slots=True)
class Library:
    """The file: its text with LF, its entries in their order, and what leaves it unreadable."""

    text: str
    raw: str
    entries: list[Held] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _edits: list[tuple[int, int, str]] = field(default_factory=list)
    _new: list[tuple[tuple[tuple[int, int, str], ...], str]] = field(default_factory=list)

    def add(self, key: str, work: Work) -> None:
        """Enter a new work behind the last one whose key comes before its own."""
        self._new.append((_rank(key), render_entry(key, work)))

    def _additions(self) -> Iterator[tuple[int, int, str]]:
        """Yield what is to be put in for the new entries, and where."""
        # Of those that come before a key, the last in the file: the file need not be in order.
        ordered = sorted((_rank(one.key), place) for place, one in enumerate(self.entries))
        ranks = [rank for rank, _ in ordered]
        last = list(accumulate((place for _, place in ordered), max))
        head = self.text.rstrip("\n")
        for number, (rank, text) in enumerate(sorted(self._new)):
            before = bisect_right(ranks, rank)
            if before:
                end = self.entries[last[before - 1]].end
                yield end, end, f"\n\n{text}"
            elif self.entries:
                start = self.entries[0].start
                yield start, start, f"{text}\n\n"
            else:  # the first goes below what the file has, and ends it
                gap = "\n\n" if head or number else ""
                closing = "\n" if number == len(self._new) - 1 else ""
                until = len(self.text) if closing else len(head)
                yield len(head), until, f"{gap}{text}{closing}"

    def fill(self, held: Held, fields: dict[str, str]) -> None:
        """Add fields to an entry, behind those that it has."""
        # A remark may be the last that stands in it; nothing goes behind one.
        body = blank_remarks(self.text[held.start : held.end])[:-1]
        kept = body.rstrip()
        comma = "" if kept.endswith(",") else ","
        last = "," if not comma else ""
        lines = [f"\n  {name} = {{{value}}}" for name, value in fields.items()]
        at = held.start + len(kept)
        self._edits.append((at, at, f"{comma}{','.join(lines)}{last}"))

    def extend(self, held: Held, name: str, value: str) -> bool:
        """Add to the list in a field of an entry; say whether it stands there in plain braces."""
        body = blank_remarks(self.text[held.start : held.end])
        match = re.search(rf"\b{name}\s*=\s*{{(?P<list>[^{{}}]*)}}", body, re.IGNORECASE)
        if match is None:
            return False
        at = held.start + match.end("list")
        self._edits.append((at, at, f", {value}" if match["list"].strip() else value))
        return True

    def replace(self, held: Held, work: Work) -> None:
        """Put another entry in the place of one, under its key."""
        self._edits.append((held.start, held.end, render_entry(held.key, work)))

    def render(self) -> str:
        """Return the text with all changes, with the line ends and the mark it had."""
        edits = sorted([*self._edits, *self._additions()], key=lambda edit: edit[:2])
        if not edits:
            return self.raw
        newline = "\r\n" if "\r\n" in self.raw else "\n"
        place_of = _RawPlaces(self.raw)
        parts: list[str] = []
        done = 0
        for start, end, new in edits:
            parts += [self.raw[done : place_of(start)], new.replace("\n", newline)]
            done = place_of(end)
        return "".join((*parts, self.raw[done:]))


class _RawPlaces:
    """Places in a text with LF alone → places in the text as it is stored."""

    def __init__(self, raw: str) -> None:
        mark = len(raw) - len(raw.removeprefix("\ufeff"))
        lines = re.split(r"(\r\n|\r|\n)", raw[mark:])
        texts, ends = lines[::2], lines[1::2]
        self._plain = (0, *accumulate(len(text) + 1 for text in texts))
        rawer = (len(text) + len(end) for text, end in zip(texts, [*ends, ""], strict=True))
        self._raw = [mark + at for at in (0, *accumulate(rawer))]

    def __call__(self, place: int) -> int:
        line = bisect_right(self._plain, place) - 1
        return min(self._raw[line] + place - self._plain[line], self._raw[-1])


def read_library(raw: str, path: str) -> Library:
    """Return the entries of a file; `problems` say why it cannot be added to."""
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    library = Library(text, raw)
    blocks = split_blocks(text)
    file = works_of_blocks(blocks, path)
    library.problems = [one for one in file.problems if one.code in {"BIB001", "BIB003"}]
    works = {(work.key, work.place.line): work for work in file.works}
    at = 0
    level = level_text(text)
    for block in blocks:
        start = level.find(raw_of(block), at)
        at = start + len(raw_of(block))
        work = works.get((str(getattr(block, "key", "")), (block.start_line or 0) + 1))
        if isinstance(block, Entry) and work is not None:
            written = frozenset(one.key.lower() for one in block.fields)
            library.entries.append(Held(block.key, start, at, work, written))
        elif not isinstance(block, Entry) and hasattr(block, "ignore_error_block"):
            place = Location(path, (block.start_line or 0) + 1)
            message = "this entry cannot be read, so nothing is added; 'kg check' says what to mend"
            library.problems.append(Problem(place, "IMP004", message))
    return library


def render_entry(key: str, work: Work) -> str:
    """Return an entry of a work, one field a line, without a line end."""
    known = [name for name in _ORDER if name in work.fields]
    last = [name for name in _LAST if name in work.fields]
    rest = [name for name in work.fields if name not in {*known, *last}]
    lines = [f"  {name} = {{{work.fields[name]}}}" for name in (*known, *rest, *last)]
    return f"@{work.kind}{{{key},\n" + ",\n".join(lines) + "\n}"


def _rank(key: str) -> tuple[tuple[int, int, str], ...]:
    """Return what puts A2 before A10, whatever the case."""
    parts = re.findall(r"\d+|\D+", key.lower())
    return tuple(map(_rank_of_part, parts))


def _rank_of_part(part: str) -> tuple[int, int, str]:
    is_number = part.isdecimal() and len(part) <= _MOST_DIGITS
    return (0, int(part), "") if is_number else (1, 0, part)
