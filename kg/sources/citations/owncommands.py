r"""Commands that a LaTeX text defines for itself, and cites by: `\newcommand{\study}[1]{…}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.sources.definitions import Definition, read_definitions

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\*?")
_ARGUMENTS = r"(?:\s*\[[^\]]*\])*\s*"
_PLACE = re.compile(rf"{_ARGUMENTS}\{{\s*#(?P<place>[1-9])")
_KEYS = re.compile(rf"{_ARGUMENTS}\{{(?P<keys>[^#{{}}]*)\}}")
_LAST = re.compile(rf"{_ARGUMENTS}\Z")
NO_CITATION = re.compile(
    r"no|set|def|declare|renew|new|provide|bibcite|citestyle|citetext|citereset|citation"
    r"|citesetup|citepunct|citedelim|citeindex|citetrack",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnCommands:
    """What a text defines.

    `names` are other names of commands that cite, `places` say which argument in braces of a
    command has the keys, `keys` what a command cites by itself, and `spans` where the definitions
    stand, which cite nothing.
    """

    names: dict[str, str]
    places: dict[str, int]
    keys: dict[str, list[str]]
    spans: list[tuple[int, int]]

    def define(self, place: int) -> bool:
        """Say whether a place is within a definition."""
        return any(start <= place < end for start, end in self.spans)


def find_own_commands(text: str) -> OwnCommands:
    """Find the commands that a text, without comments, defines to cite."""
    own = OwnCommands({}, {}, {}, [])
    for one in read_definitions(text):
        _take(one, own)
    return own


def _take(one: Definition, own: OwnCommands) -> None:
    """Add what a text defines; what it has defined before cites as other commands do."""
    own.spans.append(one.span)
    for cite in _COMMAND.finditer(one.body):
        name = own.names.get(cite["name"], cite["name"])
        place = own.places.get(name, 0)
        if not place and not is_citing(name):
            continue
        if _LAST.match(one.body, cite.end()):  # what follows the command are the other's arguments
            if one.arguments:
                in_braces = sum(argument.kind == "braces" for argument in one.arguments)
                own.places[one.name] = in_braces + (place or 1)
            else:
                own.names[one.name] = name
            return
        argument = _PLACE.match(one.body, cite.end()) if place <= 1 else None
        if argument is not None:
            own.places[one.name] = one.place_in_braces(int(argument["place"]))
            return
    fixed = _keys_in(one.body, own)
    if fixed:
        own.keys[one.name] = fixed


def is_citing(name: str) -> bool:
    """Say whether a command of this name cites: all that is printed of `bibentry` is a work."""
    is_named = "cite" in name.lower() or name.lower().endswith("bibentry")
    return is_named and not NO_CITATION.match(name)


def _keys_in(body: str, own: OwnCommands) -> list[str]:
    """Return the keys that a command cites wherever it is used, by others that are known too."""
    found: list[str] = []
    for command in _COMMAND.finditer(body):
        name = own.names.get(command["name"], command["name"])
        found += own.keys.get(name, ())
        argument = _KEYS.match(body, command.end()) if is_citing(name) else None
        if argument is not None:
            found += [key.strip() for key in argument["keys"].split(",") if key.strip()]
    return list(dict.fromkeys(found))
