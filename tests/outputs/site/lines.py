"""A page as a reader meets it: its lines in order, each below its heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_HEADINGS = {"h1", "h2", "h3", "h4"}
_BREAKS = _HEADINGS | {"li", "tr", "dt", "dd", "p", "table", "section", "nav", "main", "summary"}
# A claim with its place and its mark is one line; so is a row of a table.
_WHOLE = {"li", "tr", "dd"}


@dataclass(frozen=True)
class Line:
    """What stands in one line, below which heading, and where its links lead."""

    heading: str
    text: str
    links: tuple[str, ...]


@dataclass
class Lines(HTMLParser):
    """Reads the lines of a page's main part."""

    found: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start outside the main part."""
        super().__init__()
        self._open: list[str] = []
        self._heading = ""
        self._text: list[str] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with what stands in a block of its own."""
        if tag == "main" or self._open:
            if tag in _BREAKS and not (tag == "p" and _WHOLE & set(self._open)):
                self._end_line()
            self._open.append(tag)
            href = dict(attrs).get("href") if tag == "a" else None
            self._links += [href] if href else []

    def handle_endtag(self, tag: str) -> None:
        """End a line, or the heading of those that follow."""
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if tag in _HEADINGS:
            self._heading = " ".join("".join(self._text).split())
        if tag in _BREAKS - {"p"} or not _WHOLE & set(self._open):
            self._end_line() if tag in _BREAKS else None

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._open:
            self._text.append(data)

    def _end_line(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.found.append(Line(self._heading, text, tuple(self._links)))
        self._text, self._links = [], []


def lines_of(page: Path) -> list[Line]:
    """Return the lines of a page's main part."""
    reader = Lines()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.found


def text_below(page: Path, heading: str) -> str:
    """Return what stands on a page below a heading that begins so, a line a line."""
    return "\n".join(line.text for line in lines_of(page) if line.heading.startswith(heading))


def pages_on_the_review(site: Path) -> set[Path]:
    """Return every page of a site but those of the ontology, which is one for all reviews."""
    ontology = {site / "ontology.html", *(site / "ontology").glob("*.html")}
    return {*site.rglob("*.html")} - ontology
