"""PubMed's own form (`.nbib`, MEDLINE) → works.

https://www.nlm.nih.gov/bsd/mms/medlineelements.html says what each tag is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping

from kg.errors import Location
from kg.imports.references.readers.tagged import NBIB, TaggedRecord, read_tagged_records
from kg.imports.references.webmarks import latex_of_rich
from kg.imports.references.works import (
    Work,
    WorkFile,
    name_from_inverted,
    name_in_bibtex,
    names_in_bibtex,
)
from kg.model.dates import parse_date
from kg.model.details import join_keywords

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "journal": ("JT", "TA"),
    "volume": ("VI", "VIP"),
    "number": ("IP",),
    "edition": ("EN",),
    "publisher": ("PB",),
    "series": ("CTI",),
    "address": ("PL",),
    "origtitle": ("TT",),
}
# Field that may be refused → the tags that it was made from.
_JUDGED = {
    "doi": ("LID", "AID"), "isbn": ("ISBN", "IS"), "pmid": ("PMID",), "pmcid": ("PMC",),
    "author": ("FAU", "AU", "CN"), "editor": ("FED", "ED"),
}  # fmt: skip
# What PubMed keeps for itself: dates of its own, codes, grants, what the paper cites.
_LEFT_OUT = {"AB": "abstract", "OAB": "abstract", "AD": "affiliations", "CI": "copyright notice"}
_WITHDRAWN = frozenset({"Retracted Publication", "Expression of Concern"})
_NOTICES = {
    "RIN": "Retracted in",
    "RPI": "Retracted and republished in",
    "ECI": "Expression of concern in",
}
_JUNIOR = re.compile(r"(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?")
_PUBLICATION = re.compile(r"(?P<year>\d{4})(?:\s+(?P<month>[A-Za-z]+)(?:\s+(?P<day>\d{1,2}))?)?")
_LANGUAGES = {
    "eng": "english", "fre": "french", "ger": "german", "spa": "spanish", "ita": "italian",
    "por": "portuguese", "dut": "dutch", "jpn": "japanese", "chi": "chinese", "rus": "russian",
}  # fmt: skip


def read_nbib_works(text: str, path: str) -> WorkFile:
    """Return the works of a file of PubMed's."""
    file = WorkFile()
    for record in read_tagged_records(text, path, NBIB, file):
        work = _work_of(record, path)
        file.works.append(work)
        if withdrawn := _says_withdrawn(record):
            # That other studies no longer hold is the first thing that readers ask of a review.
            work.put_latex("note", latex_of_rich(withdrawn))
            message = (
                f"PubMed says of PMID {record.first('PMID')}: {withdrawn}; it went to its note"
            )
            file.report(work.place, "IMP003", message)
    return file


def _says_withdrawn(record: TaggedRecord) -> str:
    """Return what PubMed says of a work that was retracted or doubted, and where; "" of others."""
    kinds = [one for one in record.all("PT") if one in _WITHDRAWN]
    said = [f"{words} {place}" for tag, words in _NOTICES.items() for place in record.all(tag)]
    return "; ".join(said or kinds)


def _work_of(record: TaggedRecord, path: str) -> Work:
    in_book = bool(record.first("BTI"))
    kind = "article"
    if in_book:
        kind = "incollection" if record.first("TI") else "book"
    work = Work(kind, Location(path, record.line))
    # PubMed ends each title with a full stop, and puts one it translated into brackets.
    title = record.first("TI", "BTI").strip()
    title = re.sub(r"^\[(.*?)\]\.?$", r"\1", title)
    work.put_latex("title", latex_of_rich(title.removesuffix(".")))
    if kind == "incollection":
        work.put_latex("booktitle", latex_of_rich(record.first("BTI").removesuffix(".")))
    _put_people(work, record)
    _put_date(work, record.first("DP"))
    for name, tags in _FIELDS.items():
        work.put_latex(name, latex_of_rich(record.first(*tags)))
    short = record.first("TA")
    work.put("shortjournal", short if short != work.plain("journal") else "")
    work.put("pages", _whole_pages(record.first("PG")))
    work.put("language", _LANGUAGES.get(record.first("LA"), record.first("LA")))
    _put_identifiers(work, record)
    work.tags = tuple(record.all("OT", "MH"))
    work.put("keywords", join_keywords(dict.fromkeys(record.all("OT"))))
    work.left_out = tuple(sorted({_LEFT_OUT[tag] for tag in record.values if tag in _LEFT_OUT}))
    record.place_fields(work, _JUDGED)
    return work


def _put_people(work: Work, record: TaggedRecord) -> None:
    people = [_name(text) for text in record.all("FAU")] or [
        _short_name(text) for text in record.all("AU")
    ]
    bodies = [name_in_bibtex(text) for text in record.all("CN")]
    work.put_latex("author", names_in_bibtex([*people, *bodies]))
    work.put_orcids("author", _orcids_of(record, "FAU" if record.all("FAU") else "AU"))
    work.put_latex("editor", names_in_bibtex(map(_name, record.all("FED", "ED"))))
    work.put_orcids("editor", _orcids_of(record, "FED" if record.all("FED") else "ED"))


def _orcids_of(record: TaggedRecord, tag: str) -> Iterator[str]:
    """Yield the ORCID iD of each name of a tag, or nothing: PubMed writes it below the name."""
    # Each name has a full form and a short one, in two lines, of which the full one comes first.
    names = ("FAU", "FED", "FIR", "CN") if tag.startswith("F") else ("AU", "ED", "IR", "CN")
    starts = sorted(line for name in names for _, line in record.values.get(name, ()))
    for text, line in record.values.get(tag, ()):
        if text:
            end = next((start for start in starts if start > line), sys.maxsize)
            told = (
                number
                for number, at in record.values.get("AUID", ())
                if line < at < end and "ORCID" in number.upper()
            )
            yield next(told, "")


def _name(text: str) -> str:
    """Return `King, Martin L Jr`, where the suffix has no comma, as a name of BibTeX."""
    family, _, given = (part.strip() for part in text.partition(","))
    *before, last = given.split() or [""]
    if before and _JUNIOR.fullmatch(last):
        return name_from_inverted(f"{family}, {' '.join(before)}, {last}")
    return name_from_inverted(text)


def _short_name(text: str) -> str:
    """Return `van der Berg JK`, where only initials follow, as a name of BibTeX."""
    match = re.fullmatch(r"(.+?) ([A-Z]{1,4})(?: (Jr|Sr|\dnd|\drd))?", text.strip())
    if match is None:
        return _name(text)
    return name_in_bibtex(match[1], " ".join(match[2]), suffix=match[3] or "")


def _put_date(work: Work, text: str) -> None:
    """Set the date of publication: `2005 Mar 7`, `2005 Spring`, `2005 Mar-Apr`."""
    match = _PUBLICATION.fullmatch(text.strip())
    said = f"{match['day']} {match['month']} {match['year']}" if match and match["day"] else text
    found = parse_date(said) or parse_date(text)
    if found and "-" in found.edtf:
        work.put("date", found.edtf)
    else:
        work.put("year", text[:4] if re.match(r"\d{4}\b", text) else text)


def _whole_pages(pages: str) -> str:
    """Return `1123-31` as `1123–1131`: PubMed leaves out what the first number has already."""
    match = re.fullmatch(r"(\d+)-(\d+)", pages.strip())
    if match is None:
        return pages.strip()
    first, last = match.groups()
    return f"{first}–{first[: max(0, len(first) - len(last))]}{last}"


def _put_identifiers(work: Work, record: TaggedRecord) -> None:
    work.put("pmid", record.first("PMID"))
    work.put("pmcid", record.first("PMC"))
    for text in record.all("LID", "AID"):
        value, _, scheme = text.rpartition(" ")
        name = {"[doi]": "doi", "[pii]": "pii"}.get(scheme)
        # An article that has no pages has a number, which PubMed gives as pages, too.
        if name == "doi":
            work.put("doi", value)
    for text in record.all("ISBN"):
        work.put("isbn", text.partition(" ")[0])
    for text in record.all("IS"):
        number, _, kind = text.partition(" ")
        work.put("isbn" if "ISBN" in kind.upper() else "issn", number)
