"""`readings.csv` → who entered each record and who read it again, and back.

A reading holds for the record as it was: the digest beside it tells whether it still is. The file
is written by `kg verify TEXT --read ROLE NAME…`, and merged and mended by hand like any other.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from kg.errors import Location, Problem, shorten_text
from kg.memory import Recall, call
from kg.model import Curation, Named, ReadBy, Record, digest_of_record

COLUMNS = ("record", "entered", "checked", "digest")
_BETWEEN = "; "  # between the readings of a record
_READING = re.compile(r"(?P<reader>[a-z0-9]+(?:-[a-z0-9]+)*) (?P<on>\d{4}-\d\d-\d\d)")
_HOW = "kg verify TEXT --read ROLE NAME… writes such lines"
_MOST_SHOWN = 5


@dataclass(slots=True)
class CurationFile:
    """The readings of a file by record, in its order, with the line of each, and its faults."""

    curations: dict[str, Curation] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def parse_curation(text: str, path: str) -> CurationFile:
    """Parse the text of a file of readings; what does not fit is returned as problems."""
    file = CurationFile()
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(rows, [])
        if tuple(head) != COLUMNS:
            message = f"the first line must be {','.join(COLUMNS)}; {_HOW}"
            file.problems.append(Problem(Location(path, 1), "RDG001", message))
            return file
        for row in rows:
            _take_row(row, Location(path, rows.line_num), file)
    except csv.Error as error:
        message = f"this is no CSV ({error}); {_HOW}"
        file.problems.append(Problem(Location(path, max(rows.line_num, 1)), "RDG001", message))
    return file


def _take_row(row: list[str], place: Location, file: CurationFile) -> None:
    if not row:
        return
    curation = _parse_row(row)
    if isinstance(curation, str):
        file.problems.append(Problem(place, "RDG001", curation))
    elif curation.record in file.curations:
        first = file.lines[curation.record]
        message = f"'{curation.record}' stands in line {first} too; make one line of the two"
        file.problems.append(Problem(place, "RDG001", message))
    else:
        file.curations[curation.record] = curation
        file.lines[curation.record] = place.line


def _parse_row(row: list[str]) -> Curation | str:
    """Return the readings of a line, or what is wrong with it."""
    if len(row) != len(COLUMNS):
        return f"{len(row)} values where {len(COLUMNS)} are needed: {', '.join(COLUMNS)}"
    record, entered, checked, digest = (value.strip() for value in row)
    readings = [_parse_reading(one) for one in [entered, *filter(None, checked.split(";"))]]
    for one in readings:
        if isinstance(one, str):
            return one
    found = [one for one in readings if isinstance(one, ReadBy)]
    # The digest is that of the last reading: out of order, it would be that of another.
    if any(later.on < earlier.on for earlier, later in itertools.pairwise(found)):
        return f"the readings of '{shorten_text(record)}' are not in the order of their days"
    try:
        return Curation(record=record, entered=found[0], checked=tuple(found[1:]), digest=digest)
    except ValidationError as error:
        named = ", ".join(sorted({str(detail["loc"][0]) for detail in error.errors()}))
        return f"'{shorten_text(record)}': {named} does not fit; {_HOW}"


def _parse_reading(text: str) -> ReadBy | str:
    """Return a reading written as `second-reader 2026-11-22`, or what is wrong with it."""
    match = _READING.fullmatch(text.strip())
    shown = f"'{shorten_text(text.strip())}'"
    if match is None:
        return f"{shown} is no reading; write a role and a day: second-reader 2026-11-22"
    try:
        return ReadBy(reader=match["reader"], on=date.fromisoformat(match["on"]))
    except ValueError:
        return f"{shown}: there is no such day"


def find_named(records: Iterable[Record]) -> Iterator[Named]:
    """Yield the records that have a path, those inside others too."""
    for record in records:
        yield from _named_in(record)


def _named_in(value: Record | tuple[object, ...]) -> Iterator[Named]:
    if isinstance(value, Named):
        yield value
    # Most values are texts and numbers: those are not asked what is in them.
    for inner in vars(value).values() if isinstance(value, Record) else value:
        if isinstance(inner, Record | tuple):
            yield from _named_in(inner)


def judge_curation(
    file: CurationFile, records: Mapping[str, Named], path: str, recall: Recall = call
) -> tuple[tuple[Curation, ...], list[Problem]]:
    """Return the readings with whether the record has changed since, and what is to be told."""
    judged: list[Curation] = []
    problems: list[Problem] = []
    for name, curation in file.curations.items():
        record = records.get(name)
        if record is None:
            message = f"there is no record '{name}'; remove the line, or mend the name"
            problems.append(Problem(Location(path, file.lines[name]), "RDG002", message))
            continue
        judged.append(recall(_judge_reading, curation, record))
    changed = [one.record for one in judged if one.has_changed]
    if changed:
        shown = ", ".join(changed[:_MOST_SHOWN]) + (" …" if len(changed) > _MOST_SHOWN else "")
        number = "1 record has" if len(changed) == 1 else f"{len(changed)} records have"
        message = f"{number} changed since the last reading: {shown}; {_HOW}"
        problems.append(Problem(Location(path), "RDG003", message))
    return tuple(judged), problems


def _judge_reading(curation: Curation, record: Named) -> Curation:
    has_changed = digest_of_record(record) != curation.digest
    return curation.model_copy(update={"has_changed": has_changed})


def add_reading(
    known: Mapping[str, Curation], records: Iterable[Named], reading: ReadBy
) -> dict[str, Curation]:
    """Return the readings with one more of some records, as they are now.

    A record that nobody has read is entered by it. The same reading is not added twice. Raises
    ValueError where a record has a reading of a later day.
    """
    added = dict(known)
    for record in records:
        digest = digest_of_record(record)
        before = added.get(record.path)
        if before is None:
            added[record.path] = Curation(record=record.path, entered=reading, digest=digest)
            continue
        last = before.readings[-1]
        if last.on > reading.on:
            raise ValueError(f"{record.path} was read later, on {last.on}")
        checked = before.checked if last == reading else (*before.checked, reading)
        added[record.path] = before.model_copy(update={"checked": checked, "digest": digest})
    return added


def render_curation(curations: Iterable[Curation]) -> str:
    """Return readings as the text of a file, sorted by record."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in sorted(curations, key=lambda one: one.record):
        checked = _BETWEEN.join(_written(reading) for reading in one.checked)
        rows.writerow([one.record, _written(one.entered), checked, one.digest])
    return out.getvalue()


def _written(reading: ReadBy) -> str:
    return f"{reading.reader} {reading.on.isoformat()}"
