r"""Commands that a LaTeX text defines for itself, and cites by: `\newcommand{\study}[1]{…}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.sources.latex.definitions import Definition, read_definitions

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\*?")
_ARGUMENTS = r"(?:\s*\[[^\]]*\])*\s*"
_PLACE = re.compile(rf"{_ARGUMENTS}\{{\s*#(?P<place>[1-9])")
_KEYS = re.compile(rf"{_ARGUMENTS}\{{(?P<keys>[^#{{}}]*)\}}")
_LAST = re.compile(rf"{_ARGUMENTS}\Z")
NO_CITATION = re.compile(
    r"no(?!tecite)|set|def|declare|renew|new|provide|bibcite|citestyle|citetext|citereset|citation"
    r"|citesetup|citepunct|citedelim|citeindex|citetrack",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnCommands:
    """What a text defines.

    `names` are other names of commands that cite, `places` say which argument in braces of a
    command has the keys, `keys` what a command cites by itself, and `spans` where the definitions
    stand, which cite nothing. Of a command that cites by several in a row `counts` says how many.
    """

    names: dict[str, str]
    places: dict[str, int]
    keys: dict[str, list[str]]
    spans: list[tuple[int, int]]
    counts: dict[str, int] = field(default_factory=dict)

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
            if name.endswith("s"):  # `\parencites{#1}{#2}`
                own.counts[one.name] = _count_in_a_row(one.body, argument)
            return
    fixed = _keys_in(one.body, own)
    if fixed:
        own.keys[one.name] = fixed


def _count_in_a_row(body: str, first: re.Match[str]) -> int:
    """Return how many arguments in a row have keys, from the first that has some."""
    count, match = 1, first
    while (end := body.find("}", match.end()) + 1) and (following := _PLACE.match(body, end)):
        if int(following["place"]) != int(match["place"]) + 1:
            break
        count, match = count + 1, following
    return count


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
