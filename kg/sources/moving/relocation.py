"""The data of one version of a text → those of another, written in one step or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from kg.errors import KgError, Location, Problem, ProblemsFound, UsageError
from kg.model import (
    Companion,
    Named,
    Record,
    Sources,
    Span,
    digest_of_record,
)
from kg.model.pagination import join_pages, list_pages
from kg.paths import parse_path
from kg.sources.curation import find_named, render_curation
from kg.sources.folder.changes import change_files
from kg.sources.folder.files import read_plain_file
from kg.sources.folder.inputs import Inputs, read_inputs
from kg.sources.folder.layout import OUTLINE, READINGS
from kg.sources.folder.project import Project
from kg.sources.moving.pagenumbers import SpanKey, Turning, plan_turning
from kg.sources.moving.pagenumbers import key_of as _key
from kg.sources.moving.repaging import repage, with_pages
from kg.sources.moving.spans import Moved, Texts, plan_moves
from kg.sources.moving.targets import REVIEW, Target, content_of, find_target
from kg.sources.outcome import Reading
from kg.sources.places.anchors import span_of
from kg.sources.places.cited import cited_beside
from kg.sources.places.spanlines import rewrite_spans
from kg.sources.places.text import HeldText, find_spans
from kg.sources.reading import parse_inputs
from kg.sources.wording.vocabulary import WORDS_FILE, render_words

IGNORED = ".gitignore"
_OUTLINE = re.compile(r"^sections:[^\n]*\n(?:(?:[ \t\r#-][^\n]*)?\n)*+", re.MULTILINE)
_TEXT_DIGEST = re.compile(
    r"^(?P<head>text:.*?sha256[\"']?:\s*[\"']?)(?P<digest>[0-9a-f]{64})", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Relocation:
    """What became of every span, and the files that were written, as problems show them.

    `turned` counts the records that stand on another page now; `waiting` are pages to look at.
    """

    moves: tuple[Moved, ...]
    written: tuple[str, ...]
    reading: Reading
    turned: int = 0
    waiting: tuple[Problem, ...] = ()


def move_project(project: Project, old: HeldText | None, new: HeldText) -> Relocation:
    """Move every span of a project to a new version of its text.

    Raise ProblemsFound where the data have errors, UsageError where `old` is not their text.
    """
    inputs = read_inputs(project)
    reading = parse_inputs(inputs)
    if reading.sources is None:
        raise ProblemsFound(reading.problems)
    target = find_target(reading.sources, inputs, old, new)
    texts = Texts.of(new, old)
    moves = tuple(plan_moves(target.record, texts))
    is_first = old is not None and old.sha256 == target.digest
    said = target.text.pages if target.text is not None else ()
    turning = plan_turning(texts, said, moves, is_first=is_first)
    changed = _rewrite(inputs, target, moves)
    home = changed.get(target.home) or content_of(inputs, target.home)
    changed[target.home] = _with_digest(home, new)
    done = Relocation(moves, (), reading)
    if turning is not None:
        done = _turn(inputs, target, changed, turning, done)
    if isinstance(target.record, Sources) and reading.sources.words is not None:
        changed[WORDS_FILE] = render_words(new)
    _check_rewritten(inputs, changed, moves, target)
    changed |= _restamp(inputs, changed, reading, moves)
    swap = _swap_of(project, target, reading.sources, old, new)
    return _write(project, inputs, changed, done, swap)


def accept_passages(project: Project, text: HeldText, records: Iterable[str]) -> Relocation:
    """Take the passages of records as they stand in a text now; somebody has read them.

    Raise UsageError where a record has no passage that waits.
    """
    inputs = read_inputs(project)
    reading = parse_inputs(inputs)
    if reading.sources is None:
        raise ProblemsFound(reading.problems)
    target = find_target(reading.sources, inputs, None, text)
    moves: list[Moved] = []
    for record in records:
        spans = [span for path, span in find_spans(target.record) if path == parse_path(record)]
        waiting = [span for span in spans if not text.holds(span)]
        if not waiting:
            raise UsageError(f"'{record}' has no passage that waits; name one that verify names")
        moves += [
            Moved(record, span, span_of(text.text, span.start, span.end), "moved")
            for span in waiting
        ]
    changed = _rewrite(inputs, target, moves)
    return _write(project, inputs, changed, Relocation(tuple(moves), (), reading))


def _turn(
    inputs: Inputs,
    target: Target,
    changed: dict[str, str],
    turning: Turning,
    done: Relocation,
) -> Relocation:
    """Put the pages of records into the files that change, and say what of them waits."""
    turned, waiting = 0, list[Problem]()
    for name in target.files:
        content = changed.get(name) or content_of(inputs, name)
        repaged = repage(name, content, turning)
        if repaged.content != content:
            changed[name] = repaged.content
        turned += repaged.turned
        waiting += repaged.waiting
    labels, said = turning.new.labels, target.text.pages if target.text is not None else ()
    if [*labels] != list_pages(said):
        changed[target.home] = with_pages(changed[target.home], join_pages(labels))
    if turning.old is not None and turning.turns is None:
        message = (
            "some records count in the new text already, as after a move that was cut off; look at "
            "those that have a page and no span, none of which was moved"
        )
        waiting.append(Problem(Location(target.home), "TXT025", message))
    return replace(done, turned=turned, waiting=tuple(waiting))


def _rewrite(inputs: Inputs, target: Target, moves: Iterable[Moved]) -> dict[str, str]:
    """Return the text of each file of a target with the spans where they stand now.

    A section and a claim may have the very same passage, and only one of the two may be reworded.
    """
    known: dict[bool, dict[SpanKey, Span]] = {True: {}, False: {}}
    for one in moves:
        known[one.is_outline][_key(one.old)] = one.span
    changed: dict[str, str] = {}
    for name in target.files:
        content = content_of(inputs, name)
        written = "".join(
            rewrite_spans(part, partial(_span_in, known[is_outline]))
            for part, is_outline in _parts_of(name, content)
        )
        if written != content:
            changed[name] = written
    return changed


def _span_in(known: Mapping[SpanKey, Span], span: Span) -> Span | None:
    return known.get(_key(span))


def _parts_of(name: str, content: str) -> list[tuple[str, bool]]:
    """Return a file in parts, and which of them is the outline."""
    match = _OUTLINE.search(content)
    if match is None or name not in {REVIEW, OUTLINE}:
        return [(content, False)]
    start, end = match.span()
    return [(content[:start], False), (content[start:end], True), (content[end:], False)]


def _with_digest(content: str, text: HeldText) -> str:
    """Return a file with the digest of the text that its spans count in."""
    return _TEXT_DIGEST.sub(lambda match: match["head"] + text.sha256, content, count=1)


def _check_rewritten(
    inputs: Inputs, changed: Mapping[str, str], moves: Iterable[Moved], target: Target
) -> None:
    """Raise KgError where a span stands in a form in which it was not found: nothing is written."""
    sources = _parsed(inputs, changed).sources
    record: Record | None = sources
    if sources is not None and isinstance(target.record, Companion):
        record = next(one for one in sources.companions if one.code == target.record.code)
    found = [_key(span) for _, span in find_spans(record)] if record is not None else []
    for move, span in zip(moves, found, strict=False):
        if _key(move.span) != span:
            message = "its span is written in a form that is not known; write {start: …, end: …}"
            raise KgError(f"{move.record}: {message}; nothing was changed")
    if record is None:
        raise KgError("the data could not be read once they were moved; nothing was changed")


def _parsed(inputs: Inputs, changed: Mapping[str, str]) -> Reading:
    files = {**inputs.files, **{name: text.encode() for name, text in changed.items()}}
    return parse_inputs(replace(inputs, files=files))


def _restamp(
    inputs: Inputs, changed: Mapping[str, str], reading: Reading, moves: Iterable[Moved]
) -> dict[str, str]:
    """Return the readings of records whose passages moved and are the same: they stay read."""
    if not reading.curations:
        return {}
    waiting = {_key(one.span) for one in moves if one.state in {"waits", "gone"}}
    before, after = _named(reading), _named(_parsed(inputs, changed))
    kept = []
    for one in reading.curations:
        old, new = before.get(one.record), after.get(one.record)
        if old is not None and new is not None and digest_of_record(old) == one.digest:
            spans = {_key(span) for _, span in find_spans(new)}
            if waiting.isdisjoint(spans):
                one = one.model_copy(update={"digest": digest_of_record(new)})  # noqa: PLW2901
        kept.append(one)
    text = render_curation(kept)
    return {} if text.encode() == inputs.files[READINGS] else {READINGS: text}


def _named(reading: Reading) -> dict[str, Named]:
    held = [one for records in reading.records.values() for one in records]
    return {one.path: one for one in find_named(held)}


@dataclass(frozen=True, slots=True)
class _Swap:
    """What happens to the texts themselves: the new one takes the place of the old."""

    texts: Mapping[Path, str] = field(default_factory=dict)
    removed: tuple[Path, ...] = ()


def _swap_of(
    project: Project, target: Target, sources: Sources, old: HeldText | None, new: HeldText
) -> _Swap:
    """Return the texts to write where the project holds the old one under the name that it has."""
    if sources.review.text is None:
        return _Swap()
    home = project.folder / sources.review.text.file
    moved = Path(new.shown).resolve()
    held = read_plain_file(home, within=project.folder)
    is_held = old is not None and held == old.text.encode()
    if old is None or not is_held or moved == home.resolve() or target.home != REVIEW:
        return _Swap()
    aside = home.with_name(f"{home.stem}.old{home.suffix}")
    texts = {home: new.text, aside: old.text}
    hidden = project.folder / IGNORED
    lines = hidden.read_text(encoding="utf-8").splitlines() if hidden.is_file() else []
    names = [f"/{path.relative_to(project.folder).as_posix()}" for path in (home, aside)]
    if names[0] in lines and names[1] not in lines:  # it is no more ours to give on than the other
        texts[hidden] = "\n".join([*lines, names[1], ""])
    # A PDF that was imported lies there as text, too.
    beside = home.with_name(f"{home.stem}.new{home.suffix}")
    if read_plain_file(beside, within=project.folder) != new.text.encode():
        return _Swap(texts)
    named = read_plain_file(cited_beside(beside), within=project.folder)
    if isinstance(named, str):
        return _Swap(texts, (beside,))
    texts[cited_beside(home)] = named.decode("utf-8", errors="replace")
    return _Swap(texts, (beside, cited_beside(beside)))


def _write(
    project: Project,
    inputs: Inputs,
    changed: Mapping[str, str],
    done: Relocation,
    swap: _Swap | None = None,
) -> Relocation:
    """Write the files that differ, all or none."""
    swap = swap or _Swap()
    texts = {
        name: text for name, text in changed.items() if text.encode() != inputs.files.get(name)
    }
    # The digest of the text goes last: as long as it is the old one, a second run begins anew.
    ordered = sorted(texts, key=lambda name: name == REVIEW)
    files = {project.check_inside(project.folder / name): texts[name] for name in ordered}
    change_files(project.folder, {**files, **swap.texts}, swap.removed)
    return replace(done, written=tuple(sorted(texts)))
