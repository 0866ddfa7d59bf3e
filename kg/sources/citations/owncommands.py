r"""Commands that a LaTeX text defines for itself, and cites by: `\newcommand{\study}[1]{…}`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.sources.definitions import end_of_braces

_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|newrobustcmd)\*?\s*"
    r"\{?\\(?P<new>[A-Za-z]+)\}?\s*(?:\[[1-9]\])?\s*(?P<optional>\[[^\]\n]*\])?\s*(?=\{)"
    r"|\\[gex]?def\s*\\(?P<plain>[A-Za-z]+)\s*(?:#[1-9]\s*)*(?=\{)"
    r"|\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\\(?P<document>[A-Za-z]+)\}?\s*"
    r"\{(?P<kinds>(?:[^{}]|\{[^{}]*\})*)\}\s*(?=\{)"
)
_LET = re.compile(r"\\let\s*\\(?P<new>[A-Za-z]+)\s*=?\s*\\(?P<name>[A-Za-z]+)\*?")
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\*?")
_ARGUMENTS = r"(?:\s*\[[^\]]*\])*\s*"
_PLACE = re.compile(rf"{_ARGUMENTS}\{{\s*#(?P<place>[1-9])")
_KEYS = re.compile(rf"{_ARGUMENTS}\{{(?P<keys>[^#{{}}]*)\}}")
_LAST = re.compile(r"\s*\}\Z")
NO_CITATION = re.compile(
    r"no|set|def|declare|renew|new|provide|bibcite|citestyle|citetext|citereset|citation"
    r"|citesetup|citepunct|citedelim|citeindex|citetrack",
    re.IGNORECASE,
)
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class OwnCommands:
    """What a text defines.

    `places` say which argument of a command has the keys, `keys` what a command cites by itself,
    and `spans` where the definitions stand, which cite nothing.
    """

    places: Mapping[str, int]
    keys: Mapping[str, Sequence[str]]
    spans: Sequence[tuple[int, int]]

    def define(self, place: int) -> bool:
        """Say whether a place is within a definition."""
        return any(start <= place < end for start, end in self.spans)


def find_own_commands(text: str) -> OwnCommands:
    """Find the commands that a text, without comments, defines to cite."""
    places: dict[str, int] = {}
    keys: dict[str, Sequence[str]] = {}
    spans: list[tuple[int, int]] = []
    for match in _LET.finditer(text):
        if is_citing(match["name"]):
            places[match["new"]] = 1
            spans.append(match.span())
    for match in _DEFINITION.finditer(text):
        end = end_of_braces(text, match.end(), _LONGEST)
        if not end:
            continue
        name = match["new"] or match["plain"] or match["document"]
        body = text[match.end() : end]
        place = _place_in(body, match)
        fixed = _keys_in(body, keys)
        if place:
            places[name] = place
        elif fixed:
            keys[name] = fixed
        spans.append((match.start(), end))
    return OwnCommands(places, keys, spans)


def is_citing(name: str) -> bool:
    """Say whether a command of this name cites: all that is printed of `bibentry` is a work."""
    is_named = "cite" in name.lower() or name.lower().endswith("bibentry")
    return is_named and not NO_CITATION.match(name)


def _place_in(body: str, match: re.Match[str]) -> int:
    """Return which argument of a command has the keys; 0 where none has."""
    for cite in _COMMAND.finditer(body):
        if not is_citing(cite["name"]):
            continue
        argument = _PLACE.match(body, cite.end())
        if argument is not None:
            place = int(argument["place"])
            if match["kinds"] is not None:
                kinds = re.sub(r"\{[^{}]*\}|[^A-Za-z]", "", match["kinds"])[:place]
                return kinds.count("m")
            return place - bool(match["optional"])
        if _LAST.match(body, cite.end()):  # another name for it: what follows is its argument
            return 1
    return 0


def _keys_in(body: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the keys that a command cites wherever it is used, by others that are known too."""
    found: list[str] = []
    for command in _COMMAND.finditer(body):
        found += known.get(command["name"], ())
        argument = _KEYS.match(body, command.end()) if is_citing(command["name"]) else None
        if argument is not None:
            found += [key.strip() for key in argument["keys"].split(",") if key.strip()]
    return list(dict.fromkeys(found))
