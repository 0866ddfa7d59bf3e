"""Names that stand as one in a field of BibTeX, though they are plainly several people's.

`Able, A. & Bell, B.`, `Able, A.; Bell, B.`, `Able, A., Bell, B. & Cook, C.`, `Able A, Bell B`:
each part has a family name and initials or given names of its own. What may be one name
(`Able & Bell`) stays one.
"""

from __future__ import annotations

import re

from kg.imports.references.openlists import close_list
from kg.imports.references.works import name_with_initials

_JOINT = re.compile(r"\s*;\s*|\s*,?\s+(?:\\?&|\{\\&\})\s+")
_IN_WORDS = re.compile(r"\s+(?:und|et|y|e)\s+")  # `Able, A. und Bell, B.`
_OF_BODIES = re.compile(r"\b(?:of|for|the|on|ltd|inc|gmbh|co|und|and)\b", re.IGNORECASE)
_ONE_INITIAL = r"(?:[^\W\d_]|\{?\\[^\s{}]\{?[A-Za-z]\}?\}?)\.?"
_GIVEN = rf"{_ONE_INITIAL}(?:[ ~-]*{_ONE_INITIAL}){{0,3}}"
# Of a list in commas only initials tell where one ends.
_LISTED = re.compile(rf"(?P<family>[^,;]{{2,60}}?)\s*,\s*(?P<given>{_GIVEN})(?:\s*,\s*|\s*$)")
_WHOLE = re.compile(r"(?P<family>[^,;]{2,60}?)\s*,\s*(?P<given>[^,;]{1,40})")
_BEFORE = re.compile(r"(?P<given>(?:[^\W\d_]\.[ ~-]*){1,4})\s*(?P<family>[^\W\d_][^,;.]{1,60})")


# Lens.org's, for who has one name alone.
_NULL = re.compile(r",\s*null(?=\s*$|\s+and\s)")


def plain_names(names: str) -> str:
    """Return names of which none is `null` or `{et al.}`: nobody is called so."""
    return close_list(_NULL.sub("", names))


def part_joined_names(text: str) -> list[str]:
    """Return the people in what BibTeX takes for one name, or that name alone."""
    parts = _IN_WORDS.split(text) if "{" not in text and "=" not in text else []
    people = [_people_of(part) for part in parts]
    if len(parts) > 1 and all(people):
        return [one for listed in people for one in listed]
    if not _is_joined(text):
        listed = text.split(",") if "{" not in text and "=" not in text else []
        inverted = [", ".join(name_with_initials(one)) for one in listed]
        # In pairs: `Able, A., Bell, B.`, as styles print them; BibTeX can make nothing of these.
        paired = _people_of(text) if len(listed) > 3 else []  # noqa: PLR2004
        return inverted if len(inverted) > 1 and all(inverted) else (paired or [text])
    parts = [part.strip() for part in _JOINT.split(text) if part.strip()]
    people = [_people_of(part) for part in parts]
    if len(parts) < 2 or not all(people):  # noqa: PLR2004
        return [text]
    return [one for listed in people for one in listed]


def _is_joined(text: str) -> bool:
    """Say whether a joint stands outside of all braces."""
    bare = re.sub(r"\{(?!\\&\})[^{}]*\}", "", text)
    return not bare.startswith("{") and _JOINT.search(bare) is not None


def _people_of(part: str) -> list[str]:
    """Return the people of a part, each as `Family, Given`; none where it may be a body's."""
    whole = _BEFORE.fullmatch(part) or _WHOLE.fullmatch(part)
    listed = [whole] if whole else [*_LISTED.finditer(part)]
    if "".join(one[0] for one in listed) != part:
        return []
    people = [(one["family"].strip(), one["given"].strip()) for one in listed]
    are_names = all(
        _is_capital(family) and _is_capital(given) and not _OF_BODIES.search(f"{family} {given}")
        for family, given in people
    )
    return [f"{family}, {given}" for family, given in people] if are_names else []


def _is_capital(text: str) -> bool:
    return any(map(str.isupper, text))
