"""`kg verify TEXT`: prove spans and citations against the text, fill in spans, note who read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.codes import errors_among
from kg.commands.borrowing import list_borrowed
from kg.commands.given import pages_for, read_given, text_for
from kg.commands.moving import accept, move
from kg.commands.readings import ReadNote, note_reading, parse_day
from kg.commands.summary import summary_of
from kg.errors import Location, Problem, ProblemsFound, UsageError
from kg.model import Companion, Sources
from kg.paths import parse_path
from kg.sources.folder.files import is_inside, replace_text
from kg.sources.folder.layout import list_files
from kg.sources.folder.project import Project, load_project
from kg.sources.mentions import coverage_by_section
from kg.sources.outcome import Reading
from kg.sources.places.paging import number_pages
from kg.sources.places.passages import fill_spans
from kg.sources.places.text import (
    HeldText,
    count_pages,
    find_spans,
    read_held_text,
)
from kg.sources.proof import prove_companion, prove_review
from kg.sources.reading import read_sources
from kg.sources.wording.statements import check_wording, find_wordings
from kg.sources.wording.vocabulary import WORDS_FILE, list_words, render_words
from kg.sources.wording.wordlists import read_word_lists

_NO_TEXT = "name the source text, or the folder that holds it: kg verify TEXT"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the text, and what else may be done with it than to prove the data."""
    parser.add_argument(
        "text",
        type=Path,
        nargs="?",
        help="the source text, the PDF it came from, or their folder",
    )
    choice = parser.add_mutually_exclusive_group()
    _add_looks(choice.add_argument)
    _add_edits(choice.add_argument)
    choice.add_argument(
        "--read",
        nargs="+",
        metavar=("ROLE", "NAME"),
        help="note that a role has read records (claims/x), or all of files, against the text",
    )
    parser.add_argument("--all", action="store_true", help="with --read: every record there is")
    parser.add_argument(
        "--on", type=parse_day, metavar="DAY", help="with --read: 2026-11-22, or today"
    )
    parser.add_argument(
        "--pages",
        metavar="RANGES",
        help="with --move: how the pages of the new text are numbered, as i-xii,1-240",
    )


def _add_looks(add: Callable[..., argparse.Action]) -> None:
    """Add what shows or lists the words of the text."""
    add("--show", metavar="RECORD", help="print the passages of a record: claims/x")
    add("--wording", action="store_true", help="list where a statement may say more, or less")
    add(
        "--borrowed",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="list runs of words that the project, or some files, have from the text",
    )
    add("--words", action="store_true", help="write the words that the text uses, for search")


def _add_edits(add: Callable[..., argparse.Action]) -> None:
    """Add what changes places in the data."""
    add(
        "--fill",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="turn each `at:` of the project, or of some files, into a span",
    )
    add(
        "--move",
        nargs="+",
        type=Path,
        metavar=("OLD", "NEW"),
        help="the text was edited: move every passage, and page, to the new one (text or PDF)",
    )
    add(
        "--accept",
        nargs="+",
        metavar="RECORD",
        help="take the passages of records as they stand now, once somebody has read them",
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify; print coverage by section, then each problem; return 1 if there is one."""
    project = load_project(arguments.folder)
    if arguments.move:
        texts = [*([arguments.text] if arguments.text else []), *arguments.move]
        return move(project, texts, arguments.pages)
    if not arguments.read and (arguments.all or arguments.on):
        raise UsageError("--all and --on go with --read: kg verify TEXT --read ROLE NAME…")
    if arguments.pages is not None:
        raise UsageError("--pages says how the pages of a new text are numbered: with --move")
    if arguments.text is None and (arguments.accept or arguments.fill is not None):
        raise UsageError(_NO_TEXT)
    if arguments.accept:
        held = text_for(project, arguments.text, project.data / "review.yaml")
        return accept(project, held, arguments.accept)
    if arguments.fill is not None:
        return _fill(project, arguments.text, arguments.fill)
    return _verify(project, arguments)


def _verify(project: Project, arguments: argparse.Namespace) -> int:
    """Do what needs the text that the data were made from, if they were made from one."""
    reading = read_sources(project)
    if reading.sources is None:
        raise ProblemsFound(reading.problems)
    wanted = reading.sources.review.text
    if wanted is not None and arguments.text is None:
        raise UsageError(_NO_TEXT)
    text = None if wanted is None else read_given(arguments.text, wanted)
    if arguments.read:
        role, *names = arguments.read
        return note_reading(project, reading, ReadNote(role, names, arguments.all, arguments.on))
    if text is None:
        return _verify_pages(reading.sources, arguments)
    if arguments.borrowed is not None:
        return list_borrowed(project, reading.sources, text, arguments.borrowed)
    if arguments.show or arguments.words or arguments.wording:
        return _look_at_words(project, reading, text, arguments)
    problems = sorted(_problems_of(reading.sources, text, arguments.text))
    print(_coverage_table(reading.sources, text))
    spans = sum(1 for _ in find_spans(reading.sources))
    print(f"{spans} passages of {text.shown} looked up")
    _tell_pages(reading.sources)
    print(summary_of(problems, whole=True))
    return 1 if problems else 0


def _look_at_words(
    project: Project, reading: Reading, text: HeldText, arguments: argparse.Namespace
) -> int:
    """Do what is asked with the words of the text, and prove nothing."""
    assert reading.sources is not None
    if arguments.show:
        return _show(reading.sources, text, arguments.show)
    if arguments.words:
        return _write_words(project, text)
    return _check_wording(reading, text, arguments.text)


def _verify_pages(sources: Sources, arguments: argparse.Namespace) -> int:
    """Say that the places of a review without a text are pages; prove those of its companions."""
    asked = arguments.show or arguments.words or arguments.wording
    if asked or arguments.borrowed is not None:
        raise UsageError("data/review.yaml names no text: there are pages, and no words to look at")
    companions = sources.companions if arguments.text is not None else ()
    problems = sorted(
        problem for one in companions for problem in _problems_of_companion(one, arguments.text)
    )
    _tell_pages(sources)
    print(summary_of(problems, whole=True))
    return 1 if problems else 0


def _tell_pages(sources: Sources) -> None:
    pages = count_pages(sources) + sum(count_pages(one) for one in sources.companions)
    if pages:
        places = "1 place is a page" if pages == 1 else f"{pages} places are pages"
        print(f"{places}: nothing to prove against a text")


def _write_words(project: Project, text: HeldText) -> int:
    """Write the words of the text, for search, and say how many there are."""
    replace_text(project.check_inside(project.folder / WORDS_FILE), render_words(text))
    print(f"{WORDS_FILE}: {len(list_words(text.text))} words")
    return 0


def _check_wording(reading: Reading, text: HeldText, given: Path) -> int:
    """Print each word to look at and how many are settled; return 1 if one is open."""
    sources = reading.sources
    assert sources is not None
    language = sources.review.language
    lists = read_word_lists(language)
    if lists is None:
        raise UsageError(f"there are no word lists for the language '{language}'")
    lists = lists.with_terms(
        label for one in sources.concepts.concepts for label in (one.label, *one.alt_labels)
    )
    found = [*find_wordings(sources, text)]
    for companion in sources.companions:
        # The lists know one language: what another says in its words cannot be asked about.
        if not _is_in(companion.language or language, language):
            continue
        held = _text_of_companion(companion, given)
        found += [] if held is None else find_wordings(companion, held)
    placed = [(reading.locate(one.path) or Location("data"), one) for one in found]
    check = check_wording(placed, lists)
    for problem in check.problems:
        print(problem)
    print(
        f"{check.statements} statements held against their passages: "
        f"{len(check.problems)} words open, {check.settled} settled"
    )
    return 1 if check.problems else 0


def _is_in(tag: str, other: str) -> bool:
    """Say whether two tags are of one language: en-GB and en are."""
    return tag.partition("-")[0].lower() == other.partition("-")[0].lower()


def _problems_of(sources: Sources, text: HeldText, given: Path) -> Iterator[Problem]:
    yield from prove_review(sources, text)
    for companion in sources.companions:
        yield from _problems_of_companion(companion, given)


def _problems_of_companion(companion: Companion, given: Path) -> Iterator[Problem]:
    """Verify a companion where the given folder holds its text, or say that it does not."""
    text = _text_of_companion(companion, given)
    if text is not None:
        yield from prove_companion(companion, text)


def _text_of_companion(companion: Companion, given: Path) -> HeldText | None:
    """Return the text of a companion where the given folder holds it, or say that it does not."""
    if companion.text is None:
        return None
    if given.is_dir() and (given / companion.text.file).is_file():
        return read_held_text(given, companion.text)
    print(f"not verified: {companion.code}, its text {companion.text.file} is not here")
    return None


def _coverage_table(sources: Sources, text: HeldText) -> str:
    heads = ("section", "codes in the text", "mentions", "excluded", "claims")
    rows = [
        (row.section.id, *map(str, (row.citations, row.mentions, row.excluded, row.claims)))
        for row in coverage_by_section(sources, text)
    ]
    totals = (str(sum(int(row[column]) for row in rows)) for column in range(1, 5))
    table = [heads, *rows, ("all sections", *totals)]
    widths = [max(len(row[column]) for row in table) for column in range(5)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    )


def _show(sources: Sources, text: HeldText, record: str) -> int:
    spans = [span for path, span in find_spans(sources) if path == parse_path(record)]
    if not spans:
        raise UsageError(
            f"no record '{record}' with a passage; name one such as tips/12 or claims/x"
        )
    for span in spans:
        state = "" if text.holds(span) else "  (not the passage that was entered)"
        print(f"{text.place(span.start).line}: {text.passage(span)}{state}")
    return 0


def _fill(project: Project, given: Path, files: list[Path]) -> int:
    problems: list[Problem] = []
    for file in files or _files_with_records(project):
        if not is_inside(file, project.folder) or file.is_symlink():
            raise UsageError(f"{file}: only files of the project are filled in, no links")
        text = text_for(project, given, file)
        paging = number_pages(text, pages_for(project, file))
        filled, found = fill_spans(file, str(file), text, paging)
        if files or filled:
            print(f"{file}: {filled} span{'' if filled == 1 else 's'} filled in")
        problems += found
    print(summary_of(problems, whole=True))
    return 1 if errors_among(problems) else 0


def _files_with_records(project: Project) -> list[Path]:
    """Return the files of a project that may point at passages."""
    files = list_files(project.folder).files.values()
    return [file for file in files if file.suffix == ".yaml"]
