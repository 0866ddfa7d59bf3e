"""On which day something is published."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from kg.errors import UsageError


def read_day() -> date:
    """Return the day of SOURCE_DATE_EPOCH where that is set, else today, by UTC.

    Raises UsageError where it is no moment.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = "give whole seconds since 1970, or leave it unset"
        raise UsageError(f"SOURCE_DATE_EPOCH '{epoch}': {message}") from None
