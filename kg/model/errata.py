"""The faults: proved ones, and suspected ones as what they are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kg.model.base import Named, Record, Span, Text, Url
from kg.model.links import RecordPath, SectionId
from kg.model.marks import Id


class Erratum(Named):
    """A fault of the printed review, of its digitisation, or of ours. Never a mere suspicion."""

    id: Annotated[str, StringConstraints(pattern=r"^[ES]\d{3}$"), Id("errata")]
    status: Annotated[
        Literal["proved", "suspected"],
        Field(description="E… numbers are proved, S… numbers suspected"),
    ]
    kind: Literal[
        "wrong-code",
        "reference-list",
        "name",
        "title",
        "year",
        "identifier",
        "spelling",
        "missing-word",
        "missing-entry",
        "lost-label",
        "index",
        "wording",
        "appendix",
        "figure",
    ]
    arises_in: Literal["print", "digitisation", "ours", "unknown"]
    printed: Text
    corrected: Text | None = Field(default=None, description="none: not known")
    proof: Annotated[Text, Field(description="why it is a fault, our words")]
    witnesses: tuple[Url, ...] = ()
    section: SectionId | None = None
    span: Span | None = None
    touches: tuple[RecordPath, ...] = Field(
        default=(), description="what it affects, e.g. sources/D8, mentions/17, tips/8"
    )


class ErratumFile(Record):
    """`data/errata.yaml`."""

    errata: tuple[Erratum, ...] = ()
