"""A document → the sections and data tables of a project, with spans."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from kg.imports.texts.abstracts import FRONT, find_abstract
from kg.imports.texts.documents import Document, Heading, PlacedGrid
from kg.imports.texts.grids import Cell
from kg.sources.places.text import digest_of_text

_LONGEST_ID = 60
# The tables that every build makes, from `queries/tables`: none of a text may have their address.
_OF_BUILDS = (
    "appraisals", "characteristics-of-studies", "findings", "practical", "references-alphabetical",
    "references-classified", "search-flow", "summary-of-findings",
)  # fmt: skip
_SCHEMA = "# yaml-language-server: $schema=schemas/{}.schema.json"
# Before the first heading there may be a preface; a byline alone is none.
_PROSE = 120
_BODY_OF_LATEX = "\\begin{document}"
# Code that sets a text up, remarks, and what LaTeX prints as the title.
_NO_PROSE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*?[ \t]*(?P=fence)[`~]*[ \t]*$"
    r"|<!--.*?-->"
    # What bookdown prints in captions.
    r"|^\(ref:[\w-]+\)[ \t]+\S(?:[^\n]|\n(?!\s*\n))*"
    r"|\\(?:(?:sub)?title|authors?|date|affil(?:iation)?|address|email|thanks|institute|orcid)"
    r"\b\*?(?:\[[^\]\n]*\])?\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
    r"|\\(?:maketitle|tableofcontents)\b",
    re.MULTILINE | re.DOTALL,
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
# Under these heads a text lists what it cites.
_LISTS = re.compile(
    r"(?:[\divx]+[.)]?\s+)?(?:(?:key |selected )?references?(?: list| cited)?|bibliograph\w*"
    r"|(?:works?|literature) cited|literature|literatur(?:verzeichnis)?"
    r"|r[eé]f[eé]rences|referencias|riferimenti|llyfryddiaeth)",
    re.IGNORECASE,
)
# A label tells what it is a label of: `sec:methods`, `tbl-effects`.
_LABEL = re.compile(r"^(?:sec|section|sub|subsec|ch|chap|tbl|tab|table)[-:_](?=.)")


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section as it will stand in `data/sections.yaml`."""

    id: str
    heading: str
    level: int
    start: int
    end: int
    within: str = ""


def build_sections(document: Document, name: str) -> list[DraftSection]:
    """Return the outline; a text without headings is one section, called by its title or name."""
    end = len(document.text.rstrip()) if document.end < 0 else document.end
    headed = [one for one in document.headings if one.start < end]
    front = _find_front(document, headed[0].start if headed else None, end, document.title or name)
    headings = [*(heading for heading, _ in front), *headed]
    taken: set[str] = set()
    ids = [_free(_slug_of(one, number), taken) for number, one in enumerate(headings, start=1)]
    sections: list[DraftSection] = []
    above: list[DraftSection] = []
    for number, heading in enumerate(headings):
        above = [one for one in above if one.level < heading.level]
        later = (one.start for one in headings[number + 1 :] if one.level <= heading.level)
        stop = front[number][1] if number < len(front) else next(later, end)
        section = DraftSection(
            ids[number],
            heading.text,
            heading.level,
            heading.start,
            len(document.text[:stop].rstrip()),
            above[-1].id if above else "",
        )
        sections.append(section)
        # What stands before the first heading holds nothing of what follows.
        above = above if number < len(front) else [*above, section]
    return sections


def _find_front(
    document: Document, first: int | None, end: int, title: str
) -> list[tuple[Heading, int]]:
    """Return what stands before the first heading, with the end of each: abstract, other prose.

    Where there is no heading (`first` is None), all of the text is one section.
    """
    text = document.text
    abstract = document.abstract or find_abstract(text, document.marks, first)
    if abstract is not None and first is not None and abstract.start >= first:
        abstract = None  # the heading above it says what it is
    front: list[tuple[Heading, int]] = []
    if abstract is not None:
        front.append((Heading(1, abstract.heading, "abstract", abstract.start), abstract.end))
    done = abstract.end if abstract is not None else 0
    opening = _find_opening(text, first if first is not None else end, done)
    if first is None:
        front.append((Heading(1, title, "text", opening if opening is not None else done), end))
    elif opening is not None:
        front.append((Heading(1, title, "opening", opening), first))
    return front


def _find_opening(text: str, first: int, done: int) -> int | None:
    """Return where prose begins that stands before the first heading, or None if there is none.

    `done` is where an abstract ends that stands before it.
    """
    front = FRONT.match(text)
    start = max(front.end() if front else 0, done)
    latex = text.find(_BODY_OF_LATEX, 0, first)
    start = max(latex + len(_BODY_OF_LATEX), start) if latex >= 0 else start
    if sum(map(str.isalnum, _NO_PROSE.sub("", text[start:first]))) < _PROSE:
        return None
    place = _skip_space(text, start)
    while found := _NO_PROSE.match(text, place, first):
        place = _skip_space(text, found.end())
    return place


def _skip_space(text: str, start: int) -> int:
    rest = text[start:]
    return start + len(rest) - len(rest.lstrip())


def _slug_of(heading: Heading, number: int) -> str:
    return slugify(_LABEL.sub("", heading.id) or heading.text) or f"section-{number}"


def slugify(text: str) -> str:
    """Return a text as an id: its letters without accents, words joined by hyphens, cut short.

    Empty where nothing is left that YAML reads as words: `4`, `2020-01-02`, `no`.
    """
    parted = _DASHES.sub("-", text)
    plain = unicodedata.normalize("NFKD", parted).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while len(words) > 1 and len("-".join(words)) > _LONGEST_ID:
        words.pop()
    slug = "-".join(words)[:_LONGEST_ID]
    return slug if isinstance(yaml.safe_load(slug), str) else ""


def _free(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def find_list_section(sections: Sequence[DraftSection]) -> str | None:
    """Return the section in which the text lists what it cites: where its body ends."""
    found = [one.id for one in sections if _LISTS.fullmatch(one.heading.strip(" .:"))]
    return found[-1] if found else None


def render_sections(sections: Sequence[DraftSection], text: str) -> str:
    """Return `data/sections.yaml`."""
    lines = [
        _SCHEMA.format("sections"),
        "# The outline of the text, in reading order: what kg import read.",
        "sections:",
    ]
    for one in sections:
        lines += [f"  - id: {one.id}", f"    heading: {quote(one.heading)}"]
        lines += [f"    within: {one.within}"] if one.within else []
        lines.append(f"    span: {_span_of(text, one.start, one.end)}")
    return "\n".join([*lines, ""])


def render_tables(tables: Sequence[PlacedGrid], sections: Sequence[DraftSection], text: str) -> str:
    """Return `data/tables.yaml`."""
    lines = [
        _SCHEMA.format("tables"),
        "# The tables of the text as kg import read them: labels and figures as printed.",
        "# An empty cell is null.",
        "# Where a cell is a sentence, say it in words of your own.",
        "tables:",
    ]
    taken = {*_OF_BUILDS}
    for number, one in enumerate(tables, start=1):
        grid = one.grid
        wanted = slugify(_LABEL.sub("", grid.id) or grid.caption) or f"table-{number}"
        lines += [
            f"  - id: {_free(wanted, taken)}",
            "    kind: table",
            f"    title: {quote(grid.caption or f'Table {number}')}",
            f"    section: {_section_at(sections, one.start)}",
            f"    span: {_span_of(text, one.start, one.end)}",
            f"    columns: {_row_of(grid.columns)}",
            "    rows:",
            *(f"      - {_row_of(row)}" for row in grid.rows),
        ]
    return "\n".join([*lines, ""])


def _section_at(sections: Sequence[DraftSection], start: int) -> str:
    """Return the innermost section around a place."""
    around = [one.id for one in sections if one.start <= start < one.end]
    return around[-1] if around else sections[0].id


def _span_of(text: str, start: int, end: int) -> str:
    return f"{{start: {start}, end: {end}, sha256: {digest_of_text(text[start:end])}}}"


def _row_of(cells: Sequence[Cell]) -> str:
    return f"[{', '.join('null' if cell is None else _scalar(cell) for cell in cells)}]"


def _scalar(cell: str | int) -> str:
    return str(cell) if isinstance(cell, int) else quote(cell)


def quote(text: str) -> str:
    """Return a text as YAML reads it back, whatever it holds: JSON's form is YAML's, too."""
    return json.dumps(text, ensure_ascii=not text.isprintable())
