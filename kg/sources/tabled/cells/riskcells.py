"""What cells with risks look like: one risk, a difference, or several of several groups."""

from __future__ import annotations

import re

NUMBER = r"[0-9]+(?:[.·][0-9]+)?"
PEOPLE = r"(?:\s+(?:people|persons|patients|participants|women|men|children|adults|births|users))?"
_PER = (
    rf"\s*(?:per|in|of|out of)\s*(?P<per>[1-9][0-9 ]{{0,2}}(?:[,\u2009\u202f\xa0 ]?000)+|100)"
    rf"{PEOPLE}"
)
MARKS = r"(?:\s*(?:[*\u2217†‡§¶#]+|\^[^^]{1,3}\^))*"
_TO = r"\s*(?:to|bis|à|[–—]|-(?=\s*[0-9]))\s*"
_LEVEL = r"(?:[0-9]{2}(?:\.[0-9])?\s*%\s*)?(?:CI|CrI)?[:,]?\s*"
_AGAIN = r"(?:\s*per\s*[0-9][0-9, \u2009\u202f\xa0]*)?"
RISK = re.compile(
    rf"(?P<value>{NUMBER}){_PER}{MARKS}"
    rf"(?:\s*[,;]?\s*[(\[]\s*{_LEVEL}(?P<low>{NUMBER}){_AGAIN}{_TO}(?P<high>{NUMBER}){_AGAIN}\s*[)\]])?{MARKS}",
    re.IGNORECASE,
)
_WAY = r"(?:\s*(?P<{0}>fewer|less|lower|more|higher))?"
SIGNED = rf"[-\u2212\u2013+]?\s?{NUMBER}"
DIFFERENCE = re.compile(
    rf"(?P<value>{SIGNED}){_WAY.format('way')}(?:\s+(?:cases|events|deaths|people|patients))?{_PER}{MARKS}"
    rf"(?:\s*[,;]?\s*[(\[]\s*(?:from\s+)?{_LEVEL}(?P<low>{SIGNED}){_WAY.format('low_way')}{_AGAIN}"
    rf"{_TO}(?P<high>{SIGNED}){_WAY.format('high_way')}{_AGAIN}\s*[)\]])?{MARKS}",
    re.IGNORECASE,
)
GROUP = re.compile(
    r"(?P<name>study population|(?:very[ -])?(?:low(?:er|est)?|medium|moderate|intermediate|"
    r"average|high(?:er|est)?)(?:[ -](?:baseline[ -])?risk)?(?: (?:groups?|populations?|people|"
    rf"patients|participants|women|men|children|adults|settings?))?){MARKS}\s*[:;,]?",
    re.IGNORECASE,
)


def list_risks(cell: str) -> list[tuple[str, str]]:
    """Return the risks of a cell that holds nothing but several, each with its group or ""."""
    found, place = list[tuple[str, str]](), 0
    while place < len(cell):
        named = GROUP.match(cell, place)
        begin = _blank_behind(cell, named.end() if named else place)
        end = _end_of_risk(cell, begin)
        if end == begin:
            return []
        found.append((named["name"] if named else "", cell[begin:end]))
        place = _blank_behind(cell, end)
    return found if len(found) > 1 else []


def _blank_behind(cell: str, place: int) -> int:
    while place < len(cell) and (cell[place].isspace() or cell[place] in ";,.:/|"):
        place += 1
    return place


def _end_of_risk(cell: str, place: int) -> int:
    """Return where the risk ends that begins at a place of a cell; the place where none does."""
    match = RISK.match(cell, place) or DIFFERENCE.match(cell, place)
    return match.end() if match else place
