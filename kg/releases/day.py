"""On which day something is published."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kg.moment import read_moment


def read_day() -> date:
    """Return the day of SOURCE_DATE_EPOCH where that is set, else today, by UTC.

    Raises UsageError where it is no moment.
    """
    return (read_moment() or datetime.now(UTC)).date()
