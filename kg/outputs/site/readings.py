"""The readings of records → what each page says of its own: how often they were read, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.outputs.cells import Row

READINGS = "record-readings"  # the query that is asked for it


def readings_by_page(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the readings of the records that each page shows, by its path.

    `rows` have a record's address, how often it was checked, the last day, and whether it has
    changed since. Only records with a reading are counted, and `records` says how many these are.
    """
    pages: dict[str, list[Row]] = {}
    for row in rows:
        pages.setdefault(str(row["record"]).partition("#")[0], []).append(row)
    return {page: _sum_up(found) for page, found in pages.items()}


def _sum_up(rows: list[Row]) -> Row:
    times = Counter(row["times"] for row in rows)
    return {
        "records": len(rows),
        "groups": [
            {"times": often, "count": times[often]} for often in sorted(times, reverse=True)
        ],
        "last": max(row["last"] for row in rows),
        "changed": sum(1 for row in rows if row["has_changed"]),
    }
