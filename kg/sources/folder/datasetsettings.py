"""The table `[dataset]` of `tiptrace.toml` → who made the data, when, and how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from kg.credits import Credits, parse_maker
from kg.model.orcids import is_on_orcid, parse_orcid
from kg.webaddress import url_fault

_LISTS = ("creators", "contributors", "keywords")
_DAYS = ("created", "issued")
_KNOWN = (*_LISTS, "description", *_DAYS)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Fault = tuple[str, str, str]


def parse_dataset(table: object) -> tuple[Credits, list[Fault]]:
    """Return what is told of the dataset, and each fault as setting, code and message."""
    if table is None:
        return Credits(), []
    if not isinstance(table, dict):
        message = "dataset is a table: write [dataset], and its settings below it"
        return Credits(), [("dataset", "SET001", message)]
    faults: list[Fault] = []
    told: dict[str, tuple[str, ...] | str] = {}
    for name, value in table.items():
        found = [(name, code, message) for code, message in _faults_of(name, value)]
        faults += found
        if not found:
            told[name] = tuple(value) if isinstance(value, list) else str(value)
    return Credits(**told), faults  # type: ignore[arg-type]


def _faults_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    if name not in _KNOWN:
        near = get_close_matches(name, _KNOWN, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"[dataset] has {', '.join(_KNOWN)}"
        yield "SET002", f"nothing uses the setting '{name}' of [dataset]; {hint}"
    elif name in _LISTS:
        yield from _faults_of_list(name, value)
    elif name in _DAYS:
        if not isinstance(value, date) and not _is_day(value):
            yield "SET001", f"{name} is a day; write it as {name} = 2026-01-31"
    elif not isinstance(value, str) or not value.strip():
        yield "SET001", f'{name} is text; write it in quotes: {name} = "…"'


def _faults_of_list(name: str, value: object) -> Iterator[tuple[str, str]]:
    lines = value if isinstance(value, list) else []
    if not lines or not all(_is_line(line) for line in lines):
        yield "SET001", f'{name} is a list of lines; write {name} = ["…", "…"]'
    elif name != "keywords":
        for line in lines:
            maker = parse_maker(line)
            if maker is None or (maker.iri and url_fault(maker.iri) is not None):
                example = "Jo Example <https://orcid.org/0000-0002-1825-0097>"
                yield "SET001", f"'{line}': write a name, or a name and an address: {example}"
            elif is_on_orcid(maker.iri):
                yield from _faults_of_orcid(maker.iri)


def _faults_of_orcid(address: str) -> Iterator[tuple[str, str]]:
    try:
        parse_orcid(address)
    except ValueError as error:
        yield "SET001", str(error)


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
