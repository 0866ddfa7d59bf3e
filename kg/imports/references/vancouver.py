r"""Entries in the manner of Vancouver → names, title and where the work appeared.

`Able A, Baker B. A title. J Sleep. 2011;4(2):11–19.`: initials have no full stop, and the one
behind the last of them ends the names.
"""

from __future__ import annotations

import re

from kg.imports.references.bblnames import names_of
from kg.imports.references.works import Work

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_FAMILY = (
    r"(?:(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|ter|ten|el|al|bin)\s)*"
    rf"{_CAPITAL}[^\W\d_]*(?:['’-][^\W\d_]+)*(?:\s{_CAPITAL}[^\W\d_]+(?:['’-][^\W\d_]+)*)?"
)
_PERSON = rf"{_FAMILY}\s{_CAPITAL}(?:-?{_CAPITAL}){{0,3}}(?:\s(?:Jr|Sr|II|III|2nd|3rd))?"
_PEOPLE = rf"{_PERSON}(?:,\s(?:and\s)?{_PERSON})*(?:,?\s(?:\\emph\{{)?et al\}}?)?"
# A group stands behind a semicolon: `Able A, Baker B; for the TEA Group.`
_GROUP = r"(?:;\s[^.;:?]{3,99})?"
_NAMES = re.compile(rf"(?P<names>{_PEOPLE}{_GROUP}(?:,\seditors?)?)\.\s+(?P<rest>\S.*)", re.DOTALL)
_IN_BOOK = re.compile(
    rf"In:\s*(?:(?P<editors>{_PEOPLE}),\s*(?:editors?|eds?\.?)\.\s+)?(?P<book>.+?)\.\s+(?P<rest>.*)",
    re.DOTALL,
)
_PUBLISHED = re.compile(
    r"(?:(?P<edition>\w+)\s+ed(?:ition|n)?\.\s+)?(?P<place>[^\d:;\[\]]+):\s*(?P<publisher>[^:;]+?)"
    r"\s*(?:;|,|$)\s*(?P<rest>.*)",
    re.DOTALL,
)
_PAGES = re.compile(r"\bpp?\.\s*(\w+(?:\s*(?:--?|\u2013)\s*\w+)?)")
_SEEN = re.compile(r"\[(?:cited|accessed|updated)\b[^\]]*\]\.?|\bAvailable (?:from|at):?\s*$")
_ONLINE = re.compile(r"\s*\[Internet\]")
_PMID = re.compile(r"\bPMID:?\s*(\d{4,9})\b\.?")
_THESIS = re.compile(
    r"\s*\[(?P<kind>(?P<master>[Mm]aster\S*\s+)?(?:[Pp]h\.?D\.?\s+)?(?:dissertation|thesis))\]"
)


def part_names(words: str) -> tuple[str, str] | None:
    """Return the names of an entry and what follows, or None where it is in another manner."""
    match = _NAMES.match(words)
    return (match["names"], match["rest"]) if match else None


def take_marks(work: Work, words: str) -> str:
    """Set the PMID of an entry, and return its words without that and when it was looked up."""
    pmid = _PMID.search(words)
    if pmid:
        work.put("pmid", pmid[1])
    return _ONLINE.sub("", _SEEN.sub(" ", _PMID.sub(" ", words).strip())).strip()


def is_published(rest: str) -> bool:
    """Say whether what follows a title is a place and a publisher: `Geneva: WHO`."""
    return "\\" not in rest and _PUBLISHED.fullmatch(rest.strip(" .;")) is not None


def take_place(work: Work, title: str, rest: str) -> str | None:
    """Set where a work appeared that is no article; return its title, or None if it may be one."""
    thesis = _THESIS.search(title)
    book = _IN_BOOK.match(rest)
    if book:
        work.kind = "incollection"
        work.put_latex("booktitle", book["book"])
        work.put_latex("editor", names_of(book["editors"])[1] if book["editors"] else "")
        rest = book["rest"]
    published = _PUBLISHED.match(rest.strip(" .;"))
    if published is None:
        return title if book else None
    if not book:
        work.kind = "book"
    if thesis:
        work.kind = "mastersthesis" if thesis["master"] else "phdthesis"
        title = _THESIS.sub("", title)
    work.put_latex("school" if thesis else "publisher", published["publisher"].strip(" .,"))
    work.put_latex("address", published["place"].strip(" .,"))
    work.put_latex("edition", published["edition"] or "")
    pages = _PAGES.search(published["rest"])
    work.put_latex("pages", re.sub(r"\s*(?:--?|\u2013)\s*", "--", pages[1]) if pages else "")
    return title
