"""What a search for citations finds, and the parts of a text in which there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_FENCE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})")
# What MyST fences and is text all the same: ```` ```{note} ````. All else in fences is code.
_PROSE = re.compile(
    r"[ ]{0,3}`{3,}[ \t]*\{(?:abstract|admonition|attention|blockquote|caution|card|csv-table"
    r"|danger|div|dropdown|epigraph|error|figure|figure-md|glossary|grid|grid-item-card|hint"
    r"|important|keypoints|list-table|margin|note|pull-quote|sidebar|seealso|subfigure|tab-item"
    r"|tab-set|table|tip|topic|warning)\}"
)
_END = r"(?:---|\.\.\.)(?=[ \t]*(?:\n|\Z))"
FRONT = re.compile(rf"\A---[ \t]*\n(?:(?!{_END}).*\n)*{_END}")
# What ends in a blank ends at the quote of LaTeX that opens next: `ironic' (Able 2001), `calm'.
_CODE = re.compile(r"(?<!`)`(?!`)[^`\n]++(?<![\s(\[])`")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: `text[start:end]` is `printed` (a line end is a blank); `key` names the work.

    `sources` are the codes of the references that it may mean: one is meant, none is unknown, two
    are ambiguous; `like` are those that what leads nowhere resembles. `group` is the span of the
    bracket or command that it stands in. What `defines` a key (`[@tag:x]: doi:10.1000/1`) cites
    nothing. What is not `sure` may be no citation at all (an exponent, a place and a year): it is
    none until a person says so. A `guess` takes references to be numbered in their order, as
    nothing says how they are.
    """

    start: int
    end: int
    printed: str
    key: str
    sources: tuple[str, ...]
    group: tuple[int, int]
    role: Literal["cites", "defines"] = "cites"
    sure: bool = True
    guess: bool = False
    like: tuple[str, ...] = ()


def mask_code(text: str) -> str:
    """Return a Markdown text of the same length with code, comments and front matter blank."""
    text = FRONT.sub(lambda match: _blank(match[0]), text)
    text = _mask_fences(mask_between(text, "<!--", "-->"))
    return _CODE.sub(lambda match: _blank(match[0]), text)


def _blank(text: str) -> str:
    """Return as many blanks, with the line ends where they were."""
    return re.sub(r"[^\n]", " ", text)


def mask_between(text: str, opening: str, closing: str) -> str:
    """Return a text of the same length with all between two marks blank, and the marks too."""
    parts: list[str] = []
    done = 0
    while (start := text.find(opening, done)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        end += len(closing)
        parts += [text[done:start], _blank(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _mask_fences(text: str) -> str:
    lines: list[str] = []
    mark = ""
    prose: list[str] = []
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        is_end = match is not None and not line[match.end() :].strip()
        if not mark and match is not None and is_end and match["mark"] in prose[-1:]:
            prose.pop()
            lines.append(_blank(line))
        elif not mark and match is not None and (begin := _PROSE.match(line)):
            prose.append(match["mark"])
            lines.append(_blank(begin[0]) + line[begin.end() :])  # what is left is a caption
        elif mark:
            lines.append(_blank(line))
            if match is not None and match["mark"].startswith(mark):
                mark = ""
        elif match is not None:
            mark = match["mark"]
            lines.append(_blank(line))
        else:
            lines.append(line)
    return "".join(lines)
