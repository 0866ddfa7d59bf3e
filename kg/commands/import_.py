"""`kg import FILE…`: references of other programs into `data/references.bib`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kg.codes import errors_among
from kg.commands.summary import summary_of
from kg.errors import UsageError
from kg.imports.references import ReferenceOptions, import_references
from kg.imports.report import Report
from kg.sources.files import replace_text
from kg.sources.project import Project, load_project

HELP = """\
reference files: BibTeX and biblatex (.bib), RIS (.ris), CSL-JSON (.json), CSV with a line of
headings (.csv), PubMed (.nbib), and a DOI, PMID, PMCID, arXiv number or ISBN a line (.txt).

Keys that a file has are kept; others are made by the setting 'keys' of tiptrace.toml
("{author}{year}"). A work that is there already is known by its DOI, PMID, PMCID, ISBN or arXiv
number, or by title, year and first author: what its entry lacks is added, what it has stays. To
keep a field out of an entry, leave it there empty. Works that only may be one are both kept and
told. A second run changes nothing.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files, how classes are chosen, and what is to be shown."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = HELP
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="what to bring in")
    parser.add_argument(
        "--class", dest="class_code", default="", metavar="CODE",
        help="the class of every reference that comes (without it: left open)",
    )  # fmt: skip
    parser.add_argument(
        "--class-from-tags", action="store_true",
        help="take the class from a tag or keyword that is its code or its label",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="say what would come; write nothing")
    parser.add_argument("--all", action="store_true", help="list all that came, not the first few")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Bring the files in and print the report; return 1 if something could not be read."""
    project = load_project(arguments.folder)
    for path in arguments.files:
        if not path.exists():
            raise UsageError(f"{path}: no such file")
    options = ReferenceOptions(arguments.class_code, arguments.class_from_tags)
    report = import_references(project, arguments.files, options)
    if not arguments.dry_run:
        _write(project, report)
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        if report.problems:
            print(summary_of(report.problems))
        print(report.render(whole=arguments.all))
        print(_last_line(report, dry=arguments.dry_run))
    return 1 if errors_among(report.problems) else 0


def _write(project: Project, report: Report) -> None:
    for shown, text in report.texts.items():
        path = project.check_place(project.folder / shown)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, text)


def _last_line(report: Report, *, dry: bool) -> str:
    if not report.texts:
        return "nothing changed"
    names = ", ".join(sorted(report.texts))
    return f"nothing was written (--dry-run); without it: {names}" if dry else f"wrote {names}"
