"""Blocks of a BibTeX file → entries with the names of fields and types as the engine knows them.

Case makes no difference in BibTeX; biblatex has names of its own for some fields and types; an
entry may have fields of another (`crossref`, `xdata`). After this module there is one way to say
each thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bibtexparser.model import Entry, Field

from kg.errors import Location, Problem
from kg.model.annotations import annotated_field, is_annotation, orcid_field, part_orcids
from kg.model.names import split_names
from kg.model.references import IN_BOOKS
from kg.sources.bibtex.fields import FIELD_ALIASES, NAMED_FIELDS, TYPE_ALIASES, UNTYPED
from kg.sources.bibtex.journals import name_journal
from kg.sources.bibtex.values import Fault, expand_value

# What is an entry's own, and false of a part of it. biber hands down all but the first line; an
# identifier or address of a book would name the chapter, and its abstract tell of the book.
_NOT_INHERITED = frozenset(
    {"crossref", "xref", "xdata", "entryset", "entrysubtype", "ids", "keywords", "options", "label"}
    | {"shorthand", "sortkey", "doi", "eprint", "eprinttype", "eprintclass", "pmid", "pmcid", "url"}
    | {"urldate", "abstract", "note", "annotation", "file", "evidenceclass", "title", "subtitle"}
    | {"titleaddon", "shorttitle", "pages"}
)
_BOOKS = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_WHOLES = {name: f"main{name}" for name in ("title", "subtitle", "titleaddon")}
# A part of an entry, as biblatex names it since 3.13: its key, the field, which of several.
_PART = re.compile(
    r"xdata\s*=\s*(?P<key>[^\s,{}]+)-(?P<field>[A-Za-z]+)(?:-(?P<number>[1-9]\d{0,3}))?"
)
# How deep an entry may take from one that takes from another; a circle ends there too.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Value:
    """What a field says, LaTeX and all, and its line; `name` is as the file writes it."""

    text: str
    line: int
    name: str


@dataclass(slots=True)
class BibEntry:
    """An entry: its key, its type and its fields by the names that the engine knows."""

    key: str
    kind: str
    line: int
    fields: dict[str, Value] = field(default_factory=dict)
    inherited: set[str] = field(default_factory=set)
    unparted: int = 0  # commas that are missing between its fields

    def text(self, name: str) -> str:
        """Return what a field says, or nothing."""
        found = self.fields.get(name)
        return found.text if found else ""


def read_entry(
    block: Entry, macros: Mapping[str, str], path: str
) -> tuple[BibEntry, list[Problem]]:
    """Return an entry, and what is wrong with how its values are written."""
    start = (block.start_line or 0) + 1
    kind = block.entry_type.lower() or UNTYPED
    entry = BibEntry(block.key, TYPE_ALIASES.get(kind, kind), start)
    problems = []
    parted = [value for one in block.fields for value in _values_of(one, macros)]
    written = {value.name.lower() for value, _ in parted}
    for value, fault in parted:
        if fault is not None:
            message = f"{entry.key}: {fault.message}"
            place = Location(path, value.line + fault.line)
            problems.append(Problem(place, fault.code, message))
            entry.unparted += bool(fault.rest)
        name = value.name.lower()
        if name in entry.fields and entry.fields[name].name.lower() == name:
            message = f"the field '{name}' stands twice in this entry; keep one"
            problems.append(Problem(Location(path, start), "BIB003", message))
            continue
        known = _name_of(name, entry, written)
        text = name_journal(value.text) if known == "journal" else value.text
        entry.fields[known] = replace(value, text=text)
    _gather_orcids(entry)
    return entry, problems


def _values_of(field: Field, macros: Mapping[str, str]) -> Iterator[tuple[Value, Fault | None]]:
    """Yield the value of a field, and those of others that no comma parts from it."""
    name, rest, line = field.key, str(field.value), (field.start_line or 0) + 1
    while name:
        text, fault = expand_value(rest, macros)
        yield Value(text, line, name), fault
        following = fault.rest if fault else ""
        if following:
            line += rest.count("\n", 0, len(rest) - len(following))
        name, _, rest = (part.strip() for part in following.partition("="))


def _gather_orcids(entry: BibEntry) -> None:
    """Put the ORCID iDs that stand among other annotations of names where they have a field."""
    for name, value in [*entry.fields.items()]:
        role = annotated_field(name)
        wanted = orcid_field(role)
        if role not in NAMED_FIELDS or not is_annotation(name) or name == wanted:
            continue
        orcids, rest = part_orcids(value.text)
        if orcids:
            there = entry.fields.get(wanted, replace(value, text=""))
            text = "; ".join(filter(None, (there.text, orcids)))
            entry.fields[wanted] = replace(there, text=text)
            del entry.fields[name]
            if rest:
                entry.fields[name] = replace(value, text=rest)


def _name_of(name: str, entry: BibEntry, written: set[str]) -> str:
    """Return the engine's name for a field, unless the entry has a field of that name too."""
    alias = FIELD_ALIASES.get(name, name)
    if name == "issue" and "number" not in written:
        return "number"
    return name if alias != name and (alias in written or alias in entry.fields) else alias


def inherit_fields(
    entries: Iterable[BibEntry], path: str, others: Iterable[BibEntry] = ()
) -> list[Problem]:
    """Give each entry what it takes from others; return a problem for each that is not there.

    `others` are entries of other files, which give and do not take.
    """
    own: dict[str, BibEntry] = {}
    for entry in entries:
        own.setdefault(entry.key.lower(), entry)
    known = dict(own)
    for entry in others:
        known.setdefault(entry.key.lower(), entry)
    return [one for entry in own.values() for one in _inherit(entry, known, path)]


def _inherit(entry: BibEntry, known: Mapping[str, BibEntry], path: str) -> Iterator[Problem]:
    lost: dict[str, list[str]] = {}
    for name in ("xdata", "crossref"):
        link = entry.fields.get(name)
        for key in _keys_of(entry, name):
            if link is not None and key.lower() not in known:
                message = f"{entry.key}: {name} names '{key}', which is no entry here; mend the key"
                yield Problem(Location(path, link.line), "BIB016", message)
                lost.setdefault(name, []).append(key)
    offered = _fields_from(entry, known, 0)
    for name, keys in lost.items():  # what the others led to stands in this entry now
        entry.fields[name] = replace(entry.fields[name], text=", ".join(keys))
    new = {name: value for name, value in offered.items() if name not in entry.fields}
    for taken, value in new.items():
        # What is said of the names of another is false of one's own.
        if not is_annotation(taken) or annotated_field(taken) in new:
            entry.fields[taken] = value
            entry.inherited.add(taken)
    yield from _fill_in(entry, known, path)


def _fill_in(entry: BibEntry, known: Mapping[str, BibEntry], path: str) -> Iterator[Problem]:
    """Put what they stand for in the place of parts of other entries: `xdata=tea-publisher`."""
    for name, value in [*entry.fields.items()]:
        parts = split_names(value.text) if _PART.search(value.text) else []
        found = [_part_for(part, known) for part in parts]
        for part, text in zip(parts, found, strict=True):
            if text is None:
                message = f"{entry.key}: {name}: '{part}' leads to nothing here; mend it"
                yield Problem(Location(path, value.line), "BIB016", message)
        if parts:
            texts = (
                part if text is None else text for part, text in zip(parts, found, strict=True)
            )
            entry.fields[name] = replace(value, text=" and ".join(texts))


def _part_for(text: str, known: Mapping[str, BibEntry]) -> str | None:
    """Return what a text stands for: itself, unless it names a part; None where there is none."""
    match = _PART.fullmatch(text.strip(" {}"))
    if match is None:
        return text
    other, name = known.get(match["key"].lower()), match["field"].lower()
    whole = other.text(FIELD_ALIASES.get(name, name)) if other else ""
    place = int(match["number"] or 0)
    several = split_names(whole) if place else [whole]
    return next(iter(several[max(place - 1, 0) :]), "") or None


def _keys_of(entry: BibEntry, name: str) -> list[str]:
    keys = entry.text(name).split(",") if name == "xdata" else [entry.text(name)]
    return [key.strip(" {}") for key in keys if key.strip(" {}")]


def _fields_from(entry: BibEntry, known: Mapping[str, BibEntry], depth: int) -> dict[str, Value]:
    """Return what an entry takes from others; what it says of itself goes before."""
    if depth == _DEEPEST:
        return {}
    found: dict[str, Value] = {}
    for key in _keys_of(entry, "xdata"):
        if other := known.get(key.lower()):
            found = {**_fields_from(other, known, depth + 1), **other.fields, **found}
    for key in _keys_of(entry, "crossref"):
        if parent := known.get(key.lower()):
            whole = {**_fields_from(parent, known, depth + 1), **parent.fields}
            found = {**_handed_down(parent.kind, whole, entry), **found}
    found = {name: value for name, value in found.items() if name not in {"crossref", "xdata"}}
    return {name: replace(value, line=entry.line) for name, value in found.items()}


def _handed_down(kind: str, whole: Mapping[str, Value], part: BibEntry) -> dict[str, Value]:
    """Return the fields of a whole as its part has them: the title of a book is a book title."""
    found = {name: value for name, value in whole.items() if name not in _NOT_INHERITED}
    renamed: Mapping[str, str] = {}
    if part.kind in IN_BOOKS:
        renamed = _WHOLES if kind.startswith("mv") else _BOOKS
    elif kind == "periodical" and part.kind in {"article", "suppperiodical"}:
        renamed = {"title": "journal", "subtitle": "journalsubtitle"}
    elif kind.startswith("mv"):
        renamed = _WHOLES
    else:  # no whole and its part: what the entry does not call itself, it shares
        found |= {name: whole[name] for name in _BOOKS if name in whole}
    found |= {new: whole[old] for old, new in renamed.items() if old in whole and new not in whole}
    if part.kind in {"inbook", "bookinbook", "suppbook"} and "author" in whole:
        found.setdefault("bookauthor", whole["author"])
    elif part.kind in IN_BOOKS:
        found.pop("author", None)  # who wrote the whole did not write each part
    return found
