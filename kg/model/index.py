"""The back-of-book index."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Named, Page, Record, Slug, Text
from kg.model.links import ConceptId, EntryId
from kg.model.marks import Id, Says
from kg.model.places import Anchored


class IndexEntry(Anchored, Named):
    """A line of the back-of-book index, figures as printed."""

    id: Annotated[Slug, Id("index")]
    heading: Annotated[Text, Says("tt:headingText")]
    within: Annotated[EntryId | None, Says("tt:subEntryOf")] = None
    locators: Annotated[tuple[Text, ...], Says("tt:pageLocator")] = ()
    scanned: Annotated[Text | None, Says("tt:scannedText")] = Field(
        default=None, description="how the scan shows it, if damaged"
    )
    see: Annotated[tuple[EntryId, ...], Says("tt:seeEntry")] = ()
    concepts: Annotated[tuple[ConceptId, ...], Says("tt:indexes")] = ()


class IndexFile(Record):
    """`data/index.yaml`."""

    first_page: Page
    last_page: Page
    entries: tuple[IndexEntry, ...]
