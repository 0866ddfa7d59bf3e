r"""Works that a text lists without citing them: `nocite` of Pandoc's Markdown and of LaTeX.

Reviews name so the studies that they took in: `nocite: "@able2001, @baker2002"` in the head of a
text (https://pandoc.org/MANUAL.html#including-uncited-items-in-the-bibliography), `\nocite{able}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources.citations.atkeys import keys_after_at, look_up_key
from kg.sources.citations.commands import keys_not_cited
from kg.sources.citations.masks import FRONT
from kg.sources.citations.roles import keys_listed
from kg.sources.citations.works import Works

EVERY = "*"
"""The key that stands for every work of the list."""
_FIELD = re.compile(r"^nocite:(?P<keys>.*(?:\n(?:[ \t-].*)?)*)", re.MULTILINE)


def find_listed(text: str, style: str, works: Works) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the works that a text only lists, and the keys of those that no reference is."""
    codes: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for key in _keys_of(text, style):
        if key == EVERY:
            codes |= dict.fromkeys(one.code for one in works.references)
            continue
        found = look_up_key(key, works)
        if len(found) == 1:
            codes[found[0]] = None
        else:
            unknown[key] = None
    return tuple(codes), tuple(unknown)


def _keys_of(text: str, style: str) -> Iterator[str]:
    if style == "latex":
        yield from keys_not_cited(text)
        return
    front = FRONT.match(text) if style == "doi" else None
    field = _FIELD.search(front[0]) if front else None
    if field is not None:
        yield from keys_after_at(field["keys"])
    if style == "doi":
        yield from keys_listed(text)
