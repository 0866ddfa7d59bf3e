"""`references.bib` → references, with every fault of the file at its line.

bibtexparser splits the file into blocks and keeps those that it cannot read. It counts lines
from 0.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    MiddlewareErrorBlock,
    ParsingFailedBlock,
    String,
)

from kg.codes import Levels, errors_among
from kg.errors import Location, Problem, shorten_text
from kg.model import Reference
from kg.model.identifiers import doi_fault, isbn_fault
from kg.model.names import name_of_parts, plain_bibtex
from kg.paths import fault_of_code, path_for
from kg.sources.bibfields import REQUIRED, Strangers
from kg.webaddress import url_fault

_NAMED = {"author", "editor"}
_OWN = {"title", "year", "evidenceclass", *_NAMED}
# The splitter takes `{…} name = {…}` for one value: a comma was forgotten before `name`.
_NO_COMMA = re.compile(r"[}\"\w](?P<gap>\s+)(?P<name>[A-Za-z][\w-]*)\s*=\s*[{\"\d]")
# What BibTeX or biber reads as something else than a part of the key.
_NOT_IN_KEYS = frozenset(" \t\n\r,\"#%'()={}~\\")
_FIELD_CHECKS = {"isbn": isbn_fault, "doi": doi_fault, "url": url_fault}
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)(?!\d)", re.ASCII)


@dataclass(slots=True)
class BibtexFile:
    """The references of a file in its order, their places, and what is wrong with it.

    `unread` are the keys of entries that stand there and could not be read.
    """

    references: list[Reference] = field(default_factory=list)
    locations: dict[str, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def parse_bibtex(text: str, path: str, classes: frozenset[str]) -> BibtexFile:
    """Parse BibTeX text; `classes` are the codes of the review's evidence classes."""
    # What it cannot parse it also logs, in words of its own; the blocks tell us more.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(
        text,
        parse_stack=[
            middlewares.ResolveStringReferencesMiddleware(allow_inplace_modification=True),
            middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True),
            middlewares.SeparateCoAuthors(allow_inplace_modification=True),
            middlewares.SplitNameParts(allow_inplace_modification=True),
        ],
    )
    file = BibtexFile()
    strangers = Strangers(path)
    keys: dict[str, Location] = {}
    for block in library.blocks:
        place = Location(path, (block.start_line or 0) + 1)
        found = [*_problems_of_block(block, place, keys)]
        if isinstance(block, Entry):
            strangers.note(block)
            found = found or [*_check_commas(block, place)] or [*_check_entry(block, path, classes)]
            file.locations.setdefault(path_for("sources", block.key), place)
            if not errors_among(Levels().grade(found)):
                file.references.append(_reference_of(block))
        else:
            file.unread |= {key for key in (_key_of(block),) if key}
        file.problems += found
    file.problems += strangers.problems()
    if not library.blocks and not file.problems:
        message = "there is no entry in this file; add the references of the review"
        file.problems.append(Problem(Location(path), "BIB014", message))
    return file


def _key_of(block: Block) -> str:
    """Return the key of an entry, read or not; nothing for what is no entry."""
    if isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return str(getattr(block, "key", None) or "")


def _problems_of_block(
    block: Block, place: Location, keys: dict[str, Location]
) -> Iterator[Problem]:
    """Yield what is wrong with a block as a whole; `keys` are those before it, in lower case."""
    key = _key_of(block)
    if key and key.lower() in keys and not isinstance(block, String):
        first = keys[key.lower()].line
        same = "stands" if isinstance(block, DuplicateBlockKeyBlock) else "but for its case stands"
        message = f"the key '{key}' {same} at line {first} already; give this entry its own key"
        yield Problem(place, "BIB002", message)
    elif isinstance(block, DuplicateFieldKeyBlock):
        fields = ", ".join(f"'{name}'" for name in sorted(block.duplicate_keys))
        yield Problem(place, "BIB003", f"the field {fields} stands twice in this entry; keep one")
    elif isinstance(block, MiddlewareErrorBlock):
        yield Problem(place, "BIB004", f"a name cannot be read: {block.error}; write Family, Given")
    elif isinstance(block, ParsingFailedBlock):
        yield Problem(_place_of_failure(block, place), "BIB001", _reason(block))
    elif isinstance(block, ImplicitComment) and re.search(r"\w", block.comment):
        start = block.comment.strip().splitlines()[0][:40]
        message = (
            f"text outside any entry: '{start}'; finish the entry above, or begin a line with %"
        )
        if not all(
            row.lstrip().startswith("%") for row in block.comment.splitlines() if row.strip()
        ):
            yield Problem(place, "BIB001", message)
    if key and not isinstance(block, String):
        keys.setdefault(key.lower(), place)


def _place_of_failure(block: ParsingFailedBlock, place: Location) -> Location:
    """Return the line where the entry begins: the one that the user has to look at."""
    head = re.match(r"\s*", block.raw or "")
    return Location(place.path, place.line + (head.group().count("\n") if head else 0))


def _reason(block: ParsingFailedBlock) -> str:
    said = str(getattr(block.error, "abort_reason", block.error))
    name = re.match(r"\s*@\w+\s*\{\s*([^,\s]*)", block.raw or "")
    entry = f"the entry '{name.group(1)}'" if name and name.group(1) else "this entry"
    if "Unexpected block start" in said or "end of file" in said.lower():
        return f"{entry} does not end; close each field and the entry with '}}'"
    if "Expected a `=`" in said:
        return f"{entry}: a comma or '=' is missing between two fields; put ',' after each field"
    if "comma" in said.lower():
        return f"{entry}: a comma is missing; put ',' after the key and after each field"
    return f"{entry} cannot be read: {said.strip(' .')}; check its braces and commas"


def _check_commas(entry: Entry, place: Location) -> Iterator[Problem]:
    raw = entry.raw or ""
    for match in _NO_COMMA.finditer(raw):
        line = place.line + raw.count("\n", 0, match.start("gap"))
        message = f"{entry.key}: a comma is missing before the field '{match['name']}'; add it here"
        yield Problem(Location(place.path, line), "BIB001", message)


def _check_entry(entry: Entry, path: str, classes: frozenset[str]) -> Iterator[Problem]:
    places = {field.key: (field.start_line or 0) + 1 for field in entry.fields}
    start = (entry.start_line or 0) + 1
    values = {field.key: plain_bibtex(str(field.value)) for field in entry.fields}
    for code, message, name in _faults_of(entry, values, classes):
        line = places.get(name, start)
        yield Problem(Location(path, line), code, f"{shorten_text(entry.key)}: {message}")


def _faults_of(
    entry: Entry, values: Mapping[str, str], classes: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and field of each fault; an empty field stands for the entry itself."""
    if wrong := _fault_of_key(entry.key):
        yield "BIB010", wrong, ""
    yield from _faults_of_type(entry.entry_type, values)
    yield from _faults_of_names(entry)
    year = values.get("year")
    if year is not None and not _YEAR.fullmatch(year):
        yield "BIB007", f"'{year}' is no year; write four digits, such as 2005", "year"
    elif year is None and values.get("date") and not _YEAR.match(values["date"]):
        yield "BIB007", f"no year begins the date '{values['date']}'; write 2005-12-31", "date"
    for name, fault in _FIELD_CHECKS.items():
        if name in values and (wrong := fault(values[name])):
            yield "BIB008", f"{name} '{values[name]}': {wrong}", name
    kind = values.get("evidenceclass")
    if kind is None:
        yield "BIB009", "evidenceclass is missing; add evidenceclass = {…}", ""
    elif kind not in classes:
        known = ", ".join(sorted(classes))
        yield "BIB009", f"evidence class '{kind}' is not one of {known}", "evidenceclass"


def _fault_of_key(key: str) -> str | None:
    """Return what is wrong with a key, or None: BibTeX takes nearly anything, and so do we."""
    forbidden = next((char for char in key if char in _NOT_IN_KEYS), None)
    if forbidden is not None:
        shown = "blank" if forbidden.isspace() else f"'{forbidden}'"
        return f"BibTeX takes no {shown} in a key; take it out"
    return fault_of_code(key)


def _faults_of_names(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield a fault for each field of names that holds one without a family name."""
    for one in entry.fields:
        if one.key in _NAMED and not isinstance(one.value, str):
            bad = [
                name
                for name in one.value
                if not re.search(r"\w", plain_bibtex(" ".join(name.last)))
            ]
            if bad:
                first = plain_bibtex(" ".join(bad[0].first)) or "an empty one"
                yield "BIB004", f"a name has no family name ({first}); write Family, Given", one.key


def _faults_of_type(kind: str, values: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    required = REQUIRED.get(kind)
    if required is None:
        near = get_close_matches(kind, REQUIRED, n=1)
        hint = f"did you mean @{near[0]}?" if near else f"use one of {', '.join(sorted(REQUIRED))}"
        yield "BIB005", f"@{kind} is not an entry type known here; {hint}", ""
    if not values.get("title"):
        yield "BIB013", "the title is missing; add it", ""
    for names in required or ():
        if names != "title" and not any(values.get(name) for name in names.split("/")):
            yield "BIB006", f"@{kind} needs {names.replace('/', ' or ')}; add it", ""


def _reference_of(entry: Entry) -> Reference:
    fields = {field.key: field.value for field in entry.fields}
    year = _YEAR.match(plain_bibtex(str(fields.get("year") or fields.get("date", ""))))
    return Reference(
        code=entry.key,
        entry_type=entry.entry_type,
        evidence_class=plain_bibtex(fields["evidenceclass"]),
        title=plain_bibtex(fields.get("title", "")),
        authors=tuple(map(name_of_parts, fields.get("author", ()))),
        editors=tuple(map(name_of_parts, fields.get("editor", ()))),
        year=int(year.group()) if year else None,
        fields={key: plain_bibtex(str(value)) for key, value in fields.items() if key not in _OWN},
    )
