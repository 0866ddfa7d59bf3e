"""The references, and how the printed lists give them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Record, Span, Text


class Name(Record):
    """A person, or a body when `given` is empty."""

    family: Text
    given: str = ""
    particle: str = ""
    suffix: str = ""


class Reference(Record):
    """An entry of `data/references.bib`, keyed by the review's code: a cited source."""

    code: Text
    entry_type: Text
    evidence_class: Text
    title: Text
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    year: int | None = None
    fields: dict[str, str] = Field(default={}, description="the other BibTeX fields, in order")

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"sources/{self.code}"


class Printing(Record):
    """One reference as one of the printed lists gives it (the scan's damage repaired)."""

    source: Text
    label: Annotated[Text | None, Field(description="the code printed there; none: lost")]
    scanned_label: Text | None = None
    text: Text
    span: Span


class PrintedLists(Record):
    """`data/printings.yaml`: the two reference lists, in printed order."""

    classified: tuple[Printing, ...]
    alphabetical: tuple[Printing, ...]
