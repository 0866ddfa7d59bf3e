"""The tables of a project → drafts of its studies, effects and judgements, and what is open.

What a table says clearly becomes a record with the row as its passage. What is entered already
stays as it stands, whoever entered it: a draft only adds, and a second one adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.errors import Location, Problem, ProblemsFound, UsageError
from kg.model import (
    AppraisalFile,
    DataTable,
    EffectFile,
    IdentifierFile,
    MentionFile,
    QuestionFile,
    Record,
    Review,
    Section,
    SectionFile,
    StudyFile,
    TableFile,
)
from kg.sources.citations.works import read_works
from kg.sources.folder.changes import change_files
from kg.sources.folder.layout import PATTERNS
from kg.sources.folder.project import Project
from kg.sources.listing import add_records, lines_of_record, read_listing
from kg.sources.outcome import Reading
from kg.sources.places.text import HeldText, read_held_text
from kg.sources.reading import read_sources
from kg.sources.tabled.cells.judging import word_of
from kg.sources.tabled.effects.effects import draft_effects
from kg.sources.tabled.records.appraisals import draft_appraisals
from kg.sources.tabled.records.characteristics import draft_studies
from kg.sources.tabled.records.desk import Desk, Records
from kg.sources.tabled.sheets.armrows import join_arm_rows
from kg.sources.tabled.sheets.cards import lay_out_cards
from kg.sources.tabled.sheets.filetables import FileTable, problems_of_file
from kg.sources.tabled.sheets.magic import part_results
from kg.sources.tabled.sheets.naming import Naming
from kg.sources.tabled.sheets.sheets import Sheet, lay_out
from kg.sources.tabled.sheets.turning import turn
from kg.sources.yaml.yamlfile import YamlFile, parse_yaml

R = TypeVar("R", bound=Record)
TABLES = "data/tables.yaml"
CODE = "TAB001"
_FILES = ("review", "tables", "studies", "questions", "effects", "appraisals", "mentions")
# Where each kind of record stands, in the order of writing: the file and its list.
_LISTS = (
    ("studies", "studies"),
    ("effects", "comparisons"),
    ("effects", "effects"),
    ("appraisals", "tools"),
    ("appraisals", "appraisals"),
)
_HEAD = (
    "# yaml-language-server: $schema=schemas/{0}.schema.json\n"
    "# Drafted from tables by kg records, which adds records and changes none.\n"
)
_LONGEST_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Drafted:
    """What tables give: new records, the sheets that they were read from, and what is open."""

    new: Records
    sheets: tuple[Sheet, ...]
    kept: dict[str, int]
    problems: tuple[Problem, ...]


def draft_from_tables(
    project: Project,
    wanted: Sequence[str] = (),
    text: Path | None = None,
    *,
    files: Sequence[FileTable] = (),
    write: bool = False,
) -> Drafted:
    """Draft what the tables of a project say, or those that are wanted; write it if told to.

    `files` are tables that lie beside the review: where there are some, no others are read unless
    they are wanted. `text` is the text or its folder; without it the text is in the project, or
    tables stand whole for their rows. Raise ProblemsFound where a file that is needed cannot be
    read, UsageError where a table is not there.
    """
    reading = read_sources(project)
    review, tables = _needed(reading, project, are_given=bool(files))
    held = _text_of(review, project, text)
    chosen = [*files, *(_choose(tables.tables, wanted) if wanted or not files else ())]
    desk = _desk_of(reading)
    outline = {one.id: one for one in _outline(reading, review)}
    sheets = tuple(
        _lay_out(one, outline, held, desk, is_named=one.id in wanted or isinstance(one, FileTable))
        for one in chosen
    )
    _share_words(sheets)
    # Studies first: the other tables name them.
    for draft in (draft_studies, draft_effects, draft_appraisals):
        for sheet in sheets:
            draft(sheet, desk)
    _summarise(desk)
    if write and len(desk.new):
        _write(project, desk.new)
    place = _read_yaml(project)
    _ask_once(sheets)
    problems = [one for sheet in sheets for one in _problems_of(sheet, tables.tables, place)]
    return Drafted(desk.new, sheets, desk.kept, tuple(problems))


def _lay_out(
    table: DataTable,
    outline: Mapping[str, Section],
    held: HeldText | None,
    desk: Desk,
    *,
    is_named: bool,
) -> Sheet:
    naming = desk.naming
    headings, section = list[str](), outline.get(table.section)
    while section is not None:
        headings.append(section.heading)
        section = outline.get(section.within) if section.within else None
    cards = lay_out_cards(table, headings, held, naming, is_named=is_named)
    heading = headings[0] if headings else ""
    if cards is not None:
        return cards
    turned = turn(table, heading, held, naming, desk.entered.tools, is_named=is_named)
    if turned is not None:
        return turned
    sheet = lay_out(table, heading, held, naming, is_named=is_named)
    part_results(sheet)
    join_arm_rows(sheet, held)
    return sheet


def _share_words(sheets: Sequence[Sheet]) -> None:
    """Tell each table of a single study by which tool the others judge, and by which words."""
    single = [one for one in sheets if one.is_of_single]
    words = dict.fromkeys(
        word
        for sheet in single
        for row in sheet.rows
        for place in row.reasons
        if (word := word_of(row.cells[place], {}))
    )
    tools = {sheet.told.tool for sheet in single} - {None}
    for sheet in single:
        sheet.alike = tuple(words)
        sheet.tool = next(iter(tools)) if len(tools) == 1 else None


def _ask_once(sheets: Sequence[Sheet]) -> None:
    """Leave what is asked of tables of single studies with the first of them."""
    asked: set[str] = set()
    for sheet in (one for one in sheets if one.is_of_single):
        sheet.opens = [one for one in sheet.opens if one.message not in asked]
        asked |= {one.message for one in sheet.opens}


def _needed(reading: Reading, project: Project, *, are_given: bool) -> tuple[Review, TableFile]:
    review, tables = _first(reading, "review", Review), _first(reading, "tables", TableFile)
    unread = [
        name
        for name in _FILES
        if not reading.records.get(name) and (project.data / PATTERNS[name]).exists()
    ]
    if unread or review is None or (reading.problems and not reading.references):
        raise ProblemsFound(reading.problems)
    if not (are_given or (tables is not None and tables.tables)):
        message = "there are no tables to read; kg import TEXT brings in those of a text"
        raise UsageError(f"{TABLES}: {message}")
    return review, tables or TableFile()


def _first(reading: Reading, name: str, kind: type[R]) -> R | None:
    return next((one for one in reading.records.get(name, ()) if isinstance(one, kind)), None)


def _outline(reading: Reading, review: Review) -> Sequence[Section]:
    outline = _first(reading, "sections", SectionFile)
    return outline.sections if outline is not None and outline.sections else review.sections


def _text_of(review: Review, project: Project, given: Path | None) -> HeldText | None:
    if review.text is None:
        return None
    if given is None and not (project.folder / review.text.file).is_file():
        return None
    return read_held_text(given or project.folder, review.text)


def _choose(tables: Sequence[DataTable], wanted: Sequence[str]) -> list[DataTable]:
    known = [one.id for one in tables]
    for name in wanted:
        if name not in known:
            raise UsageError(f"no table '{name}' in {TABLES}; there are {', '.join(known)}")
    return [one for one in tables if not wanted or one.id in wanted]


def _desk_of(reading: Reading) -> Desk:
    studies = _first(reading, "studies", StudyFile) or StudyFile()
    questions = _first(reading, "questions", QuestionFile) or QuestionFile()
    effects = _first(reading, "effects", EffectFile) or EffectFile()
    appraisals = _first(reading, "appraisals", AppraisalFile) or AppraisalFile()
    mentions = _first(reading, "mentions", MentionFile) or MentionFile()
    works = read_works(reading.references, _first(reading, "identifiers", IdentifierFile))
    entered = Records(
        [*studies.studies],
        [*effects.comparisons],
        [*effects.effects],
        [*appraisals.tools],
        [*appraisals.appraisals],
    )
    naming = Naming(works, {one.id: one for one in studies.studies}, mentions.mentions)
    ids = {one.id for one in effects.effects}
    return Desk(naming, questions.questions, entered, ids=ids)


def _summarise(desk: Desk) -> None:
    """Say of each study what its row says, as far as it is short; else where it was found."""
    for index, study in enumerate(desk.new.studies):
        told = ""
        for part in dict.fromkeys(desk.parts.get(study.id, ())):
            longer = f"{told}; {part}" if told else part
            told = longer if len(longer) <= _LONGEST_SUMMARY else told
        if told:
            desk.new.studies[index] = study.model_copy(update={"summary": told})


def _write(project: Project, new: Records) -> None:
    """Write the records: all of them, or on a full disk none."""
    contents: dict[Path, str] = {}
    for file, name in _LISTS:
        records = getattr(new, name)
        if not records:
            continue
        shown = f"data/{PATTERNS[file]}"
        path = project.check_inside(project.folder / shown)
        content = contents[path] if path in contents else read_listing(path, shown)
        items = [[*lines_of_record(one)] for one in records]
        contents[path] = add_records(content, name, items, shown, _HEAD.format(file))
    change_files(project.folder, contents)


def _read_yaml(project: Project) -> YamlFile:
    return parse_yaml(read_listing(project.data / PATTERNS["tables"], TABLES), TABLES)


def _problems_of(sheet: Sheet, tables: Sequence[DataTable], file: YamlFile) -> Iterator[Problem]:
    """Yield what is open in a sheet at its place: a row, a cell or the table."""
    if isinstance(sheet.table, FileTable):
        yield from problems_of_file(sheet, sheet.table, CODE)
        return
    number = tables.index(sheet.table)
    for one in sheet.opens:
        trail: tuple[str | int, ...] = ("tables", number)
        where = f"table '{sheet.table.id}'"
        if one.row is not None:
            trail = (*trail, "rows", one.row, *(() if one.column is None else (one.column,)))
            where += f", row {one.row + 1}"
        if one.column is not None:
            where += f", column '{sheet.table.columns[one.column]}'"
        place = file.locate(trail) if one.row is not None else file.locate((*trail, "id"))
        yield Problem(
            Location(place.path, place.line, place.column), CODE, f"{where}: {one.message}"
        )
