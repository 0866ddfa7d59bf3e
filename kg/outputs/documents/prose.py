"""Text with its looks, in the one shape from which every form of file is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `link` is the address that they lead to, or nothing."""

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    raised: bool = False
    lowered: bool = False
    link: str = ""


Prose = tuple[Run, ...]


def join_runs(runs: Iterable[Run]) -> Prose:
    """Return runs with neighbours of one look joined, and those without words left out."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and replace(joined[-1], text=run.text) == run:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def plain_text(prose: Sequence[Run]) -> str:
    """Return the words alone."""
    return "".join(run.text for run in prose)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (the level counts from 1), a paragraph, an entry of a list of works, or an item."""

    kind: Literal["heading", "text", "entry", "item"]
    prose: Prose
    level: int = 1


@dataclass(frozen=True, slots=True)
class Writing:
    """A text in parts, in the order in which it is read; its title is no part of them."""

    title: str
    language: str
    blocks: tuple[Block, ...]
