"""EndNote's XML of a citation → the works that it names, as items of CSL-JSON.

There is no description of the format; what is read here is what EndNote exports as XML, too: a
`Cite` for each work, with its `record` where the document carries its library along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

Item = Mapping[str, object]
MOST_CITES = 500
# Number of a `ref-type` → type of CSL; a type that is not here is a document.
_TYPES = {
    "17": "article-journal", "6": "book", "5": "chapter", "28": "book", "32": "thesis",
    "27": "report", "10": "paper-conference", "47": "paper-conference", "3": "paper-conference",
    "19": "article-magazine", "23": "article-newspaper", "12": "webpage", "16": "webpage",
    "9": "software", "59": "dataset", "25": "patent", "31": "legislation", "43": "article-journal",
}  # fmt: skip
_FIELDS = {
    "title": "titles/title", "container-title": "titles/secondary-title", "volume": "volume",
    "issue": "number", "page": "pages", "publisher": "publisher", "edition": "edition",
    "publisher-place": "pub-location", "language": "language",
    "URL": "urls/related-urls/url",
}  # fmt: skip
_PEOPLE = {"author": "authors", "editor": "secondary-authors", "translator": "subsidiary-authors"}
_PUBMED = {"medline", "pubmed", "nlm"}
_LONE = re.compile(r"&(?!(?:#\w+|\w+);)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DECLARES = ("<!DOCTYPE", "<!ENTITY")


def parse_endnote(text: str) -> list[Item] | str:
    """Return the works of a citation, or in words for a person why they cannot be told.

    A work is an empty item where the citation names it only by author and year.
    """
    end = text.find("</EndNote>")
    text = text[: end + len("</EndNote>")] if end >= 0 else text
    if any(mark in text for mark in _DECLARES):
        return "its XML defines entities, which EndNote never writes"
    try:
        root = fromstring(_LONE.sub("&amp;", text))  # noqa: S314 - no entities, and of limited size
    except (ParseError, ValueError):
        return "what stands in it is no XML of EndNote"
    cites = root.findall("Cite")
    if not cites:
        return "it names no works (Cite)"
    if len(cites) > MOST_CITES:
        return f"it names more than {MOST_CITES} works"
    return [_item_of(cite.find("record")) for cite in cites]


def _item_of(record: Element | None) -> Item:
    if record is None or not _text(record, "titles/title"):
        return {}
    kind = record.find("ref-type")
    item: dict[str, object] = {"type": _TYPES.get(_whole(kind), "document")}
    item |= {name: found for name, path in _FIELDS.items() if (found := _text(record, path))}
    for role, path in _PEOPLE.items():
        people = [_name(_whole(one)) for one in record.findall(f"contributors/{path}/author")]
        if any(people):
            item[role] = [one for one in people if one]
    if year := _text(record, "dates/year"):
        item["issued"] = {"date-parts": [[year]]} if year.isdecimal() else {"literal": year}
    item |= {name: found for name, found in _identifiers(record) if found}
    return item


def _identifiers(record: Element) -> Iterator[tuple[str, str]]:
    """Yield what names a work; EndNote has one field for ISBN and ISSN, and one for any number."""
    doi = _DOI.search(_text(record, "electronic-resource-num"))
    yield "DOI", doi[0] if doi else ""
    isbn = _text(record, "isbn").split("(")[0].strip()
    digits = re.sub(r"[^0-9Xx]", "", isbn)
    yield ("ISSN" if len(digits) == 8 else "ISBN"), isbn  # noqa: PLR2004
    accession = _text(record, "accession-num")
    base = _text(record, "remote-database-provider") + _text(record, "remote-database-name")
    if accession.isdecimal() and (not base or base.lower() in _PUBMED):
        yield "PMID", accession
    if pmcid := re.fullmatch(r"PMC\d+", _text(record, "custom2")):
        yield "PMCID", pmcid[0]


def _text(record: Element, path: str) -> str:
    return _whole(record.find(path))


def _whole(element: Element | None) -> str:
    """Return the words of an element, with those in its `style`s, on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _name(text: str) -> Mapping[str, str]:
    """Return a name; one that ends with a comma is that of a body."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not family:
        return {}
    return {"family": family, "given": given} if comma and given else {"literal": family}
