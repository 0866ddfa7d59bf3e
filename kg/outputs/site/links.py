"""The links of the pages: each leads to a file of the site, and each anchor to an element there.

What a page links to is read once, when it is made, and kept in `links.json` beside the digests, so
that a page taken over from the previous build costs nothing.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import cast
from urllib.parse import unquote

from kg.errors import BuildError
from kg.outputs.site.writing import SiteWriter, read_notes

LINKS = "links.json"
_SHOWN = 10  # dead links that a message names
# From the equals sign, which is found three times as fast as a name is; ids have a name here.
_ATTRIBUTE = re.compile(
    r'''="(?:(?<=\s(id)=")|(?<=\shref=")|(?<=\ssrc=")|(?<=\saction="))([^"]*)"'''
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# What stands after `#` is a query there, or the name of one, and no element.
_READS_ITS_FRAGMENT = frozenset({"sparql.html"})


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where a page leads (`tips/1.html#points`, from the site's root) and the ids on it."""

    targets: Collection[str]
    ids: Collection[str]


def read_links(path: str, text: str, top: str = "/") -> PageLinks:
    """Return the links of a page of ours; those that lead to other sites are left out.

    `top` is where the site stands on its host.
    """
    found = set(_ATTRIBUTE.findall(text))
    ids = {html.unescape(value) for named, value in found if named}
    links = {html.unescape(value) for named, value in found if not named}
    targets = {_target_of(link, path, top) for link in links if not _ELSEWHERE.match(link)}
    return PageLinks(sorted(targets), sorted(ids))


def _target_of(link: str, page: str, top: str) -> str:
    place, _, fragment = link.partition("#")
    place = place.partition("?")[0]
    target = _path_of(place, page.rpartition("/")[0], top) if place else page
    if not fragment or target in _READS_ITS_FRAGMENT:
        return target
    return f"{target}#{unquote(fragment)}"


@lru_cache(maxsize=1 << 14)  # menu and foot lead from each page of a folder to the same places
def _path_of(place: str, folder: str, top: str) -> str:
    """Return the path that a link leads to which stands on a page of some folder."""
    place = unquote(place)
    if place.startswith("/"):  # from the page that stands in for a missing one, at any depth
        return posixpath.normpath(place.removeprefix(top))
    return posixpath.normpath(posixpath.join(folder, place))


def gather_links(
    writer: SiteWriter,
    pages: Iterable[str],
    top: str = "/",
    known: Mapping[str, PageLinks] = MappingProxyType({}),
) -> dict[str, PageLinks]:
    """Return the links of each HTML page of a site that is written, and note them.

    `known` are those of pages that have just been made.
    """
    old = cast("dict[str, list[list[str]]]", read_notes(writer.previous / LINKS))
    links: dict[str, PageLinks] = {}
    for page in pages:
        if page in known:
            links[page] = known[page]
        elif page in writer.reused and page in old:
            links[page] = PageLinks(*old[page])
        else:
            text = (writer.folder / page).read_text(encoding="utf-8")
            links[page] = read_links(page, text, top)
    writer.note(LINKS, {page: [*map(list, (one.targets, one.ids))] for page, one in links.items()})
    return links


def check_links(
    links: Mapping[str, PageLinks], given_out: Mapping[str, Collection[str]], paths: Collection[str]
) -> None:
    """Raise BuildError for links that lead nowhere, with the page and the link of each.

    `links` are those of the pages; `given_out` are addresses that other files hold, by the name of
    the file; `paths` are all files of the site.
    """
    there = set(paths)
    there |= {f"{page}#{name}" for page, one in links.items() for name in one.ids}
    sources = {page: one.targets for page, one in links.items()} | dict(given_out)
    dead = [
        f"{page}: '{target}' is no page or place of this site"
        for page, targets in sorted(sources.items())
        for target in sorted(set(targets) - there)
    ]
    if dead:
        rest = [f"and {len(dead) - _SHOWN} more"] if len(dead) > _SHOWN else []
        raise BuildError("\n".join([*dead[:_SHOWN], *rest]))
