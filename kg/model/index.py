"""The back-of-book index."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Named, Page, Record, Slug, Span, Text
from kg.model.links import ConceptId, EntryId
from kg.model.marks import Id


class IndexEntry(Named):
    """A line of the back-of-book index, figures as printed."""

    id: Annotated[Slug, Id("index")]
    heading: Text
    within: EntryId | None = None
    locators: tuple[Text, ...] = ()
    scanned: Text | None = Field(default=None, description="how the scan shows it, if damaged")
    see: tuple[EntryId, ...] = ()
    concepts: tuple[ConceptId, ...] = ()
    span: Span


class IndexFile(Record):
    """`data/index.yaml`."""

    first_page: Page
    last_page: Page
    entries: tuple[IndexEntry, ...]
