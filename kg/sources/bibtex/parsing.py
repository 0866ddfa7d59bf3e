"""`references.bib` → references, with every fault of the file at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bibtexparser.model import Entry

from kg.codes import Levels, errors_among
from kg.errors import Location, Problem, shorten_text
from kg.model import Name, Reference
from kg.model.annotations import orcid_field, sift_orcids
from kg.model.dates import parse_date
from kg.model.identifiers import doi_fault, isbn_fault
from kg.model.names import parse_people
from kg.paths import fault_of_code, path_for
from kg.sources.bibtex.blocks import check_block, key_of_block, split_blocks
from kg.sources.bibtex.entries import BibEntry, inherit_fields, read_entry
from kg.sources.bibtex.fields import NAMED_FIELDS, REQUIRED, fault_of_type
from kg.sources.bibtex.references import plain_value, reference_of
from kg.sources.bibtex.strangers import Strangers
from kg.sources.bibtex.values import read_macros, string_in, take_macro, tell_string
from kg.webaddress import url_fault

# What BibTeX or biber reads as something else than a part of the key.
NOT_IN_KEYS = frozenset(" \t\n\r,\"#%'()={}~\\")
_FIELD_CHECKS = {"isbn": isbn_fault, "doi": doi_fault, "url": url_fault}
# What is wrong with the class of an entry, and with nothing else of it.
_OF_CLASS = frozenset({"BIB009", "BIB018"})
# What other entries take fields from, and is no work itself.
_NO_WORKS = frozenset({"xdata", "set"})


@dataclass(slots=True)
class BibtexFile:
    """The references of a file in its order, their places, and what is wrong with it.

    `unread` are the keys of entries that stand there and could not be read.
    """

    references: list[Reference] = field(default_factory=list)
    locations: dict[str, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def parse_bibtex(text: str, path: str, classes: frozenset[str] | None) -> BibtexFile:
    """Parse BibTeX text; `classes` are the codes of the review's evidence classes.

    A review may have none, and then no entry has one; None: nobody knows which there are.
    """
    blocks = split_blocks(text)
    macros = read_macros(blocks)
    taken: set[str] = set()
    file = BibtexFile()
    keys: dict[str, Location] = {}
    entries: list[BibEntry] = []
    for block in blocks:
        place = Location(path, (block.start_line or 0) + 1)
        if string := string_in(block):
            fault = take_macro(string, macros, taken)
            file.problems += tell_string(string, fault, place)
            continue
        file.problems += check_block(block, place, keys)
        if isinstance(block, Entry):
            entry, faults = read_entry(block, macros, path)
            file.problems += faults
            if not errors_among(Levels().grade(faults)):
                entries.append(entry)
            elif block.key:
                file.unread.add(block.key)
        else:
            file.unread |= {key for key in (key_of_block(block),) if key}
    file.problems += inherit_fields(entries, path)
    _take_entries(entries, path, classes, file)
    if not entries and not file.problems:  # a comment is none, and kg import leaves one
        message = "there is no entry in this file; kg import brings the references in"
        file.problems.append(Problem(Location(path), "BIB014", message))
    return file


def _take_entries(
    entries: list[BibEntry], path: str, classes: frozenset[str] | None, file: BibtexFile
) -> None:
    """Make a reference of each entry, with what is wrong with its fields."""
    strangers = Strangers(path)
    for entry in entries:
        if entry.kind in _NO_WORKS:
            continue
        strangers.note(entry)
        found = [*_check_entry(entry, path, classes)]
        if entry.key:
            file.locations.setdefault(path_for("sources", entry.key), Location(path, entry.line))
        # Without its class a work can be known and named all the same; what lets that pass says so.
        if not [one for one in errors_among(Levels().grade(found)) if one.code not in _OF_CLASS]:
            file.references.append(reference_of(entry, classes or frozenset()))
        file.problems += found
    file.problems += strangers.problems()


def _check_entry(entry: BibEntry, path: str, classes: frozenset[str] | None) -> Iterator[Problem]:
    values = {name: plain_value(name, value.text) for name, value in entry.fields.items()}
    values |= {name: entry.text(name).strip() for name in NAMED_FIELDS & entry.fields.keys()}
    for code, message, name in _faults_of(entry, values, classes):
        line = entry.fields[name].line if name else entry.line
        shown = f"{shorten_text(entry.key)}: {message}" if entry.key else message
        yield Problem(Location(path, line), code, shown)


def _faults_of(
    entry: BibEntry, values: Mapping[str, str], classes: frozenset[str] | None
) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and field of each fault; an empty field stands for the entry itself."""
    if wrong := _fault_of_key(entry.key):
        yield "BIB010", wrong, ""
    yield from _faults_of_type(entry.kind, values)
    yield from _faults_of_names(entry)
    yield from _faults_of_dates(values)
    for name, fault in _FIELD_CHECKS.items():
        if values.get(name) and (wrong := fault(values[name])):
            yield "BIB008", f"{name} '{values[name]}': {wrong}", name
    if "unresolved" in values:
        message = "nothing but an identifier is known; import it from a file that has more of it"
        yield "BIB017", message, "unresolved"
    yield from _faults_of_class(values.get("evidenceclass"), classes)


def _faults_of_class(
    kind: str | None, classes: frozenset[str] | None
) -> Iterator[tuple[str, str, str]]:
    if not kind and classes:
        yield (
            "BIB009",
            (
                "evidenceclass is missing; add evidenceclass = {…}, or take evidence_classes out "
                "of data/review.yaml if the review has none"
            ),
            "",
        )
    elif kind and classes is not None and kind not in classes:
        known = f"one of {', '.join(sorted(classes))}" if classes else "there: the review has none"
        message = f"evidence class '{kind}' is not {known}; mend it, or data/review.yaml"
        yield "BIB018", message, "evidenceclass"


def _fault_of_key(key: str) -> str | None:
    """Return what is wrong with a key, or None: BibTeX takes nearly anything, and so do we."""
    if not key:
        return "an entry has no key; write one behind its brace, as in @article{able2001,"
    forbidden = next((char for char in key if char in NOT_IN_KEYS), None)
    if forbidden is not None:
        shown = "blank" if forbidden.isspace() else f"'{forbidden}'"
        return f"BibTeX takes no {shown} in a key; take it out"
    return fault_of_code(key)


def _faults_of_names(entry: BibEntry) -> Iterator[tuple[str, str, str]]:
    """Yield a fault for each name, and each ORCID iD of one, that cannot be used."""
    for name in sorted(NAMED_FIELDS):
        people: tuple[Name, ...] = ()
        if entry.text(name).strip():
            try:
                people, _ = parse_people(entry.text(name))
            except ValueError as error:
                yield "BIB004", str(error), name
                continue
        _, faults = sift_orcids(entry.text(orcid_field(name)), len(people))
        for fault in faults:
            yield "BIB008", f"{orcid_field(name)}: {fault}", orcid_field(name)


def _faults_of_dates(values: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in ("date", "year", "urldate", "origdate", "eventdate"):
        if values.get(name) and parse_date(values[name]) is None:
            yield (
                "BIB007",
                f"'{values[name]}' is no {name}; write 2005, 2005-12-31, c. 1982, in press or n.d.",
                name,
            )


def _faults_of_type(kind: str, values: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    required = REQUIRED.get(kind)
    if wrong := fault_of_type(kind):
        yield "BIB005", wrong, ""
    if not values.get("title"):
        yield "BIB013", "the title is missing; add it", ""
    for names in required or ():
        if names != "title" and not any(values.get(name) for name in _one_of(names)):
            yield "BIB006", f"@{kind} needs {names.replace('/', ' or ')}; add it", ""


def _one_of(names: str) -> list[str]:
    """Return the fields that would do; a state such as *in press* tells when, as a year does."""
    return [*names.split("/"), *(("pubstate",) if names == "year/date" else ())]
