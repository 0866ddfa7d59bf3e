"""The records of one work, side by side: field by field, and whether they are alike."""

from __future__ import annotations

from collections.abc import Sequence

from kg.outputs.cells import Row
from kg.paths import slug_of

# What is recorded of a source, by the fact that holds it; `None` is for the stances.
FIELDS = ("title", "year", "kind", "stances")


def compare_sources(sources: Sequence[Row]) -> list[Row]:
    """Return what is recorded of a work, field by field, and whether the records are alike.

    `alike` is None where fewer than two reviews say anything: nothing can be compared.
    """
    return [_compare(name, sources) for name in FIELDS]


def _compare(name: str, sources: Sequence[Row]) -> Row:
    cells: list[Row] = [{"source": source, "value": _value_of(name, source)} for source in sources]
    given = [cell for cell in cells if cell["value"]]
    reviews = {cell["source"]["review"]["slug"] for cell in given}
    values = [_plain(cell["value"]) for cell in given]
    alike = None if len(reviews) < 2 else all(one == values[0] for one in values)  # noqa: PLR2004
    return {"field": name, "cells": cells, "alike": alike, "silent": len(cells) - len(given)}


def _value_of(name: str, source: Row) -> object:
    # How often each stance was recorded is no difference: reviews are of different length.
    return sorted(source["stances"]) if name == "stances" else source[name]


def _plain(value: object) -> object:
    """Return a value without what differs in print alone: large letters and signs of a title."""
    return slug_of(value) if isinstance(value, str) else value
