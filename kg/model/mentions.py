"""The citations in the text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Record, Slug, Span, Text


class Mention(Record):
    """An in-text citation. `source` is the work meant, `printed` the code that stands there."""

    order: Annotated[int, Field(ge=1)]
    printed: Text
    scanned: Text | None = None
    source: Text
    section: Slug
    span: Span
    erratum: Text | None = None

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base."""
        return f"mentions/{self.order}"


class Exclusion(Record):
    """A token of the body that looks like a citation code and is none."""

    token: Text
    reason: Text


class Uncited(Record):
    """A source that the body never cites, with what can be said of it all the same."""

    source: Text
    reason: Text


class MentionFile(Record):
    """`data/mentions.yaml`."""

    mentions: tuple[Mention, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    uncited: tuple[Uncited, ...] = ()
