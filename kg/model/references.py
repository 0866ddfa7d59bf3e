"""The references, and how the printed lists give them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Code, Named, Record, Span, Text, Year
from kg.model.links import ClassCode, SourceCode
from kg.model.marks import Id


class Name(Record):
    """A person, or a body when `given` is empty."""

    family: Text
    given: str = ""
    particle: str = ""
    suffix: str = ""


class Reference(Named):
    """An entry of `data/references.bib`, keyed by the review's code: a cited source."""

    code: Annotated[Code, Id("sources")]
    entry_type: Text
    evidence_class: ClassCode
    title: Text
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    year: Year | None = None
    fields: dict[str, str] = Field(default={}, description="the other BibTeX fields, in order")


class Printing(Record):
    """One reference as one of the printed lists gives it (the scan's damage repaired)."""

    source: SourceCode
    label: Annotated[Text | None, Field(description="the code printed there; none: lost")]
    scanned_label: Text | None = None
    text: Text
    span: Span


class PrintedLists(Record):
    """`data/printings.yaml`: the two reference lists, in printed order."""

    classified: tuple[Printing, ...]
    alphabetical: tuple[Printing, ...]
