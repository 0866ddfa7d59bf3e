"""`kg verify TEXT --read ROLE FILE…`: who read which records against the text, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from kg.errors import UsageError
from kg.model import ReadBy
from kg.sources.curation import add_reading, find_named, render_curation
from kg.sources.files import is_inside, replace_text
from kg.sources.layout import READINGS
from kg.sources.project import Project
from kg.sources.reading import Reading


def parse_day(text: str) -> date:
    """Return a day written as 2026-11-22; raise ValueError for anything else."""
    return date.fromisoformat(text)


def note_reading(
    project: Project, reading: Reading, read_by: Sequence[str], on: date | None
) -> int:
    """Note in `readings.csv` that a role has read the records of files, as they are now."""
    role, *files = read_by
    try:
        read = ReadBy(reader=role, on=on or datetime.now(UTC).date())
    except ValidationError as error:
        message = f"'{role}' is no role; write lower case words joined by hyphens: second-reader"
        raise UsageError(message) from error
    wanted = {_shown_file(project, file) for file in files}
    held = [one for records in reading.records.values() for one in records]
    named = [*find_named([*held, *reading.references])]
    chosen = [one for one in named if not wanted or reading.locations[one.path].path in wanted]
    known = {one.record: one for one in reading.curations}
    try:
        added = add_reading(known, chosen, read)
    except ValueError as error:
        raise UsageError(str(error)) from error
    path = project.check_place(project.folder / READINGS)
    replace_text(path, render_curation(added.values()))
    print(f"{len(chosen)} records read by {role} on {read.on}")
    return 0


def _shown_file(project: Project, file: str) -> str:
    """Return a data file as problems show it; raise UsageError where it is none of the project."""
    path = Path(file)
    if not path.is_file() or not is_inside(path, project.folder):
        raise UsageError(f"{file}: only files of the project can be read for it")
    return path.resolve().relative_to(project.folder.resolve()).as_posix()
