"""The source text against the data: spans and digests, and every citation accounted for.

The project keeps offsets and digests, never the text. Whoever holds the text can prove the data
against it, have a passage shown, and turn `at:` lines into spans.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from kg.errors import Location, Problem, UsageError
from kg.model import (
    CodeScheme,
    Companion,
    Mention,
    Named,
    Record,
    Section,
    Sources,
    SourceText,
    Span,
)
from kg.patterns import Pattern, compile_pattern
from kg.sources.files import read_plain_file


@dataclass(frozen=True, slots=True)
class HeldText:
    """A source text that the user holds. `shown` is the path as the user gave it."""

    shown: str
    text: str
    sha256: str
    line_starts: tuple[int, ...] = field(repr=False)

    def place(self, offset: int) -> Location:
        """Return the line and column of a code point."""
        line = bisect_right(self.line_starts, offset)
        return Location(self.shown, line, offset - self.line_starts[line - 1] + 1)

    def passage(self, span: Span) -> str:
        """Return the passage of a span."""
        return self.text[span.start : span.end]

    def holds(self, span: Span) -> bool:
        """Say whether the passage is the one whose digest the span has."""
        return digest_of_text(self.passage(span)) == span.sha256


def digest_of_text(text: str) -> str:
    """Return the SHA-256 of a text encoded as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_held_text(path: Path, wanted: SourceText) -> HeldText:
    """Read the text that a review names; raise UsageError when it is another text.

    `path` is the file, or a folder that holds it under the name that the review gives.
    """
    in_folder = path.is_dir()
    file, within = (path / wanted.file, path) if in_folder else (path, None)
    held = read_any_text(file, within=within)
    if held.sha256 != wanted.sha256:
        fault = _fault_of_digest(held.text.encode(), held.sha256, wanted.sha256)
        raise UsageError(f"{held.shown}: {fault}")
    return held


def read_any_text(file: Path, within: Path | None = None) -> HeldText:
    """Read a text; raise UsageError when it cannot be read, or leads out of a folder."""
    content = read_plain_file(file, within=within)
    if isinstance(content, str):
        raise UsageError(f"{file}: {content}; give the text file or its folder")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{file}: this is not UTF-8 text") from None
    lengths = (len(line) + 1 for line in text.split("\n"))
    return HeldText(str(file), text, hashlib.sha256(content).hexdigest(), (0, *accumulate(lengths)))


def _fault_of_digest(content: bytes, found: str, wanted: str) -> str:
    """Return what to do about a text that is not the one wanted."""
    unix = content.replace(b"\r\n", b"\n")
    forms = {"LF": unix, "CRLF": unix.replace(b"\n", b"\r\n")}
    for name, form in forms.items():
        if hashlib.sha256(form).hexdigest() == wanted:
            return f"only the line ends differ from the text of the data; save it with {name} ends"
    if hashlib.sha256(content.removeprefix(b"\xef\xbb\xbf")).hexdigest() == wanted:
        return "only the byte order mark differs from the text of the data; save it without one"
    return (
        f"its SHA-256 is {found[:12]}…, the data were made from {wanted[:12]}…; "
        "spans hold for that text only"
    )


def check_texts_beside(sources: Sources, folder: Path) -> Iterator[Problem]:
    """Yield a problem for each text in the project's folder that is not the one of the data."""
    for wanted in (sources.review.text, *(companion.text for companion in sources.companions)):
        content = read_plain_file(folder / wanted.file, within=folder)
        if isinstance(content, bytes):  # a project need not hold its texts
            found = hashlib.sha256(content).hexdigest()
            if found != wanted.sha256:
                fault = _fault_of_digest(content, found, wanted.sha256)
                yield Problem(Location(wanted.file), "TXT003", fault)


def find_spans(record: Record, path: str = "") -> Iterator[tuple[str, Span]]:
    """Yield every span in a record with the path of the nearest record that has one."""
    here = record.path if isinstance(record, Named) else path
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Span):
                yield here, item
            elif isinstance(item, Record) and not isinstance(item, Companion):
                yield from find_spans(item, here)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a section holds: citations in the text, those entered or excluded, and claims."""

    section: Section
    citations: int
    mentions: int
    excluded: int
    claims: int


def verify_spans(record: Record, text: HeldText) -> Iterator[Problem]:
    """Yield a problem for each span of a record whose passage is not the one entered."""
    for path, span in find_spans(record):
        if not text.holds(span):
            message = f"{path}: the passage {span.start}–{span.end} is not the one entered"
            yield Problem(text.place(min(span.start, len(text.text))), "TXT010", message)


def verify_mentions(sources: Sources, text: HeldText) -> Iterator[Problem]:
    """Yield a problem for each citation of the body that is not entered, and each one misread."""
    scheme = sources.review.codes
    entered = {mention.span.start: mention for mention in sources.mentions.mentions}
    excluded = {item.token for item in sources.mentions.exclusions}
    found = dict(find_citations(sources, text))
    for start, token in found.items():
        if start not in entered and token not in excluded:
            message = f"'{token}' looks like a citation code; enter a mention or an exclusion"
            yield Problem(text.place(start), "TXT011", message)
    for start, mention in entered.items():
        if start not in found:
            message = f"{mention.path}: no citation code stands here"
            yield Problem(text.place(start), "TXT012", message)
        else:
            yield from _check_reading(mention, found[start], scheme, text)
    yield from _check_printed(entered.values(), scheme, text)
    for token in sorted(excluded - set(found.values())):
        message = f"the exclusion '{token}' never occurs; remove it"
        yield Problem(Location(text.shown), "TXT013", message)


def _check_printed(
    mentions: Iterable[Mention], scheme: CodeScheme, text: HeldText
) -> Iterator[Problem]:
    """Yield a problem for each mention whose printed code is not one as the review prints them."""
    pattern = compile_pattern(scheme.printed)
    assert isinstance(pattern, Pattern), pattern  # the model takes no other
    for mention in mentions:
        if not pattern.fits(mention.printed):
            message = f"{mention.path}: '{mention.printed}' is no code as codes.printed says"
            yield Problem(text.place(mention.span.start), "TXT016", message)


def _check_reading(
    mention: Mention, token: str, scheme: CodeScheme, text: HeldText
) -> Iterator[Problem]:
    place = text.place(mention.span.start)
    if token != (mention.scanned or mention.printed):
        message = (
            f"{mention.path}: '{token}' stands here, not '{mention.scanned or mention.printed}'"
        )
        yield Problem(place, "TXT014", message)
    elif repair(token, scheme) != mention.printed:
        read = repair(token, scheme)
        message = f"{mention.path}: '{token}' reads as {read}, not {mention.printed}"
        yield Problem(place, "TXT015", message)


def repair(token: str, scheme: CodeScheme) -> str:
    """Return the code that a damaged token stands for: its first letter kept, the rest mended."""
    return token[:1] + "".join(scheme.repairs.get(char, char) for char in token[1:])


def find_citations(sources: Sources, text: HeldText) -> Iterator[tuple[int, str]]:
    """Yield the offset and the token of everything in the body that looks like a code."""
    review = sources.review
    starts = {section.id: section.span.start for section in review.sections}
    last = review.codes.last_section
    body = (starts[review.codes.first_section], starts[last] if last else len(text.text))
    pattern = compile_pattern(review.codes.scanned)
    assert isinstance(pattern, Pattern), pattern  # the model takes no other
    for offset, token in pattern.find_all(text.text[slice(*body)]):
        yield body[0] + offset, token


def coverage_by_section(sources: Sources, text: HeldText) -> list[Coverage]:
    """Count citations, mentions, exclusions and claims for each section, its own text only."""
    sections = sources.review.sections
    starts = [section.span.start for section in sections]
    rows = [[0, 0, 0, 0] for _ in sections]
    excluded = {item.token for item in sources.mentions.exclusions}
    for start, token in find_citations(sources, text):
        row = rows[bisect_right(starts, start) - 1]
        row[0] += 1
        row[2] += token in excluded
    for mention in sources.mentions.mentions:
        rows[bisect_right(starts, mention.span.start) - 1][1] += 1
    for file in sources.claims:
        for claim in file.claims:
            rows[bisect_right(starts, claim.span.start) - 1][3] += 1
    return [Coverage(section, *row) for section, row in zip(sections, rows, strict=True)]
