"""The data of one version of a text → those of another, written in one step or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from kg.errors import KgError, ProblemsFound, UsageError
from kg.model import Companion, Named, Record, Sources, Span, digest_of_record
from kg.paths import parse_path
from kg.sources.anchors import span_of
from kg.sources.curation import find_named, render_curation
from kg.sources.files import replace_texts
from kg.sources.inputs import Inputs, read_inputs
from kg.sources.layout import OUTLINE, READINGS
from kg.sources.moving import Moved, Texts, plan_moves
from kg.sources.project import Project
from kg.sources.reading import Reading, parse_inputs
from kg.sources.spanlines import rewrite_spans
from kg.sources.text import HeldText, find_spans
from kg.sources.vocabulary import WORDS_FILE, render_words

_Key: TypeAlias = tuple[int, int, str]
REVIEW = "data/review.yaml"
IGNORED = ".gitignore"
_OUTLINE = re.compile(r"^sections:[^\n]*\n(?:(?:[ \t\r#-][^\n]*)?\n)*+", re.MULTILINE)
_TEXT_DIGEST = re.compile(
    r"^(?P<head>text:.*?sha256[\"']?:\s*[\"']?)(?P<digest>[0-9a-f]{64})", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Relocation:
    """What became of every span, and the files that were written, as problems show them."""

    moves: tuple[Moved, ...]
    written: tuple[str, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Target:
    """Whose text was edited: the review's own, or a companion's; its files, and its digest."""

    record: Record
    digest: str
    files: tuple[str, ...]
    home: str


def move_project(project: Project, old: HeldText | None, new: HeldText) -> Relocation:
    """Move every span of a project to a new version of its text.

    Raise ProblemsFound where the data have errors, UsageError where `old` is not their text.
    """
    inputs = read_inputs(project)
    reading = parse_inputs(inputs)
    if reading.sources is None:
        raise ProblemsFound(reading.problems)
    target = _target_of(reading.sources, inputs, old, new)
    moves = tuple(plan_moves(target.record, Texts.of(new, old)))
    changed = _rewrite(inputs, target, moves)
    home = changed.get(target.home) or _text_of(inputs, target.home)
    changed[target.home] = _with_digest(home, new)
    if isinstance(target.record, Sources) and reading.sources.words is not None:
        changed[WORDS_FILE] = render_words(new)
    _check_rewritten(inputs, changed, moves, target)
    changed |= _restamp(inputs, changed, reading, moves)
    swap = _swap_of(project, target, reading.sources, old, new)
    return _write(project, inputs, changed, Relocation(moves, (), reading), swap)


def accept_passages(project: Project, text: HeldText, records: Iterable[str]) -> Relocation:
    """Take the passages of records as they stand in a text now; somebody has read them.

    Raise UsageError where a record has no passage that waits.
    """
    inputs = read_inputs(project)
    reading = parse_inputs(inputs)
    if reading.sources is None:
        raise ProblemsFound(reading.problems)
    target = _target_of(reading.sources, inputs, None, text)
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


def _target_of(sources: Sources, inputs: Inputs, old: HeldText | None, new: HeldText) -> _Target:
    """Return whose text `old` is; where it is nobody's, `new` may be (it was moved before)."""
    digests = [one.sha256 for one in (old, new) if one is not None]
    files = tuple(name for name in inputs.files if name.endswith(".yaml"))
    own = _Target(
        sources,
        sources.review.text.sha256 if sources.review.text else "",
        tuple(name for name in files if not name.startswith("data/companions/")),
        REVIEW,
    )
    others = [
        _Target(one, one.text.sha256, (name,), name)
        for name in files
        for one in (_companion_in(name, sources, inputs),)
        if one is not None and one.text is not None
    ]
    for digest in digests:
        for target in (own, *others):
            if target.digest == digest:
                return target
    if not any(target.digest for target in (own, *others)):
        raise UsageError("the data name no text: their places are pages, and nothing moves")
    if old is None:
        return own
    raise UsageError(
        f"{old.shown}: this is not the text that the data were made from "
        f"(its SHA-256 is {old.sha256[:12]}…, theirs {own.digest[:12]}…)"
    )


def _companion_in(name: str, sources: Sources, inputs: Inputs) -> Companion | None:
    """Return the companion that a file holds: it names the text by its digest."""
    if not name.startswith("data/companions/"):
        return None
    content = _text_of(inputs, name)
    held = ((one, one.text) for one in sources.companions)
    return next((one for one, text in held if text and text.sha256 in content), None)


def _key(span: Span) -> _Key:
    return span.start, span.end, span.sha256


def _text_of(inputs: Inputs, name: str) -> str:
    return inputs.files[name].decode("utf-8")


def _rewrite(inputs: Inputs, target: _Target, moves: Iterable[Moved]) -> dict[str, str]:
    """Return the text of each file of a target with the spans where they stand now.

    A section and a claim may have the very same passage, and only one of the two may be reworded.
    """
    known: dict[bool, dict[_Key, Span]] = {True: {}, False: {}}
    for one in moves:
        known[one.is_outline][_key(one.old)] = one.span
    changed: dict[str, str] = {}
    for name in target.files:
        content = _text_of(inputs, name)
        written = "".join(
            rewrite_spans(part, partial(_span_in, known[is_outline]))
            for part, is_outline in _parts_of(name, content)
        )
        if written != content:
            changed[name] = written
    return changed


def _span_in(known: Mapping[_Key, Span], span: Span) -> Span | None:
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
    inputs: Inputs, changed: Mapping[str, str], moves: Iterable[Moved], target: _Target
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
    project: Project, target: _Target, sources: Sources, old: HeldText | None, new: HeldText
) -> _Swap:
    """Return the texts to write where the project holds the old one under the name that it has."""
    if sources.review.text is None:
        return _Swap()
    home = project.folder / sources.review.text.file
    moved = Path(new.shown).resolve()
    held = old is not None and Path(old.shown).resolve() == home.resolve()
    if old is None or not held or moved == home.resolve() or target.home != REVIEW:
        return _Swap()
    aside = home.with_name(f"{home.stem}.old{home.suffix}")
    texts = {home: new.text, aside: old.text}
    hidden = project.folder / IGNORED
    lines = hidden.read_text(encoding="utf-8").splitlines() if hidden.is_file() else []
    names = [f"/{path.relative_to(project.folder).as_posix()}" for path in (home, aside)]
    if names[0] in lines and names[1] not in lines:  # it is no more ours to give on than the other
        texts[hidden] = "\n".join([*lines, names[1], ""])
    beside = home.with_name(f"{home.stem}.new{home.suffix}").resolve()
    return _Swap(texts, (moved,) if moved == beside else ())


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
    files = {project.check_place(project.folder / name): texts[name] for name in ordered}
    replace_texts({**files, **swap.texts}, swap.removed)
    return replace(done, written=tuple(sorted(texts)))
