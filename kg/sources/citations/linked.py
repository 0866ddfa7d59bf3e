"""Links of Markdown around what cites: `[Able](#able) ([2001](#able))`, `[1](#a)–[3](#c)`.

Programs that turn web pages into Markdown leave them. Where one holds a name or a year alone, the
other half stands outside of it.
"""

from __future__ import annotations

import re

from kg.sources.citations.forms import YEAR

# The second half of a link, behind the bracket that closes its words.
ADDRESS = r"\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+\"[^\"\n]*\")?\)"
_AFTER_WORDS = re.compile(rf"\]{ADDRESS}")
_LINK = re.compile(rf"(?<![!\\])\[(?P<words>[^\[\]\n]{{1,300}}+)(?P<rest>\]{ADDRESS})")


def open_links(text: str) -> str:
    """Return a text of the same length with blanks for links around names, or years, alone."""
    return _LINK.sub(_without_marks, text)


def without_addresses(printed: str) -> str:
    """Return what is printed, in brackets that may be links, without where those lead."""
    return _AFTER_WORDS.sub("]", printed)


def without_links(printed: str) -> str:
    """Return what is printed, of which a part may stand in a link, without the marks of links."""
    if not _AFTER_WORDS.search(printed):
        return printed
    return " ".join(_AFTER_WORDS.sub("", printed).replace("[", "").split())


def _without_marks(link: re.Match[str]) -> str:
    words = link["words"]
    years = [*YEAR.finditer(words)]
    is_name = not years and "@" not in words and any(map(str.isalpha, words))
    is_year = bool(years) and not any(map(str.isalpha, YEAR.sub("", words)))
    if not (is_name or is_year):
        return link[0]
    return f" {words}{' ' * len(link['rest'])}"
