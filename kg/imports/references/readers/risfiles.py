"""RIS, as EndNote, Zotero, Mendeley, RefWorks and databases write it → works."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from kg.errors import Location
from kg.imports.references.readers.risdates import put_dates
from kg.imports.references.readers.risnames import drop_cited, has_bare_names, tell_undivided
from kg.imports.references.readers.tagged import RIS, TaggedRecord, level_tags, read_tagged_records
from kg.imports.references.webmarks import latex_of_rich
from kg.imports.references.works import (
    Work,
    WorkFile,
    is_code_of_key,
    name_from_inverted,
    name_with_initials,
    names_in_bibtex,
    people_in,
    put_code,
    serials_in,
)
from kg.model.details import is_verbatim, join_keywords
from kg.sources.citations.atkeys import BEFORE_KEYS

# Type of RIS → entry type of BibTeX, with its subtype.
_TYPES: Mapping[str, str] = {
    "JOUR": "article", "JFULL": "periodical", "MGZN": "article/magazine",
    "NEWS": "article/newspaper", "EJOUR": "article", "ABST": "article", "INPR": "article",
    "BOOK": "book", "WHOLE": "book", "EBOOK": "book", "EDBOOK": "collection",
    "CHAP": "incollection", "ECHAP": "incollection", "CONF": "proceedings",
    "CPAPER": "inproceedings", "RPRT": "report",
    "GOVDOC": "report", "THES": "thesis", "ELEC": "online", "BLOG": "online", "ICOMM": "online",
    "STAT": "legislation", "BILL": "legislation", "CASE": "jurisdiction", "PAMP": "booklet",
    "UNPB": "unpublished", "MANSCPT": "unpublished", "DATA": "dataset", "AGGR": "dataset",
    "COMP": "software", "PAT": "patent", "STAND": "standard", "ENCYC": "inreference",
    "DICT": "inreference", "SER": "periodical", "PCOMM": "letter", "ART": "artwork",
    "FIGURE": "image", "MPCT": "movie", "VIDEO": "video", "SOUND": "audio", "MUSIC": "music",
    "SLIDE": "misc/presentation", "GEN": "misc", "MISC": "misc",
}  # fmt: skip
_SUBTYPES = {
    "article": frozenset({"newspaper", "magazine"}),
    "misc": frozenset({"speech", "preprint", "interview", "map", "broadcast", "presentation"}),
    "inreference": frozenset({"entry"}),
}
_DAY = re.compile(r"\d{4}[/-]\d{1,2}\b")
_IS_DOI = re.compile(r"(?:doi\W*)?10\.\d{4,9}/", re.IGNORECASE)
_STOPPED = re.compile(r"^[^,]+ (?:[^\W\d_a-z]\.)+$")
_LONGEST_NUMBER = 40  # characters of that of an issue, with its words
# Zotero writes its notes as they stand on a web page.
_OF_NOTES = re.compile(r"</?(?:p|div|br|ul|ol|li|h[1-6])\b[^<>]*>")
_IN_BOOKS = frozenset({"incollection", "inproceedings", "inreference"})
_JOURNALS = frozenset({"article", "suppperiodical"})
# Field → the tags that may hold it, the likeliest first.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "volume": ("VL",),
    "chapter": ("SE",),
    "edition": ("ET",),
    "volumes": ("NV",),
    "address": ("CY", "PP", "PI"),
    "language": ("LA",),
    "shortjournal": ("J2", "JA", "JI", "J9"),
    "shorttitle": ("ST",),
    "origdate": ("OP",),
    "library": ("DP",),
    "doi": ("DO", "L3"),
    "call-number": ("CN",),
}
# Field that may be refused → the tags that it was made from.
_JUDGED = {
    "doi": ("DO",), "isbn": ("SN",), "url": ("UR", "LK"), "pmid": ("AN", "C3", "C2", "U1"),
    "pmcid": ("C2", "U1"),
    "author": ("AU", "A1"), "editor": ("ED", "A2"), "editora": ("A3",), "translator": ("A4",),
}  # fmt: skip
# Shown nowhere and asked for by nobody: another's text, and paths of one machine.
_LEFT_OUT = {"AB": "abstract", "N2": "abstract", "L1": "file", "L2": "file", "L4": "file"}
_PLACES = frozenset({
    "PY", "Y1", "YR", "DA", "Y2", "SP", "EP", "IS", "M1", "NO", "PB", "SN", "UR", "LK", "US", "N1",
    "KW", "AN", "C2", "C7", "M3", "PU",
})  # fmt: skip
_USED = frozenset(
    {"TY", "ID", "TI", "T1", "CT", "BT", "T2", "T3", "JF", "JO", "AU", "A1", "A2", "ED", "A3", "A4"}
    | _PLACES
    | {"ER", *(tag for tags in _FIELDS.values() for tag in tags), *_LEFT_OUT}
)
# Where nothing of LaTeX can stand.
_VERBATIM = frozenset(
    {"TY", "ID", "UR", "LK", "DO", "L1", "L2", "L3", "L4", "M3", "AN", "AB", "N2"}
)
_COPY = re.compile(r"files?/|file:|[A-Za-z]:[\\/]|/(?:Users|home)/|internal-pdf:")
# A link that EndNote alone can follow; behind it stands the number of Web of Science.
_OF_ENDNOTE = "<Go to ISI>://"
# Tags that are kept as they are, and of which a line may be indented, or in small letters.
_RARE = frozenset({"AD", "AV", "C1", "C3", "C4", "C5", "C6", "C8", "CA", "CL", "CR", "DB", "FD"})
_RARE |= {"J1", "LB", "M2", "RI", "RN", "RP", "RT", "SO", "TA", "TT", "U1", "U2", "U3", "VO"}


def read_ris_works(text: str, path: str) -> WorkFile:
    """Return the works of an RIS file."""
    file = WorkFile()
    records = [*read_tagged_records(level_tags(text, _USED | _RARE), path, RIS, file)]
    is_bare = has_bare_names(records)
    drop_cited(records, path, file)
    tell_undivided(records, path, file, is_bare=is_bare)
    for record in records:
        record.read_slips(_VERBATIM)
        file.works.append(_work_of(record, path, file, is_bare=is_bare))
    return file


def _work_of(record: TaggedRecord, path: str, file: WorkFile, *, is_bare: bool) -> Work:
    written = record.first("TY").upper()
    kind, _, subtype = _TYPES.get(written, "misc").partition("/")
    place = Location(path, record.line)
    if written not in _TYPES:
        message = f"'{written}' is no type of RIS that is known here; taken for some document"
        file.report(place, "IMP003", message)
    is_paper = record.first("T2", "SP") or (record.first("AU", "A1") and record.first("JF", "JO"))
    if written == "CONF" and is_paper:
        kind = "inproceedings"  # what has pages, or stands in another, is a paper
    work = Work(kind, place, key=_key_of(record))
    work.put("entrysubtype", subtype)
    _put_titles(work, record)
    _put_people(work, record, is_bare=is_bare)
    put_dates(work, record)
    _put_numbers(work, record)
    for name, tags in _FIELDS.items():
        text = record.first(*tags)
        if is_verbatim(name):
            work.put(name, html.unescape(text))
            continue
        is_day = name == "edition" and _DAY.match(text)  # EndNote's, online first
        work.put_latex("ris-et" if is_day else name, latex_of_rich(text))
    for written_note in record.all("N1"):
        note = " ".join(_OF_NOTES.sub(" ", written_note).split())
        joined = "; ".join(filter(None, (work.plain("note"), note)))
        work.fields.pop("note", None)
        work.put("note", joined)
    work.tags = tuple(record.all("KW"))
    work.put("keywords", join_keywords(work.tags))
    _put_others(work, record)
    if (number := record.first("ID")).isdecimal():
        # No key that could stay, and yet what pandoc has a text cite the work by.
        work.put("ids", f"{BEFORE_KEYS}{number}")
    put_code(work, record.first("LB"))
    record.place_fields(work, _JUDGED)
    return work


def _put_others(work: Work, record: TaggedRecord) -> None:
    """Put what no field is made of: told as left out, or kept by its tag."""
    left_out = {_LEFT_OUT[tag] for tag in record.values if tag in _LEFT_OUT}
    work.left_out = tuple(sorted({*work.left_out, *left_out}))
    for tag in sorted(record.values.keys() - _USED):
        label = record.first("LB")
        is_label = tag == "LB" and (label == work.key or is_code_of_key(work.key, label))
        is_said = is_label or (tag != "LB" and "pmid" in work.fields)
        is_placed = tag in {"C3", "U1"} and (work.kind == "inproceedings" or is_said)
        if is_placed or (tag in {"LB", "DB"} and is_said):
            continue
        work.put(f"ris-{tag.lower()}", "; ".join(record.all(tag)))


def _key_of(record: TaggedRecord) -> str:
    """Return the name that the text cites by; EndNote writes it as a label.

    A plain number is where the record stood in somebody's list, and a label of words a remark.
    """
    identity, label = record.first("ID"), record.first("LB")
    if identity and not identity.isdecimal():
        return identity
    return "" if label.isdecimal() or " " in label else label


# What law reports and statute books have in their volumes.
_REPORTED = frozenset({"jurisdiction", "legislation"})


def _put_titles(work: Work, record: TaggedRecord) -> None:
    """Set the title, and what it appeared in: of a book that is its series."""
    titles = record.all("TI", "T1", "CT")
    if not titles:
        titles = record.all("BT")
    work.put_latex("title", latex_of_rich(titles[0] if titles else ""))
    above = "booktitle" if work.kind in _IN_BOOKS else "series"
    if work.kind in {*_JOURNALS, *_REPORTED, "misc"}:
        above = "journal"
    elif work.kind == "online":
        above = "titleaddon"
    container = record.first("T2", "JF", "JO", "BT", "JA") if above != "series" else ""
    if work.kind == "inproceedings" and record.first("C3"):  # Zotero and EndNote tell both
        work.put_latex("eventtitle", latex_of_rich(record.first("T2")))
        container = record.first("C3")
    work.put_latex(above, latex_of_rich(container or record.first("T2")))
    work.put_latex("series", latex_of_rich(record.first("T3")))


def _put_people(work: Work, record: TaggedRecord, *, is_bare: bool) -> None:
    def names(*tags: str) -> str:
        people = [one for text in record.in_order(*tags) for one in people_in(text)]
        # A full stop behind its initials tells a person among others too: `Able A.`
        people = [
            (", ".join(name_with_initials(one)) or one) if is_bare or _STOPPED.search(one) else one
            for one in people
        ]
        return names_in_bibtex(map(name_from_inverted, people))

    work.put_latex("author", names("AU", "A1"))
    # What A2 is depends on the type; on works inside others it is an editor.
    work.put_latex("editor", names("ED", "A2"))
    work.put_latex("editora", names("A3"))
    work.put_latex("translator", names("A4"))


def _put_numbers(work: Work, record: TaggedRecord) -> None:
    first, last = record.first("SP"), record.first("EP")
    if "-" in first and not last:
        first, _, last = first.partition("-")
    first, last = first.strip(), last.strip()
    if "-" in first:  # the whole stands in both: `1-9`, and `9` or `1-9`
        last = "" if first.rpartition("-")[2].strip() == last.rpartition("-")[2].strip() else last
    first, last = _without_nothing(first, last)
    pages = f"{first}–{last}" if first and last.strip("+") else f"{first}{last}"
    work.put("eid", record.first("C7"))
    is_total = work.kind in {"book", "thesis"} and not last
    work.put("pagetotal" if is_total else "pages", pages)
    number = record.first("IS", "M1", "NO")
    # Embase and Ovid have addresses and lists of what was cited in M1.
    work.put("number" if len(number) <= _LONGEST_NUMBER else "ris-m1", number)
    publisher = "institution" if work.kind in {"thesis", "report"} else "publisher"
    work.put_latex(publisher, latex_of_rich(record.first("PB", "PU")))
    written = record.all("SN")
    work.put("issn", ", ".join(dict.fromkeys(one for text in written for one in serials_in(text))))
    books = [text for text in written if not serials_in(text)]
    work.put("isbn", " ".join(books))
    _put_numbers_of_pubmed(work, record)
    kinds = record.all("M3")
    work.put("doi", next((one for one in kinds if _IS_DOI.match(one)), ""))
    words = [one for one in kinds if not _IS_DOI.match(one)]
    if len(words) == 1 and words[0] in _SUBTYPES.get(work.kind, ()):
        work.put("entrysubtype", words[0])  # in our own exports; elsewhere it says the same
    else:
        work.put_latex("type", "; ".join(map(latex_of_rich, words)))
    linked = [text for text in record.all("L2") if text.startswith(("http://", "https://"))]
    addresses = [
        part.strip()
        for text in record.all("UR", "LK") or record.all("US") or linked
        for part in re.split(r";(?=http)", text)
    ]
    # Mendeley has its own copy there, too, which is a path of one machine.
    copies = [one for one in addresses if _COPY.match(one)]
    addresses = [one for one in addresses if one not in copies]
    work.left_out = tuple(sorted({*work.left_out, *(["file"] if copies else [])}))
    for one in [one for one in addresses if one.startswith(_OF_ENDNOTE)]:
        addresses.remove(one)
        work.put("accession-number", one.removeprefix(_OF_ENDNOTE))
    work.put("url", " ".join(addresses))


def _without_nothing(first: str, last: str) -> tuple[str, str]:
    """Return the ends of pages without what says that there is none: `No` to `Specified`."""
    if (first, last) == ("No", "Specified"):
        return "", ""
    said = frozenset({"nan", "none"})
    return "" if first.lower() in said else first, "" if last.lower() in said else last


def _put_numbers_of_pubmed(work: Work, record: TaggedRecord) -> None:
    """Set PMID and PMCID, each where some database has it, and what other number there is."""
    accession, other = record.first("AN"), record.first("C2")
    number = re.fullmatch(r"(?:pmid\W*)?(\d{1,9})", accession, re.IGNORECASE)
    is_pubmed = number and (accession[0] in "Pp" or _is_of_pubmed(record))
    work.put("pmid", number[1] if number and is_pubmed else "")
    said = f"{record.first('C3')} {record.first('U1')}"  # Cochrane's, and those of Dimensions
    if found := re.search(r"\bPUBMED (\d{1,9})\b|\b(\d{1,9}) \[PMID\]", said):
        work.put("pmid", found[1] or found[2])
    if found := re.search(r"\b(PMC\d+) \[PMCID\]", said):
        work.put("pmcid", found[1])
    is_scopus = record.first("DB").lower() == "scopus" and re.fullmatch(r"\d{1,9}", other)
    name = "pmcid" if other.startswith("PMC") else "pmid" if is_scopus else "ris-c2"
    work.put(name, other)
    work.put("accession-number", "" if is_pubmed else accession)


def _is_of_pubmed(record: TaggedRecord) -> bool:
    """Say whether an accession number is one of PubMed: other databases count, too."""
    texts = record.all("DB", "DP", "UR", "LK", "N1", "XT")
    return any(re.search(r"pubmed|medline|ncbi\.nlm|^nlm$", text, re.IGNORECASE) for text in texts)
