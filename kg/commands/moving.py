"""What `kg verify --move` and `--accept` do, and how it is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from kg.commands.given import read_given_text
from kg.commands.summary import summary_of
from kg.errors import Location, Problem, UsageError
from kg.sources.folder.project import Project
from kg.sources.moving.relocation import Relocation, accept_passages, move_project
from kg.sources.moving.spans import Moved
from kg.sources.places.lettering import as_read
from kg.sources.places.text import HeldText

_SHOWN = 600  # characters of a passage that a person reads here; the text has the rest
_BEGINNING = 100  # characters in which a heading stands, with its marks
_AROUND = 60  # and before the first difference of a longer one


def move(project: Project, texts: list[Path], pages: str | None = None) -> int:
    """Move the data to a new text, the last of those given; return 1 if something waits.

    `pages` says how the pages of the new one are numbered, where it does not say so itself.
    """
    if len(texts) > 2:  # noqa: PLR2004 - an old one and a new one
        raise UsageError("give two texts, the old one and the new one (or the new one alone)")
    old, new = (read_given_text(texts[0]) if texts[1:] else None), read_given_text(texts[-1])
    if pages is not None:
        new = replace(new, pages=tuple(one.strip() for one in pages.split(",")))
    done = move_project(project, old, new)
    counts = Counter(_kind_of(one) for one in done.moves)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in _KINDS if counts[kind])
    print(f"{len(done.moves)} passages: {told or 'nothing to move'}")
    waiting = [one for one in done.moves if one.state in {"waits", "gone"}]
    for one in waiting:
        print("\n".join(_lines_of(one)))
    if done.turned:
        print(f"{done.turned} records stand on another page now")
    problems = sorted([*(_problem_of(one, done, new) for one in waiting), *done.waiting])
    if done.written:
        print(f"written: {', '.join(done.written)}; the data count in the new text now")
    else:
        print("nothing was changed")
    print(summary_of(problems, whole=True))
    return 1 if problems else 0


_KINDS = (
    "where they were",
    "moved",
    "of the outline set anew",
    "worded otherwise, which wait for a person",
    "no longer there",
)


def _kind_of(one: Moved) -> str:
    if one.state in {"waits", "gone"}:
        return _KINDS[3] if one.state == "waits" else _KINDS[4]
    if (one.old.start, one.old.end, one.old.sha256) == (
        one.span.start,
        one.span.end,
        one.span.sha256,
    ):
        return _KINDS[0]
    return _KINDS[2] if one.is_outline and one.old.sha256 != one.span.sha256 else _KINDS[1]


def _lines_of(one: Moved) -> list[str]:
    before, after = _from_difference(one.before, one.after)
    return [
        f"{one.record}",
        f"  before: {before or '(the old text is not at hand)'}",
        f"  now:    {after or '(it is no longer there)'}",
    ]


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Return two passages on a line each, long ones from shortly before they differ."""
    one, other = " ".join(before.split()), " ".join(after.split())
    pairs = enumerate(zip(one, other, strict=False))
    first = next((place for place, (left, right) in pairs if left != right), 0)
    start = max(first - _AROUND, 0) if max(len(one), len(other)) > _SHOWN else 0
    return _shortened(one, start), _shortened(other, start)


def _shortened(text: str, start: int) -> str:
    end = start + _SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _problem_of(one: Moved, done: Relocation, text: HeldText) -> Problem:
    place = done.reading.locate(one.record) or Location(text.shown)
    remedy = f"read it, mend the record, then: kg verify TEXT --accept {one.record}"
    if one.state == "gone":
        remedy = "point it at another passage, or take the record out"
    elif heading := _heading_left(one, done):
        remedy = (
            f"it no longer begins with its heading, '{heading}': write the new one in its record, "
            f"then: kg verify TEXT --accept {one.record}"
        )
    line = text.place(one.span.start).line
    return Problem(place, "TXT021", f"{one.record}: line {line} is worded otherwise now; {remedy}")


def _heading_left(one: Moved, done: Relocation) -> str:
    """Return the heading of a section that its passage began with, and begins with no more."""
    sources = done.reading.sources
    sections = sources.review.sections if sources is not None else ()
    heading = next((each.heading for each in sections if f"sections/{each.id}" == one.record), "")
    words, most = as_read(heading), _BEGINNING + 2 * len(heading)
    began = heading and words.search(one.before[:most])
    return heading if began and not words.search(one.after[:most]) else ""


def accept(project: Project, text: HeldText, records: list[str]) -> int:
    """Take the passages of records as they stand now; say how many."""
    done = accept_passages(project, text, records)
    print(f"{len(done.moves)} passages taken as they stand in {text.shown}")
    return 0
