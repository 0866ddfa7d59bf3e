"""The references, how the printed lists give them, and what outside witnesses say of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import Record, Span, Text, Url
from kg.model.identifiers import doi_fault, isbn_fault, url_fault

# What can be checked of an identifier without asking anybody.
FAULTS: Mapping[str, Callable[[str], str | None]] = {
    "doi": doi_fault,
    "isbn10": isbn_fault,
    "isbn13": isbn_fault,
    "url": url_fault,
}


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


class Identifier(Record):
    """An identifier or link of a source, and where it was seen beside the right title."""

    source: Text
    scheme: Literal["doi", "isbn10", "isbn13", "pmid", "url", "report-number", "urn"]
    value: Text
    of: Literal["work", "chapter", "copy", "reissue", "related"] = "work"
    witness: Url
    note: Text | None = None

    @model_validator(mode="after")
    def _passes_its_own_check(self) -> Self:
        fault = FAULTS[self.scheme](self.value) if self.scheme in FAULTS else None
        if fault is not None:
            raise ValueError(f"the {self.scheme} '{self.value}': {fault}")
        return self


class Correction(Record):
    """What an outside witness says of a source where the printed entry says otherwise or less."""

    source: Text
    field: Literal["title", "authors", "year", "date", "pages", "publisher", "series", "note"]
    kind: Literal["corrects", "completes", "confirms"]
    printed: Text | None = None
    corrected: Text
    witness: Url
    note: Text | None = None
    erratum: Text | None = None


class IdentifierFile(Record):
    """`data/identifiers.yaml`."""

    identifiers: tuple[Identifier, ...] = ()
    corrections: tuple[Correction, ...] = ()
