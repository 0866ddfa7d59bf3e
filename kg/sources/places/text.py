"""The source text against the data: spans and digests.

The project keeps offsets and digests, never the text. Whoever holds the text can prove the data
against it, have a passage shown, and turn `at:` lines into spans.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from kg.errors import Location, Problem, UsageError
from kg.model import Companion, Named, Placed, Record, Section, Sources, SourceText, Span
from kg.sources.folder.files import read_plain_file
from kg.sources.places.cited import Cited, read_cited


@dataclass(frozen=True, slots=True)
class HeldText:
    """A source text that the user holds. `shown` is the path as the user gave it."""

    shown: str
    text: str
    sha256: str
    line_starts: tuple[int, ...] = field(repr=False)
    # How its pages are numbered (`i-xii`, `1-240`), where the file itself says so.
    pages: tuple[str, ...] = ()
    # What the Word file that it was made of says that its citations cite.
    cited: Cited = field(default_factory=Cited, repr=False)

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
    return replace(held, cited=read_cited(file, held.sha256, within=within))


def read_any_text(file: Path, within: Path | None = None) -> HeldText:
    """Read a text; raise UsageError when it cannot be read, or leads out of a folder."""
    content = read_plain_file(file, within=within)
    if isinstance(content, str):
        raise UsageError(f"{file}: {content}; give the text file or its folder")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{file}: this is not UTF-8 text") from None
    return hold_text(str(file), text)


def hold_text(shown: str, text: str, pages: tuple[str, ...] = ()) -> HeldText:
    """Return a text that was read, with its digest and where its lines start."""
    lengths = (len(line) + 1 for line in text.split("\n"))
    return HeldText(shown, text, digest_of_text(text), (0, *accumulate(lengths)), pages)


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
    texts = (sources.review.text, *(companion.text for companion in sources.companions))
    for wanted in (text for text in texts if text is not None):
        content = read_plain_file(folder / wanted.file, within=folder)
        if isinstance(content, bytes):  # a project need not hold its texts
            found = hashlib.sha256(content).hexdigest()
            if found != wanted.sha256:
                fault = _fault_of_digest(content, found, wanted.sha256)
                yield Problem(Location(wanted.file), "TXT003", fault)


def check_spans_have_text(
    sources: Sources, known: Mapping[str, Sequence[Location]]
) -> Iterator[Problem]:
    """Yield a problem for each document whose records have spans, and that names no text."""
    own = sources.review.text, sources, Location("data/review.yaml")
    companions = ((one.text, one, min(known[one.path])) for one in sources.companions)
    for text, record, place in (own, *companions):
        spans = 0 if text is not None else sum(1 for _ in find_spans(record))
        if spans:
            counted = "1 span counts" if spans == 1 else f"{spans} spans count"
            message = (
                f"{counted} in a text, and none is named; add text: {{file: …, sha256: …}}, or "
                "give pages in their place"
            )
            yield Problem(place, "TXT005", message)


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


def count_pages(record: Record) -> int:
    """Return how many places in a record are pages alone, which no text can prove."""
    own = isinstance(record, Placed | Section) and record.span is None and _has_page(record)
    values = (getattr(record, name) for name in type(record).model_fields)
    items = (one for value in values for one in (value if isinstance(value, tuple) else (value,)))
    held = (one for one in items if isinstance(one, Record) and not isinstance(one, Companion))
    return own + sum(count_pages(one) for one in held)


def _has_page(record: Placed | Section) -> bool:
    start = record.page if isinstance(record, Section) else None
    return start is not None or record.printed_pages is not None


def verify_spans(record: Record, text: HeldText) -> Iterator[Problem]:
    """Yield a problem for each span of a record whose passage is not the one entered."""
    for path, span in find_spans(record):
        if not text.holds(span):
            remedy = f"read it, mend the record, then: kg verify TEXT --accept {path}"
            if path.startswith("mentions/"):  # it is its passage, and nothing beside it
                remedy = "point it at the citation, or take the record out of data/mentions.yaml"
            message = (
                f"{path}: the passage {span.start}–{span.end} is not the one entered; {remedy}"
            )
            yield Problem(text.place(min(span.start, len(text.text))), "TXT010", message)
