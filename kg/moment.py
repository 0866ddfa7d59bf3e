"""The moment of a build, as `SOURCE_DATE_EPOCH` gives it: the one time that outputs may name.

https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from kg.errors import UsageError, shorten_text

_VARIABLE = "SOURCE_DATE_EPOCH"


def read_moment() -> datetime | None:
    """Return the moment of SOURCE_DATE_EPOCH by UTC, None where it is not set.

    Raises UsageError where it is no moment.
    """
    said = os.environ.get(_VARIABLE, "")
    if not said:
        return None
    moment = _parse_seconds(said)
    if moment is None:
        shown = shorten_text(" ".join(said.split()))
        message = "give whole seconds since 1970, or leave it unset"
        raise UsageError(f"{_VARIABLE} '{shown}': {message}")
    return moment


def _parse_seconds(text: str) -> datetime | None:
    # `int` alone takes blanks, signs, underscores and digits of other scripts, too.
    if not re.fullmatch("[0-9]+", text):
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None  # after the year 9999
