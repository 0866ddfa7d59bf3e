"""The citations in the text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Named, Record, Text
from kg.model.links import ErratumId, SectionId, SourceCode
from kg.model.marks import Aside, Id, Says
from kg.model.places import Anchored


class Mention(Anchored, Named):
    """An in-text citation. `source` is the work meant, `printed` the code that stands there."""

    order: Annotated[int, Field(ge=1), Id("mentions"), Says("tt:order")]
    printed: Annotated[Text, Says("tt:printedCode")]
    scanned: Annotated[Text | None, Says("tt:scannedText")] = None
    source: Annotated[SourceCode, Says("tt:mentionsSource")]
    section: Annotated[SectionId, Says("tt:inSection")]
    erratum: Annotated[ErratumId | None, Says("tt:explainedBy")] = None


class Exclusion(Record):
    """A token of the body that looks like a citation code and is none."""

    token: Text
    reason: Annotated[Text, Aside()]


class Uncited(Record):
    """A source that the body never cites, with what can be said of it all the same."""

    source: SourceCode
    reason: Text


class NotEvidence(Record):
    """A source that the text cites and no claim rests on: a method, software, data, background."""

    source: SourceCode
    cited_for: Annotated[Text, Field(description="in words of your own")]


class MentionFile(Record):
    """`data/mentions.yaml`."""

    mentions: tuple[Mention, ...] = ()
    exclusions: Annotated[tuple[Exclusion, ...], Aside()] = ()
    uncited: tuple[Uncited, ...] = ()
    not_evidence: tuple[NotEvidence, ...] = ()
