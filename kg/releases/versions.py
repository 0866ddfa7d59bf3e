"""The versions of releases: which text is one, and which of two comes first (semver.org, 2.0.0)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

# A folder and an address are called like it; nobody needs more, and numbers stay short.
_LONGEST = 64
_NUMBER = "(?:0|[1-9][0-9]*)"
_PART = f"(?:{_NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_PATTERN = re.compile(
    rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})"
    rf"(?:-({_PART}(?:\.{_PART})*))?"
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
# Numbers come before words, each among its own kind.
_Piece: TypeAlias = tuple[int, int, str]
_Rank: TypeAlias = tuple[tuple[int, ...], int, tuple[_Piece, ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it was written, and its rank among others; `+…` at its end ranks nothing."""

    text: str
    rank: _Rank


def parse_version(text: str) -> Version | None:
    """Return a text as a version, or None where it is no semantic version."""
    match = _PATTERN.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    major, minor, patch, before = match.groups()
    pieces = tuple(map(_piece_of, before.split("."))) if before else ()
    # 1.0.0-rc.1 comes before 1.0.0.
    return Version(text, ((int(major), int(minor), int(patch)), 0 if before else 1, pieces))


def _piece_of(part: str) -> _Piece:
    return (0, int(part), "") if part.isdigit() else (1, 0, part)
