"""Mentions in reading order: new numbers for all, and whatever names one by its number follows.

A draft never changes a number. Before a project is published its numbers may be put in order; once
they are, other sites may point to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from kg.errors import KgError, ProblemsFound
from kg.model import Mention
from kg.sources.folder.changes import change_files
from kg.sources.folder.inputs import read_inputs
from kg.sources.folder.layout import READINGS
from kg.sources.folder.project import Project
from kg.sources.outcome import Reading
from kg.sources.reading import parse_inputs

_FILE = "data/mentions.yaml"
_ORDER = re.compile(r"(?P<head>(?:^[ ]*-?[ ]*|[{,][ ]*)order:[ ]*)(?P<number>[0-9]+)", re.MULTILINE)
_LIST = re.compile(r"\bmentions:[ \t]*(?:\[[^\]]*\]|(?:\n[ ]+- [0-9]+(?=[ \t\r]*(?:#|\n|\Z)))+)")
_PATH = re.compile(r"(?P<head>(?<![\w/])mentions/)(?P<number>[0-9]+)\b")
_NUMBER = re.compile(r"(?P<head>)(?P<number>\b[0-9]+\b)")


def number_mentions(project: Project) -> int:
    """Give mentions the numbers of their order in the text; return how many got another one.

    Raise ProblemsFound where the data have errors, KgError where a number stands in a form that is
    not known. All files are written, or none.
    """
    inputs = read_inputs(project)
    reading = parse_inputs(inputs)
    if reading.sources is None:
        raise ProblemsFound(reading.problems)
    numbers = _numbers_of(reading.sources.mentions.mentions)
    if all(old == new for old, new in numbers.items()):
        return 0
    texts = {name: content.decode("utf-8") for name, content in inputs.files.items()}
    names = [name for name in texts if name.endswith(".yaml") or name == READINGS]
    changed = {name: _renumbered(name, texts[name], numbers) for name in names}
    files = {**inputs.files, **{name: text.encode() for name, text in changed.items()}}
    _check(reading, parse_inputs(replace(inputs, files=files)), numbers)
    change_files(
        project.folder,
        {
            project.check_inside(project.folder / name): text
            for name, text in changed.items()
            if text != texts[name]
        },
    )
    return sum(old != new for old, new in numbers.items())


def _numbers_of(mentions: tuple[Mention, ...]) -> dict[int, int]:
    """Return the new number of each; those at one place stay in the order that they have.

    What stands on a page keeps its turn: who entered it knows what comes before it.
    """
    in_text = iter(
        sorted(
            (one for one in mentions if one.span is not None),
            key=lambda one: (one.passage.start, one.passage.end, one.order),
        )
    )
    by_order = sorted(mentions, key=lambda one: one.order)
    ordered = [one if one.span is None else next(in_text) for one in by_order]
    return {mention.order: number for number, mention in enumerate(ordered, start=1)}


def _renumbered(name: str, content: str, numbers: Mapping[int, int]) -> str:
    other = partial(_other, numbers)
    if name == _FILE:
        content = _ORDER.sub(other, content)
    else:
        content = _LIST.sub(lambda match: _NUMBER.sub(other, match[0]), content)
    return _PATH.sub(other, content)


def _other(numbers: Mapping[int, int], match: re.Match[str]) -> str:
    number = int(match["number"])
    return f"{match['head']}{numbers.get(number, number)}"


def _check(before: Reading, after: Reading, numbers: Mapping[int, int]) -> None:
    """Raise KgError unless every record and every link says what it did, with the new numbers."""
    if after.sources is None or before.sources is None:
        raise KgError("the data could not be read with the new numbers; nothing was changed")
    wanted = {f"mentions/{old}": f"mentions/{new}" for old, new in numbers.items()}
    links = sorted((link.trail, wanted.get(link.target, link.target)) for _, link in before.links)
    if links != sorted((link.trail, link.target) for _, link in after.links):
        raise KgError("a citation is named in a form that is not known; nothing was changed")
    old = {(numbers[one.order], one.source, one.span) for one in before.sources.mentions.mentions}
    if old != {(one.order, one.source, one.span) for one in after.sources.mentions.mentions}:
        raise KgError("a citation is numbered in a form that is not known; nothing was changed")
