"""Lines such as `TY  - JOUR` → records of tags, each with its line. RIS and PubMed are made so.

rispy reads a record; it keeps no lines, melts records together where an end is missing and drops
the last one. So the file is first cut into records here, and each is handed over alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rispy import RisParser

from kg.errors import Location
from kg.imports.references.works import Work, WorkFile


@dataclass(frozen=True, slots=True)
class Form:
    """How a format tags its lines: the tag of a first line, that of a last one if it has any."""

    name: str
    line: re.Pattern[str]
    first: str
    last: str = ""


# Some leave the blank behind the dash out; behind one before it, that is a word of a text.
RIS = Form("RIS", re.compile(r"([A-Z][A-Z0-9])(?: {0,2}-(?: |$)|  -)(.*)"), "TY", "ER")
# A tag has four places and the dash comes at once: `AID - 10.1/x [doi]`.
NBIB = Form("PubMed", re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- (.*)"), "PMID")
# As a person or a web page may have changed it.
_ODD_START = re.compile(r"^(?!(?-i:TY))[ \t]*TY {0,2}- ", re.IGNORECASE | re.MULTILINE)
_ODD_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9])(?: {0,2}-(?: |$)|  -)(.*)", re.IGNORECASE)


# The Cochrane Library's, with a letter too many.
_LONG_DOI = re.compile(r"^DOI {0,2}- (?=\S)", re.MULTILINE)


# A spreadsheet may set tabs around the dash.
_WITH_TABS = re.compile(r"(?m)^(?P<tag>[A-Z][A-Z0-9])(?: *\t[ \t]*-[ \t]*| {0,2}-\t[ \t]*)")


def level_tags(text: str, tags: Container[str]) -> str:
    """Return RIS with its tags as they are to be, where a record begins indented or in small.

    In others such a line is one of somebody's text: `in - and out`.
    """
    text = _WITH_TABS.sub(r"\g<tag>  - ", _LONG_DOI.sub(r"DO  - ", text))
    if not _ODD_START.search(text):
        return text
    lines, is_odd = text.split("\n"), False
    for number, line in enumerate(lines):
        match = _ODD_LINE.match(line)
        tag = match[1].upper() if match else ""
        if tag == RIS.first:
            is_odd = not line.startswith(RIS.first)
        if match and is_odd and tag in tags:
            lines[number] = f"{tag}  - {match[2]}"
    return "\n".join(lines)


_LISTED = "KW"
_TITLES = frozenset({"TI", "T1"})
# `1.`, `<1>`, `Record #1 of 20`, the links that Ovid puts behind each record, and who gave a file.
_COUNT = re.compile(
    r"\s*(?:<?\d+[.>]?|record\s+#?\d+\s+of\s+\d+"
    r"|link to the (?:ovid|external|full text)\b[^\n]*|(?:provider|content|database):[^\n]*)\s*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class TaggedRecord:
    """A record: its line, and the values of each tag in their order, with the line of each."""

    line: int
    values: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def all(self, *tags: str) -> list[str]:
        """Return every value of some tags, tag after tag, empty ones left out."""
        return [text for tag in tags for text, _ in self.values.get(tag, ()) if text]

    def in_order(self, *tags: str) -> list[str]:
        """Return every value of some tags as the file has them, one below the other."""
        found = [one for tag in tags for one in self.values.get(tag, ()) if one[0]]
        return [text for text, _ in sorted(found, key=lambda one: one[1])]

    def first(self, *tags: str) -> str:
        """Return the first value of the first tag that has one, or nothing."""
        return next(iter(self.all(*tags)), "")

    def read_slips(self, verbatim: Container[str]) -> None:
        """Read the few signs of LaTeX that programs leave in another form; `verbatim` has none."""
        for tag, values in self.values.items():
            if tag not in verbatim:
                self.values[tag] = [(_without_latex(text), line) for text, line in values]

    def place_fields(self, work: Work, fields: Mapping[str, Sequence[str]]) -> None:
        """Tell a work where its fields stand, of which each was made from one of some tags."""
        for name in fields.keys() & work.fields.keys():
            value = work.plain(name)
            found = [one for tag in fields[name] for one in self.values.get(tag, ())]
            # A tag may stand twice: `SN` has the number of the book, and that of its series.
            lines = [line for text, line in found if value in text] or [line for _, line in found]
            if lines:
                work.places[name] = replace(work.place, line=lines[0])


# `Society \\& Tea`, `Social Policy {&} Tea`, `B{é}nou{é}`, and ``tea''.
_SLIP = re.compile(r"\\([&%$#_])|\{(?:\\?([&%$#_])|([^\W\d_]))\}")
_QUOTED = re.compile(r"``(.*?)(?:\{''\}|'')")


def _without_latex(text: str) -> str:
    text = _QUOTED.sub(r"“\1”", text)
    return _SLIP.sub(lambda found: "".join(filter(None, found.groups())), text)


class _Reader(RisParser):  # type: ignore[misc]  # rispy tells no types
    """rispy's reader for one record of any form: tags stay tags, and lines are remembered."""

    PATTERN = ""

    def __init__(self, form: Form, line: int) -> None:
        super().__init__(mapping=_Same(), list_tags=[], delimiter_tags_mapping={}, ignore=[])
        self.START_TAG = form.first
        # An end that is none: the whole of what is handed over is one record.
        self.END_TAG = "\0"
        self.record = TaggedRecord(line)
        self._parts: dict[str, list[tuple[list[str], int]]] = {}
        self._form = form
        self._line = line - 1

    def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
        self._line += 1
        match = self._form.line.match(line)
        return (match[1], match[2].strip()) if match else (None, line.strip())

    def _add_tag(
        self,
        record: dict[str, str],
        tag: str | None,
        content: str,
        extend_multiline: bool = False,  # noqa: FBT002
    ) -> None:
        del record
        if tag is None:  # a line before the first tag, such as an empty one
            return
        values = self._parts.setdefault(tag, [])
        if extend_multiline and values:
            values[-1][0].append(content)
        else:
            values.append(([content], self._line))

    def finish(self) -> TaggedRecord:
        """Return the record, the lines of each value joined."""
        for tag, values in self._parts.items():
            if tag == _LISTED:  # EndNote has a keyword a line
                values = [([part], line) for parts, line in values for part in parts]  # noqa: PLW2901
            self.record.values[tag] = [(" ".join(parts).strip(), line) for parts, line in values]
        return self.record


class _Same(dict[str, str]):
    """Every tag's name is the tag."""

    def __missing__(self, key: str) -> str:
        return key


def read_tagged_records(text: str, path: str, form: Form, file: WorkFile) -> Iterator[TaggedRecord]:
    """Yield the records of a file; what is no record is told in `file`."""
    for line, lines in _cut(text.split("\n"), path, form, file):
        reader = _Reader(form, line)
        match = form.line.match(lines[0])
        first = match[2].strip() if match else ""
        reader.parse_lines(iter([f"{form.first}  - {first}", *lines[1:]]))
        record = reader.finish()
        record.values[form.first] = [(first, line)]
        yield record


def _cut(
    lines: list[str], path: str, form: Form, file: WorkFile
) -> Iterator[tuple[int, list[str]]]:
    """Yield the first line's number and the lines of each record, without the one that ends it."""
    record: list[str] = []
    start = 0
    told = False
    for number, line in enumerate(lines, start=1):
        match = form.line.match(line)
        tag = match[1] if match else ""
        if tag == form.first or tag == form.last != "":
            if record:
                yield start, record
                if form.last and tag == form.first:
                    message = f"this record has no end; put a line '{form.last}  - ' after it"
                    file.report(Location(path, start), "IMP003", message)
            record, start = ([line], number) if tag == form.first else ([], 0)
        elif record:
            record.append(line)
        elif not told:  # one thing to tell, however many lines there are
            told = _tell_stray(line, Location(path, number), form, file)
    if record:
        yield start, record
        if form.last:
            message = f"the file ends inside this record; put a line '{form.last}  - ' after it"
            file.report(Location(path, start), "IMP003", message)


def _tell_stray(line: str, place: Location, form: Form, file: WorkFile) -> bool:
    """Tell a line outside all records, and say so.

    A tagged one is a head of some exports, and Ovid and Cochrane count their records.
    """
    match = form.line.match(line)
    is_stray = not match and re.search(r"\w", line) and not _COUNT.fullmatch(line)
    if match and match[1] in _TITLES:
        message = (
            f"a record was passed over, for it has no first line; put '{form.first}  - ' before it"
        )
        file.report(place, "IMP001", message)
        return True
    if is_stray:
        message = (
            f"text outside any record: '{line.strip()[:40]}'; a record of {form.name} begins "
            f"with the tag {form.first}"
        )
        file.report(place, "IMP001", message)
    return bool(is_stray)
