"""What biblatex's annotations say of the names in a field: the ORCID iD of each.

`author+an:orcid = {1="0000-0002-1825-0097"; 3="…"}` is how we write it: the place of a name in the
field, and what is said of that name. An annotation without a name of its own says it of a part:
`author+an = {1:orcid="…"; 2=corresponding}` (biblatex's manual, 3.7: data annotations).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.model.orcids import parse_orcid
from kg.model.references import Name

MARK = "+an"
_ITEM = re.compile(r"(?P<place>\d{0,4})\s*(?::\s*(?P<part>[\w-]+)\s*)?=(?P<value>.*)", re.DOTALL)
# What parts two items is no `;` of a text in quotes.
_ITEMS = re.compile(r'(?:"[^"]*"|[^;"]|"(?=[^"]*$))+')


def is_annotation(name: str) -> bool:
    """Say whether a field annotates another one."""
    return MARK in name


def annotated_field(name: str) -> str:
    """Return the field that a field annotates."""
    return name.partition(MARK)[0]


def orcid_field(role: str) -> str:
    """Return the field that has the ORCID iDs of the names in a field."""
    return f"{role}{MARK}:orcid"


def part_orcids(text: str) -> tuple[str, str]:
    """Return the items that give ORCID iDs, in the form of an `orcid_field`, and the others."""
    orcids, rest = [], []
    for item in _split(text):
        found = _ITEM.fullmatch(item)
        if found and (found["part"] or "").lower() == "orcid":
            orcids.append(f"{found['place']}={found['value'].strip()}")
        else:
            rest.append(item)
    return "; ".join(orcids), "; ".join(rest)


def sift_orcids(text: str, count: int) -> tuple[dict[int, str], list[str]]:
    """Return the ORCID iDs of the names in a field, by their places from 1, and what is wrong.

    `count` is how many names the field has.
    """
    kept: dict[int, str] = {}
    faults: list[str] = []
    for item in _split(text):
        found = _ITEM.fullmatch(item)
        place = int(found["place"] or 0) if found else 0
        try:
            orcid = parse_orcid(found["value"].strip(' "{}') if found else item)
        except ValueError as error:
            faults.append(str(error))
            continue
        fault = _fault_of_place(place, orcid, count, kept)
        if fault is None:
            kept[place] = orcid
        else:
            faults.append(fault)
    return kept, faults


def _fault_of_place(place: int, orcid: str, count: int, kept: Mapping[int, str]) -> str | None:
    """Return why a name cannot have an ORCID iD, where others have theirs, or None."""
    if not 1 <= place <= count:
        have = "there is one name" if count == 1 else f"there are {count} names"
        number = f"no name {place}" if place else "no number of a name"
        return f"{orcid} has {number}: {have}, so write 1 to {count} before the ="
    if place in kept and kept[place] != orcid:
        return f"name {place} has two ORCID iDs, {kept[place]} and {orcid}; keep one"
    other = next((one for one, held in kept.items() if held == orcid and one != place), None)
    if other is not None:
        return f"{orcid} stands for name {other} and for name {place}; keep the one that is right"
    return None


def give_orcids(names: tuple[Name, ...], text: str) -> tuple[Name, ...]:
    """Return names, each with the ORCID iD that its field's annotation has for it."""
    kept, _ = sift_orcids(text, len(names))
    if not kept:
        return names
    return tuple(
        name.model_copy(update={"orcid": kept[place]}) if place in kept else name
        for place, name in enumerate(names, start=1)
    )


def render_orcids(orcids: Mapping[int, str]) -> str:
    """Return ORCID iDs by the places of their names as a field has them; nothing for none."""
    return "; ".join(f'{place}="{orcid}"' for place, orcid in sorted(orcids.items()) if orcid)


def _split(text: str) -> Iterator[str]:
    """Yield the items of annotations, without blanks around them."""
    return (item.strip() for item in _ITEMS.findall(text) if item.strip())
