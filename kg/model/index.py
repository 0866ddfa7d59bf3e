"""The back-of-book index."""

from __future__ import annotations

from pydantic import Field

from kg.model.base import Record, Slug, Span, Text


class IndexEntry(Record):
    """A line of the back-of-book index, figures as printed."""

    id: Slug
    heading: Text
    within: Slug | None = None
    locators: tuple[Text, ...] = ()
    scanned: Text | None = Field(default=None, description="how the scan shows it, if damaged")
    see: tuple[Slug, ...] = ()
    concepts: tuple[Slug, ...] = ()
    span: Span

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"index/{self.id}"


class IndexFile(Record):
    """`data/index.yaml`."""

    first_page: int
    last_page: int
    entries: tuple[IndexEntry, ...]
