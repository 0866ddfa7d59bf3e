"""Where `at:` stands in a YAML file, in braces or over several lines, as the parser sees it.

`passages.py` reads an `at:` that has a line to itself by its letters, since people write it there
without quotes, which is no YAML. All others have to be YAML, and are found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from kg.sources.yaml.yamlfile import Mark

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class AtField:
    """An `at:` in the text of a file: from its name to the end of its words, in code points.

    `words` is None where a list or mapping stands in their place, of which `end` is the start.
    """

    start: int
    end: int
    line: int
    column: int
    words: str | None
    in_braces: bool
    names_page: bool

    @property
    def separator(self) -> str:
        """Return what stands between it and another field of its record."""
        return ", " if self.in_braces else "\n" + " " * (self.column - 1)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet, with the fields of interest found in it."""

    is_mapping: bool
    in_braces: bool
    key: yaml.ScalarEvent | None = None
    names: set[str] = field(default_factory=set)
    found: list[tuple[yaml.ScalarEvent, yaml.Event]] = field(default_factory=list)


def find_at_fields(text: str) -> list[AtField]:
    """Return each `at:` of a YAML text, in its order; raise YAMLError where it is none."""
    # The parser drops the mark, and does not count it.
    shift = 1 if text.startswith(_BOM) else 0
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: list[AtField] = []
    opened: list[_Open] = []
    for event in yaml.parse(text[shift:], Loader=loader):
        if isinstance(event, yaml.CollectionEndEvent):
            found += _fields_of(opened.pop(), text, shift)
        elif isinstance(event, yaml.NodeEvent):
            _take(event, opened)
            if isinstance(event, yaml.CollectionStartEvent):
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                opened.append(_Open(is_mapping, bool(event.flow_style)))
    return sorted(found, key=lambda one: one.start)


def _take(event: yaml.NodeEvent, opened: list[_Open]) -> None:
    """Note a name or a value in the mapping that it stands in."""
    here = opened[-1] if opened else None
    if here is None or not here.is_mapping:
        return
    if here.key is None and isinstance(event, yaml.ScalarEvent):
        here.key = event
        here.names.add(event.value)
        return
    if here.key is not None and here.key.value == "at":
        here.found.append((here.key, event))
    here.key = None


def _fields_of(closed: _Open, text: str, shift: int) -> Iterator[AtField]:
    for key, value in closed.found:
        begin, first, last = _mark(key.start_mark), _mark(value.start_mark), _mark(value.end_mark)
        is_words = isinstance(value, yaml.ScalarEvent)
        start, end = begin.index + shift, (last if is_words else first).index + shift
        yield AtField(
            start,
            # Words over several lines end, for the parser, where the next line begins.
            start + len(text[start:end].rstrip()),
            begin.line + 1,
            begin.column + 1,
            value.value if isinstance(value, yaml.ScalarEvent) else None,
            closed.in_braces,
            not closed.names.isdisjoint({"page", "pages"}),
        )


def _mark(mark: Mark | None) -> Mark:
    assert mark is not None  # every event of a text has one
    return mark
