"""The abstract of a text: where it stands, and what is printed above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.sources.latex.definitions import end_of_braces

# What is printed above an abstract that the author gives in the head of a file.
HEADING = "Abstract"
FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(r"^abstract:(?=[ \t\n]).*\n(?:[ \t]+\S.*\n|[ \t]*\n)*", re.MULTILINE)
# Behind a sign of percent all is a remark.
_ENVIRONMENT = re.compile(
    r"^(?:[^%\n]|\\%)*?(?P<all>\\begin\{abstract\}.*?\\end\{abstract\})", re.MULTILINE | re.DOTALL
)
_COMMAND = re.compile(r"^(?:[^%\n]|\\%)*?(?P<all>\\abstract\s*(?=\{))", re.MULTILINE)
# A line of its own, or the first words of a paragraph: `**Abstract.** We looked …`.
_LINE = re.compile(
    r"^[*_]{0,3}(?P<head>(?:structured |executive )?(?:abstract|summary)|zusammenfassung"
    r"|kurzfassung|r[ée]sum[ée]|resumen|resumo|riassunto|sommario|samenvatting|sammanfattning"
    r"|crynodeb|аннотация|реферат|摘要)"
    r"[*_]{0,3}(?:[ \t]?[.:\u2013\u2014]+[*_]{0,3}(?=\s)|[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract: `text[start:end]`, with what is printed above it."""

    start: int
    end: int
    heading: str = HEADING


def find_abstract(text: str, marks: str, first: int | None) -> Abstract | None:
    """Return the abstract that stands before the first heading, which begins at `first`.

    `marks` says how the text is marked. Without a heading a line says where an abstract begins, but
    nothing says where it ends: then only one that is marked as such is found.
    """
    before = text if first is None else text[:first]
    front = FRONT.match(before)
    if marks == "latex":
        return _in_latex(text, before)
    field = _FIELD.search(front[0]) if front and marks == "markdown" else None
    if field is not None:
        return _trimmed(text, field.start(), field.end(), HEADING)
    line = _LINE.search(before, front.end() if front else 0)
    if line is None or first is None:
        return None
    head = line["head"]
    return _trimmed(text, line.start(), first, head[:1].upper() + head[1:])


def _in_latex(text: str, before: str) -> Abstract | None:
    found = _ENVIRONMENT.search(before)
    if found is not None:
        return Abstract(found.start("all"), found.end("all"))
    command = _COMMAND.search(before)
    end = end_of_braces(text, command.end()) if command is not None else 0
    return Abstract(command.start("all"), end) if command is not None and end else None


def _trimmed(text: str, start: int, end: int, heading: str) -> Abstract | None:
    """Return an abstract without the empty lines after it; None where no word stands in it."""
    end = len(text[:end].rstrip())
    return Abstract(start, end, heading) if len(text[start:end].split()) > 1 else None
