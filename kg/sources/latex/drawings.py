r"""Dots that LaTeX draws in a colour (`\tikz\node[fill=green]{};`) → the name of the colour."""

from __future__ import annotations

import re

COLOURS = ("green", "yellow", "amber", "orange", "red")
# Names that an author gives to colours of judgements: `rob-low`, `highrisk`.
_JUDGING = re.compile(
    rf"{'|'.join(COLOURS)}|low|high|some|unclear|moderate|serious|critical", re.IGNORECASE
)
# `\tikz{…}`, or up to the semicolon: `\tikz\node[fill=green]{};`.
_DRAWN = re.compile(
    r"\\tikz(?:\s*\[[^\]\n]*\])?\s*"
    r"(?P<drawn>\{[^{}\n]{0,300}\}|(?:[^;{}&\n]|\{[^{}\n]{0,40}\}){0,300};)"
)


def say_drawings(text: str, frame: str = "{}") -> str:
    """Return a text with each drawing as the colour that it is in, framed as a legend has it."""

    def said(found: re.Match[str]) -> str:
        colour = colour_in(found["drawn"])
        return frame.format(colour) if colour else ""

    return _DRAWN.sub(said, text)


def colour_in(name: str) -> str:
    """Return the colour that a name is about: `green` of `green!60!black`, or the name itself."""
    colour = re.search("|".join(COLOURS), name, re.IGNORECASE)
    if colour is not None:
        return colour[0].lower()
    return name.partition("!")[0] if _JUDGING.search(name) and name.isascii() else ""
