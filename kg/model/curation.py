"""Who entered a record, who read it again against the text, and when."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Annotated, Any

from pydantic import StringConstraints

from kg.model.base import Named, Record, ShortDigest
from kg.model.links import RecordPath

# What a reader did (`second-reader`), which is no record: the settings can give it a name.
Role = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
_DIGITS = 12  # of a digest, as `ShortDigest` has them


class ReadBy(Record):
    """Who read and on which day: a role such as `second-reader`, never an invented person."""

    reader: Role
    on: date


class Curation(Record):
    """The readings of a record: the one that entered it, and those that checked it, in order.

    `digest` is that of the record at its last reading (`digest_of_record`).
    """

    record: RecordPath
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

    Fields that have their default are left out: a new field of the model changes no record. So are
    words settled for the check of wording, which are no part of what a record says.
    """
    content = _without_settled_words(record.model_dump(mode="json", exclude_defaults=True))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _without_settled_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _without_settled_words(one) for name, one in value.items() if name != "wording"
        }
    return [_without_settled_words(one) for one in value] if isinstance(value, list) else value
