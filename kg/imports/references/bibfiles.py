"""BibTeX and biblatex, as reference managers and databases write it → works."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
)

from kg.codes import Levels, errors_among
from kg.errors import Location, Problem
from kg.imports.references.orcids import NUMBERS, place_numbers
from kg.imports.references.works import Work, WorkFile
from kg.model.details import is_verbatim
from kg.sources.bibblocks import check_block, split_blocks
from kg.sources.bibentries import BibEntry, inherit_fields, read_entry
from kg.sources.bibfields import NAMED_FIELDS, is_private
from kg.sources.bibreferences import plain_value
from kg.sources.bibvalues import read_macros

_NO_WORKS = frozenset({"xdata", "set"})
# What no name of a field may hold; Web of Science writes `Early Access Date = {…}`.
_NOT_IN_NAMES = re.compile(r"[\s\"#%'(),={}]+")
# DBLP numbers people of one name.
_HOMONYM = re.compile(r"\s+0\d{3}(?=\s+and\s|\s*$)")
_TAG_FIELDS = ("keywords", "mendeley-tags", "mendeley-groups", "groups", "collections")


def read_bibtex_works(text: str, path: str) -> WorkFile:
    """Return the works of a BibTeX file; each has what it inherits from others."""
    return works_of_blocks(split_blocks(text), path)


def works_of_blocks(blocks: Sequence[Block], path: str) -> WorkFile:
    """Return the works of the blocks of a BibTeX file."""
    file = WorkFile()
    entries = _entries_of(blocks, path, file)
    faults = inherit_fields(entries, path)
    missing = {one.location.line for one in faults}
    file.problems += faults
    file.works = [_work_of(one, path, missing) for one in entries if one.kind not in _NO_WORKS]
    return file


def _entries_of(blocks: Sequence[Block], path: str, file: WorkFile) -> list[BibEntry]:
    macros = read_macros(blocks)
    entries = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        place = Location(path, (block.start_line or 0) + 1)
        found = _entry_in(block)
        if found is None:
            # What is left of an entry that cannot be read is told with it.
            if not (isinstance(block, ImplicitComment) and isinstance(before, ParsingFailedBlock)):
                file.problems += _faults_of_block(block, place)
            continue
        entry, faults = read_entry(found, macros, path)
        entry.line = place.line
        broken = [one for one in errors_among(Levels().grade(faults)) if one.code != "BIB003"]
        file.problems += [one for one in faults if one.code != "BIB003"]
        for name in _doubled(block):
            message = f"{entry.key}: the field '{name}' stands twice; the first was taken"
            file.report(place, "IMP003", message)
        if not broken:
            entries.append(entry)
    return entries


def _faults_of_block(block: Block, place: Location) -> list[Problem]:
    """Return what is wrong with what is no entry.

    Text between entries is a comment to BibTeX, and some programs begin their files with one.
    """
    faults = check_block(block, place, {})
    if not isinstance(block, ImplicitComment):
        return list(faults)
    said = "text outside any entry was passed over"
    return [Problem(one.location, "IMP003", said) for one in faults if place.line > 1]


def _entry_in(block: Block) -> Entry | None:
    """Return the entry of a block; also of one whose key or field stands twice."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        inner = block.ignore_error_block
        # A field that stands twice hides behind a key that stands twice.
        if isinstance(inner, ParsingFailedBlock):
            return _entry_in(inner)
        return inner if isinstance(inner, Entry) else None
    return block if isinstance(block, Entry) else None


def _doubled(block: Block) -> list[str]:
    entry = _entry_in(block)
    names = [one.key.lower() for one in entry.fields] if entry else []
    return sorted({name for name in names if names.count(name) > 1})


def _work_of(entry: BibEntry, path: str, missing: set[int]) -> Work:
    """Return an entry as a work; what is about one machine, or another's text, is left out."""
    work = Work(entry.kind, Location(path, entry.line), key=entry.key)
    left_out = []
    for written, value in entry.fields.items():
        name = _NOT_IN_NAMES.sub("-", written)
        text = " ".join(value.text.split())
        if name in NAMED_FIELDS and entry.key.startswith("DBLP:"):
            text = _HOMONYM.sub("", text)
        work.places[name] = Location(path, value.line)
        if is_private(name):
            left_out.append(name)
        elif name in {"crossref", "xdata"} and value.line not in missing:
            continue  # all that it led to stands in this entry now
        elif text:
            work.fields[name] = plain_value(name, text) if is_verbatim(name) else _balanced(text)
    work.left_out = tuple(left_out)
    if NUMBERS in work.fields:
        place_numbers(work)
    tags = (work.plain(name) for name in _TAG_FIELDS)
    work.tags = tuple(
        tag.strip() for text in tags for tag in re.split(r"[,;]", text) if tag.strip()
    )
    return work


def _balanced(text: str) -> str:
    """Return a value that can stand in braces: a brace without its other half is taken out."""
    depth = 0
    for found in re.finditer(r"\\.|[{}]", text):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth < 0:
            break
    if depth == 0:
        return text
    return re.sub(r"(?<!\\)[{}]", "", text)
