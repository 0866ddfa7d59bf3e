"""Names of bodies that a comma parts, told from those of people.

`Ministry of Health, Tea Division` is nobody called *Tea Division*; `Organization, World Health` is
what programs make of a body that somebody entered without braces.
"""

from __future__ import annotations

import re

# Words of bodies that are no family names, as Bank and Board are.
_WORDS = (
    "ministr(?:y|ies)|department|office|organi[sz]ations?|institut(?:e|es|ion)|university|college"
    "|council|committee|commission|agency|agencies|association|society|foundation|bureau"
    "|administration|federation|authority|consortium|collaboration|programme|division|directorate"
    r"|secretariat|\w*ministerium|ministère|ministerio|instituto|universidad|université|universität"
)
BODY = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_OF = re.compile(rf"\b(?:{_WORDS})\s+(?:of|for|on|der|für|de|des|du)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")


def is_parted_body(name: str) -> bool:
    """Say whether a name with one comma is that of a body: a person has no *Ministry of* in it."""
    family, comma, rest = name.partition(",")
    if not comma or "," in rest or name.startswith("{"):
        return False
    return bool(
        _OF.search(family) or _OF.search(rest) or (BODY.search(family) and BODY.search(rest))
    )


def is_turned_body(name: str) -> bool:
    """Say whether a name may be that of a body with its last word first."""
    family, _, rest = (part.strip() for part in name.partition(","))
    is_plain = bool(rest) and "," not in rest and not _INITIALS.fullmatch(rest)
    return is_plain and BODY.fullmatch(family) is not None
