"""A text with marks of its own (Markdown, LaTeX, plain) → where its headings and tables stand.

Pandoc knows what is a heading and what is a comment in a block of code, but not where it stands;
the marks in the text know where, but not what. Each is held against the other, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from kg.imports.texts.documents import FoundTable, Heading, PlacedGrid
from kg.imports.texts.grids import Grid
from kg.imports.texts.latex.tables import find_environments, find_panels
from kg.imports.texts.myst import find_directives
from kg.sources.citations.masks import mask_code
from kg.sources.latex.definitions import end_of_braces
from kg.sources.latex.expansion import say_plainly
from kg.sources.places.textmarks import strip_marks

# A table is found where so much of what its cells say stands: macros and references differ.
_ENOUGH = 0.6

_END_OF_TABLE = "</table>"
_DEEPEST = 6
_SHORTEST = 3  # of an underline, or of a heading without marks
_FULL_RULE = 10
# A table of many lines has a rule at its top, one below its heads, one at its end.
_MOST_RULES = 2
# Of the places behind the last table, how many may be held against the next.
_MOST_TRIED = 60


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it, and where it then begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _lines_of(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        yield _Line(bare, start + (len(line) - len(line.lstrip()) if bare else 0))
        start += len(line) + 1


# Comments are matched, too, so that what stands in one is passed over.
_COMMAND = re.compile(
    r"(?<!\\)%[^\n]*|\\(part|chapter|section|subsection|subsubsection|paragraph|subparagraph)\*?\s*"
    r"(?:\[[^\]]*\]\s*)?(?=\{)"
)
_LEVELS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_LONGEST_HEADING = 400
# In plain text: numbers (`2.1 Methods`, `Tip 3: …`), or capitals, alone between empty lines.
_NUMBERED = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2}){0,3})\.?|[IVX]{1,5}\.)[ \t]+(\S.*)")
_LABELLED = re.compile(
    r"(?:tip|step|part|chapter|appendix|rule|box)[ \t]+[0-9A-Z]{1,3}\b.*", re.IGNORECASE
)
_LONGEST_PLAIN = 100


def find_marked_headings(text: str, marks: str) -> list[Heading]:
    """Return what is marked like a heading in a text, in order, with its place."""
    scan: Mapping[str, Callable[[str], Iterator[Heading]]] = {
        "markdown": _scan_markdown, "latex": _scan_latex, "plain": _scan_plain
    }  # fmt: skip
    found = {one.start: one for one in scan[marks](text)}
    return [found[start] for start in sorted(found)]


def _scan_markdown(text: str) -> Iterator[Heading]:
    above, above_that = _Line("", 0), _Line("", 0)
    for line in _lines_of(text):
        hashes = len(line.text) - len(line.text.lstrip("#"))
        if 0 < hashes <= _DEEPEST and line.text[hashes : hashes + 1] in {" ", "\t"}:
            title = _without_attributes(line.text[hashes:]).rstrip("#").strip()
            yield Heading(hashes, title, start=line.start)
        underlined = len(line.text) >= _SHORTEST and set(line.text) in ({"="}, {"-"})
        if underlined and above.text and not above_that.text:
            level = 1 if line.text[0] == "=" else 2
            yield Heading(level, _without_attributes(above.text), start=above.start)
        above_that, above = above, line


def _without_attributes(title: str) -> str:
    """Return a title without what Pandoc keeps in braces behind it: `{#intro .unnumbered}`."""
    title = title.strip()
    return title.rpartition("{")[0].strip() if title.endswith("}") and "{" in title else title


def _scan_latex(text: str) -> Iterator[Heading]:
    for match in _COMMAND.finditer(text):
        # What has no name of a command is a comment.
        end = end_of_braces(text, match.end(), _LONGEST_HEADING) if match[1] else 0
        if end:
            title = text[match.end() + 1 : end - 1]
            yield Heading(_LEVELS.index(match[1]), title, start=match.start())


def _scan_plain(text: str) -> Iterator[Heading]:
    yield from _scan_markdown(text)
    lines = [_Line("", 0), *_lines_of(text), _Line("", 0)]
    for (above, line), below in zip(pairwise(lines), lines[2:], strict=False):
        level = _level_of_plain(line.text) if not above.text and not below.text else 0
        if level:
            yield Heading(level, line.text, start=line.start)


def _level_of_plain(line: str) -> int:
    """Return the level of a line that stands alone, or 0 where it is no heading."""
    if not _SHORTEST <= len(line) <= _LONGEST_PLAIN or line[-1] in ".,;:|" or line[0] in "#-*+|>":
        return 0
    numbered = _NUMBERED.fullmatch(line)
    if numbered:
        return (numbered[1] or "").count(".") + 1 if numbered[2][0].isupper() else 0
    return 1 if _LABELLED.fullmatch(line) or (line.isupper() and "|" not in line) else 0


def place_headings(wanted: Sequence[Heading], found: Sequence[Heading]) -> list[Heading]:
    """Give each heading that pandoc read the place of the mark that it is read from.

    A heading whose words differ (macros, links) is known by standing between two that do not.
    """
    names = [_bare(one.text) for one in wanted]
    marks = [_bare(one.text) for one in found]
    placed = list(wanted)
    for kind, a, b, c, d in SequenceMatcher(None, names, marks, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            for one, other in zip(range(a, b), range(c, d), strict=True):
                placed[one] = replace(wanted[one], start=found[other].start)
    return placed


def _bare(text: str) -> str:
    """Return the letters and digits of a text, without LaTeX's commands."""
    plain = re.sub(r"\\(?:\\|[A-Za-z]+\*?)", "", text)  # `\\people` ends a line
    return "".join(char for char in plain.casefold() if char.isalnum())


def find_marked_tables(text: str, marks: str) -> list[tuple[int, int]]:
    """Return the places of what may be a table in a text, in order; some lie over others."""
    if marks == "latex":
        return sorted({*find_environments(text), *find_panels(text)})
    # A table in a directive is all of it: with its caption, which stands in its first line.
    fenced = [*find_directives(text)]
    return sorted(
        {
            next((one for one in fenced if one[0] <= start and end <= one[1]), (start, end))
            for start, end in (*_scan_grids(text), *fenced)
        }
    )


def _scan_grids(text: str) -> Iterator[tuple[int, int]]:
    """Yield tables of pipes, of frames (`+---+`) and of columns under rows of dashes."""
    run: list[_Line] = []
    rules: list[int] = []  # where rows of dashes begin: a table may have empty lines between them
    for line in [*_lines_of(text), _Line("", len(text))]:
        if line.text:
            run.append(line)
            continue
        if any(_is_rule(one.text) for one in run):
            start, end = run[0].start, run[-1].end
            yield start, end
            rules = [*rules[-_MOST_RULES:], start]
            yield from ((before, end) for before in rules[:-1])
        run = []


def _is_rule(line: str) -> bool:
    chars = set(line)
    if "--" not in line and "==" not in line and "|-" not in line:
        return False
    if line[0] == "+":
        return chars <= set("+-=: ")
    return chars <= set("|:-+ ") and ("|" in chars or " " in line or len(line) >= _FULL_RULE)


def find_tags(text: str) -> list[tuple[int, int]]:
    """Return where tables stand that are written in HTML within a Markdown text."""
    plain, places, end = mask_code(text).lower(), [], 0
    while (start := plain.find("<table", end)) >= 0:
        end = plain.find(_END_OF_TABLE, start) + len(_END_OF_TABLE)
        if end < len(_END_OF_TABLE):
            break
        places.append((start, end))
    return places


def place_tables(
    found: Sequence[FoundTable], text: str, places: Sequence[tuple[int, int]]
) -> tuple[list[PlacedGrid], list[str]]:
    """Give each table its place; return those that have one, and why the others do not come."""
    placed: list[PlacedGrid] = []
    left: list[str] = []
    after = 0
    for number, table in enumerate(found, start=1):
        grid = table.read()
        if isinstance(grid, str):
            left.append(f"table {number}: {grid}")
            continue
        place = _best_place(grid, text, [one for one in places if one[0] >= after][:_MOST_TRIED])
        if place is None:
            left.append(
                f"table {number} ({grid.caption[:40]}): its place in the text was not found"
            )
        else:
            placed.append(PlacedGrid(grid, *place))
            after = place[1]
    return placed, left


def _best_place(grid: Grid, text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where most of what the cells say stands: the first such place, as tight as it is."""
    words = [bare for word in grid.words if (bare := _bare(word))]
    # What all of a table says may be said by commands of the text's own, as its judgements are.
    for say in (str, lambda part: say_plainly(part, text)):
        fits: list[tuple[int, int, int]] = []
        for start, end in places:
            said = _bare(strip_marks(say(text[start:end])))
            missing = sum(word not in said for word in words)
            if missing <= (1 - _ENOUGH) * len(words):
                fits.append((missing, end, -start))
        if fits:
            _, end, start = min(fits)
            return -start, end
    return None
