"""The pages that records name, once their text was edited: what moves by itself, and what waits.

A page beside a span follows the span. A page alone has no words by which it could be found again:
it goes with all the words of its page, and where those are worded otherwise, or stand on several
pages now, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import KgError, Location, Problem
from kg.model import Span
from kg.model.pagination import UNNUMBERED, join_pages, list_pages
from kg.sources.moving.pagenumbers import Turn, Turning, key_of
from kg.sources.yaml.yamlfile import Trail, Value, YamlFile, parse_yaml

_FIELD = re.compile(
    r"""["']?pages?["']?(?P<colon>[ \t]*:[ \t]+)(?:"[^"\n]*"|'[^'\n]*'|[^\s,}#]+)"""
)
_LIST = re.compile(r"[\"']?pages[\"']?:[ \t]*(?:\[[^\]]*\]|(?:\r?\n[ \t]*-[^\n\r]*)+)")
_DIGEST = re.compile(r"[^:]*:[ \t]*[\"']?[0-9a-f]{64}[\"']?")
# What YAML takes for something else than these letters goes into quotes: 3.12, 1e3.
_PLAIN = re.compile(r"(?:[0-9]+|[ivxlcdm]+)(?:-(?:[0-9]+|[ivxlcdm]+))?", re.IGNORECASE)
_BARE = "a page without a number"
_NAMED_LINES = 9  # in one message
_Fields: TypeAlias = "dict[str, Value]"
_Page: TypeAlias = tuple[str, str]  # the name of the field, and the page or pages in it


@dataclass(frozen=True, slots=True)
class Repaged:
    """A file with the pages that its records stand on now; the problems are what waits."""

    content: str
    turned: int = 0
    waiting: tuple[Problem, ...] = ()


def repage(path: str, content: str, turning: Turning) -> Repaged:
    """Return a file whose spans are those of the new text, with the pages of its records.

    Raises KgError where a page is written in a form in which it cannot be rewritten.
    """
    file = parse_yaml(content, path)
    lines = content.split("\n")
    turned = 0
    asked: dict[tuple[str, str], list[Location]] = {}
    # From the end, so that what stands before on a line keeps its column.
    placed = [(file.locate((*trail, name)), trail, name, held) for trail, name, held in _in(file)]
    for place, trail, name, held in sorted(placed, key=lambda one: one[0], reverse=True):
        said = name, str(held[name])
        span = held.get("span")
        is_section = trail[:1] == ("sections",)
        if isinstance(span, dict):
            now, why = _beside(Span.model_validate(span), said, turning, is_section=is_section), ""
        else:
            now, why = _alone(said, turning, is_section=is_section)
        if why:
            asked.setdefault((said[1], why), []).append(place)
        if now != said:
            lines[place.line - 1] = _rewritten(lines[place.line - 1], place, now)
            turned += 1
    problems = (_problem_of(said, why, sorted(places)) for (said, why), places in asked.items())
    return Repaged("\n".join(lines), turned, tuple(sorted(problems)))


def _in(file: YamlFile) -> Iterator[tuple[Trail, str, _Fields]]:
    """Yield each record that names a page or pages, with its trail and the name of the field."""
    waiting: list[tuple[Trail, Value]] = [((), file.value)]
    while waiting:
        trail, value = waiting.pop()
        if isinstance(value, dict):
            name = "pages" if "pages" in value else "page"
            if isinstance(value.get(name), str | int):
                yield trail, name, value
            waiting += [((*trail, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*trail, place), item) for place, item in enumerate(value)]


def _beside(span: Span, said: _Page, turning: Turning, *, is_section: bool) -> _Page:
    """Return the page of a span. One that was wrong before is left: `kg verify` names it."""
    before = turning.places.get(key_of(span))
    if before is not None and turning.old is not None:
        was = turning.old.pages_of(before.start, before.end)
        if was is not None and _field_for(was, said[0], is_section=is_section) != said:
            return said
    found = turning.new.pages_of(span.start, span.end)
    return said if found is None else _field_for(found, said[0], is_section=is_section)


def _alone(said: _Page, turning: Turning, *, is_section: bool) -> tuple[_Page, str]:
    """Return the page of a record without a span, and what has to be asked about it."""
    if turning.turns is None:
        return said, ""
    try:
        turns = [turning.turns.get(one, Turn()) for one in list_pages([said[1]])]
    except ValueError:
        return said, "it cannot be counted"
    pages = [*dict.fromkeys(page for turn in turns for page in turn.pages)]
    ranges = join_pages(pages)
    if not pages:
        return said, "none of its words is found in the new text"
    if UNNUMBERED in pages or ranges[1:] or any(len(turn.pages) != 1 for turn in turns):
        shown = [_BARE if one == UNNUMBERED else one for one in ranges]
        return said, f"its words stand on {', '.join(shown)} now"
    is_whole = all(turn.is_whole for turn in turns)
    asked = "" if is_whole else f"it is worded otherwise now, on {ranges[0]}"
    return _field_for(ranges[0], said[0], is_section=is_section), asked


def _field_for(pages: str, name: str, *, is_section: bool) -> _Page:
    """Return pages under the name of a field: `page` for one, which of a section is the first."""
    first, _, last = pages.partition("-")
    if is_section and name == "page" and first.isdecimal():
        return "page", first
    return "pages" if last or is_section else name, pages


def _rewritten(line: str, place: Location, page: _Page) -> str:
    start = place.column - 1
    match = _FIELD.match(line, start)
    if match is None:
        message = "this page is written in a form that is not known; write page: 12"
        raise KgError(f"{place.path}:{place.line}: {message}; nothing was changed")
    name, value = page
    written = value if _PLAIN.fullmatch(value) else f'"{value}"'
    return f"{line[:start]}{name}{match['colon']}{written}{line[match.end() :]}"


def _problem_of(said: str, why: str, places: Sequence[Location]) -> Problem:
    """Return what is asked about a page, once for all records of a file that stand on it."""
    first, *others = places
    lines = ", ".join(str(one.line) for one in others[:_NAMED_LINES])
    also = f" (also in lines {lines}{', …' if others[_NAMED_LINES:] else ''})" if others else ""
    message = f"page {said} of the old text: {why}; read it, and give the page that is meant{also}"
    return Problem(first, "TXT025", message)


def with_pages(content: str, pages: Sequence[str]) -> str:
    """Return a file that names a text (`text: {sha256: …}`), with how its pages are numbered."""
    file = parse_yaml(content, "")
    held = file.value.get("text") if isinstance(file.value, dict) else None
    if not isinstance(held, dict):
        return content
    is_there = "pages" in held
    line, column = file.trails["text", "pages" if is_there else "sha256"]
    begin = sum(len(one) + 1 for one in content.split("\n")[: line - 1])
    start = begin + column - 1
    match = (_LIST if is_there else _DIGEST).match(content, start)
    if match is None:
        raise KgError("text: pages is written in a form that is not known; write pages: [1-12]")
    written = f"pages: [{', '.join(pages)}]"
    if is_there:
        return content[:start] + written + content[match.end() :]
    indent = content[begin:start]
    joint = ", " if indent.strip() else f"\n{indent}"
    return content[: match.end()] + joint + written + content[match.end() :]
