"""`references.bib` → references, with every fault of the file at its line.

bibtexparser splits the file into blocks and keeps those that it cannot read. It counts lines
from 0.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
)

from kg.errors import Location, Problem
from kg.model import Name, Reference
from kg.model.identifiers import doi_fault, isbn_fault, url_fault
from kg.paths import fault_of_code, path_for

# What an entry of each type must have; alternatives stand in one string, split by '/'.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year/date"),
    "book": ("author/editor", "title", "publisher", "year/date"),
    "collection": ("editor", "title", "year/date"),
    "incollection": ("author", "title", "booktitle", "year/date"),
    "inbook": ("author", "title", "booktitle", "year/date"),
    "inproceedings": ("author", "title", "booktitle", "year/date"),
    "proceedings": ("title", "year/date"),
    "report": ("author/institution", "title", "year/date"),
    "techreport": ("author", "title", "institution/publisher", "year/date"),
    "thesis": ("author", "title", "institution/school", "year/date"),
    "phdthesis": ("author", "title", "school", "year/date"),
    "mastersthesis": ("author", "title", "school", "year/date"),
    "online": ("author/title", "url/howpublished", "year/date"),
    "legislation": ("title", "year/date"),
    "manual": ("title", "year/date"),
    "booklet": ("title", "year/date"),
    "unpublished": ("author", "title", "year/date"),
    "misc": ("title", "year/date"),
}
# Every field that BibTeX, biblatex or a reference manager knows; another one is a misspelling.
_FIELDS = """
abstract addendum address afterword annotation annotator annote archiveprefix author
authortype bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter
commentator crossref date day doi edition editor editora editorb editorc editortype eid
entryset entrysubtype eprint eprintclass eprinttype evidenceclass eventdate eventtitle
eventtitleaddon execute file foreword gender groups holder howpublished ids indextitle
institution introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle
issuetitleaddon iswc journal journalsubtitle journaltitle journaltitleaddon key keywords
label langid language library location mainsubtitle maintitle maintitleaddon month nameaddon
note number options organization origdate origlanguage origlocation origpublisher origtitle
pages pagetotal pagination part pmid primaryclass publisher pubstate related relatedoptions
relatedstring relatedtype reprinttitle school series shortauthor shorteditor shorthand
shorthandintro shortjournal shortseries shorttitle sortkey sortname sorttitle sortyear
subtitle timestamp title titleaddon translator type url urldate usera userb userc userd
usere userf venue version volume volumes year
"""
KNOWN_FIELDS = frozenset(_FIELDS.split())
_NAMED = {"author", "editor"}
_OWN = {"title", "year", "evidenceclass", *_NAMED}
# The splitter takes `{…} name = {…}` for one value: a comma was forgotten before `name`.
_NO_COMMA = re.compile(r"[}\"\w](?P<gap>\s+)(?P<name>[A-Za-z][\w-]*)\s*=\s*[{\"\d]")
# What BibTeX or biber reads as something else than a part of the key.
_NOT_IN_KEYS = frozenset(" \t\n\r,\"#%'()={}~\\")
_FIELD_CHECKS = {"isbn": isbn_fault, "doi": doi_fault, "url": url_fault}


@dataclass(slots=True)
class BibtexFile:
    """The references of a file in its order, their places, and what is wrong with it."""

    references: list[Reference]
    locations: dict[str, Location]
    problems: list[Problem]


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
    file = BibtexFile([], {}, [])
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            place = Location(path, line)
            file.locations[path_for("sources", block.key)] = place
            problems = [*_check_commas(block, place)] or [*_check_entry(block, path, classes)]
            file.problems += problems
            if not problems:
                file.references.append(_reference_of(block))
        else:
            file.problems += _problems_of_block(block, Location(path, line))
    return file


def _problems_of_block(block: Block, place: Location) -> Iterator[Problem]:
    key = getattr(block, "key", "")
    if isinstance(block, DuplicateBlockKeyBlock):
        first = (block.previous_block.start_line or 0) + 1
        message = f"the key '{key}' stands at line {first} already; give this entry its own key"
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
    values = {field.key: str(field.value).strip() for field in entry.fields}
    for code, message, name in _faults_of(entry, values, classes):
        line = places.get(name, start)
        yield Problem(Location(path, line), code, f"{entry.key}: {message}")


def _faults_of(
    entry: Entry, values: Mapping[str, str], classes: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and field of each fault; an empty field stands for the entry itself."""
    if wrong := _fault_of_key(entry.key):
        yield "BIB010", wrong, ""
    yield from _faults_of_type(entry.entry_type, values)
    year = values.get("year")
    if year is not None and not re.fullmatch(r"1[5-9]\d\d|20\d\d", year):
        yield "BIB007", f"'{year}' is no year; write four digits, such as 2005", "year"
    for name, fault in _FIELD_CHECKS.items():
        if name in values and (wrong := fault(values[name])):
            yield "BIB008", f"{name} '{values[name]}': {wrong}", name
    for name in values:
        if name not in KNOWN_FIELDS:
            near = get_close_matches(name, KNOWN_FIELDS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "put what it says into 'note'"
            yield "BIB011", f"'{name}' is not a field known here; {hint}", name
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


def _faults_of_type(kind: str, values: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    required = REQUIRED.get(kind)
    if required is None:
        near = get_close_matches(kind, REQUIRED, n=1)
        hint = f"did you mean @{near[0]}?" if near else f"use one of {', '.join(sorted(REQUIRED))}"
        yield "BIB005", f"@{kind} is not an entry type known here; {hint}", ""
    for names in required or ():
        if not any(values.get(name) for name in names.split("/")):
            yield "BIB006", f"@{kind} needs {names.replace('/', ' or ')}; add it", ""


def _reference_of(entry: Entry) -> Reference:
    fields = {field.key: field.value for field in entry.fields}
    year = fields.get("year") or str(fields.get("date", ""))[:4]
    return Reference(
        code=entry.key,
        entry_type=entry.entry_type,
        evidence_class=fields["evidenceclass"],
        title=_plain(fields.get("title", "")),
        authors=tuple(map(_name_of, fields.get("author", ()))),
        editors=tuple(map(_name_of, fields.get("editor", ()))),
        year=int(year) if str(year).isdigit() else None,
        fields={key: _plain(str(value)) for key, value in fields.items() if key not in _OWN},
    )


def _name_of(parts: middlewares.NameParts) -> Name:
    return Name(
        family=_plain(" ".join(parts.last)),
        given=" ".join(parts.first),
        particle=" ".join(parts.von),
        suffix=" ".join(parts.jr),
    )


def _plain(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").split())
