"""The list of sources of Word (References, Manage Sources) → items of CSL-JSON, and works.

ECMA-376 part 1, 22.6: the root is `b:Sources`, with a `b:Source` for each work. A Word file carries
one below `customXml`; Word keeps another, `Sources.xml`, beside its settings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from kg.errors import Location
from kg.imports.references.readers.cslfiles import read_csl_works
from kg.imports.references.works import Places, WorkFile
from kg.model.dates import month_of

Item = Mapping[str, object]
WORD_LIST = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:[\w.-]+:)?Sources\s")
_SPACES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}",
    "{http://purl.oclc.org/ooxml/officeDocument/bibliography}",
)
_SOURCE = re.compile(r"<(?:[\w.-]+:)?Source(?=[\s>/])")
_ENTITIES = ("<!DOCTYPE", "<!ENTITY")
_TYPES = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine",
    "Book": "book", "BookSection": "chapter", "ConferenceProceedings": "paper-conference",
    "Report": "report", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage",
    "Patent": "patent", "Case": "legal_case", "Film": "motion_picture", "Interview": "interview",
    "SoundRecording": "song", "Art": "graphic", "Performance": "performance",
}  # fmt: skip
# Name in CSL → elements of Word, of which the first that is there counts.
_FIELDS = {
    "title": ("Title",), "title-short": ("ShortTitle",), "volume": ("Volume",), "issue": ("Issue",),
    "page": ("Pages",), "edition": ("Edition",), "URL": ("URL",), "genre": ("ThesisType",),
    "container-title": ("JournalName", "BookTitle", "ConferenceName", "PeriodicalTitle",
                        "InternetSiteTitle", "PublicationTitle", "AlbumTitle", "BroadcastTitle"),
    "publisher": ("Publisher", "Institution", "Court", "ProductionCompany", "Broadcaster"),
    "publisher-place": ("City",), "number-of-volumes": ("NumberVolumes",),
    "number": ("CaseNumber", "PatentNumber", "RecordingNumber"), "medium": ("Medium",),
    "version": ("Version",), "chapter-number": ("ChapterNumber",), "annote": ("Comments",),
}  # fmt: skip
_PEOPLE = {
    "author": ("Author", "Inventor", "Artist", "Interviewee", "Director", "Composer"),
    "editor": ("Editor",), "translator": ("Translator",), "container-author": ("BookAuthor",),
    "interviewer": ("Interviewer",),
}  # fmt: skip
_LAST_MONTH, _LAST_DAY = 12, 31


def read_word_works(text: str, path: str) -> WorkFile:
    """Return the works of a file that is a list of sources, as Word's own `Sources.xml` is one."""
    broken = WorkFile()
    if any(mark in text for mark in _ENTITIES):
        message = "its XML defines entities, which Word never writes; take them out"
        broken.report(Location(path), "IMP001", message)
        return broken
    try:
        items = [item for _, item in _items_in(fromstring(text))]  # noqa: S314 - no entities
    except ParseError as error:
        line, column = error.position
        message = "this cannot be read as XML here; was the file cut off? Take it from Word again"
        broken.report(Location(path, line, column + 1), "IMP001", message)
        return broken
    file = read_csl_works(json.dumps(items, ensure_ascii=False), path)
    places, starts = Places(text, path), [match.start() for match in _SOURCE.finditer(text)]
    for number, work in enumerate(file.works):
        work.place = places.at(starts[number] if len(starts) == len(items) else 0)
        work.places = {}
    return file


def parse_word_sources(content: bytes) -> dict[str, Item]:
    """Return the sources of a part of a Word file by their tags: none where it is no such list.

    It has been looked at: nothing in it defines entities.
    """
    if not any(space[1:-1].encode() in content for space in _SPACES):
        return {}
    try:
        held = _items_in(fromstring(content))  # noqa: S314 - looked at: it has no entities
    except (ParseError, ValueError):
        return {}
    # What has no title says too little to be known by, and remarks are nothing that is cited.
    return {
        tag: {name: value for name, value in item.items() if name != "annote"}
        if "title" in item
        else {}
        for tag, item in held
        if tag
    }


def _items_in(root: Element) -> list[tuple[str, Item]]:
    """Return the tag of each source, and what it says of itself."""
    space = next((one for one in _SPACES if root.tag == f"{one}Sources"), "")
    sources = root.findall(f"{space}Source") if space else ()
    return [(_text(source, space, "Tag"), _item_of(source, space)) for source in sources]


def _item_of(source: Element, space: str) -> Item:
    """Return what a source says of itself."""
    item: dict[str, object] = {}
    for name, elements in _FIELDS.items():
        found = next((text for one in elements if (text := _text(source, space, one))), "")
        item |= {name: found} if found else {}
    kind = _TYPES.get(_text(source, space, "SourceType"), "document")
    item["type"] = "thesis" if kind == "report" and "genre" in item else kind
    for role, elements in _PEOPLE.items():
        people = [one for element in elements for one in _people_of(source, space, element)]
        item |= {role: people} if people else {}
    issued, accessed = _date(source, space, ""), _date(source, space, "Accessed")
    item |= {"issued": issued} if issued else {}
    item |= {"accessed": accessed} if accessed and "date-parts" in accessed else {}
    return item | dict(_identifiers(source, space))


def _identifiers(source: Element, space: str) -> Iterator[tuple[str, str]]:
    """Yield what names a work; Word has one field for ISBN, ISSN and any other number."""
    if doi := re.search(r"10\.\d{4,9}/\S+", _text(source, space, "DOI")):
        yield "DOI", doi[0]
    number = _text(source, space, "StandardNumber")
    digits = re.sub(r"^(?:ISSN|ISBN)|[^0-9Xx]", "", number, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{7}[\dXx]", digits):
        yield "ISSN", f"{digits[:4]}-{digits[4:]}"
    elif re.fullmatch(r"\d{9}[\dXx]|\d{13}", digits):
        yield "ISBN", digits


def _people_of(source: Element, space: str, role: str) -> Iterator[Mapping[str, str]]:
    for whole in source.findall(f"{space}Author/{space}{role}"):
        if corporate := _text(whole, space, "Corporate"):
            yield {"literal": corporate}
        for person in whole.findall(f"{space}NameList/{space}Person"):
            family, given = _text(person, space, "Last"), _given(person, space)
            if family and given:
                yield {"family": family, "given": given}
            elif family or given:
                yield {"literal": family or given}


def _given(person: Element, space: str) -> str:
    parts = (_text(person, space, "First"), _text(person, space, "Middle"))
    return " ".join(part for part in parts if part)


def _date(source: Element, space: str, of: str) -> dict[str, object]:
    """Return a date of CSL; what is no number (`in press`) stays as it is printed."""
    year, month, day = (_text(source, space, one + of) for one in ("Year", "Month", "Day"))
    if not year:
        return {}
    if not re.fullmatch(r"[0-9]{1,4}", year):
        return {"literal": year}
    parts = [year]
    number = int(month_of(re.split(r"\W", month)[0]) or 0)  # the first of May–June
    if 1 <= number <= _LAST_MONTH:
        parts.append(str(number))
        if re.fullmatch(r"[0-9]{1,2}", day) and 1 <= int(day) <= _LAST_DAY:
            parts.append(str(int(day)))
    return {"date-parts": [parts]}


def _text(element: Element, space: str, name: str) -> str:
    found = element.find(f"{space}{name}")
    return "" if found is None else " ".join("".join(found.itertext()).split())
