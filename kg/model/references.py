"""The references, and how the printed lists give them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.languages import fault_of_tag, tag_of
from kg.model.base import Code, Named, Record, Text, Year
from kg.model.links import ClassCode, SourceCode
from kg.model.marks import Id, Says
from kg.model.orcids import Orcid
from kg.model.places import Anchored

# Types of biblatex whose works stand in a book, whatever journal their entries name beside it.
IN_BOOKS = frozenset({"inbook", "bookinbook", "suppbook", "incollection", "suppcollection"})
IN_BOOKS |= {"inproceedings", "inreference"}


class Name(Record):
    """A person, or a body when `given` is empty."""

    family: Text
    given: str = ""
    particle: str = ""
    suffix: str = ""
    orcid: Annotated[Orcid, Field(description="the ORCID iD, as the document itself gives it")] = ""


class Reference(Named):
    """An entry of `data/references.bib`, keyed by the review's code: a cited source."""

    code: Annotated[Code, Id("sources"), Says("tt:code")]
    entry_type: Annotated[Text, Says("tt:entryType")]
    evidence_class: Annotated[
        ClassCode | None,
        Field(description="none where the review sorts its references into no classes"),
        Says("tt:evidenceClass"),
    ] = None
    title: Text
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    more_authors: bool = False  # it says `and others` after them
    more_editors: bool = False
    year: Year | None = None
    dated: Annotated[
        Text | None,
        Field(
            description="what stands in the year's place, where that is more or less than a year"
        ),
        Says("tt:dated"),
    ] = None
    aliases: Annotated[
        tuple[Text, ...],
        Field(description="other names by which the text cites it (`ids` of BibTeX)"),
        Says("tt:alias"),
    ] = ()
    same_as: Annotated[
        SourceCode | None,
        Field(description="the entry of which this is a double: one work that is listed twice"),
        Says("tt:doubles"),
    ] = None
    fields: dict[str, str] = Field(default={}, description="the other BibTeX fields, in order")
    written: dict[str, str] = Field(
        default={}, description="the LaTeX of those fields (and `title`) that say more than a text"
    )

    @property
    def language(self) -> str | None:
        """Return the tag of the language that the work is in, where its entry names just one."""
        tag = tag_of(self.fields.get("language", "").strip())
        return None if fault_of_tag(tag) else tag

    @property
    def when(self) -> str:
        """Return what is shown of when it came out: a year, or what stands in its place."""
        return self.dated or ("" if self.year is None else f"{self.year}")

    @property
    def makers(self) -> tuple[tuple[Name, ...], bool]:
        """Return whose names stand for it, and whether there are more than those given."""
        if self.authors:
            return self.authors, self.more_authors
        return self.editors, self.more_editors

    @property
    def publisher(self) -> str | None:
        """Return what is printed in the publisher's place; of a report that is the body."""
        return self.fields.get("publisher") or self.fields.get("institution")

    @property
    def journal(self) -> str | None:
        """Return the title of the journal, magazine or newspaper that it appeared in."""
        return self.fields.get("journal")

    @property
    def book(self) -> str | None:
        """Return the title of the book that it stands in; beside a journal its type decides."""
        is_in_book = self.entry_type in IN_BOOKS or self.journal is None
        return self.fields.get("booktitle") if is_in_book else None

    @property
    def entry_subtype(self) -> str | None:
        """Return what says more than the type, where the entry has it."""
        return self.fields.get("entrysubtype")


class Printing(Anchored):
    """One reference as one of the printed lists gives it (the scan's damage repaired)."""

    source: Annotated[SourceCode, Says("biro:references")]
    label: Annotated[
        Text | None, Field(description="the code printed there; none: lost"), Says("tt:printedCode")
    ]
    scanned_label: Annotated[Text | None, Says("tt:scannedText")] = None
    text: Annotated[Text, Says("tt:printedText")]
    title: Text | None = Field(
        default=None, description="the title printed there; none: as references.bib has it"
    )
    creators: Text | None = Field(
        default=None, description="the names printed there; none: as references.bib has them"
    )
    year: Text | None = Field(
        default=None, description="the year printed there; none: as references.bib has it"
    )


class PrintedLists(Record):
    """`data/printings.yaml`: the reference lists, in printed order; most reviews have one."""

    classified: tuple[Printing, ...] = ()
    alphabetical: tuple[Printing, ...] = ()
