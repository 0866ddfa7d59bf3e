"""Citations that are typed by author and year in a text that cites by keys, for a person to judge.

Who writes with keys at times types one: `Able et al. (2001)` without its key. It is in no program's
list then, and may have been meant as a citation or only name a work that is cited beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.sources.citations.found import Citation
from kg.sources.citations.names import find_names
from kg.sources.citations.works import Works

STYLES = frozenset({"doi", "latex"})
_BESIDE = 60  # characters in which the key of the same work stands


def find_names_beside_keys(text: str, works: Works, keyed: Sequence[Citation]) -> list[Citation]:
    """Return what names one work by author and year where no key of it stands; none is sure."""
    ordered = sorted(keyed, key=lambda one: one.start)
    starts = [one.start for one in ordered]
    return [
        replace(one, sure=False)
        for one in find_names(text, works)
        if one.sure and one.role == "cites" and len(one.sources) == 1
        if not _has_key(one, ordered, starts)
    ]


def _has_key(named: Citation, keyed: Sequence[Citation], starts: Sequence[int]) -> bool:
    """Say whether a citation by key stands in the words of another, or its key close to them."""
    place = bisect_left(starts, named.start - 2 * _BESIDE)
    for one in keyed[place:]:
        if one.start > named.end + _BESIDE:
            return False
        overlaps = one.group[0] < named.end and named.start < one.group[1]
        is_close = named.start - _BESIDE <= one.end
        if overlaps or (is_close and named.sources[0] in one.sources):
            return True
    return False
