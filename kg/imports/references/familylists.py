"""Lists of family names in the place of one: `Babor, De Graaf, dos Santos, Chan, Pearson`.

PsycINFO writes such into RIS. Of an article they are no editors: they are those whom it cites, in
the order of the alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_LEAST_FAMILIES, _MANY_FAMILIES, _ENOUGH = 5, 8, 0.7
_FAMILY = re.compile(
    r"(?:(?:[Dd][aeiou]s?|[Vv][ao]n|[Dd]e[nrl]|[Ll][ae]|[Tt]e[nr]) )*(?![A-Z]{2,}$)[^\W\d_a-z]"
    r"[^\W\d_]*(?:['’-][^\W\d_]+)*"
)
_LONGEST_FAMILY = 4  # words


def are_families(listed: Sequence[str]) -> bool:
    """Say whether parts are family names alone, most of them one word, none with initials."""
    fitting = sum(_FAMILY.fullmatch(one) is not None for one in listed)
    are_short = all(one and len(one.split()) <= _LONGEST_FAMILY for one in listed)
    is_clear = fitting == len(listed) or (
        len(listed) >= _MANY_FAMILIES and fitting >= _ENOUGH * len(listed)
    )
    return len(listed) >= _LEAST_FAMILIES and are_short and is_clear


def are_cited(editors: str) -> bool:
    """Say whether a line of editors lists family names in the order of the alphabet."""
    listed = [part.strip() for part in editors.split(",")]
    folded = [part.casefold() for part in listed]
    turned = sum(one > other for one, other in pairwise(folded))
    return are_families(listed) and turned <= len(listed) // 20
