"""Raised numbers: what they look like, and whether one cites, measures (m², 10³) or may do either.

What only may cite is asked about, for a citation that is passed over without a word is lost.
"""

from __future__ import annotations

import re
from typing import Literal

_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
PLAIN = str.maketrans(_SMALL, "0123456789-")
RAISED = re.compile(
    r"<sup>(?P<html>[^<>]{1,200}+)</sup>|\^(?P<pandoc>[0-9][0-9,; \u2010-\u2015\u2212-]{0,99}+)\^"
    r"|\$\^\{(?P<math>[0-9][0-9,; \u2013\u2014-]{0,99}+)\}\$"
    r"|\\textsuperscript\{(?P<latex>[^{}]{1,200}+)\}"
    r"|(?P<small>[⁰¹²³⁴-⁹]++(?:[,⁻\u2013\u2014-][ ]?[⁰¹²³⁴-⁹]++)*)"
)
# Each number of a list may be raised by itself: `^1^,^2^`, `^[1^–^3]^`.
_APART = re.compile(
    r"(?<=[0-9])\^(?P<gap>[ ]?[,;\u2010-\u2015\u2212-][ ]?)\^(?=[0-9])"
    r"|(?<=\^\[)\^\^(?=[0-9])|(?<=[0-9])\^\^(?=\]\^)"
)
_WORD = re.compile(r"[^\W\d_]{1,40}+\Z")
_YEAR = re.compile(r"[^\W\d_]\)?,? \(?(?:19|20)[0-9][0-9]\Z")
# A word that a raised 2 or 3 makes a measure or a statistic of.
_STATISTICS = """
chi eta tau rho phi beta omega sigma epsilon lambda theta gamma delta alpha inch feet foot mile
miles acre metre metres meter meters
"""
_RAISES = frozenset(_STATISTICS.split())
_MEASURED = """
mm cm dm km ft yd hz ms kg mg ha nm pm sq mi lb oz kw db ev μm µm
"""
_UNITS = frozenset(_MEASURED.split())
# These may end a sentence as well as carry an exponent: `mg per day²`.
_EITHER = frozenset({"min", "sec", "mol", "day", "in"})
_SHORT = """
it is as at by do go he if me my no of on or so to up us we an am be
"""
_SHORT_WORDS = frozenset(_SHORT.split())
_HIGHEST = 4  # exponents beyond it are rare
_POWERS = frozenset({2, 3})
_TWO_DIGITS = 10
_CLOSING = ".,;:!?)]}”’\"'*_%"
_LEAST = 3  # letters of a word that a raised number makes no measure of, whatever it is

Weight = Literal["cites", "spaced", "asks", "measures"]


def join_raised(text: str) -> str:
    """Return a text of the same length in which a list is raised as one."""
    return _APART.sub(lambda found: (found["gap"] or "").center(len(found[0])), text)


def weigh(text: str, place: int, numbers: tuple[int, ...]) -> Weight:
    """Say what numbers do that are raised at a place of a text."""
    before = text[max(place - 40, 0) : place]
    end = before[-1:]
    if end.isspace() or not end:
        return _weigh_apart(text, place, before)
    if end in _SMALL:  # `m²^11^`: behind an exponent, or a list of both
        return "asks"
    if end.isdigit():  # `Able 2001^1^`
        return "asks" if _YEAR.search(before) else "measures"
    word = _WORD.search(before)
    if len(numbers) > 1:  # no exponent is a list, but `m^2,11^` may begin with one
        return "asks" if word and _is_measured(word[0]) and numbers[0] in _POWERS else "cites"
    if word is None:
        return "cites" if end in _CLOSING else "asks" if end == "^" else "measures"
    return _weigh_behind(word[0], numbers[0])


def _weigh_apart(text: str, place: int, before: str) -> Weight:
    """Say what numbers do that are raised behind a blank."""
    bare = before.rstrip()
    after = re.compile(r"[^\s^<>]*(?:\^|</sup>)(?P<next>.?)").match(text, place + 1)
    is_isotope = after is not None and after["next"].isalpha()  # `a ^13^C test`
    if not bare or before[-1] == "\n" or is_isotope:
        return "measures"
    if bare[-1].isdigit():
        return "asks" if _YEAR.search(bare) else "measures"
    return "spaced"


def _is_measured(word: str) -> bool:
    """Say whether a word is a unit that is squared or cubed."""
    return word == "m" or word.lower() in _UNITS


def _weigh_behind(word: str, number: int) -> Weight:
    """Say what a single number does that is raised behind a word."""
    lower = word.lower()
    is_low = 1 < number <= _HIGHEST
    if lower in _EITHER:
        return "asks" if is_low else "cites"
    if lower in _RAISES or lower in _UNITS:
        # `cm^211^` may be an exponent that ran together with the number behind it.
        runs = number >= _TWO_DIGITS and int(str(number)[0]) in _POWERS
        return "measures" if is_low else "asks" if runs else "cites"
    if len(word) >= _LEAST:
        return "cites"
    if len(word) > 1 and word.isascii():  # `it⁸`; `US²` is asked
        return "cites" if word in _SHORT_WORDS or not is_low else "asks"
    return "measures" if is_low else "asks"  # R², x⁵, vitamin C⁷
