"""`kg import FILE…`: references of other programs, and the text of the review, into a project."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Sequence
from pathlib import Path

from kg.codes import errors_among
from kg.commands.mentions import render_draft
from kg.commands.summary import summary_of
from kg.errors import ProblemsFound, UsageError
from kg.imports.example import KEPT
from kg.imports.references import ReferenceOptions, import_references, kind_of_references
from kg.imports.report import Report
from kg.imports.texts.importer import import_text
from kg.imports.texts.kinds import is_text_name
from kg.model import Review, TableFile
from kg.sources.folder.changes import change_files
from kg.sources.folder.files import read_plain_file
from kg.sources.folder.project import Project, load_project
from kg.sources.mentiondrafts import FILE as MENTIONS
from kg.sources.mentiondrafts import draft_project
from kg.sources.mentions import scheme_of
from kg.sources.outcome import Reading
from kg.sources.reading import read_sources
from kg.sources.tabled.sheets.cards import is_of_single_studies
from kg.sources.tabled.sheets.sheets import names_studies

HELP = """\
reference files: BibTeX and biblatex (.bib), RIS (.ris), CSL-JSON (.json), CSV with a line of
headings (.csv), PubMed (.nbib), the printed list of LaTeX (.bbl), and a DOI, PMID, PMCID, arXiv
number or ISBN a line (.txt).
Manubot's citations.tsv and citation-tags.tsv say what the keys of a text mean.

Keys that a file has are kept; others are made by the setting 'keys' of tiptrace.toml
("{author}{year}"). A work that is there already is known by its DOI, PMID, PMCID, ISBN or arXiv
number, or by title, year and first author: what its entry lacks is added, what it has stays. To
keep a field out of an entry, leave it there empty. Works that only may be one are both kept and
told. A second run changes nothing.

texts: Markdown (.md; also of Pandoc and Manubot), Quarto (.qmd), R Markdown (.Rmd), LaTeX (.tex),
Word (.docx), HTML (.html), PDF (.pdf) and plain text (.txt), one a run; references may come with
it. The text goes into text.txt, which git is told to ignore; its headings become data/sections.yaml
and its tables data/tables.yaml, unless there are some; the pages of a PDF are numbered in
data/review.yaml. A text that has changed is laid beside the old one. Code in a text is never run.
What Zotero, Mendeley and EndNote keep of citations in a Word file goes into text.cited.json, and a
list of references that a LaTeX file has in itself into text.bbl: both can be imported, too. This
takes pandoc, and pypdf for a PDF: pip install 'tiptrace[authors]'.
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
    texts = [path for path in arguments.files if _is_text(path)]
    others = [path for path in arguments.files if path not in texts]
    if len(texts) == 1 and others and not arguments.json:
        # The text first: its citations can be entered as soon as the references come.
        status = _run(project, arguments, texts, is_last=False)
        return status or _run(project, arguments, others)
    return _run(project, arguments, arguments.files)


def _run(
    project: Project, arguments: argparse.Namespace, files: Sequence[Path], *, is_last: bool = True
) -> int:
    """Bring in files of one kind; what comes next is said of the last."""
    report = _import(project, arguments, files)
    if not arguments.dry_run:
        _write(project, report)
    # One work that is left out keeps no citation of the others from being entered.
    if is_last and (report.texts or not errors_among(report.problems)):
        report.notes += _draft(project, report.references, dry=arguments.dry_run)
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        if report.problems:
            print(summary_of(report.problems))
        if not errors_among(report.problems) or report.has_lines:
            print(report.render(whole=arguments.all))
        print(_last_line(report, dry=arguments.dry_run))
    return 1 if errors_among(report.problems) else 0


def _import(project: Project, arguments: argparse.Namespace, files: Sequence[Path]) -> Report:
    """Bring in either the text of the review or references; raise UsageError for both at once."""
    texts = [path for path in files if _is_text(path)]
    if not texts:
        options = ReferenceOptions(arguments.class_code, arguments.class_from_tags)
        return import_references(project, files, options)
    if len(files) > 1:
        told = f"{texts[0]}: this is the text of a review; import it by itself"
        if len(texts) > 1:  # as Manubot and bookdown have it, a file a chapter
            told += ", and one that is in several files as one: cat 01.md 02.md > text.md"
        raise UsageError(told)
    if len(arguments.files) == 1 and (arguments.class_code or arguments.class_from_tags):
        raise UsageError(f"{texts[0]}: a text has no class; leave --class out")
    return import_text(project, texts[0])


def _is_text(path: Path) -> bool:
    """Say whether a file is a text: by its name, unless it holds references under that name."""
    if not is_text_name(path):
        return False
    content = read_plain_file(path)
    beginning = b"" if isinstance(content, str) else content
    return not kind_of_references(path.name, beginning.decode("utf-8", errors="replace"))


def _write(project: Project, report: Report) -> None:
    """Write what the import makes: all of it, or on a full disk nothing."""
    places = {name: project.check_inside(project.folder / name) for name in report.texts}
    removed = [project.check_inside(project.folder / name) for name in report.removed]
    texts = {place: report.texts[name] for name, place in places.items()}
    change_files(project.folder, texts, removed)


def _draft(project: Project, beside: Sequence[Path], *, dry: bool) -> list[str]:
    """Make the first draft of the citations, once text and references are there; say so.

    `beside` are files of references that the text came with.

    Where somebody has entered some, only `kg mentions --draft` adds to them: then say how many.
    """
    if (project.folder / MENTIONS).exists():
        return [] if dry else _tell_new(project)
    reading = read_sources(load_project(project.folder))
    reviews = [one for one in reading.records.get("review", ()) if isinstance(one, Review)]
    if not reading.references or not reviews:
        files = shlex.join(map(_from_here, beside)) or "your references"
        return [f"next: kg import {files}; the citations are entered then"]
    text = reviews[0].text
    if text is None or not (project.folder / text.file).is_file():
        return []
    if dry:
        return ["then: kg mentions --draft finds the citations"]
    try:
        draft, review, held = draft_project(project)
    except (ProblemsFound, UsageError) as error:
        return [f"citations were not looked for: {str(error).splitlines()[0]}"]
    told = render_draft(draft, scheme_of(review).style, held, written=True).splitlines()
    told += ["kg mentions lists what is open"] if draft.open or draft.doubtful else []
    return [*told, *_tell_tables(reading)]


def _tell_tables(reading: Reading) -> list[str]:
    """Say how many tables name studies, where no study is entered yet."""
    files = [one for one in reading.records.get("tables", ()) if isinstance(one, TableFile)]
    count = sum(
        names_studies(table) or is_of_single_studies(table)
        for file in files
        for table in file.tables
    )
    if not count or reading.records.get("studies"):
        return []
    tables = "1 table names" if count == 1 else f"{count} tables name"
    return [f"{tables} studies; kg records shows what can be entered from there"]


def _from_here(path: Path) -> str:
    """Return a path as one would type it: from the folder that one is in, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _tell_new(project: Project) -> list[str]:
    """Say how many citations can be entered now, beside those that somebody looked after."""
    try:
        draft, _, _ = draft_project(load_project(project.folder), write=False)
    except (ProblemsFound, UsageError):
        return []
    count = len(draft.new)
    new = "1 citation is" if count == 1 else f"{count} citations are"
    return [f"{new} not entered yet; next: kg mentions --draft"] if count else []


def _last_line(report: Report, *, dry: bool) -> str:
    if not report.texts:
        return "nothing changed"
    written = {f"{KEPT}/" if name.startswith(f"{KEPT}/") else name for name in report.texts}
    names = ", ".join(sorted(written))
    return f"nothing was written (--dry-run); without it: {names}" if dry else f"wrote {names}"
