"""YAML text → plain values, with the line and column of every one of them.

YAML 1.2's core rules for plain scalars (`no` and `12-13` are text), no tags, no merge keys, one
document; a key given twice is a problem. A number with a point is a Decimal, which keeps the digits
that are written: 0.70 stays 0.70. The values are made from the parser's events, one by one: so
neither nesting nor aliases can ask for more than is allowed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol, TypeAlias

import yaml

from kg.errors import Location, Problem
from kg.sources.folder.characters import (
    LOOKALIKE_SPACES,
    check_characters,
    find_lookalike_space,
    name_of,
)

Trail: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | int | Decimal | bool | list[Value] | dict[str, Value] | None"

DEEPEST = 40  # the records of the model are 6 deep
MOST_VALUES = 1_000_000  # with everything that aliases stand for; 30,000 citations have half of it
MOST_DIGITS = 15

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_TEXT_TAG = "tag:yaml.org,2002:str"
_INDENT = re.compile(f"^[ ]*(?P<odd>[{LOOKALIKE_SPACES}])", re.MULTILINE)
# The parser speaks of tokens; whoever writes YAML knows indents, quotes, colons and brackets.
_PLAIN_WORDS = (
    ("mapping values are not allowed", "a colon does not fit here; put a text with ': ' in quotes"),
    ("character '\\t'", "a tab stands where YAML wants spaces; indent with spaces"),
    ("that cannot start any token", "a text cannot start like this; put it in quotes"),
    ("tab character", "a tab stands where YAML wants spaces; indent with spaces"),
    ("could not find expected ':'", "write 'name: value' here, or mend the indent"),
    ("unexpected end of stream", "a quote is opened and never closed; close it"),
    ("',' or ']'", "a list in [ ] is not closed, or a comma is missing; mend it"),
    ("',' or '}'", "a list in { } is not closed, or a comma is missing; mend it"),
    ("'-' indicator", "this line does not fit the list above it; mend the indent"),
    ("expected node content", "a value is missing here, or a text needs quotes; write it"),
    ("expected key", "this does not fit what stands before it; mend the indent or the quotes"),
    ("scanning an alias", "a text that begins with * goes into quotes"),
    ("scanning an anchor", "a text that begins with & goes into quotes"),
    ("block sequence entries", "a text that begins with '- ' goes into quotes"),
    ("character escape code", "no character has this code; mend it, or write the character itself"),
    ("directive", "a line cannot begin with %; put the text in quotes"),
    ("unknown escape character", "inside double quotes write \\\\ for a backslash"),
)  # fmt: skip


class Mark(Protocol):
    """A place as PyYAML gives it, in C or in Python: counted from 0."""

    line: int
    column: int
    index: int


@dataclass(slots=True)
class YamlFile:
    """The content of a YAML file: `trails` maps each value's trail of keys to its place."""

    path: str
    value: Value = None
    trails: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def locate(self, trail: Trail) -> Location:
        """Return the place of the value at a trail, or of the nearest thing around it."""
        while trail not in self.trails and trail:
            trail = trail[:-1]
        line, column = self.trails.get(trail, (1, 1))
        return Location(self.path, line, column)

    def report(self, mark: Mark | None, code: str, message: str) -> None:
        """Add a problem at a mark."""
        line, column = _place(mark)
        self.problems.append(Problem(Location(self.path, line, column), code, message))


def parse_yaml(text: str, path: str) -> YamlFile:
    """Parse a YAML document. Never raises on bad input: see `problems` of the result."""
    file = YamlFile(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _Composer(file, text).compose(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, text, file)
    except yaml.YAMLError as error:
        file.report(None, "YAML001", f"not readable as YAML: {' '.join(str(error).split())}")
    return file


def _place(mark: Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _report_syntax(error: yaml.MarkedYAMLError, text: str, file: YamlFile) -> None:
    """Report what the parser stumbled over, or the odd space before it that is the cause."""
    if any(problem.code == "CHR003" for problem in file.problems):
        return  # the parser stumbled over what has been told
    mark = error.problem_mark
    last = mark.line + 1 if mark else 1
    for match in _INDENT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if line <= last:
            column = match.start("odd") - match.start() + 1
            message = f"the indent has {name_of(match['odd'])}; YAML counts plain spaces only"
            file.problems.append(Problem(Location(file.path, line, column), "CHR003", message))
            return
    said = " ".join(filter(None, (error.context, error.problem)))
    if mark and text[mark.index : mark.index + 1] == "\t":
        said = "tab character"
    plain = (words for part, words in _PLAIN_WORDS if part in said)
    # Where a text just stops, the parser names the line after it.
    last_place = (text.count("\n") + 1, len(text) - text.rfind("\n"))
    place = Location(file.path, *min(_place(mark), last_place))
    message = next(plain, f"{said}; check the indent, quotes and colons")
    file.problems.append(Problem(place, "YAML001", message))


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: list[Value] | dict[str, Value]
    trail: Trail
    anchor: str | None
    size: int = 1  # values in it, itself and everything that aliases stand for included
    key: str | None = None
    keys: int = 0


@dataclass(slots=True)
class _Composer:
    """Makes the values of a document from the parser's events."""

    file: YamlFile
    text: str
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Value, int] | None] = field(default_factory=dict)  # None: still open
    size: int = 0
    documents: int = 0

    def compose(self, events: Iterator[yaml.Event]) -> None:
        """Take in every event; stop where the document asks for too much."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    message = "a second document starts here (---); keep one a file"
                    self.file.report(event.start_mark, "YAML005", message)
                    return
            elif isinstance(event, yaml.CollectionStartEvent):
                if not self._begin(event):
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) and not self._take(event):
                return

    def _begin(self, event: yaml.CollectionStartEvent) -> bool:
        if len(self.open) == DEEPEST:
            message = f"this is nested more than {DEEPEST} deep; no file here needs that"
            self.file.report(event.start_mark, "YAML004", message)
            return False
        self._check_tag(event)
        trail = self._trail_for(event)
        value: list[Value] | dict[str, Value]
        value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._put(value, event)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.open.append(_Open(value, trail, event.anchor))
        return self._count(1, event)

    def _end(self) -> None:
        closed = self.open.pop()
        if closed.anchor:
            self.anchors[closed.anchor] = (closed.value, closed.size)
        if self.open:
            self.open[-1].size += closed.size

    def _take(self, event: yaml.ScalarEvent | yaml.AliasEvent) -> bool:
        """Take in a scalar or an alias; say whether to go on."""
        value: Value = None
        size = 1
        self._trail_for(event)
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar_of(event)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
        elif (named := self.anchors.get(event.anchor or "")) is not None:
            value, size = named
        else:
            inside = event.anchor in self.anchors
            words = "stands inside the value that it names" if inside else "has no & before it"
            message = f"*{event.anchor} {words}; write the value out"
            self.file.report(event.start_mark, "YAML004" if inside else "YAML001", message)
        self._put(value, event)
        if self.open:
            self.open[-1].size += size
        return self._count(size, event)

    def _count(self, size: int, event: yaml.Event) -> bool:
        self.size += size
        if self.size > MOST_VALUES:
            message = f"more than {MOST_VALUES:,} values, with all that aliases repeat; split it"
            self.file.report(event.start_mark, "YAML004", message)
        return self.size <= MOST_VALUES

    def _trail_for(self, event: yaml.NodeEvent) -> Trail:
        """Return the trail of the value that begins here, and remember its place."""
        if not self.open:
            trail: Trail = ()
        elif isinstance(self.open[-1].value, list):
            trail = (*self.open[-1].trail, len(self.open[-1].value))
        elif self.open[-1].key is not None:
            trail = (*self.open[-1].trail, self.open[-1].key)
        else:
            return self.open[-1].trail  # a key
        self.file.trails.setdefault(trail, _place(event.start_mark))
        return trail

    def _put(self, value: Value, event: yaml.NodeEvent) -> None:
        """Put a value where it belongs: in the list, under its key, or as the next key."""
        if not self.open:
            self.file.value = value
            return
        here = self.open[-1]
        if isinstance(here.value, list):
            here.value.append(value)
        elif here.key is None:
            here.key = self._key_for(event, here)
        else:
            here.value[here.key] = value
            here.key = None

    def _key_for(self, event: yaml.NodeEvent, here: _Open) -> str:
        here.keys += 1
        if not isinstance(event, yaml.ScalarEvent):
            message = "a name before a colon is a word, no list or alias; write 'name: value'"
            self.file.report(event.start_mark, "YAML001", message)
            return f"?{here.keys}"
        key: str = event.value
        odd = find_lookalike_space(key)
        if odd is not None:
            message = f"the name '{key.strip()}' has {name_of(odd)}; YAML counts plain spaces only"
            self.file.report(event.start_mark, "CHR003", message)
        elif key == "<<" and not event.style:
            message = "merge keys (<<) are not read; write the fields out"
            self.file.report(event.start_mark, "YAML005", message)
        elif isinstance(here.value, dict) and key in here.value:
            message = f"the key '{key}' stands twice; keep one"
            self.file.report(event.start_mark, "YAML002", message)
        self.file.trails[(*here.trail, key)] = _place(event.start_mark)
        return key

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag not in {None, "!", _TEXT_TAG}:
            message = f"the tag '{event.tag}' is not read; remove it"
            self.file.report(event.start_mark, "YAML005", message)

    def _scalar_of(self, event: yaml.ScalarEvent) -> Value:
        text: str = event.value
        self._check_tag(event)
        if event.style == '"':
            # What stands in the file as it is was found there, at its own place.
            first, last = event.start_mark, event.end_mark
            written = self.text[first.index : last.index] if first and last else ""
            escaped = "".join(sorted({*text} - {*written}))
            place = Location(self.file.path, *_place(event.start_mark))
            self.file.problems += check_characters(escaped, self.file.path, place)
        if event.style or event.tag:  # quoted or block text is text, whatever it looks like
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
            if len(text) > MOST_DIGITS:
                told = f"a number of {len(text)} digits is too large; put it in quotes"
                self.file.report(event.start_mark, "YAML003", f"{told} if it is text")
                return text
            return Decimal(text) if "." in text else int(text)
        return text
