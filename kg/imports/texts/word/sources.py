"""The list of sources that a Word file carries (References, Manage Sources) → items of CSL-JSON.

ECMA-376 part 1, 22.6: a part of the package below `customXml` whose root is `b:Sources`, with a
`b:Source` for each work, which a field `CITATION` (17.16.5.8) names by its tag.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring

Item = Mapping[str, object]
_FIELD = re.compile(r"\s*CITATION(?=\s)")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_PART = re.compile(r"customXml/[^/]+\.xml")
_MOST = 16 * 1024 * 1024  # bytes of a part
_SPACES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}",
    "{http://purl.oclc.org/ooxml/officeDocument/bibliography}",
)
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
                        "InternetSiteTitle", "PublicationTitle"),
    "publisher": ("Publisher", "Institution", "Court"), "publisher-place": ("City",),
    "number": ("CaseNumber", "PatentNumber"), "medium": ("Medium",), "version": ("Version",),
}  # fmt: skip
_PEOPLE = {
    "author": ("Author", "Inventor", "Artist", "Interviewee", "Director", "Composer"),
    "editor": ("Editor",), "translator": ("Translator",), "container-author": ("BookAuthor",),
    "interviewer": ("Interviewer",),
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LAST_MONTH, _LAST_DAY = 12, 31


def is_word_citation(told: str) -> bool:
    """Return whether the instruction of a field is that of a citation of Word's own."""
    return bool(_FIELD.match(told))


def parse_word_citation(told: str, sources: Mapping[str, Item]) -> list[Item] | str:
    """Return the works that a field `CITATION` names, or in words why they cannot be told."""
    tags = list(_tags_of(told))
    if not tags:
        return "its field names no source"
    missing = [tag for tag in tags if tag not in sources]
    if missing:
        return (
            f"the file has no source of the tag {missing[0]}; add it in Word: References, Manage "
            "Sources, Copy"
        )
    return [sources[tag] for tag in tags]


def read_word_sources(content: bytes) -> dict[str, Item]:
    """Return the sources of a Word file, which has been looked at, by their tags."""
    sources = dict[str, Item]()
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in package.infolist():
            if _PART.fullmatch(part.filename) and part.file_size <= _MOST:
                sources |= _parse_sources(package.read(part))
    return sources


def _tags_of(told: str) -> Iterator[str]:
    r"""Yield the tags of a field: `CITATION Able01 \p 12 \m Bell02`."""
    words = [quoted or plain for quoted, plain in _WORD.findall(told)][1:]
    takes = True
    for word in words:
        is_switch = len(word) == 2 and word[0] == "\\"  # noqa: PLR2004 - a backslash and a letter
        if takes and not is_switch:
            yield word
        takes = is_switch and word[1].lower() == "m"


def _parse_sources(content: bytes) -> dict[str, Item]:
    if not any(space[1:-1].encode() in content for space in _SPACES):
        return {}
    try:
        root = fromstring(content)  # noqa: S314 - looked at: it has no entities
    except (ParseError, ValueError):
        return {}
    space = next((one for one in _SPACES if root.tag == f"{one}Sources"), "")
    if not space:
        return {}
    held = ((_text(source, space, "Tag"), source) for source in root.findall(f"{space}Source"))
    return {tag: _item_of(source, space) for tag, source in held if tag}


def _item_of(source: Element, space: str) -> Item:
    """Return what a source says of itself; nothing where it has no title."""
    item: dict[str, object] = {}
    for name, elements in _FIELDS.items():
        found = next((text for one in elements if (text := _text(source, space, one))), "")
        item |= {name: found} if found else {}
    if "title" not in item:
        return {}
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
    number = int(month) if re.fullmatch(r"[0-9]{1,2}", month) else _month(month)
    if 1 <= number <= _LAST_MONTH:
        parts.append(str(number))
        if re.fullmatch(r"[0-9]{1,2}", day) and 1 <= int(day) <= _LAST_DAY:
            parts.append(str(int(day)))
    return {"date-parts": [parts]}


def _month(name: str) -> int:
    """Return the number of an English month, or 0."""
    start = name.strip()[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _text(element: Element, space: str, name: str) -> str:
    found = element.find(f"{space}{name}")
    return "" if found is None else " ".join("".join(found.itertext()).split())
