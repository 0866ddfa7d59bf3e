"""CSL-JSON, as Zotero, Manubot, Crossref, pandoc and citeproc write it → works.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from kg.errors import Location
from kg.imports.references.readers.csldates import date_in, text_in
from kg.imports.references.readers.csltypes import CSL_TYPES, take_code
from kg.imports.references.webmarks import latex_of_rich
from kg.imports.references.works import (
    MOST_WORKS,
    OTHERS,
    Places,
    Work,
    WorkFile,
    name_from_inverted,
    name_in_bibtex,
    names_in_bibtex,
)
from kg.model.details import split_keywords

# In these what a work appeared in is a site, or a server.
_ON_SITES = frozenset({"online", "unpublished"})
# Variable → field, where the entry type makes no difference.
_FIELDS: Mapping[str, str] = {
    "title": "title", "volume": "volume", "page": "pages",
    "publisher-place": "address", "jurisdiction": "address", "edition": "edition",
    "collection-title": "series",
    "number-of-volumes": "volumes", "part-number": "part", "chapter-number": "chapter",
    "number-of-pages": "pagetotal", "version": "version", "event-title": "eventtitle",
    "event": "eventtitle", "event-place": "venue", "language": "language",
    "original-title": "origtitle", "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation", "archive_location": "eprint",
    "archive": "eprinttype", "status": "pubstate", "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal", "title-short": "shorttitle", "shortTitle": "shorttitle",
    "genre": "type", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn",
    "PMID": "pmid", "PMCID": "pmcid", "URL": "url", "note": "note", "keyword": "keywords",
    "annote": "annotation", "source": "library", "medium": "howpublished",
    # Those of Crossref, which gives lists where others have one.
    "subtitle": "subtitle", "short-container-title": "shortjournal", "article-number": "eid",
}  # fmt: skip
_PEOPLE: Mapping[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "collection-editor": "editora",
}  # fmt: skip
# What is one text of many in a list, and by what they are parted.
_LISTS = {"keyword": ", ", "ISSN": ", ", "ISBN": " "}
_VERBATIM = frozenset({"DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL", "archive_location"})
# What may be refused: of these the place is told.
_JUDGED = {**{name: _FIELDS[name] for name in sorted(_VERBATIM)}, **_PEOPLE}
_DATES = {
    "issued": "date",
    "accessed": "urldate",
    "original-date": "origdate",
    "event-date": "eventdate",
}
_SPELLED = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL", "pmid": "PMID"}
# Where Crossref has no date of its own choice, those that it chooses from.
_PUBLISHED = ("published", "published-print", "published-online")
_USED = frozenset(
    {*_FIELDS, *_PEOPLE, *_DATES, "id", "type", "abstract", "container-title", "publisher"}
    | {"volume-title", "institution"}
    | {"issue", "number", "collection-number", "custom", "citation-key", "citation-label"}
)
_OF_ZOTERO = (
    "this is Zotero's own JSON (BetterBibTeX JSON), not CSL-JSON; export it again as "
    "Better CSL JSON, Better BibLaTeX or CSL JSON"
)
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
# Braces inside, or at one end alone, are signs of a name.
_WRAPPED = re.compile(r"\{[^{}]+\}")


def read_csl_works(text: str, path: str) -> WorkFile:
    """Return the works of a CSL-JSON file: a list, one item, or a library with `items`.

    An answer of Crossref's REST service is one, too.
    """
    file = WorkFile()
    places = Places(text, path)
    for item, start, end in _items_of(text, places, file):
        place = places.at(start)
        if not isinstance(item, dict):
            file.report(place, "IMP001", "an item of CSL-JSON stands in { }; take this out")
        elif _is_of_zotero(item):
            file.report(place, "IMP001", _OF_ZOTERO)
            break  # they all are
        elif "title" in item or "type" in item:
            work = _work_of(_by_csl(item), place)
            for variable, field in _JUDGED.items():
                if named := re.compile(rf'"{variable}"\s*:').search(text, start, end):
                    work.places[field] = places.at(named.start())
            file.works.append(work)
        else:
            file.report(place, "IMP001", "this is no item of CSL-JSON: it has no type and no title")
    return file


def _by_csl(item: dict[object, object]) -> dict[str, object]:
    """Return an item with variables that other services spell otherwise by their names in CSL."""
    known = {
        other: name for other, name in _SPELLED.items() if name not in item and item.get(other)
    }
    found = {known.get(str(name), str(name)): value for name, value in item.items()}
    year = found.pop("publication_year", None) if "issued" not in found else None
    return {**found, "issued": {"raw": str(year)}} if year else found


def _is_of_zotero(item: dict[object, object]) -> bool:
    """Say whether it is a library, or a record, in the words that Zotero has for itself."""
    inner = item.get("data")
    return (
        "itemType" in item or "config" in item or (isinstance(inner, dict) and "itemType" in inner)
    )


def _items_of(text: str, places: Places, file: WorkFile) -> Iterator[tuple[object, int, int]]:
    """Yield each item, where it begins and ends; after a broken one the next is looked for."""
    begin = re.compile(r'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?(\[)?').match(text)
    at = begin.end() if begin else 0
    number = 0
    while (at := _skip(text, at)) < len(text) and text[at] != "]":
        try:
            item, after = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            place, reason = _reason(error, text, at)
            file.report(places.at(place), "IMP001", reason)
            found = _NEXT.search(text, place)
            if found is None:
                return
            at = found.end()
            continue
        yield from _answers_in(item, at, after, text)
        number += 1
        at = after
        if number > MOST_WORKS:
            return


# Crossref's REST service puts what was asked for into an envelope, with a list in it or one work.
_ENVELOPE = re.compile(r'"message"\s*:\s*')
_LISTED = re.compile(r'"items"\s*:\s*\[')


def _answers_in(item: object, start: int, end: int, text: str) -> Iterator[tuple[object, int, int]]:
    """Yield the items of an answer of Crossref, each with its place; another item as it is."""
    inner = item.get("message") if isinstance(item, dict) and "title" not in item else None
    found = _ENVELOPE.search(text, start, end)
    if not isinstance(inner, dict) or found is None:
        yield item, start, end
        return
    at = found.end()
    listed = inner.get("items")
    if not isinstance(listed, list):
        yield inner, at, end
        return
    found = _LISTED.search(text, at, end)
    at = found.end() if found else at
    for one in listed:
        begin = _skip(text, at)
        _, at = _DECODER.raw_decode(text, begin)
        yield one, begin, at


def _skip(text: str, at: int) -> int:
    """Return where the next item begins."""
    match = re.compile(r"[\s,]*").match(text, at)
    return match.end() if match else at


def _reason(error: ValueError | RecursionError, text: str, at: int) -> tuple[int, str]:
    if isinstance(error, RecursionError):
        return at, "this is nested too deep for a reference; take it out"
    if not isinstance(error, json.JSONDecodeError):
        return at, "this cannot be read as JSON; mend it"
    if error.pos >= len(text.rstrip()):
        return error.pos, "the file ends inside an item; was it cut off? Export it again"
    said = error.msg.removeprefix("Expecting ").replace("property name enclosed in double quotes",
                                                        "a name in double quotes")  # fmt: skip
    return error.pos, f"this item cannot be read as JSON here ({said}); mend it, or take it out"


def _work_of(item: Mapping[str, object], place: Location) -> Work:
    kind, _, subtype = _kind_of(text_in(item.get("type")))
    work = Work(kind, place, key=_key_of(item))
    take_code(work, item)
    work.put("entrysubtype", subtype)
    for variable, field in _PEOPLE.items():
        people = _people(item.get(variable))
        work.put_latex(field, names_in_bibtex(map(_name, people)))
        work.put_orcids(field, (text_in(one.get("ORCID", one.get("orcid"))) for one in people))
    for variable, field in _FIELDS.items():
        text = text_in(_joined(item.get(variable), _LISTS.get(variable, "")))
        if variable in _VERBATIM:
            work.put(field, text)
        else:
            work.put_latex(field, latex_of_rich(text))
    _put_by_kind(work, item)
    for variable, field in _DATES.items():
        _put_date(work, field, item.get(variable))
    for variable in () if {"year", "date"} & work.fields.keys() else _PUBLISHED:
        _put_date(work, "date", item.get(variable))
    for variable in sorted(item.keys() - _USED):
        name, people = re.sub("[^a-z0-9]+", "-", variable.lower()), _people(item[variable])
        work.put(f"csl-{name}", text_in(item[variable]))
        work.put_latex(f"csl-{name}", names_in_bibtex(map(_name, people)))
    work.tags = tuple(split_keywords(work.plain("keywords")))
    work.left_out = ("abstract",) if item.get("abstract") else ()
    return work


def _kind_of(written: str) -> tuple[str, str, str]:
    """Return entry type and subtype; the type itself is the subtype where others share it."""
    # Crossref has types of its own: `journal-article`, `book-chapter`, `proceedings-article`.
    named = {"journal-article": "article-journal", "book-chapter": "chapter", "monograph": "book",
             "proceedings-article": "paper-conference", "posted-content": "article",
             "dissertation": "thesis", "reference-entry": "entry",
             "edited-book": "book"}  # fmt: skip
    found = CSL_TYPES.get(named.get(written, written), "misc")
    return found.partition("/")


def _key_of(item: Mapping[str, object]) -> str:
    """Return the key that lasts: not an address, nor where an item stood in somebody's list."""
    for name in ("citation-key", "citation-label", "id"):
        key = text_in(item.get(name))
        if key and not key.isdecimal() and not key.startswith(("http://", "https://")):
            return key
    return ""


def _joined(value: object, between: str) -> object:
    """Return a list of texts as one, where there is something to put between them."""
    is_list = isinstance(value, list) and between
    return between.join(filter(None, map(text_in, value))) if is_list else value  # type: ignore[call-overload]


def _people(value: object) -> list[Mapping[str, object]]:
    """Return those of a list of names who have one; some programs write a name as one text."""
    listed = value if isinstance(value, list) else []
    people = [{"inverted": one} if isinstance(one, str) else one for one in listed]
    return [one for one in people if isinstance(one, dict) and _name(one)]


def _name(one: Mapping[str, object]) -> str:
    if inverted := text_in(one.get("inverted")):
        return name_from_inverted(inverted)
    if literal := _unwrapped(one.get("literal")) or _unwrapped(one.get("name")):
        return "others" if OTHERS.fullmatch(literal) else name_in_bibtex(literal)
    particles = (one.get("non-dropping-particle"), one.get("dropping-particle"))
    family, given = _unwrapped(one.get("family")), _unwrapped(one.get("given"))
    if not family or (not given and OTHERS.fullmatch(family)):
        return "others" if family else name_in_bibtex(given)
    particle = " ".join(filter(None, map(text_in, particles)))
    return name_in_bibtex(family, given, particle, text_in(one.get("suffix")))


def _unwrapped(value: object) -> str:
    """Return a name without braces around it all, which programs of BibTeX leave in CSL.

    Quotes around it hold it together (`"van der Berg"`), as write_name does with braces.
    """
    text = text_in(value)
    if len(text) > 2 and text[0] == text[-1] == '"':  # noqa: PLR2004
        text = text[1:-1]
    return text[1:-1].strip() if _WRAPPED.fullmatch(text) else text


def _put_by_kind(work: Work, item: Mapping[str, object]) -> None:
    """Set what has another field in each type: container, publisher and number."""
    container = "booktitle"
    if work.kind in {"article", "review", "suppperiodical"}:
        container = "journal"
    elif work.kind in _ON_SITES or work.plain("entrysubtype") == "preprint":
        container = "titleaddon"
    publisher = "institution" if work.kind in {"report", "thesis"} else "publisher"
    whole, volume = (text_in(item.get(name)) for name in ("container-title", "volume-title"))
    if volume and container == "booktitle":
        work.put_latex("maintitle", latex_of_rich(whole))
        whole = volume
    else:
        work.put_latex("maintitle", latex_of_rich(volume))
    work.put_latex(container, latex_of_rich(whole))
    work.put_latex(publisher, latex_of_rich(text_in(item.get("publisher"))))
    bodies = (latex_of_rich(text_in(one.get("name"))) for one in _people(item.get("institution")))
    work.put_latex("institution", "; ".join(dict.fromkeys(filter(None, bodies))))
    for variable in ("issue", "number", "collection-number"):
        work.put("number", text_in(item.get(variable)))


def _put_date(work: Work, field: str, value: object) -> None:
    text, is_year = date_in(value)
    work.put("year" if is_year and field == "date" else field, text)
