"""Identifiers of the references, what each must look like, and corrections to what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import Record, Text
from kg.model.links import ErratumId, SourceCode
from kg.model.marks import Says
from kg.model.names import parse_names
from kg.model.witnesses import Witness, fault_of_witness
from kg.webaddress import url_fault

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/ : a registrant has four to
# nine digits; after the slash nearly anything goes. https://shortdoi.org makes `10/abcde` of it.
_DOI = re.compile(r"10\.\d{4,9}/\S+|10/(?=\d*[A-Za-z])[A-Za-z0-9]{3,}")


def isbn_fault(text: str) -> str | None:
    """Return what is wrong with an ISBN-10 or ISBN-13, or None when its check digit holds.

    ISO 2108: ISBN-10 weighs its digits 10…1 and sums to 0 modulo 11; ISBN-13 weighs 1, 3, 1, …
    and sums to 0 modulo 10.
    """
    digits = re.sub(r"[\s–-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        total = sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True))
        return (
            None if total % 11 == 0 else "its check digit does not fit; look for a mistyped digit"
        )
    if re.fullmatch(r"\d{13}", digits):
        total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
        return (
            None if total % 10 == 0 else "its check digit does not fit; look for a mistyped digit"
        )
    return "an ISBN has 10 or 13 digits"


def issn_fault(text: str) -> str | None:
    """Return what is wrong with an ISSN, or None when its check digit holds.

    ISO 3297: the digits are weighed 8…1 and sum to 0 modulo 11; X is 10.
    """
    digits = re.sub(r"[\s–-]", "", text).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return "an ISSN has 8 digits"
    values = [10 if digit == "X" else int(digit) for digit in digits]
    total = sum(weight * value for weight, value in zip(range(8, 0, -1), values, strict=True))
    return None if total % 11 == 0 else "its check digit does not fit; look for a mistyped digit"


def doi_fault(text: str) -> str | None:
    """Return what is wrong with a DOI, or None. A DOI is `10.<registrant>/<name>`, no address."""
    if _DOI.fullmatch(text):
        return None
    if "doi.org/" in text:
        return "give the bare DOI, from '10.' on, without the address before it"
    return "a DOI starts with '10.', a number of 4 to 9 digits and a slash"


def _fault_of_page(text: str) -> str | None:
    # What is no witness is no address of a work either: it leads to a copy that nobody vouches for.
    return url_fault(text) or fault_of_witness(text)


def _fault_of_pmid(text: str) -> str | None:
    return None if re.fullmatch(r"[1-9][0-9]*", text) else "PubMed's numbers are digits alone"


_NAMES = frozenset({"authors", "editors"})
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_DATE = re.compile(r"[12]\d{3}(-\d\d){0,2}(/[12]\d{3}(-\d\d){0,2})?", re.ASCII)


def fault_of_field(field: str, text: str) -> str | None:
    """Return why a text cannot stand in a field of `references.bib`, or None."""
    if field == "year" and not _YEAR.fullmatch(text):
        return "write a year of four digits, such as 2005"
    if field == "date" and not _DATE.fullmatch(text):
        return "write a date such as 2005-12-31"
    if field in _NAMES:
        try:
            parse_names(text)
        except ValueError as error:
            return str(error)
    return None


# What can be checked of an identifier without asking anybody.
FAULTS: Mapping[str, Callable[[str], str | None]] = {
    "doi": doi_fault,
    "isbn10": isbn_fault,
    "isbn13": isbn_fault,
    "pmid": _fault_of_pmid,
    "url": _fault_of_page,
}


class Identifier(Record):
    """An identifier or link of a source, and where it was seen beside the right title."""

    source: SourceCode
    scheme: Annotated[
        Literal["doi", "isbn10", "isbn13", "pmid", "url", "report-number", "urn"],
        Says("tt:ofIdentifierScheme", among="IdentifierScheme"),
    ]
    value: Annotated[Text, Says("tt:value")]
    of: Annotated[
        Literal["work", "chapter", "copy", "reissue", "related"],
        Says("tt:ofIdentifiedKind", among="IdentifiedKind"),
    ] = "work"
    witness: Witness
    note: Annotated[Text | None, Says("rdfs:comment", ours=True)] = None

    @model_validator(mode="after")
    def _passes_its_own_check(self) -> Self:
        fault = FAULTS[self.scheme](self.value) if self.scheme in FAULTS else None
        if fault is not None:
            raise ValueError(f"the {self.scheme} '{self.value}': {fault}")
        return self


class Correction(Record):
    """What is known of a source where the printed entry says otherwise or less."""

    source: SourceCode
    field: Annotated[
        Literal[
            "title",
            "authors",
            "editors",
            "year",
            "date",
            "journal",
            "book",
            "volume",
            "issue",
            "pages",
            "publisher",
            "place",
            "series",
            "note",
        ],
        Says("tt:ofEntryField", among="EntryField"),
    ]
    kind: Annotated[
        Literal["corrects", "completes", "confirms"],
        Says("tt:ofCorrectionKind", among="CorrectionKind"),
    ]
    printed: Annotated[Text | None, Says("tt:printedText")] = None
    corrected: Annotated[Text, Says("tt:correctedText")]
    reads: Annotated[
        Text | None,
        Field(
            description="the whole field as it should read, in the form of references.bib; "
            "none: as `corrected` has it"
        ),
        Says("tt:fieldReads"),
    ] = None
    witness: Witness | None = Field(
        default=None,
        description="the page where it was seen; none: its fault is proved in the text",
    )
    note: Annotated[Text | None, Says("rdfs:comment", ours=True)] = None
    erratum: Annotated[ErratumId | None, Says("tt:explainedBy")] = None

    @property
    def value(self) -> str | None:
        """Return what the field should hold, or None where `corrected` has not the field's form."""
        # A series stands on no page and in no export, so there is nothing to put right.
        if self.kind != "corrects" or self.field == "series":
            return None
        if self.reads is not None:
            return self.reads
        # A sentence such as "Ann Able and others" tells a reader enough, and no machine.
        fits = self.field not in _NAMES and fault_of_field(self.field, self.corrected) is None
        return self.corrected if fits else None

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if self.witness is None and self.erratum is None:
            raise ValueError("give the page where it was seen as 'witness', or the 'erratum'")
        return self

    @model_validator(mode="after")
    def _reads_as_its_field_can(self) -> Self:
        if self.reads is None:
            return self
        if self.kind != "corrects":
            raise ValueError(f"'reads' is for what corrects, and this {self.kind}; take it out")
        fault = fault_of_field(self.field, self.reads)
        if fault is not None:
            raise ValueError(f"'reads' is '{self.reads}': {fault}")
        return self


class IdentifierFile(Record):
    """`data/identifiers.yaml`."""

    identifiers: tuple[Identifier, ...] = ()
    corrections: tuple[Correction, ...] = ()
