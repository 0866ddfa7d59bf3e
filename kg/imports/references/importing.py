"""Reference files + a project → its new `references.bib`, and what is to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kg.codes import errors_among
from kg.errors import Location, Problem, ProblemsFound, UsageError
from kg.imports.references.classes import ClassChoice
from kg.imports.references.encodings import as_utf8, without_controls
from kg.imports.references.joining import Joining, notes_of
from kg.imports.references.keytables import KeyRow, is_key_table, read_key_rows
from kg.imports.references.kinds import kind_of_references, read_together, read_works
from kg.imports.references.library import Library, read_library
from kg.imports.references.mending import mend_works
from kg.imports.references.naming import give_names
from kg.imports.references.works import MOST_WORKS, Work, WorkFile
from kg.imports.report import Report
from kg.model import EvidenceClass
from kg.sources.folder.files import decode_text, read_plain_file
from kg.sources.folder.layout import REFERENCES
from kg.sources.folder.project import Project
from kg.sources.yaml.yamlfile import parse_yaml

REVIEW = "data/review.yaml"


@dataclass(frozen=True, slots=True)
class ReferenceOptions:
    """How classes are chosen: `class_code` for all, or by tags; neither leaves them open."""

    class_code: str = ""
    class_from_tags: bool = False


def import_references(
    project: Project, files: Sequence[Path], options: ReferenceOptions | None = None
) -> Report:
    """Return what the files bring: the report, with the new text of `data/references.bib` in it.

    Nothing is written; `report.texts` is empty where nothing changes. Raise UsageError for options
    that do not serve, ProblemsFound where `references.bib` cannot be added to.
    """
    options = options or ReferenceOptions()
    choice = ClassChoice(_classes_of(project), options.class_code, options.class_from_tags)
    choice.check()
    library = _library_of(project)
    report = Report()
    joining = Joining(library, project.keys, choice, report, _name_of_review(project))
    rows: list[KeyRow] = []
    works: list[Work] = []
    texts = _texts_of(files, report)
    read = read_together(texts)
    for path, text in texts.items():
        if is_key_table(text):
            rows += read_key_rows(text, str(path))
        else:
            file = read[path] if path in read else _read(path, text)
            works += _works_of(path, file, report)
    joining.promise(works)
    joining.join(works)
    # Last, for a table may name works of files that come after it.
    give_names(joining, rows)
    text = joining.finish()
    report.notes += notes_of(choice)
    report.problems = project.levels.grade(report.problems)
    if text != library.raw:
        report.texts[REFERENCES] = text
    return report


def _classes_of(project: Project) -> Sequence[EvidenceClass]:
    """Return the classes of the review; none where it cannot be read, which `kg check` tells."""
    content = read_plain_file(project.folder / REVIEW, within=project.folder)
    text = None if isinstance(content, str) else decode_text(content, REVIEW)[0]
    if text is None:
        return ()
    # The outline has a file of its own in some projects, so the whole of the record may not fit.
    value = parse_yaml(text, REVIEW).value
    listed = value.get("evidence_classes") if isinstance(value, dict) else None
    classes = []
    for item in listed if isinstance(listed, list) else ():
        try:
            classes.append(EvidenceClass.model_validate(item))
        except ValidationError:
            return ()
    return classes


def _name_of_review(project: Project) -> str:
    """Return what the keys of an export begin with."""
    return project.base.rstrip("/").rsplit("/", 1)[-1]


def _library_of(project: Project) -> Library:
    path = project.check_inside(project.folder / REFERENCES)
    if not path.exists():
        return read_library("", REFERENCES)
    content = read_plain_file(path, within=project.folder)
    if isinstance(content, str):
        raise ProblemsFound([Problem(Location(REFERENCES), "FIL002", content)])
    text, problems = decode_text(content, REFERENCES)
    errors = errors_among(project.levels.grade(problems))
    if text is None or errors:
        raise ProblemsFound(errors)
    library = read_library(content.decode("utf-8"), REFERENCES)
    if library.problems:
        raise ProblemsFound(library.problems)
    return library


def _texts_of(files: Sequence[Path], report: Report) -> dict[Path, str]:
    texts = {}
    for path in dict.fromkeys(files):
        text, problems = read_file(path)
        report.problems += problems
        if text is not None:
            texts[path] = text
    return texts


def _read(path: Path, text: str) -> WorkFile:
    kind = kind_of_references(path.name, text)
    if not kind:
        raise UsageError(f"{path}: {NO_REFERENCES}")
    return read_works(kind, text, str(path))


def _works_of(path: Path, file: WorkFile, report: Report) -> list[Work]:
    """Return the works of a file that can be entered; everything else is told in the report."""
    if len(file.works) > MOST_WORKS:
        message = f"more than {MOST_WORKS:,} works; choose those that the review cites"
        report.problems.append(Problem(Location(str(path)), "IMP001", message))
        return []
    if not file.works and not file.problems and not file.serves_others:
        message = "there is no reference in this file; was it exported whole?"
        report.problems.append(Problem(Location(str(path)), "IMP005", message))
    works, faults = mend_works(file.works)
    report.problems += [*file.problems, *faults]
    return works


NO_REFERENCES = (
    "no format of references is known for this file; export it as BibTeX (.bib), RIS (.ris), "
    "CSL-JSON (.json), CSV (.csv) or from PubMed (.nbib), or write a DOI or PMID a line (.txt); "
    "the text of a review ends in .docx, .tex, .md, .qmd, .Rmd, .html or .txt"
)


def read_file(path: Path) -> tuple[str | None, list[Problem]]:
    """Return the text of a file that is imported, or None and what is wrong with it.

    What a text of ours could not hold (odd spaces, invisible characters) is no problem there.
    """
    content = read_plain_file(path)
    if isinstance(content, str):
        return None, [Problem(Location(str(path)), "FIL002", content)]
    encoded, told = as_utf8(content, str(path))
    if encoded is None:
        return None, told
    plain, blanked = without_controls(encoded, str(path))
    text, problems = decode_text(plain, str(path))
    faults = [one for one in problems if one.code in {"TXT001", "FIL003"}]
    return text, [*told, *blanked, *errors_among(faults)]
