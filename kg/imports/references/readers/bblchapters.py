r"""Chapters of printed lists that say who edited the book: editors, book, pages and publisher.

`In B. Baker & C. Cook (Eds.), \emph{A book} (pp. 19–70). London: Press.`, as APA has it,
`In: Baker, B. and Cook, C. (eds) A book. London: Press, pp. 19–70.`, as Harvard and others have.
"""

from __future__ import annotations

import re

from kg.imports.references.readers.bblabroad import turn_names
from kg.imports.references.readers.bblnames import names_of
from kg.imports.references.readers.bblvenues import OUTER, argument_at
from kg.imports.references.works import Work

_IN = r"(?:\\emph\{)?[Ii]n\b\}?:?\s+"
_EDITED = re.compile(
    rf"{_IN}(?P<editors>[^()]{{2,400}}?),?\s*\((?:[Ee]ditors?|[Ee]ds?\.?)\)[,.:]?\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_OF_SAME = re.compile(
    rf"{_IN}(?:[Dd]ers|[Dd]ies)\.(?:\s\((?:Eds\.)\))?[:,]\s+(?P<rest>\S.*)", re.DOTALL
)
_DASH = r"\s*(?:--?|\u2013)\s*"
_PAGES = re.compile(
    rf"[,.]?\s*\(?(?P<edition>\d+\w*\sed\.,\s)?\bpp?\.\s?(?P<pages>\w+(?:{_DASH}\w+)?)\)?"
)
_EDITION = re.compile(
    r"[,.]?\s*\(?\b(?P<edition>\d+)(?:st|nd|rd|th)?\s(?:ed|edn|edition)\b\.?\)?,?"
)
_EMPHASIS = re.compile(r"\\(?:emph|textit|textsl)\s*\{")
# `In: Zeitschrift, 12(3), pp. 14–29`; books have no issues.
_JOURNAL = re.compile(
    r"[Ii]n:\s(?P<journal>(?!Proc|.*(?:[Cc]onference|[Tt]agung|[Hh]andbuch|[Ll]exikon))[^\d():]{2,200}?),?\s"
    r"(?:\d+\s?\(\d+[^()]*\)|vol\. \d+)"
)
_STOP = re.compile(r"(?<=\w{2})[.?!]\s+|(?<=\w)\s+(?=\()|,\s+(?=pp?\.\s?\d)|\Z")


def take_chapter(work: Work, rest: str) -> bool:
    """Set the book of a chapter with its editors; say whether `rest` tells of one."""
    edited, same = _EDITED.match(rest), _OF_SAME.match(rest)
    found = edited or same
    if found is None:
        return False
    emphasis = _EMPHASIS.match(found["rest"])
    if emphasis is not None:
        book, end = argument_at(f"{{{found['rest'][emphasis.end() :]}", 0, "{", "}")
        after = found["rest"][emphasis.end() + end - 1 :]
    else:
        stop = _STOP.search(found["rest"])
        assert stop is not None, "the end of it all is one"
        book, after = found["rest"][: stop.start()], found["rest"][stop.start() :]
    work.kind = "incollection"
    work.put_latex("booktitle", book.strip(OUTER))
    if edited is not None:
        work.put_latex("editor", names_of(turn_names(edited["editors"]))[1])
    else:
        work.fields["bookauthor"] = work.fields.get("author", "")
    _take_places(work, after)
    return True


def without_in(rest: str) -> str:
    """Return where a work appeared without the *In* that journals have in German lists."""
    found = _JOURNAL.match(rest)
    return rest[found.start("journal") :] if found else rest


def _take_places(work: Work, after: str) -> None:
    """Set pages, edition, publisher and place of a book."""
    pages = _PAGES.search(after)
    if pages is not None:
        work.put_latex("pages", re.sub(_DASH, "--", pages["pages"]))
        after = f"{after[: pages.start()]} {pages['edition'] or ''}{after[pages.end() :]}"
    edition = _EDITION.search(after)
    if edition is not None:
        work.put_latex("edition", edition["edition"])
        after = f"{after[: edition.start()]}. {after[edition.end() :]}"
    left = re.sub(r"\(\s*\)|(?<=[.,])(?:\s*[.,])+", " ", after).strip(f"{OUTER}()")
    place, colon, publisher = left.partition(":")
    if colon:
        work.put_latex("publisher", publisher.strip(OUTER))
        work.put_latex("address", place.strip(OUTER))
    elif " " in left and "," not in left:
        work.put_latex("publisher", left)
    else:  # a place, or a publisher: which is not said
        work.put_latex("howpublished", left)
