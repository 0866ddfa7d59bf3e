"""`at:` → spans: how an author points at a passage without counting characters.

In a YAML file, `at: "L594: first words ... last words"` stands where the span belongs, on a line of
its own or in braces. `L594:` is the line to search from (it may be a little off); ` ... ` skips to
the first place where the last words follow. White space may differ, and a word may be broken at the
end of a line; words copied from a printed page are found, too (`lettering.py`). It turns into
`span: {start: …, end: …, sha256: …}` and the words are gone. If the text is one of pages, its page
stands behind.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yaml import YAMLError

from kg.errors import Location, Problem, Severity
from kg.sources.folder.files import decode_text, read_plain_file, replace_text
from kg.sources.places.anchors import render_span, span_of
from kg.sources.places.atlines import find_at_fields
from kg.sources.places.finding import find_passage
from kg.sources.places.paging import Paging
from kg.sources.places.text import HeldText
from kg.sources.yaml.yamlfile import parse_yaml

LONG = 6000
_AT = re.compile(r"(?P<head>\s*(?:- )?)at: (?P<words>\S(?:.*\S)?)[ \t]*(?P<end>\r?)")
_WORDLESS = "after at: stand the words of a passage, in quotes; write them"
_UNQUOTED = "these words are not well quoted; mend the quotes"
_ITEM = re.compile(r"\s*- ")
_PAGE = re.compile(r"[\s-]*pages?:")


@dataclass(frozen=True, slots=True)
class _Page:
    """What passages are looked up in, and how the file that points at them is shown."""

    shown: str
    text: HeldText
    paging: Paging | None


def fill_spans(
    path: Path, shown: str, text: HeldText, paging: Paging | None = None
) -> tuple[int, list[Problem]]:
    """Turn each `at:` of a file into a span; return how many, and those that found nothing.

    With `paging`, each gets its page, too, unless its record names one.

    Nothing else of the file changes, its line ends and byte order mark included.
    """
    content = read_plain_file(path)
    if isinstance(content, str):
        return 0, [Problem(Location(shown), "FIL002", content)]
    decoded, problems = decode_text(content, shown)
    if decoded is None:
        return 0, problems
    page = _Page(shown, text, paging)
    # Not `decoded`, which has other line ends: what is no `at:` stays byte for byte.
    before = content.decode("utf-8")
    after, of_lines, told = _fill_lines(before, page)
    problems += told
    try:
        lines = {one.location.line for one in problems}
        after, of_fields, told = _fill_fields(after, page, lines)
    except YAMLError:
        # Words without quotes that found nothing are no YAML; they have been told.
        of_fields, told = 0, [] if problems else parse_yaml(decoded, shown).problems
    if after != before:
        replace_text(path, after)
    return of_lines + of_fields, sorted([*problems, *told])


def _fill_lines(content: str, page: _Page) -> tuple[str, int, list[Problem]]:
    """Turn each `at:` that has a line to itself into a span."""
    lines = content.split("\n")
    filled, added, problems = 0, 0, list[Problem]()
    for number, line in enumerate(lines, start=1):
        match = _AT.fullmatch(line)
        if match is None or _goes_on(lines, match, number):
            continue
        # Where it will stand in the file: a page above it takes a line.
        place = Location(page.shown, number + added, len(match["head"]) + 1)
        found = _find_written(match["words"], page.text)
        if isinstance(found, str):
            problems.append(Problem(place, "TXT020", found))
            continue
        span = render_span(span_of(page.text.text, *found))
        named = _names_page(lines, number - 1)
        pages = None if page.paging is None or named else page.paging.pages_of(*found)
        below = _line_of_pages(lines, match, pages) if pages else ""
        lines[number - 1] = f"{match['head']}span: {span}{match['end']}{below}"
        added += bool(below)
        filled += 1
        problems += _told_of_length(found, match["words"], place)
    return "\n".join(lines), filled, problems


def _goes_on(lines: Sequence[str], match: re.Match[str], number: int) -> bool:
    """Say whether the words of an `at:` line go on below: only the parser knows how far."""
    words = match["words"]
    if words[0] in "\"'":
        return len(words) == 1 or words[-1] != words[0]
    below = next((line for line in lines[number:] if line.strip()), "")
    indent = len(below) - len(below.lstrip(" "))
    return indent > len(match["head"]) and not below.lstrip().startswith("#")


def _fill_fields(content: str, page: _Page, told: set[int]) -> tuple[str, int, list[Problem]]:
    """Turn each `at:` that is in none of the lines told into a span; raise YAMLError."""
    filled, problems = 0, list[Problem]()
    is_outline = _is_outline(content.split("\n"))
    # From the last on: what stands before keeps its place.
    for at in reversed(find_at_fields(content)):
        if at.line in told:
            continue
        place = Location(page.shown, at.line, at.column)
        found = _WORDLESS if at.words is None else find_passage(at.words, page.text)
        if isinstance(found, str):
            problems.append(Problem(place, "TXT020", found))
            continue
        span = f"span: {render_span(span_of(page.text.text, *found))}"
        pages = None if page.paging is None or at.names_page else page.paging.pages_of(*found)
        if pages:
            span += at.separator + _field_of_pages(pages, is_outline=is_outline)
        content = content[: at.start] + span + content[at.end :]
        filled += 1
        problems += _told_of_length(found, at.words or "", place)
    return content, filled, problems


def _line_of_pages(lines: Sequence[str], match: re.Match[str], pages: str) -> str:
    """Return the line that says on which pages a passage stands, to go below its span."""
    field = _field_of_pages(pages, is_outline=_is_outline(lines))
    return f"\n{match['head'].replace('-', ' ')}{field}{match['end']}"


def _is_outline(lines: Sequence[str]) -> bool:
    return any(line.startswith("sections:") for line in lines)


def _field_of_pages(pages: str, *, is_outline: bool) -> str:
    """Return the field that says on which pages a passage stands."""
    # The `page` of a section is a number, the one that it starts on.
    name = "pages" if "-" in pages or (is_outline and not pages.isdecimal()) else "page"
    return f"{name}: {pages}"


def _names_page(lines: Sequence[str], number: int) -> bool:
    """Say whether the record that a line stands in says already on which pages it stands."""
    return any(_PAGE.match(line) for line in _lines_beside(lines, number))


def _lines_beside(lines: Sequence[str], number: int) -> Iterator[str]:
    """Yield the other fields of the record that a line of YAML is a field of."""
    column = _column_of(lines[number])
    for line in () if _ITEM.match(lines[number]) else reversed(lines[:number]):
        if _column_of(line) < column:
            break
        if _column_of(line) == column:
            yield line
            if _ITEM.match(line):
                break
    for line in lines[number + 1 :]:
        if _column_of(line) < column or (_column_of(line) == column and _ITEM.match(line)):
            break
        if _column_of(line) == column:
            yield line


def _column_of(line: str) -> int:
    """Return where the first word of a line stands; a line without one is as deep as any."""
    bare = line.lstrip(" -")
    return len(line) - len(bare) if bare.strip() and not bare.startswith("#") else sys.maxsize


def _told_of_length(found: tuple[int, int], words: str, place: Location) -> Iterator[Problem]:
    """Yield a note on a long passage: last words that are common are found chapters later."""
    length = found[1] - found[0]
    if length > LONG and " ... " in words:
        message = f"the passage has {length:,} characters; see that it ends where you mean"
        yield Problem(place, "TXT022", message, Severity.NOTE)


def _find_written(words: str, text: HeldText) -> tuple[int, int] | str:
    r"""Return the passage of an `at:` line: its words as YAML reads them, or as they stand there.

    Words of LaTeX in double quotes are copied with single backslashes, `\textbf` for one, where
    YAML sees a tab or nothing that it knows.
    """
    if words.startswith('"') and words.endswith('"'):
        value = parse_yaml(words, "").value
        found = find_passage(value, text) if isinstance(value, str) else _UNQUOTED
        as_it_stands = find_passage(words[1:-1], text) if "\\" in words else found
        return found if isinstance(as_it_stands, str) else as_it_stands
    # In single quotes YAML knows one escape only, the doubled quote.
    if words.startswith("'") and words.endswith("'"):
        return find_passage(words[1:-1].replace("''", "'"), text)
    return find_passage(words, text)
