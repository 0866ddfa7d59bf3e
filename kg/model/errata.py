"""The faults: proved ones, and suspected ones as what they are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kg.model.base import Named, Record, Span, Text, Url
from kg.model.links import RecordPath, SectionId
from kg.model.marks import Id, Says


class Erratum(Named):
    """A fault of the printed review, of its digitisation, or of ours. Never a mere suspicion."""

    id: Annotated[
        str, StringConstraints(pattern=r"^[ES]\d{3}$"), Id("errata"), Says("dcterms:identifier")
    ]
    status: Annotated[
        Literal["proved", "suspected"],
        Field(description="E… numbers are proved, S… numbers suspected"),
    ]
    kind: Annotated[
        Literal[
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
        ],
        Says("tt:faultKind"),
    ]
    arises_in: Literal["print", "digitisation", "ours", "unknown"]
    printed: Annotated[Text, Says("tt:printedText")]
    corrected: Annotated[Text | None, Says("tt:correctedText")] = Field(
        default=None, description="none: not known"
    )
    proof: Annotated[
        Text, Field(description="why it is a fault, our words"), Says("tt:proof", "en")
    ]
    witnesses: tuple[Url, ...] = ()
    section: Annotated[SectionId | None, Says("tt:inSection")] = None
    span: Span | None = None
    touches: Annotated[tuple[RecordPath, ...], Says("tt:affects")] = Field(
        default=(), description="what it affects, e.g. sources/D8, mentions/17, tips/8"
    )


class ErratumFile(Record):
    """`data/errata.yaml`."""

    errata: tuple[Erratum, ...] = ()
