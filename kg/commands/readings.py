"""`kg verify TEXT --read ROLE NAME…`: who read which records against the text, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from kg.errors import UsageError
from kg.model import Named, ReadBy
from kg.paths import parse_path
from kg.sources.curation import add_reading, find_named, render_curation
from kg.sources.folder.files import is_inside, replace_text
from kg.sources.folder.layout import READINGS
from kg.sources.folder.project import Project
from kg.sources.outcome import Reading


def parse_day(text: str) -> date:
    """Return a day written as 2026-11-22; raise ValueError for anything else."""
    return date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Who read what, as the command line says it: files and records by name, or `whole`, all."""

    role: str
    names: Sequence[str]
    whole: bool = False
    on: date | None = None


def note_reading(project: Project, reading: Reading, note: ReadNote) -> int:
    """Note in `readings.csv` that a role has read records, as they are now."""
    try:
        read = ReadBy(reader=note.role, on=note.on or datetime.now(UTC).date())
    except ValidationError as error:
        message = f"'{note.role}' is no role; write lower case words joined by hyphens"
        raise UsageError(f"{message}: second-reader") from error
    chosen = _choose_records(project, reading, note)
    known = {one.record: one for one in reading.curations}
    try:
        added = add_reading(known, chosen, read)
    except ValueError as error:
        raise UsageError(str(error)) from error
    path = project.check_inside(project.folder / READINGS)
    replace_text(path, render_curation(added.values()))
    records = "1 record" if len(chosen) == 1 else f"{len(chosen)} records"
    print(f"{records} read by {note.role} on {read.on}")
    return 0


def _choose_records(project: Project, reading: Reading, note: ReadNote) -> list[Named]:
    """Return the records that were named; raise UsageError where a name leads to none."""
    # A note of a reading that never was is worse than none: all are meant when all are asked for.
    if note.whole and note.names:
        raise UsageError("--all means every record: leave the names out, or leave out --all")
    if not (note.whole or note.names):
        message = f"name what {note.role} has read: files of the project, or records (claims/x)"
        raise UsageError(f"{message}; for every record there is, say --all")
    held = [one for records in reading.records.values() for one in records]
    named = [*find_named([*held, *reading.references])]
    if note.whole:
        return named
    chosen: dict[str, Named] = {}
    for name in note.names:
        found = _find_records(project, reading, named, name)
        if not found:
            raise UsageError(f"{name}: there is no record in this file")
        chosen |= {one.path: one for one in found}
    return [*chosen.values()]


def _find_records(
    project: Project, reading: Reading, named: Sequence[Named], name: str
) -> list[Named]:
    """Return what a name means: the records of a file, or one record and those inside it."""
    within = parse_path(name)
    found = [
        one
        for one in named
        if one.path == within or one.path.startswith((f"{within}/", f"{within}#"))
    ]
    if found:
        return found
    path = Path(name)
    if not path.exists():
        raise UsageError(f"{name}: no file and no record; name one such as tips/12 or claims/x")
    if not path.is_file() or not is_inside(path, project.folder):
        raise UsageError(f"{name}: only files of the project can be read for it")
    shown = path.resolve().relative_to(project.folder.resolve()).as_posix()
    return [one for one in named if reading.locations[one.path].path == shown]
