"""`kg records`: draft studies, effects and judgements from the tables of the text."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from kg.commands.summary import summary_of
from kg.sources.folder.project import load_project
from kg.sources.tabled.domains import holds_domains
from kg.sources.tabled.drafting import Drafted, draft_from_tables
from kg.sources.tabled.sheets import Sheet

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

What cannot be read is named with its row and column, and left out. Nothing that is entered is
changed. A row whose record was taken out comes back only if the table is named.
"""
# What a row is of: without one of these a table gives no record.
_NAMING = ("study", "outcome", "outcomes", "subgroup")
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
        "tables", nargs="*", metavar="TABLE", help="ids of data/tables.yaml (default: all of them)"
    )
    parser.add_argument(
        "--text", type=Path, help="the source text, or its folder (default: the project)"
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="write the records into data/studies.yaml, effects.yaml and appraisals.yaml",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what the tables give and what a person has to look at; return 1 if there is any."""
    project = load_project(arguments.folder)
    drafted = draft_from_tables(project, arguments.tables, arguments.text, write=arguments.draft)
    print("\n".join(_render_sheet(one, drafted) for one in drafted.sheets))
    print(_render_count(drafted, written=arguments.draft))
    for hint in _render_hints(drafted):
        print(hint)
    if drafted.problems:
        print(summary_of(sorted(drafted.problems)))
    if len(drafted.new) and not arguments.draft:
        print("next: kg records --draft")
    return 1 if drafted.problems else 0


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
        yield (
            f"what a column holds can be said beside its table, in data/tables.yaml, for "
            f"'{unknown[0].table.id}' as records: {{columns: {{{column}: study}}}} (or outcome, "
            "subgroup, …)"
        )


def _render_sheet(sheet: Sheet, drafted: Drafted) -> str:
    """Return what a table gives, in a line."""
    found = []
    for name, one, many in _WORDS:
        count = sum(sheet.holds(record) for record in getattr(drafted.new, name))
        found += [f"{count} {one if count == 1 else many}"] if count else []
    kept = drafted.kept.get(sheet.table.id, 0)
    found += [f"{kept} kept as they are"] if kept else []
    reason = "" if found or sheet.has(*_NAMING) else ", for no heading names studies or outcomes"
    line = f"  {sheet.table.id}: {', '.join(found) or f'nothing{reason}'}"
    left = ", ".join(sheet.left_over)
    return f"{line}; not taken: {left}" if left and not reason else line


def _render_count(drafted: Drafted, *, written: bool) -> str:
    made = "written" if written else "to write"
    new = len(drafted.new)
    return f"{new} new record{'' if new == 1 else 's'} {made}, {sum(drafted.kept.values())} kept"
