"""`kg records`: draft studies, effects and judgements from tables of the text, or of files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.codes import errors_among
from kg.commands.summary import summary_of
from kg.errors import Location, Problem, UsageError
from kg.imports.tablefiles import ENDINGS, Rows, read_rows, table_of
from kg.model.claims import TableReading
from kg.sources.folder.project import Project, load_project
from kg.sources.tabled.drafting import Drafted, draft_from_tables
from kg.sources.tabled.records.searchflow import is_search_flow, parse_search_flow, write_flow
from kg.sources.tabled.sheets.domains import holds_domains
from kg.sources.tabled.sheets.filetables import FileTable
from kg.sources.tabled.sheets.sheets import Sheet
from kg.sources.yaml.records import validate_record
from kg.sources.yaml.yamlfile import parse_yaml

HELP = """\
What is in a column is known by its heading: study; RR, OR, MD … with its 95% CI, in one cell or in
two, or several effects in one; risks and their difference (24 fewer per 1000); n, events or n/N of
each arm, its mean with SD, SE or CI, in columns of its own or in a row of its own; p, weight, I²;
the domains of a risk-of-bias table, with words (low, high) or with signs that the text explains,
in columns or, below the names of the studies, in lines. Where a heading does not say it, say it
beside the table:

  records:
    outcome: waking                       # of data/questions.yaml
    measure: RR
    columns: {Effect: value, Tea: events/n of tea}
    tool: RoB 2
    words: {"+": Low, "?": Some concerns, "-": High}

A table may also lie in a CSV file beside the review, as robvis, metafor, meta, RevMan, Covidence or
a spreadsheet writes it, or PRISMA2020 the numbers of the search: kg records rob.csv. A study
stands where the text first cites it then, and what else is drafted has no place in the text. What
the headings of a file do not say, --records says: --records '{tool: RoB 2}', or of each of several
by its name: --records '{rob.csv: {tool: RoB 2}, effects.csv: {measure: log RR}}'.

What cannot be read is named with its row and column, and left out. Nothing that is entered is
changed. A row whose record was taken out comes back only if the table is named.
"""
# What a row is of: without one of these a table gives no record.
_NAMING = ("study", "outcome", "outcomes", "subgroup")
_HAS_FLOW = "left: data/flow.yaml has ways already, and stays as it is"
_WORDS = (
    ("studies", "study", "studies"),
    ("comparisons", "comparison", "comparisons"),
    ("effects", "effect", "effects"),
    ("tools", "tool", "tools"),
    ("appraisals", "judgement", "judgements"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the tables, the text and `--draft`."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = HELP
    parser.add_argument(
        "tables", nargs="*", metavar="TABLE",
        help="ids of data/tables.yaml (default: all of them), or files that end in .csv or .tsv",
    )  # fmt: skip
    parser.add_argument(
        "--records", metavar="YAML", help="what is said of the columns of the files, as above"
    )
    parser.add_argument(
        "--text", type=Path, help="the source text, or its folder (default: the project)"
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="write the records into data/ (studies, effects, appraisals, the flow of a search)",
    )


@dataclass(slots=True)
class _Given:
    """What was named: ids of tables, tables of files, and the numbers of a search."""

    ids: list[str] = field(default_factory=list)
    tables: list[FileTable] = field(default_factory=list)
    searches: list[Rows] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def run(arguments: argparse.Namespace) -> int:
    """Print what the tables give and what a person has to look at; return 1 if there is any."""
    project = load_project(arguments.folder)
    given = _read_given(arguments.tables, arguments.records)
    for search in given.searches:
        _draft_search(search, project, given, write=arguments.draft)
    if given.problems:
        print(summary_of(sorted(given.problems)))
    is_only_search = bool(given.searches) and not (given.ids or given.tables)
    if is_only_search or errors_among(given.problems):
        return 1 if given.problems else 0
    drafted = draft_from_tables(
        project, given.ids, arguments.text, files=given.tables, write=arguments.draft
    )
    print("\n".join(_render_sheet(one, drafted) for one in drafted.sheets))
    print(_render_count(drafted, written=arguments.draft))
    for hint in _render_hints(drafted):
        print(hint)
    if drafted.problems:
        print(summary_of(sorted(drafted.problems)))
    if given.tables and any("records: " in one.message for one in drafted.problems):
        print("what a message calls records: {…} is said of a file as --records '{…}'")
    if len(drafted.new) and not arguments.draft:
        print("next: the same with --draft" if given.tables else "next: kg records --draft")
    return 1 if drafted.problems else 0


def _read_given(names: Sequence[str], told: str | None) -> _Given:
    """Return what was named; raise UsageError for a file that is no CSV, and what is told wrong."""
    given = _Given()
    told_of = _told_of(told, [name for name in names if _is_file(name)])
    for name in names:
        path = Path(name)
        if not _is_file(name):
            if path.is_file():
                message = "this is no table; save it as CSV (.csv), or kg import it if it is a text"
                raise UsageError(f"{name}: {message}")
            given.ids.append(name)
            continue
        if not path.exists():
            raise UsageError(f"{name}: no such file")
        rows, problems = read_rows(path)
        given.problems += problems
        if rows is not None and is_search_flow(rows.headings):
            given.searches.append(rows)
        elif rows is not None:
            table = table_of(rows, _reading_of(told_of[name]))
            if isinstance(table, Problem):
                given.problems.append(table)
            else:
                given.tables.append(table)
    if told and not given.tables:
        raise UsageError(
            "--records is said of files; beside a table of the text its records say it"
        )
    return given


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() in ENDINGS


def _told_of(told: str | None, names: Sequence[str]) -> dict[str, str | None]:
    """Return what is told of each file: the same of all, or of each by its name.

    Raise UsageError for the name of a file that was not given.
    """
    value = parse_yaml(f"{told}\n", "--records").value if told else None
    if not isinstance(value, dict) or not any(_is_file(str(key)) for key in value):
        return dict.fromkeys(names, told)
    known = {name: {name, Path(name).name} for name in names}
    for key in map(str, value):
        if not any(key in one for one in known.values()):
            raise UsageError(f"--records: '{key}' is none of the files given; mend its name")
    return {
        name: next((json.dumps(value[key]) for key in value if str(key) in keys), None)
        for name, keys in known.items()
    }


def _reading_of(told: str | None) -> TableReading | None:
    """Return what is told of the columns of a file; raise UsageError where it cannot be read."""
    if not told:
        return None
    file = parse_yaml(f"{told}\n", "--records")
    reading, problems = validate_record(file, TableReading)
    faults = [*file.problems, *problems]
    if faults or reading is None:
        raise UsageError("\n".join(map(str, faults)) or "--records: write {name: what it is}")
    return reading


def _draft_search(rows: Rows, project: Project, given: _Given, *, write: bool) -> None:
    """Print what the numbers of a search give, and write them if told to."""
    flow, left = parse_search_flow(rows.headings, rows.rows)
    given.problems += [Problem(Location(rows.path), "TAB001", one) for one in left]
    if flow is None:
        return
    is_new = write_flow(project, flow, write=write)
    count = len(flow.flows)
    ways = f"{count} way{'' if count == 1 else 's'} to studies"
    state = "written to" if write else "to write into"
    print(f"  {rows.path}: {ways}, " + (f"{state} data/flow.yaml" if is_new else _HAS_FLOW))
    if is_new and not write:
        print("next: the same with --draft")


def _render_hints(drafted: Drafted) -> Iterator[str]:
    """Yield what may be said of tables of which no heading names studies or outcomes."""
    made = (*drafted.new.effects, *drafted.new.appraisals)
    nameless = [
        one
        for one in drafted.sheets
        if one.columns
        and not one.has(*_NAMING)
        and not any(map(one.holds, made))
        and one.table.id not in drafted.kept
    ]
    for one in (one for one in nameless if holds_domains(one.table)):
        column = json.dumps(one.table.columns[0], ensure_ascii=False)
        yield (
            f"the lines of '{one.table.id}' are domains; if its head names the studies, have it "
            f"name each as the text cites it, and say records: {{columns: {{{column}: domain}}}}"
        )
    if unknown := [one for one in nameless if not holds_domains(one.table)]:
        column = json.dumps(unknown[0].columns[0].heading, ensure_ascii=False)
        told, more = f"{{columns: {{{column}: study}}}}", "(or outcome, subgroup, …)"
        if isinstance(unknown[0].table, FileTable):
            yield f"what a column of a file holds is said as --records '{told}' {more}"
            return
        yield (
            f"what a column holds can be said beside its table, in data/tables.yaml, for "
            f"'{unknown[0].table.id}' as records: {told} {more}"
        )


def _render_sheet(sheet: Sheet, drafted: Drafted) -> str:
    """Return what a table gives, in a line."""
    found = []
    for name, one, many in _WORDS:
        records = getattr(drafted.new, name)
        # What is drafted from a file has no place; of several nobody knows which it is from.
        is_only = len(drafted.sheets) == 1 and isinstance(sheet.table, FileTable)
        count = len(records) if is_only else sum(map(sheet.holds, records))
        found += [f"{count} {one if count == 1 else many}"] if count else []
    kept = drafted.kept.get(sheet.table.id, 0)
    found += [f"{kept} kept as they are"] if kept else []
    reason = "" if found or sheet.has(*_NAMING) else ", for no heading names studies or outcomes"
    is_told = found or len(drafted.sheets) == 1 or not isinstance(sheet.table, FileTable)
    line = f"  {sheet.table.id}: " + (
        ", ".join(found) or (f"nothing{reason}" if is_told else "read")
    )
    left = ", ".join(sheet.left_over)
    return f"{line}; not taken: {left}" if left and not reason else line


def _render_count(drafted: Drafted, *, written: bool) -> str:
    made = "written" if written else "to write"
    new = len(drafted.new)
    return f"{new} new record{'' if new == 1 else 's'} {made}, {sum(drafted.kept.values())} kept"
