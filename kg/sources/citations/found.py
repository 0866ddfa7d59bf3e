"""What a search for citations finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
