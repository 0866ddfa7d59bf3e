"""BibTeX and biblatex, as reference managers and databases write it → works."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from kg.imports.references.readers.bibends import close_entries
from kg.imports.references.readers.bibslips import mend_slips
from kg.imports.references.webmarks import latex_of_tags, without_entities
from kg.imports.references.works import (
    Work,
    WorkFile,
    is_code_of_key,
    put_code,
)
from kg.latex.plain import decode_latex, spell_braces
from kg.model.details import is_verbatim, readable_name, split_keywords
from kg.sources.bibtex.blocks import check_block, split_blocks
from kg.sources.bibtex.entries import BibEntry, inherit_fields, read_entry
from kg.sources.bibtex.fields import NAMED_FIELDS, is_private
from kg.sources.bibtex.references import plain_value
from kg.sources.bibtex.values import (
    MONTHS,
    expand_value,
    read_macros,
    string_in,
    take_macro,
    tell_string,
)

_NO_WORKS = frozenset({"xdata", "set"})
# An address that a program broke to begin a line, and no other address behind it.
_WRAPPED = re.compile(r"\S+(?:[ \t]*\n[ \t]*(?!\(|https?://)\S+)+")
# DBLP numbers people of one name.
_HOMONYM = re.compile(r"\s+0\d{3}(?=\s+and\s|\s*$)")
# What a field that stands twice is joined by, where both count.
_JOINED = {"keywords": ", ", "note": "; "}
_FEWEST_LINES = 3  # two may be one keyword that a program broke
_IN_LIST = re.compile(r"^\s|[,;]\s*$|;|,.*,")
_TAG_FIELDS = ("keywords", "mendeley-tags", "mendeley-groups", "groups", "collections")


def read_bibtex_works(text: str, path: str) -> WorkFile:
    """Return the works of a BibTeX file; each has what it inherits from others."""
    mended, told = close_entries(mend_slips(text), path)
    file = works_of_blocks(split_blocks(mended), path)
    file.problems = [*told, *file.problems]
    return file


def read_bibtex_files(texts: Mapping[str, str]) -> dict[str, WorkFile]:
    r"""Return the works of files by their paths; `\bibliography{strings,books}` takes them as one.

    What one file abbreviates, and the books that it has, another may use.
    """
    mended = {path: close_entries(mend_slips(text), path) for path, text in texts.items()}
    blocks = {path: split_blocks(text) for path, (text, _) in mended.items()}
    macros: Mapping[str, str] = MONTHS
    for listed in blocks.values():
        macros = {**read_macros(listed), **macros}
    files = {path: WorkFile(problems=told) for path, (_, told) in mended.items()}
    entries = {path: _entries_of(blocks[path], path, files[path], macros) for path in blocks}
    everywhere = [entry for listed in entries.values() for entry in listed]
    for path, file in files.items():
        _take_works(file, entries[path], path, everywhere)
        file.serves_others = any(string_in(block) for block in blocks[path])
    return files


def works_of_blocks(blocks: Sequence[Block], path: str) -> WorkFile:
    """Return the works of the blocks of a BibTeX file."""
    file = WorkFile()
    _take_works(file, _entries_of(blocks, path, file, MONTHS), path, ())
    return file


def _take_works(
    file: WorkFile, entries: Sequence[BibEntry], path: str, others: Sequence[BibEntry]
) -> None:
    faults = inherit_fields(entries, path, others)
    missing = {one.location.line for one in faults}
    file.problems = _told_once([*file.problems, *faults])
    file.works = [_work_of(one, path, missing) for one in entries if one.kind not in _NO_WORKS]
    for one in entries:
        for name, value in one.fields.items():
            mended = _balanced(value.text)
            if name not in one.inherited and mended != spell_braces(value.text):
                message = f"{one.key}: {name}: a brace has no other half; all were taken out"
                file.report(Location(path, value.line), "IMP003", message)
        if one.kind == "set":
            message = (
                f"{one.key}: a set of other entries is no work, and was passed over; cite each"
            )
            file.report(Location(path, one.line), "IMP003", message)


def _told_once(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems where what many entries lack, an abbreviation or a book, is told once."""
    lacks = [one for one in problems if one.code in {"BIB015", "BIB016"}]
    counts = Counter(one.message.partition(": ")[2] for one in lacks)
    told = []
    for one in problems:
        more = counts.pop(one.message.partition(": ")[2], 0) - 1 if one in lacks else 0
        if more >= 0:
            again = f" (and {more} more of this)" if more else ""
            told.append(replace(one, message=one.message + again))
    return told


def _entries_of(
    blocks: Sequence[Block], path: str, file: WorkFile, known: Mapping[str, str]
) -> list[BibEntry]:
    macros = read_macros(blocks, known)
    taken: set[str] = set()
    entries = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        place = Location(path, (block.start_line or 0) + 1)
        if string := string_in(block):
            file.problems += tell_string(string, take_macro(string, macros, taken), place)
            continue
        found = _entry_in(block)
        if found is None:
            # What is left of an entry that cannot be read is told with it.
            if not (isinstance(block, ImplicitComment) and isinstance(before, ParsingFailedBlock)):
                file.problems += _faults_of_block(block, place)
            continue
        entry, faults = read_entry(found, macros, path)
        entry.line = place.line
        if _is_behind_percent(before, block):
            message = f"{entry.key}: it stands behind a '%', where BibTeX reads it all the same"
            file.report(place, "IMP003", f"{message}; take it out if it is not to come")
        told = _join_repeated(entry, found, macros)
        faults = [one for one in faults if one.code != "BIB003"]
        broken = errors_among(Levels().grade(faults))
        if len(broken) == entry.unparted:  # what its fields are is plain all the same
            faults = [replace(one, code="IMP003") if one in broken else one for one in faults]
            broken = []
        file.problems += faults
        for name in told:
            message = f"{entry.key}: the field '{name}' stands twice; the first was taken"
            file.report(place, "IMP003", message)
        if not broken:
            entries.append(entry)
    return entries


def _is_behind_percent(before: Block | None, block: Block) -> bool:
    """Say whether a `%` stands before an entry, in its line."""
    if not isinstance(before, ImplicitComment) or before.raw is None:
        return False
    lines = before.raw.splitlines() or [""]
    ends = (before.start_line or 0) + len(lines) - 1
    return ends == block.start_line and lines[-1].lstrip().startswith("%")


def _faults_of_block(block: Block, place: Location) -> list[Problem]:
    """Return what is wrong with what is no entry.

    Text between entries is a comment to BibTeX, and some programs begin their files with one.
    """
    faults = check_block(block, place, {})
    if not isinstance(block, ImplicitComment):
        return list(faults)
    return [replace(one, code="IMP003") for one in faults if place.line > 1]


def _entry_in(block: Block) -> Entry | None:
    """Return the entry of a block; also of one whose key or field stands twice."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        inner = block.ignore_error_block
        # A field that stands twice hides behind a key that stands twice.
        if isinstance(inner, ParsingFailedBlock):
            return _entry_in(inner)
        return inner if isinstance(inner, Entry) else None
    return block if isinstance(block, Entry) else None


def _join_repeated(entry: BibEntry, found: Entry, macros: Mapping[str, str]) -> list[str]:
    """Join what stands in several fields of one name, as databases write keywords and notes.

    Return the names of others that stand twice and say two things: of those the first counts.
    """
    counts = Counter(one.key.lower() for one in found.fields)
    values: dict[str, list[str]] = {}
    for one in found.fields if len(counts) < len(found.fields) else ():
        if counts[one.key.lower()] == 1:
            continue
        text, _ = expand_value(str(one.value), macros)
        values.setdefault(one.key.lower(), []).append(" ".join(text.split()))
    differ = []
    for name, texts in values.items():
        several = [*dict.fromkeys(filter(None, texts))]
        if len(several) > 1 and name in _JOINED and name in entry.fields:
            text = _JOINED[name].join(several)
            entry.fields[name] = replace(entry.fields[name], text=text)
        elif len(several) > 1:
            differ.append(name)
    return sorted(differ)


def _work_of(entry: BibEntry, path: str, missing: set[int]) -> Work:
    """Return an entry as a work; what is about one machine, or another's text, is left out."""
    work = Work(entry.kind, Location(path, entry.line), key=entry.key)
    left_out = []
    for written, value in entry.fields.items():
        name = readable_name(written)
        work.places[name] = Location(path, value.line)
        if is_private(name):
            left_out.append(name)
            continue
        text = " ".join(value.text.split())
        if name == "keywords":
            text = _one_a_line(value.text) or text
        if name == "url" and _WRAPPED.fullmatch(value.text.strip()):
            text = "".join(value.text.split())
        if name in NAMED_FIELDS and entry.key.startswith("DBLP:"):
            text = _HOMONYM.sub("", text)
        if name in {"crossref", "xdata"} and value.line not in missing:
            continue  # all that it led to stands in this entry now
        if text := without_entities(text):
            shown = text if is_verbatim(name) else _balanced(latex_of_tags(text))
            work.fields[name] = plain_value(name, text) if is_verbatim(name) else shown
    work.left_out = tuple(left_out)
    if is_code_of_key(work.key, work.plain("code")):
        put_code(work, decode_latex(work.fields.pop("code")))
    if NUMBERS in work.fields:
        place_numbers(work)
    tags = (work.plain(name) for name in _TAG_FIELDS)
    work.tags = tuple(tag.strip() for text in tags for tag in split_keywords(text) if tag.strip())
    return work


def _one_a_line(written: str) -> str:
    """Return keywords that stand one in a line, as EndNote has them; nothing of others.

    A comma is a part of one there (`Child, Preschool`). A list that is broken into lines has more
    commas, or they end the lines, which are mostly indented.
    """
    lines = written.strip().split("\n")
    is_list = len(lines) >= _FEWEST_LINES and not any(map(_IN_LIST.search, lines))
    alone = [one for one in lines if "," not in one]
    return "; ".join(map(str.strip, lines)) if is_list and 2 * len(alone) > len(lines) else ""


def _balanced(text: str) -> str:
    """Return a value that can stand in braces: a brace without its other half is taken out."""
    if "{" not in text and "}" not in text:
        return text
    depth = 0
    for found in re.finditer(r"\\.|[{}]", text):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth < 0:
            break
    bare = text if depth == 0 else re.sub(r"(?<!\\)[{}]", "", text).strip()
    return spell_braces(bare)
