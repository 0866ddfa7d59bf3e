"""`kg bibliography`: the works that the review lists, each with what the review says of it."""

from __future__ import annotations

import argparse

from kg.assembly import assemble_project
from kg.codes import errors_among
from kg.commands.documents import (
    add_document_options,
    folder_for,
    read_reference_document,
    tell_written,
)
from kg.errors import ProblemsFound
from kg.outputs.bibliography import FORMATS, load_bibliography, render_bibliography
from kg.outputs.documents.files import write_together
from kg.outputs.pagequeries import select_page_rows
from kg.sources.folder.project import load_project
from kg.timings import Timings

_CLASS, _AUTHOR = "class", "author"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the choice of forms, of the order and of the looks."""
    add_document_options(parser, FORMATS, tuple(FORMATS), "build/bibliography")
    parser.add_argument(
        "--by",
        choices=(_CLASS, _AUTHOR),
        default=_CLASS,
        help="in sections by class, where the review has classes (default), or in one list",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the annotated bibliography in each form."""
    project = load_project(arguments.folder)
    reference = read_reference_document(arguments.reference_doc)
    assembly = assemble_project(project, Timings())
    if errors_among(assembly.problems) or assembly.store is None:
        raise ProblemsFound(assembly.problems)
    store = assembly.store
    whole = load_bibliography(store, project.style_of_lists, by_class=arguments.by == _CLASS)
    authors = tuple(str(row["name"]) for row in select_page_rows(store, "review-creators"))
    files = render_bibliography(whole, authors, arguments.format, reference)
    folder = folder_for(project, arguments.out, "bibliography")
    write_together(files, folder)
    tell_written(files, folder)
    return 0
