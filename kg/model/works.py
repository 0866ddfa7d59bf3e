"""Works: what one document is called above all reviews that cite it.

The name of a work may hang on nothing that a review chooses, so that two reviews that hold the same
identifier name the same node, and nobody has to tell either of the other. Pure: nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from kg.model.base import Record
from kg.model.identifiers import Identifier, doi_fault, isbn_fault
from kg.model.references import Reference
from kg.model.sources import Sources
from kg.paths import path_for

# What an address of doi.org may hold as it stands; the others are written in hexadecimal, `+` among
# them: https://www.doi.org/doi-handbook/HTML/encoding-rules-for-urls.html
_PLAIN_IN_DOI = "/:;()._-~!$&'*,=@"
_DOI_PAGE = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.[^?#]+)", re.IGNORECASE)
_PUBMED_PAGE = re.compile(
    r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/([0-9]+)/?",
    re.IGNORECASE,
)
# https://www.legislation.gov.uk/developer/uris: the address of the Act itself has `id` in it, and
# starts with http and www; one without `id` is that of a text of the Act.
_ACT = re.compile(r"https?://(?:www\.)?legislation\.gov\.uk/(id/[^?#]*[^?#/])/?", re.IGNORECASE)
# https://www.rfc-editor.org/rfc/rfc8141#section-2
_URN = re.compile(
    r"urn:([a-z0-9][a-z0-9-]{0,30}[a-z0-9]):((?:[a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2})+)",
    re.IGNORECASE,
)
# The forms that name a work, the strongest first. An address of the web is none of them: what it
# shows may be something else tomorrow.
_NAMES = tuple(
    map(
        re.compile,
        (
            r"https://doi\.org/10\..+",
            r"https://pubmed\.ncbi\.nlm\.nih\.gov/[0-9]+",
            r"http://www\.legislation\.gov\.uk/id/.+",
            r"urn:isbn:[0-9]{13}",
            r"urn:.+",
        ),
    )
)
_SHORT = 10  # digits of an ISBN until 2006
# A part of a book: the number that is printed in the book names the book, and not this.
_PARTS = frozenset({"incollection", "inbook", "inproceedings"})


def iri_for_identifier(scheme: str, value: str) -> str | None:
    """Return the IRI that others use for what an identifier names; None where there is none.

    `scheme` is one of `Identifier.scheme`. An identifier that does not pass its own check has none.
    """
    return _FORMS[scheme](value.strip()) if scheme in _FORMS else None


def _iri_for_doi(doi: str) -> str | None:
    if doi_fault(doi) is not None:
        return None
    # A DOI says the same in small letters as in large, as far as they are of ASCII.
    small = "".join(char.lower() if char.isascii() else char for char in doi)
    return f"https://doi.org/{quote(small, safe=_PLAIN_IN_DOI)}"


def _iri_for_pmid(number: str) -> str | None:
    plain = number.lstrip("0")
    found = re.fullmatch(r"[0-9]+", plain)
    return f"https://pubmed.ncbi.nlm.nih.gov/{plain}" if found else None


def _iri_for_isbn(isbn: str) -> str | None:
    if isbn_fault(isbn) is not None:
        return None
    digits = re.sub(r"[\s–-]", "", isbn)
    # ISO 2108: a book of ten digits has 978 before them in thirteen, and another check digit.
    first = f"978{digits}"[:12] if len(digits) == _SHORT else digits[:12]
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(first))
    return f"urn:isbn:{first}{-total % 10}"


def _iri_for_urn(urn: str) -> str | None:
    # RFC 8141, 3.1: `urn` and what follows it are the same in both cases, the rest is not.
    found = _URN.fullmatch(urn)
    if found is None:
        return None
    space, name = found[1].lower(), found[2]
    return _iri_for_isbn(name) if space == "isbn" else f"urn:{space}:{name}"


def _iri_for_address(address: str) -> str:
    if found := _DOI_PAGE.fullmatch(address):
        return _iri_for_doi(unquote(found[1])) or address
    if found := _PUBMED_PAGE.fullmatch(address):
        return _iri_for_pmid(found[1]) or address
    if found := _ACT.fullmatch(address):
        return f"http://www.legislation.gov.uk/{found[1]}"
    return address


_FORMS: Mapping[str, Callable[[str], str | None]] = {
    "doi": _iri_for_doi,
    "isbn10": _iri_for_isbn,
    "isbn13": _iri_for_isbn,
    "pmid": _iri_for_pmid,
    "url": _iri_for_address,
    "urn": _iri_for_urn,
}


def _strength_of(iri: str) -> tuple[int, str]:
    """Return by what names of a work are sorted, the strongest first; those of others last."""
    places = (place for place, form in enumerate(_NAMES) if form.fullmatch(iri))
    return next(places, len(_NAMES)), iri


class Work(Record):
    """A document above the sources that are this document.

    `path` is the end of its IRI where nobody elsewhere has one for it; `known_by` are the IRIs by
    which it is known, the strongest first, and the same in whatever order a review holds them.
    """

    path: str
    known_by: tuple[str, ...] = ()


def read_works(sources: Sources) -> dict[str, Work]:
    """Return the work of each source, by the source's code; a double is of the work it doubles."""
    held: dict[str, list[Identifier]] = {}
    beside = (identifier for one in sources.companions for identifier in one.identifiers)
    for identifier in (*sources.identifiers.identifiers, *beside):
        held.setdefault(identifier.source, []).append(identifier)
    doubled = {one.code: one.same_as for one in sources.references if one.same_as is not None}
    names: dict[str, set[str]] = {}
    for reference in sources.references:
        found = names.setdefault(_first_of(reference.code, doubled), set())
        found.update(_names_in(held.get(reference.code, ()), reference.entry_type))
        found.update(_names_in_entry(reference))
    for companion in sources.companions:
        names[companion.code] = {*_names_in(companion.identifiers, companion.entry_type)}
    works = {
        code: Work(path=path_for("works", code), known_by=tuple(sorted(found, key=_strength_of)))
        for code, found in names.items()
    }
    return works | {code: works[_first_of(code, doubled)] for code in doubled}


def _first_of(code: str, doubled: Mapping[str, str]) -> str:
    """Return the entry that one is a double of, however far; of a ring the first by its code."""
    seen = [code]
    while (following := doubled.get(seen[-1])) is not None:
        if following in seen:
            return min(seen)
        seen.append(following)
    return seen[-1]


def _names_in(identifiers: Iterable[Identifier], entry_type: str) -> Iterator[str]:
    """Yield the IRIs that name the work itself, of identifiers that were seen at a witness."""
    for item in identifiers:
        iri = iri_for_identifier(item.scheme, item.value) if item.of == "work" else None
        if iri is not None and _names_a_work(iri, entry_type):
            yield iri


def _names_in_entry(reference: Reference) -> Iterator[str]:
    """Yield the IRIs of the numbers in an entry: what a review itself gives is its own witness."""
    fields = (("doi", "doi"), ("pmid", "pmid"), ("isbn", "isbn13"), ("url", "url"))
    for name, scheme in fields:
        iri = iri_for_identifier(scheme, reference.fields.get(name, ""))
        if iri and _names_a_work(iri, reference.entry_type):
            yield iri


def _names_a_work(iri: str, entry_type: str) -> bool:
    if iri.startswith("urn:isbn:") and entry_type in _PARTS:
        return False
    return any(form.fullmatch(iri) for form in _NAMES)
