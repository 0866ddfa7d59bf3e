"""Who entered a record, who read it again against the text, and when."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from kg.model.base import Named, Path, Record, ShortDigest, Slug

_DIGITS = 12  # of a digest, as `ShortDigest` has them


class ReadBy(Record):
    """Who read and on which day: a role such as `second-reader`, never an invented person."""

    reader: Slug
    on: date


class Curation(Record):
    """The readings of a record: the one that entered it, and those that checked it, in order.

    `digest` is that of the record at its last reading (`digest_of_record`).
    """

    record: Path
    entered: ReadBy
    checked: tuple[ReadBy, ...] = ()
    digest: ShortDigest
    has_changed: bool = False

    @property
    def readings(self) -> tuple[ReadBy, ...]:
        """Return all readings, in order."""
        return (self.entered, *self.checked)


def digest_of_record(record: Named) -> str:
    """Return the start of the SHA-256 of what a record says.

    Fields that have their default are left out: a new field of the model changes no record.
    """
    content = record.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
