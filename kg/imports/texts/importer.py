"""The text of a review → a project: the text, its outline, its tables, and what it says of itself.

Nothing that somebody entered is written over. A text that has changed is laid beside the old one,
for every span of the data counts in the old one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from kg.errors import Location, Problem
from kg.imports.example import (
    BASE,
    KEPT,
    REVIEW,
    base_for,
    empty_references,
    find_untouched,
    render_example,
    without_example,
)
from kg.imports.report import Line, Report
from kg.imports.texts.bibliographies import find_references, tell_missing
from kg.imports.texts.books import read_book
from kg.imports.texts.documents import Document
from kg.imports.texts.hiding import hide_text
from kg.imports.texts.kinds import recognise_text
from kg.imports.texts.outline import (
    DraftSection,
    build_sections,
    find_list_section,
    render_sections,
)
from kg.imports.texts.reading import read_document
from kg.imports.texts.reviews import (
    MAY_BE_MISSING,
    ReviewFile,
    find_unsaid,
    fit_review,
    replace_example,
    without_classes,
)
from kg.imports.texts.styles import guess_style, tell_own_codes
from kg.imports.texts.tables import take_tables
from kg.imports.texts.task import Task, counted, name_beside, read_text
from kg.imports.texts.typedlists import find_coded_list, find_typed_list, join_lists, numbering_of
from kg.model.review import UNTITLED
from kg.sources.folder.files import read_plain_file
from kg.sources.folder.layout import OUTLINE, REFERENCES
from kg.sources.folder.project import Project
from kg.sources.folder.settings import FILE as SETTINGS
from kg.sources.places.cited import cited_beside, render_cited

_FAULT = "IMP006"
_BY_KEYS = frozenset({"doi", "latex"})


_NOTE = re.compile(r"(?m)^[ ]{0,3}\[\^[^\s\]]{1,99}\]:")
# The class of an entry, not of the comment above them all.
_HAS_CLASS = re.compile(r"(?m)^[^%\n]*\bevidenceclass\s*=")


def import_text(project: Project, file: Path) -> Report:
    """Read a text; return what is to be written of it into a project, or what is wrong with it.

    Nothing is written. Raises UsageError where pandoc, or for a PDF pypdf, is missing.
    """
    document = _read_file(file)
    if isinstance(document, Problem):
        return Report(problems=[document])
    review = ReviewFile.of(read_text(project, REVIEW) or "")
    if review is None:
        message = "this names no text; mend it first (text: {file: text.txt, sha256: …})"
        return Report(problems=[Problem(Location(REVIEW), _FAULT, message)])
    sections = build_sections(document, file.stem)
    _take_typed_list(document, sections)
    task = Task(project, file, review, document, sections, Report())
    told = tell_own_codes(document.text, document.marks)
    task.report.look += [Line(file.name, words) for words in [*document.left, told] if words]
    example = render_example()
    fresh = _retire_example(task, example)
    if not fresh and task.digest != task.review.sha256 and _has_outline(task):
        _lay_beside(task)
    else:
        _take_in(task, example, fresh=fresh)
    hide_text(task)
    found, missing = find_references(document.bibliography, file.parent)
    task.report.references += found
    task.report.references += [project.folder / name for name in task.lists]
    task.report.look += [Line(*one) for one in tell_missing(missing, found)]
    return task.report


def _take_typed_list(document: Document, sections: Sequence[DraftSection]) -> None:
    """Take the list of references that is typed into a text, unless the text cites by keys.

    Then it has a library; so it has where a program says which works its citations cite.
    """
    if document.printed_list or document.cited.places or document.style in _BY_KEYS:
        return
    name, taken = find_list_section(sections), set[str]()
    for section in (one for one in sections if one.id == name):
        listed = document.text[section.start : section.end]
        document.printed_list = find_typed_list(listed, taken)
        if document.printed_list:
            # The years of a list are no citations, and its numbers say what numbers mean.
            body = document.text[: section.start] + document.text[section.end :]
            numbered = numbering_of(listed)
            document.style = guess_style(body, document.marks, numbered)
            if not document.style and len(_NOTE.findall(body)) > 1:
                document.style = "author-year"  # in notes, works stand by name and title
    # The studies that a review took in may have a list of their own, by codes (`[S1] Able …`).
    texts = (document.text[one.start : one.end] for one in sections if one.id != name)
    coded = [find_coded_list(one, taken) for one in texts]
    if any(coded):
        document.printed_list = join_lists([document.printed_list, *coded])


def _read_file(file: Path) -> Document | Problem:
    shown = str(file)
    book = read_book(file)
    if book is not None:
        content: bytes | str = book.text.encode()
    else:
        content = read_plain_file(file)
    kind = content if isinstance(content, str) else recognise_text(file, content)
    if isinstance(kind, str) or isinstance(content, str):
        return Problem(Location(shown), _FAULT, str(kind))
    document = read_document(content, kind, shown, file.resolve().parent)
    if book is not None and isinstance(document, Document):
        document.files = [*book.files, *document.files]
        document.left += book.left
    return document


def _retire_example(task: Task, example: Mapping[str, str]) -> bool:
    """Move the example of `kg new` out of the way; say whether it was there."""
    if task.review.sha256 != hashlib.sha256(example["text.txt"].encode()).hexdigest():
        return False
    report = task.report
    untouched = [name for name in find_untouched(task.project.folder, example) if name != REVIEW]
    report.removed = [name for name in untouched if name != REFERENCES]
    references = read_text(task.project, REFERENCES) or ""
    if REFERENCES in untouched:
        report.texts[REFERENCES] = empty_references(example)
    elif (left := without_example(references, example)) != references:
        report.texts[REFERENCES] = left  # the author's own came in before the text
    own = example[SETTINGS].replace(BASE, base_for(task.project.folder, KEPT))
    kept = {**example, SETTINGS: own}
    report.texts |= {f"{KEPT}/{name}": text for name, text in kept.items()}
    content = replace_example(task.review.content, example[REVIEW], task.document)
    if not _HAS_CLASS.search(report.texts.get(REFERENCES, references)):
        content = without_classes(content, example[REVIEW])
    review = ReviewFile.of(content)
    assert review is not None, "only what the example says was replaced"
    task.review = review
    settings = read_text(task.project, SETTINGS) or ""
    title = next(line for line in example[SETTINGS].splitlines() if line.startswith("title"))
    if title in settings:
        said = (task.document.title or UNTITLED).replace("\\", "\\\\").replace('"', '\\"')
        report.texts[SETTINGS] = settings.replace(title, f'title = "{said}"', 1)
    report.came.append(Line(f"{KEPT}/", "the example of kg new, moved there to be looked into"))
    return True


def _has_outline(task: Task) -> bool:
    """Say whether sections were entered, by whomever: spans of the old text stand in them."""
    return bool(task.review.sections) or task.read(OUTLINE) is not None


def _lay_beside(task: Task) -> None:
    """Keep the text that the data were made from, and put the new one beside it."""
    old, new = task.review.text_file, name_beside(task.review.text_file)
    report, left = task.report, "the data count in the old text, which stays as it is"
    if task.read(new) != task.document.text:
        report.texts[new] = task.document.text
    _take_cited(task, new)
    _take_list(task, new)
    report.look.append(Line(new, f"the text has changed since it was imported; {left}"))
    # What has pages says itself how they are numbered: then the records that name one move with it.
    moved = task.file if task.document.pages else new
    report.notes.append(f"next: kg verify --move {old} {moved}")


def _take_in(task: Task, example: Mapping[str, str], *, fresh: bool) -> None:
    """Write what the project does not have yet."""
    report, text, name = task.report, task.document.text, task.review.text_file
    if task.read(name) != text:
        report.texts[name] = text
        files = len(task.document.files)
        joined = f", with {counted(files, 'file')} that it takes in" if files else ""
        report.came.append(Line(name, f"the text, {len(text):,} characters{joined}"))
    _take_cited(task, name)
    _take_list(task, name)
    if not _has_outline(task):
        report.texts[OUTLINE] = render_sections(task.sections, text)
        report.came.append(Line(OUTLINE, counted(len(task.sections), "section")))
    take_tables(task)
    content = task.review.content
    if OUTLINE in report.texts:
        content = fit_review(task.review, task.sections, task.digest, task.document.pages)
    if content != read_text(task.project, REVIEW):
        report.texts[REVIEW] = content
        report.came.append(Line(REVIEW, "digest of the text, and what the text says of itself"))
    unsaid = find_unsaid(content, example[REVIEW]) if fresh else []
    if unsaid:
        told = f"still to be said of your review: {', '.join(unsaid)}"
        spare = [field for field in unsaid if field in MAY_BE_MISSING]
        if spare:
            told += f"; take out what it does not have ({', '.join(spare)})"
        report.look.append(Line(REVIEW, told))


def _take_cited(task: Task, text_file: str) -> None:
    """Write down what the file says that its citations cite, beside its text."""
    cited, name = task.document.cited, str(cited_beside(PurePosixPath(text_file)))
    if not cited.places:
        if task.read(name) is not None:
            task.report.removed.append(name)
        return
    content = render_cited(cited, task.digest)
    if task.read(name) != content:
        task.report.texts[name] = content
        citations = counted(len(cited.places), "citation")
        told = f"{counted(len(cited.works), 'work')} that {citations} of the file name"
        task.report.came.append(Line(name, told))


def _take_list(task: Task, text_file: str) -> None:
    """Write down each list of references that a text has in itself, beside it."""
    for ending, listed in task.own_lists.items():
        name = str(PurePosixPath(text_file).with_suffix(ending))
        if task.read(name) != listed:
            task.report.texts[name] = listed
            told = "the list of references that the text has in itself"
            task.report.came.append(Line(name, told))
