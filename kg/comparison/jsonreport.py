"""A difference → JSON for programs. `docs/comparing.schema.json` says what stands where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from kg.comparison.changes import FieldChange, RecordChange
from kg.comparison.difference import Difference
from kg.comparison.touched import Support
from kg.comparison.values import Passage, Ref, Value

VERSION = 1  # of the form; another number where programs must be changed
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def render_json(difference: Difference) -> str:
    """Return a difference as JSON."""
    touched = difference.touched
    content: Json = {
        "version": VERSION,
        "old": difference.old,
        "new": difference.new,
        "same": difference.is_empty,
        "compared": difference.by,
        "records": [_record(change) for change in difference.changes.records],
        "moved_passages": difference.changes.moved,
        "tips": [
            {
                "path": one.path,
                "title": one.title,
                "added": [_support(support) for support in one.come],
                "removed": [_support(support) for support in one.gone],
            }
            for one in touched.tips
        ],
        "cells": [
            {
                "table": one.table,
                "row": one.row,
                "column": one.column,
                "old": one.old,
                "new": one.new,
            }
            for one in touched.cells
        ],
        "pages": [*touched.pages],
        "counts": {
            name: {"old": old, "new": new} for name, (old, new) in (touched.counts or {}).items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _support(support: Support) -> Json:
    thing = support.thing
    return {"path": thing.path, "label": thing.label, "stance": support.stance or None}


def _record(change: RecordChange) -> Json:
    place = change.place
    return {
        "how": change.how,
        "kind": change.kind,
        "path": change.path,
        "was": change.was or None,
        "label": change.label,
        "file": None if place is None else place.path,
        "line": None if place is None else place.line,
        "fields": [_field(field) for field in change.fields],
    }


def _field(field: FieldChange) -> Json:
    trail: list[Json] = [*field.trail]
    old, new = _plain(field.old), _plain(field.new)
    if field.is_list:
        return {"field": trail, "removed": old, "added": new}
    return {"field": trail, "old": old, "new": new}


def _plain(value: Value) -> Json:
    match value:
        case Ref():
            return value.path
        case Passage():
            return {"start": value.start, "end": value.end, "sha256": value.sha256}
        case tuple():
            return [_plain(one) for one in value]
        case frozenset():
            return [_plain(one) for one in sorted(value, key=str)]
        case Mapping():
            return {name: _plain(one) for name, one in value.items()}
        case _:
            return value
