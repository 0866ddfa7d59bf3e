"""The places of parts on a page: whatever an IRI with a fragment names has an element there.

An IRI such as `tips/12#passage` leads to the page of the tip, and a browser then looks for the
element of that name. Templates name what they show by itself. What stands together with others is
announced: `data-parts="passage span"` says that an element shows all parts whose names begin so.
All else that the data have of a record, such as a name of former days, gets an empty element at the
nearest thing that the page does show: what replaces it, the part that it is a part of, or else the
heading.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from kg.outputs.addresses import Addresses

Places = dict[str, str]
"""The anchor of each part → that of the part which replaces it, or ""."""
_START = re.compile(r'<([a-z][a-z0-9]*)\b[^>]*?\sid="([^"]*)"[^>]*>')
_SHOWS = re.compile(r'<([a-z][a-z0-9]*)\b[^>]*?\sdata-parts="([^"]*)"[^>]*>')
_HEADING = re.compile(r"<h1\b[^>]*>")
# What may hold text, so that an element can be put where it begins.
_HOLDS = re.compile(
    "a|article|caption|code|dd|div|dt|em|figcaption|h[1-6]|li|p|section|span|strong|summary|td|th"
)
# What may not: the first within it that may takes the element.
_FRAMES = frozenset({"details", "dl", "ol", "table", "tbody", "tr", "ul"})
_HOLDER = re.compile(rf"<(?:{_HOLDS.pattern})\b[^>]*>")


def places_by_page(
    subjects: Iterable[str], successors: Mapping[str, str], addresses: Addresses
) -> dict[str, Places]:
    """Return for each page the anchors that IRIs of parts lead to, by its path.

    `successors` are what replaces each IRI that is out of use.
    """
    pages: dict[str, Places] = {}
    for subject in subjects:
        if "#" not in subject:
            continue
        page, mark, anchor = (addresses.address_of(subject) or "").partition("#")
        if mark:
            now = (addresses.address_of(successors.get(subject, "")) or "").partition("#")
            pages.setdefault(page, {})[anchor] = now[2] if now[0] == page else ""
    return {page: dict(sorted(pages[page].items())) for page in sorted(pages)}


def give_places(page: bytes, places: Mapping[str, str]) -> bytes:
    """Return the HTML of a page with an element for each anchor that it has none of yet."""
    return _give_places(page.decode(), places).encode() if places else page


def _give_places(text: str, places: Mapping[str, str]) -> str:
    there = {html.unescape(found[2]): found for found in _START.finditer(text)}
    lacking = [anchor for anchor in places if anchor not in there]
    if not lacking:
        return text
    ends = _ends_of_shown(text)
    ends |= {anchor: _end_of_start(text, there[anchor]) for anchor in places if anchor in there}
    heading = _HEADING.search(text)
    if heading is None:
        return text
    added: dict[int, list[str]] = {}
    for anchor in lacking:
        known = (ends.get(name) for name in _nearest(anchor, places))
        place = next((end for end in known if end), heading.end())
        added.setdefault(place, []).append(f'<span id="{html.escape(anchor)}"></span>')
    pieces, last = [], 0
    for place in sorted(added):
        pieces += [text[last:place], *added[place]]
        last = place
    return "".join([*pieces, text[last:]])


def _ends_of_shown(text: str) -> dict[str, int]:
    """Return where the element begins that says of a name that it shows such parts, the first."""
    ends: dict[str, int] = {}
    for found in _SHOWS.finditer(text):
        for name in found[2].split():
            ends.setdefault(name, _end_of_start(text, found))
    return ends


def _nearest(anchor: str, places: Mapping[str, str]) -> Iterable[str]:
    """Yield the anchors at which a part may be found, the nearest first."""
    now = places.get(anchor)
    if now:
        yield from _ending_before(now)
    yield from _ending_before(anchor)


def _ending_before(anchor: str) -> Iterable[str]:
    """Yield an anchor and those that it goes on from: `row-1-driver`, `row-1`, `row`."""
    while anchor:
        yield anchor
        anchor = anchor.rpartition("-")[0]


def _end_of_start(text: str, found: re.Match[str]) -> int:
    """Return where the first text of an element may begin, or 0 where it can hold none."""
    if _HOLDS.fullmatch(found[1]):
        return found.end()
    inner = _HOLDER.search(text, found.end()) if found[1] in _FRAMES else None
    return inner.end() if inner else 0
