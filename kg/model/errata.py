"""The faults: proved ones, and suspected ones as what they are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.model.base import Named, Record, SerialCode, Text
from kg.model.links import RecordPath, SectionId
from kg.model.marks import Id, Says
from kg.model.places import Placed
from kg.model.witnesses import Witness


class Erratum(Placed, Named):
    """A fault of the printed review, of its digitisation, or of ours, proved or suspected.

    Its code says nothing of its status, for the status may change and the code may not.
    """

    id: Annotated[SerialCode, Id("errata"), Says("dcterms:identifier")]
    formerly: Annotated[tuple[SerialCode, ...], Says("tt:formerCode")] = Field(
        default=(), description="codes that it had before; old links to them lead here"
    )
    status: Literal["proved", "suspected"]
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
        Says("tt:ofFaultKind", among="FaultKind"),
    ]
    arises_in: Literal["print", "digitisation", "ours", "unknown"]
    printed: Annotated[Text, Says("tt:printedText")]
    corrected: Annotated[Text | None, Says("tt:correctedText")] = Field(
        default=None, description="none: not known"
    )
    proof: Annotated[
        Text,
        Field(description="why it is a fault, our words"),
        Says("tt:proof", ours=True),
    ]
    witnesses: tuple[Witness, ...] = ()
    section: Annotated[SectionId | None, Says("tt:inSection")] = None
    touches: Annotated[tuple[RecordPath, ...], Says("tt:affects")] = Field(
        default=(), description="what it affects, e.g. sources/D8, mentions/17, tips/8"
    )


class ErratumFile(Record):
    """`data/errata.yaml`."""

    errata: tuple[Erratum, ...] = ()
