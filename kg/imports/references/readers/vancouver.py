r"""Entries in the manner of Vancouver → names, title and where the work appeared.

`Able A, Baker B. A title. J Sleep. 2011;4(2):11–19.`: initials have no full stop, and the one
behind the last of them ends the names.
"""

from __future__ import annotations

import re

from kg.imports.references.readers.bblnames import CAPITAL, FAMILY, names_of
from kg.imports.references.works import Work

_PERSON = rf"{FAMILY}\s{CAPITAL}(?:-?{CAPITAL}){{0,3}}(?:\s(?:Jr|Sr|II|III|2nd|3rd))?"
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
_PMCID = re.compile(r"\bPMCID:?\s*(PMC\d{4,9})\b\.?")
_THESIS = re.compile(
    r"\s*\[(?P<kind>(?P<master>[Mm]aster\S*\s+)?(?:[Pp]h\.?D\.?\s+)?(?:dissertation|thesis))\]"
)
# As PMC shows some journals: `J Sleep. (2011) 4:11`, `Cham: Springer; (2016). p. 162`.
_YEAR_BEFORE_VOLUME = re.compile(
    r"(?P<journal>[^\s.]\.?)\s+\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)\.?[,:]?\s+"
    r"(?=[A-Z]?\d+[A-Z]?(?:\s?\([^()]*\))?:)"
)
_WITHOUT_PUBLISHER = re.compile(r":\s*\((?P<year>(?:1[5-9]|20)\d\d)\)\.?(?=\s*p)")
# What a page offers behind an entry, and no part of it; `et al..` is a slip of theirs.
_OFFERED = re.compile(
    r"\s*(?:\[(?:DOI|CrossRef|Cross Ref|PubMed(?: Abstract)?|(?:Free )?PMC(?: free)? article|"
    r"Medline|Google Scholar|Web of Science|Scopus|ISI|CAS|ADS|Full Text|Free Full Text)\]\s*)+",
    re.IGNORECASE,
)
# AMA sets the pages of a chapter behind the year: `Little Brown; 1999:12-34`.
_PAGES_BEHIND = re.compile(
    r"(?<=[^\W\d_];\s)(?P<year>(?:1[5-9]|20)\d\d):(?P<pages>[A-Za-z]?\d+(?:\s*(?:--?|\u2013)\s*\w+)?)\.?$"
)
_YEAR_OF_BOOK = re.compile(r"(?P<mark>;)\s*\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)\.?")


def plain_years(words: str) -> str:
    """Return an entry whose year stands in brackets behind its journal as Vancouver has it.

    Behind the names such a year is in the manner of APA, and stays. What pages offer is gone.
    """
    words = _OFFERED.sub(" ", words).strip().replace("et al..", "et al.")
    words = _PAGES_BEHIND.sub(r"\g<year>. p. \g<pages>", _of_semicolons(words))
    match = _NAMES.match(words)
    if match is None:
        return words
    rest = _YEAR_BEFORE_VOLUME.sub(r"\g<journal> \g<year>;", match["rest"], count=1)
    rest = _WITHOUT_PUBLISHER.sub(r". \g<year>.", rest, count=1)
    return words[: match.start("rest")] + _YEAR_OF_BOOK.sub(r"\g<mark> \g<year>.", rest, count=1)


# `Able, A.B.; Baker, C. A title. J Tea 2001, 1, 2–3`, as MDPI and ACS have it.
_PARTED = rf"{FAMILY},\s{CAPITAL}\.(?:[\s-]?{CAPITAL}\.){{0,3}}"
_SEMICOLONS = re.compile(
    rf"(?P<names>{_PARTED}(?:;\s{_PARTED})*(?P<more>;?\set al\.)?)\s(?=[^\s(&])"
)
_YEAR_FIRST = re.compile(
    r"[\s~](?P<year>(?:1[5-9]|20)\d\d),\s(?P<volume>\d+)(?:\s?\((?P<number>[^()]+)\))?,\s"
    r"(?P<pages>[A-Za-z]?\d+(?:\s*(?:--?|\u2013)\s*[A-Za-z]?\d+)?)"
)


def _of_semicolons(words: str) -> str:
    """Return such an entry in the manner of Vancouver, and any other as it is."""
    people, venue = _SEMICOLONS.match(words), _YEAR_FIRST.search(words)
    if people is None or venue is None:
        return words
    each = re.findall(_PARTED, people["names"])
    names = [
        re.sub(r",\s(.*)", lambda found: " " + re.sub(r"[\s.-]", "", found[1]), one) for one in each
    ]
    names += ["et al"] if people["more"] else []
    number = f"({venue['number']})" if venue["number"] else ""
    place = f" {venue['year']};{venue['volume']}{number}:{venue['pages']}"
    return f"{', '.join(names)}. {words[people.end() : venue.start()]}{place}{words[venue.end() :]}"


def part_names(words: str) -> tuple[str, str] | None:
    """Return the names of an entry and what follows, or None where it is in another manner."""
    match = _NAMES.match(words)
    return (match["names"], match["rest"]) if match else None


def take_marks(work: Work, words: str) -> str:
    """Set PMID and PMCID of an entry; return its words without, and without when it was seen."""
    pmid = _PMID.search(words)
    if pmid:
        work.put("pmid", pmid[1])
    pmcid = _PMCID.search(words)
    if pmcid:
        work.put("pmcid", pmcid[1])
    bare = _PMCID.sub(" ", _PMID.sub(" ", words))
    return _ONLINE.sub("", _SEEN.sub(" ", bare.strip())).strip()


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
    if published is None and book:
        _take_pages(work, rest)
    if published is None and thesis and not book:  # no place: `University of York; 2015`
        work.kind = "mastersthesis" if thesis["master"] else "phdthesis"
        work.put_latex("school", rest.strip(" .,;"))
        return _THESIS.sub("", title)
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
    _take_pages(work, published["rest"])
    return title


def _take_pages(work: Work, rest: str) -> None:
    pages = _PAGES.search(rest)
    work.put_latex("pages", re.sub(r"\s*(?:--?|\u2013)\s*", "--", pages[1]) if pages else "")
