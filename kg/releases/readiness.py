"""Whether a review can be released: no check open, no table drifted, what its texts prove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.assembly import Assembly
from kg.codes import errors_among, harden
from kg.errors import Problem, UsageError
from kg.model import Sources, SourceText
from kg.outputs.tables import TableSet
from kg.outputs.tables.accepted import find_drift
from kg.sources.folder.project import Project
from kg.sources.places.text import HeldText, count_pages, read_held_text
from kg.sources.proof import prove_companion, prove_review


@dataclass(frozen=True, slots=True)
class Readiness:
    """Why a review is not released, and what was proved of it or could not be, a line each."""

    faults: tuple[str, ...]
    proofs: tuple[str, ...] = ()


def judge_sources(assembly: Assembly, tables: TableSet, project: Project, given: Path) -> Readiness:
    """Judge a review whose files could be read; `given` is its text, or the folder of its texts.

    Raises UsageError where that is a file, and another text than that of the data.
    """
    sources = assembly.reading.sources
    assert sources is not None  # only then there are tables
    drift, told = _judge_tables(tables, project)
    faults = [*find_open(assembly.problems), *drift]
    proofs = [told] if told else []
    for text, problems in _prove_texts(sources, given):
        if problems is None:
            proofs.append(f"{text.file} was not at hand: no passage of it was proved")
        elif problems:
            many = _counted(len(problems), "place is", "places are")
            faults.append(f"{text.file}: {many} not as the data say; see: kg verify {given}")
        else:
            proofs.append(f"{text.file}: every passage and citation was proved against it")
    pages = sum(count_pages(one) for one in (sources, *sources.companions))
    if pages:
        proofs.append(
            f"{_counted(pages, 'place is a page', 'places are pages')}, which no text proves"
        )
    return Readiness(tuple(faults), tuple(proofs))


def find_open(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield a line where a check is open: a warning is one, too."""
    found = errors_among(harden(problems))
    if found:
        many = _counted(len(found), "problem is", "problems are")
        yield f"{many} open; mend what this lists: kg check"


def _judge_tables(tables: TableSet, project: Project) -> tuple[list[str], str]:
    """Return why the tables cannot be released, and what to tell of them where they can be."""
    accepted = project.data / "accepted"
    many = len(tables.tables)
    if many and not accepted.is_dir():
        shown = accepted.relative_to(project.folder)
        return [
            f"{shown}: no accepted copies yet; look at the tables, then: kg tables --accept"
        ], ""
    drift = sum(map(bool, find_drift(tables, accepted, project.base).values()))
    if drift:
        which = _counted(drift, "table differs from its", "tables differ from their")
        return [f"{which} accepted copies; see: kg tables --check"], ""
    return [], f"Tables: {many}, all as they were accepted" if many else ""


def _prove_texts(
    sources: Sources, given: Path
) -> Iterator[tuple[SourceText, list[Problem] | None]]:
    """Yield each text with the problems that it proves; None where it is not at hand."""
    wanted = sources.review.text
    if wanted is not None:
        text = _read_at_hand(wanted, given)
        yield wanted, None if text is None else list(prove_review(sources, text))
    for companion in sources.companions:
        if companion.text is not None:
            # A file that is given is the review's own text.
            text = _read_at_hand(companion.text, given) if given.is_dir() else None
            yield companion.text, None if text is None else list(prove_companion(companion, text))


def _read_at_hand(wanted: SourceText, given: Path) -> HeldText | None:
    """Return a text where it is at hand. Another text of its name, in a folder, is none."""
    if not given.is_dir():
        return read_held_text(given, wanted)
    try:
        return read_held_text(given, wanted) if (given / wanted.file).is_file() else None
    except UsageError:  # a text beside the data that is not theirs is a problem of `kg check`
        return None


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
