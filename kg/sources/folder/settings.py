"""`tiptrace.toml` → the settings of a project, every fault at its line.

docs/settings.md explains each setting to whoever writes one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial

from kg import __version__
from kg.codes import CODES, Levels
from kg.credits import Credits
from kg.errors import Location, Problem, Severity
from kg.sources.folder.datasetsettings import parse_dataset
from kg.webaddress import PAGE_HERE, url_fault

FILE = "tiptrace.toml"
# The parser of TOML calls itself for each bracket.
MOST_BRACKETS = 100
# How a key is made for a reference that came without one: `able2001`, `able2001a`.
KEY_PATTERN = "{author}{year}"
_KEY_PARTS = frozenset({"author", "year", "word", "words"})
_TABLES = ("dataset", "levels", "readers")
_ROLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Two parts and no blank: whether somebody reads the mail, no program can say.
_MAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\/]+\.[^\s@<>\"(),:;\[\]\\/.]+")
_CHECK = re.compile(r"CHK-[a-z0-9-]+")
_LICENCES: Mapping[str, str] = {
    "ccby40": "https://creativecommons.org/licenses/by/4.0/",
    "ccbysa40": "https://creativecommons.org/licenses/by-sa/4.0/",
    "ccbync40": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc010": "https://creativecommons.org/publicdomain/zero/1.0/",
    "mit": "https://opensource.org/license/mit",
    "odbl": "https://opendatacommons.org/licenses/odbl/1-0/",
}


@dataclass(slots=True)
class Settings:
    """The settings that were read, and what is wrong with them."""

    values: dict[str, str] = field(default_factory=dict)
    levels: Levels = field(default_factory=Levels)
    readers: dict[str, str] = field(default_factory=dict)
    credits: Credits = field(default_factory=Credits)
    problems: list[Problem] = field(default_factory=list)


def parse_settings(text: str) -> Settings:
    """Parse the settings of a project. Bad ones are returned as problems, never raised."""
    settings = Settings()
    table = _parse_toml(text, settings)
    if table is None:
        return settings
    for name, value in table.items():
        for code, message in _faults_of(name, value):
            settings.problems.append(Problem(place_of(name, text), code, message))
        if isinstance(value, str):
            settings.values[name] = value
    for name in ("title", "base"):
        if name not in table:
            message = f"the setting '{name}' is missing; add {name} = \"…\""
            settings.problems.append(Problem(Location(FILE), "SET001", message))
    settings.levels = _levels_of(table.get("levels"), text, settings.problems)
    settings.credits, faults = parse_dataset(table.get("dataset"))
    for name, code, message in faults:
        settings.problems.append(Problem(place_of(name, text), code, message))
    settings.readers = _readers_of(table.get("readers"), text, settings.problems)
    return settings


def _parse_toml(text: str, settings: Settings) -> dict[str, object] | None:
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        message = f"more than {MOST_BRACKETS} brackets; no settings need so many"
        settings.problems.append(Problem(Location(FILE), "SET001", message))
        return None
    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError is one; a number of 5,000 digits is another
        said = str(error)
        at = re.search(r"\(at line (\d+), column (\d+)\)", said)
        last = text.count("\n", 0, len(text.rstrip())) + 1 if "end of document" in said else 1
        place = Location(FILE, int(at[1]), int(at[2])) if at else Location(FILE, last)
        reason = re.sub(r"\s*\(at .*", "", said.splitlines()[0])
        message = f'not readable as TOML: {reason}; write name = "value"'
        settings.problems.append(Problem(place, "SET001", message))
        return None


def place_of(name: str, text: str) -> Location:
    """Return where a setting stands in the text of the file; the parser does not tell."""
    match = re.search(
        rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*[=\].]", text, re.MULTILINE
    )
    line = text.count("\n", 0, match.start()) + 1 if match else 1
    return Location(FILE, line)


def _faults_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield code and message of what is wrong with a setting."""
    if name in _TABLES:
        return
    if name == "language":  # it is the review's, and is said once
        yield "SET002", f"write 'language: {value}' into data/review.yaml; take this line out"
    elif name not in _CHECKS:
        near = get_close_matches(name, [*_CHECKS, *_TABLES], n=1)
        known = ", ".join(sorted([*_CHECKS, *_TABLES]))
        hint = f"did you mean '{near[0]}'?" if near else f"the settings are {known}"
        yield "SET002", f"nothing uses the setting '{name}'; {hint}"
    elif not isinstance(value, str):
        yield "SET001", f'{name} is text; write it in quotes: {name} = "…"'
    elif not value.strip():
        yield "SET001", f"{name} is empty; write something, or remove it"
    else:
        yield from _CHECKS[name](value)


def _check_line(name: str, value: str) -> Iterator[tuple[str, str]]:
    if "\n" in value:
        yield "SET001", f"the {name} is one line; write it without line breaks"


def _check_folder(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Refuse what names of records and files cannot be put behind."""
    fault = url_fault(value)
    if fault is not None:
        yield "SET001", f"{name} '{value}': {fault}"
    elif not value.endswith("/"):
        yield "SET001", f"{name} '{value}' must end with a slash"
    elif "?" in value or "#" in value:
        yield "SET001", f"{name} '{value}' must have no '?' and no '#'"


def _check_licence(value: str) -> Iterator[tuple[str, str]]:
    fault = url_fault(value)
    if fault is not None:
        address = _LICENCES.get(re.sub(r"[^a-z0-9]", "", value.lower()))
        example = address or _LICENCES["ccby40"]
        yield "SET001", f"licence '{value}': give its address, such as {example}"


def _check_tool(value: str) -> Iterator[tuple[str, str]]:
    """Refuse a project that asks for a newer release than this one (`tool = ">=0.1"`)."""
    match = re.fullmatch(r">=\s*([0-9]{1,6}(?:\.[0-9]{1,6}){0,5})", value.strip())
    if match is None:
        yield "SET001", f"write the tool setting as tool = \">=0.1\", not '{value}'"
    elif _numbers(match[1]) > _numbers(__version__):
        yield "SET001", f"this project needs tiptrace {value}, and this is {__version__}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _check_contact(value: str) -> Iterator[tuple[str, str]]:
    if _MAIL.fullmatch(value):
        return
    # The place for the name of the page is no part of the address yet.
    fault = url_fault(value.replace(PAGE_HERE, "page"))
    if fault is not None:
        message = "write a mail address (name@example.org) or the address of a page (https://…)"
        yield "SET001", f"contact '{value}': {message}"


def _check_keys(value: str) -> Iterator[tuple[str, str]]:
    """Refuse a pattern that makes one key of all works, or a key that BibTeX does not take."""
    parts = set(re.findall(r"\{(\w*)\}", value))
    rest = re.sub(r"\{\w*\}", "", value)
    known = ", ".join(f"{{{part}}}" for part in sorted(_KEY_PARTS))
    if not parts or parts - _KEY_PARTS:
        yield "SET001", f"keys '{value}': write a pattern of {known}, such as {KEY_PATTERN}"
    elif not re.fullmatch(r"[A-Za-z0-9_.:+/-]*", rest):
        message = "between the parts there are letters, digits and _ . : + / - only"
        yield "SET001", f"keys '{value}': {message}"


_CHECKS: Mapping[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    "title": partial(_check_line, "title"),
    "base": partial(_check_folder, "base"),
    "licence": _check_licence,
    "tool": _check_tool,
    "publisher": partial(_check_line, "publisher"),
    "contact": _check_contact,
    "address": partial(_check_folder, "address"),
    "keys": _check_keys,
    "csl": partial(_check_line, "style (csl)"),
}


def _levels_of(table: object, text: str, problems: list[Problem]) -> Levels:
    """Return the levels by code; the names of checks are judged where the checks are known."""
    if table is None:
        return Levels()
    if not isinstance(table, dict):
        message = 'levels is a table: write [levels], and a line CODE = "warning" for each'
        problems.append(Problem(place_of("levels", text), "SET001", message))
        return Levels()
    chosen: dict[str, Severity] = {}
    for code, value in table.items():
        fault = _fault_of_level(code, value)
        if fault is not None:
            problems.append(Problem(place_of(code, text), *fault))
        else:
            chosen[code] = Severity(value)
    return Levels(chosen)


def _fault_of_level(code: str, value: object) -> tuple[str, str] | None:
    if not isinstance(value, str) or value not in {*Severity}:
        return "SET001", f'the level of {code} is "error", "warning" or "note"'
    known = CODES.get(code)
    if known is None and not _CHECK.fullmatch(code):
        near = get_close_matches(code, CODES, n=1)
        hint = f"did you mean {near[0]}?" if near else "docs/settings.md lists them"
        return "SET003", f"there is no code {code}; {hint}"
    if known is not None and known.severity is Severity.ERROR and value != "error":
        return (
            "SET003",
            f"{code} stays an error: with it there is nothing to build; remove the line",
        )
    return None


def _readers_of(table: object, text: str, problems: list[Problem]) -> dict[str, str]:
    """Return the names by role; whether a role has read anything is judged where that is known."""
    if table is None:
        return {}
    if not isinstance(table, dict):
        message = 'readers is a table: write [readers], and a line ROLE = "name" for each'
        problems.append(Problem(place_of("readers", text), "SET001", message))
        return {}
    names: dict[str, str] = {}
    for role, name in table.items():
        if not _ROLE.fullmatch(role):
            message = f"the role '{role}' is lower case words joined by hyphens: first-reader"
            problems.append(Problem(place_of(role, text), "SET001", message))
        elif not isinstance(name, str) or not name.strip() or "\n" in name:
            message = f'the name of {role} is one line of text: {role} = "…"'
            problems.append(Problem(place_of(role, text), "SET001", message))
        else:
            names[role] = name.strip()
    return names
