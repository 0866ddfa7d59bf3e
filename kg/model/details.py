"""The details of a reference beside title, names, place and date: what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.model.annotations import is_annotation

# Who had another part in a work: variables of CSL for which BibTeX has no field.
CSL_ROLES: Mapping[str, str] = {
    "csl-director": "Director",
    "csl-script-writer": "Script by",
    "csl-producer": "Producer",
    "csl-executive-producer": "Executive producer",
    "csl-series-creator": "Creator of the series",
    "csl-performer": "Performer",
    "csl-composer": "Composer",
    "csl-narrator": "Narrator",
    "csl-host": "Host",
    "csl-guest": "Guest",
    "csl-interviewer": "Interviewer",
    "csl-recipient": "Recipient",
    "csl-illustrator": "Illustrator",
    "csl-compiler": "Compiler",
    "csl-curator": "Curator",
    "csl-chair": "Chair",
    "csl-organizer": "Organiser",
    "csl-contributor": "Contributor",
    "csl-editorial-director": "Editorial director",
    "csl-editor-translator": "Editor and translator",
    "csl-editortranslator": "Editor and translator",
    "csl-original-author": "Original author",
    "csl-reviewed-author": "Author of what is reviewed",
}
# Field of BibTeX → its name for a reader, in the order in which a page shows them.
DETAILS: Mapping[str, str] = {
    "titleaddon": "Also called",
    "maintitle": "Whole work",
    "booktitle": "In the book",
    "journal": "In the journal",
    "booktitleaddon": "Added to the book title",
    "bookauthor": "Author of the book",
    "translator": "Translator",
    "annotator": "Annotator",
    "commentator": "Commentator",
    "introduction": "Introduction by",
    "foreword": "Foreword by",
    "afterword": "Afterword by",
    "editortype": "Role of the editors",
    "editora": "Further editor",
    "editoratype": "Role of the further editor",
    "editorb": "Second further editor",
    "editorbtype": "Role of the second further editor",
    "editorc": "Third further editor",
    "editorctype": "Role of the third further editor",
    "holder": "Holder",
    **CSL_ROLES,
    "type": "Kind",
    "number": "Number",
    "series": "Series",
    "edition": "Edition",
    "volumes": "Volumes",
    "part": "Part",
    "chapter": "Chapter",
    "issuetitle": "Issue",
    "issue": "Issue named",
    "eid": "Article number",
    "pagetotal": "Pages in all",
    "version": "Version",
    "howpublished": "Published as",
    "institution": "Institution",
    "organization": "Organisation",
    "eventtitle": "Event",
    "eventdate": "Date of the event",
    "venue": "Venue",
    "language": "Language",
    "month": "Month",
    "day": "Day",
    "origdate": "First published",
    "origtitle": "Original title",
    "origlanguage": "Original language",
    "origpublisher": "First publisher",
    "origlocation": "First place",
    "pubstate": "State",
    "addendum": "Added",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
    "eprint": "Preprint",
    "eprinttype": "Archive",
    "eprintclass": "Section of the archive",
    "shortjournal": "Short journal title",
    "shorttitle": "Short title",
    "library": "Held by",
    "ids": "Also cited as",
}
# Nothing in these is LaTeX: a program that writes `\\_` there means `_`, and `~` is a date's doubt.
_VERBATIM = frozenset(
    {"adsurl", "arxivid", "doi", "eprint", "file", "ids", "isbn", "issn", "local-url", "pdf"}
    | {"pmcid", "pmid", "url", "urlraw", "zblnumber", "date", "eventdate", "origdate", "urldate"}
    | {"sameas"}
)


_NOT_IN_NAMES = re.compile(r"[^\w:+-]+")


def readable_name(name: str) -> str:
    """Return the name of a field as every reader of BibTeX takes it.

    Web of Science writes `Early Access Date`, and people `//doi` for what is not to count.
    """
    plain = _NOT_IN_NAMES.sub("-", name).strip("-") or "field"
    return plain if name[:1].isalpha() and plain[0].isalpha() else f"x-{plain}"


def split_keywords(text: str) -> list[str]:
    """Return the keywords of a field: where semicolons part them, a comma is a part of one."""
    return [one for one in map(str.strip, text.split(";" if ";" in text else ",")) if one]


def join_keywords(keywords: Iterable[str]) -> str:
    """Return keywords as one text, from which `split_keywords` makes the same ones."""
    listed = [*keywords]
    if not any("," in one for one in listed):
        return ", ".join(listed)
    return "; ".join(listed) if len(listed) > 1 else f"{listed[0]};"


def is_verbatim(name: str) -> bool:
    """Say whether a field has no LaTeX in it."""
    return name in _VERBATIM or name.startswith("bdsk-") or is_annotation(name)
