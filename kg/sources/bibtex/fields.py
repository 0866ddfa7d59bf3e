"""What BibTeX entries have: the fields of each type, those that are known, those that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from kg.model.annotations import orcid_field
from kg.model.details import DETAILS

# What an entry is that does not say its type.
UNTYPED = "untyped"
# What an entry of each type must have; alternatives stand in one string, split by '/'.
_ANY = ("title", "year/date")
_THESIS = ("author", "title", "institution", "year/date")
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year/date"),
    "book": ("author/editor", "title", "publisher", "year/date"),
    "collection": ("editor", "title", "year/date"),
    "incollection": ("author", "title", "booktitle", "year/date"),
    # Of BibTeX it is a part of the book of that title, of biblatex a part with a title of its own.
    "inbook": ("author", "title", "booktitle/chapter/pages", "year/date"),
    "inproceedings": ("author", "title", "booktitle", "year/date"),
    "inreference": ("title", "booktitle", "year/date"),
    "report": ("author/institution", "title", "year/date"),
    "techreport": ("author", "title", "institution/publisher", "year/date"),
    "thesis": _THESIS,
    "phdthesis": _THESIS,
    "mastersthesis": _THESIS,
    "online": ("author/title", "url/howpublished", "year/date"),
    "patent": ("author/holder", "title", "number", "year/date"),
    "unpublished": ("author", "title", "year/date"),
    **dict.fromkeys(
        (
            "proceedings", "legislation", "legal", "jurisdiction", "manual", "booklet", "misc",
            "dataset", "software", "reference", "periodical", "standard", "review", "letter",
            "mvbook", "mvcollection", "mvproceedings", "mvreference", "bookinbook", "suppbook",
            "suppcollection", "suppperiodical", "image", "artwork", "movie", "video", "audio",
            "music", "performance", "commentary",
        ),
        _ANY,
    ),
}  # fmt: skip
# Other names of a type or field, in BibTeX, biblatex or the programs that write them.
TYPE_ALIASES: Mapping[str, str] = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "webpage": "online",
    "data": "dataset",
    "computer_program": "software",
    # Of the style biblatex-software, for a release, a part and some lines of one.
    "softwareversion": "software",
    "softwaremodule": "software",
    "codefragment": "software",
    "masterthesis": "mastersthesis",
    # As Mendeley calls them.
    "book_section": "incollection",
    "conference_proceedings": "inproceedings",
    "encyclopedia_article": "inreference",
    "film": "movie",
    "generic": "misc",
    "journal_article": "article",
    "magazine_article": "article",
    "newspaper_article": "article",
    "web_page": "online",
    "working_paper": "report",
}
FIELD_ALIASES: Mapping[str, str] = {
    "journaltitle": "journal",
    "location": "address",
    "school": "institution",
    "annote": "annotation",
    "key": "sortkey",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "langid": "language",
    "hyphenation": "language",  # as biblatex called it at first
    "articleno": "eid",
    "art_number": "eid",  # Scopus
    "article-number": "eid",  # Web of Science
    "pubmed_id": "pmid",  # Scopus
    "origyear": "origdate",
    "booktitleshort": "shortbooktitle",
    "aliases": "ids",
    "same_as": "sameas",
    "same-as": "sameas",
}
# Every field that BibTeX or biblatex knows; what another one may be a misspelling of.
_FIELDS = """
abstract addendum address afterword annotation annotator annote archiveprefix author
authortype bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter
commentator crossref date day doi edition editor editora editoratype editorb
editorbtype editorc editorctype editortype eid
entryset entrysubtype eprint eprintclass eprinttype evidenceclass eventdate eventtitle
eventtitleaddon execute file foreword gender groups holder howpublished ids indextitle
institution introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle
issuetitleaddon iswc journal journalsubtitle journaltitle journaltitleaddon key keywords
label langid language library location mainsubtitle maintitle maintitleaddon month nameaddon
note number options organization origdate origlanguage origlocation origpublisher origtitle
pages pagetotal pagination part pmcid pmid primaryclass publisher pubstate related relatedoptions
relatedstring relatedtype reprinttitle sameas school series shortauthor shorteditor shorthand
shorthandintro shortjournal shortseries shorttitle sortkey sortname sorttitle sortyear
subtitle timestamp title titleaddon translator type unresolved url urldate usera userb userc userd
usere userf venue version volume volumes xdata xref year
"""
# Names of people; each is read as a list of them.
NAMED_FIELDS = frozenset({"author", "editor"})
# What says who they are, whatever they are called.
ORCID_FIELDS = frozenset(map(orcid_field, NAMED_FIELDS))
KNOWN_FIELDS = frozenset(_FIELDS.split()) | ORCID_FIELDS | {f"{name}+an" for name in NAMED_FIELDS}
# What has a place of its own in the graph, or is used up when the entry is read.
_PLACED = """
address author booktitle booksubtitle crossref date day doi editor entrysubtype evidenceclass
institution journal journalsubtitle month note pages publisher sameas subtitle title unresolved url
urldate volume xdata year
"""
PLACED_FIELDS = frozenset(_PLACED.split()) | ORCID_FIELDS
SHOWN_FIELDS = PLACED_FIELDS | frozenset(DETAILS)
# What biblatex prints for a word of its own in `type`, `series` or `pubstate` (its manual, 4.9.2).
BIBSTRINGS: Mapping[str, str] = {
    "bathesis": "Bachelor’s thesis",
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "patentus": "U.S. patent",
    "patenteu": "European patent",
    "patentuk": "British patent",
    "patentde": "German patent",
    "patentfr": "French patent",
    "patreq": "patent request",
    "patrequs": "U.S. patent request",
    "patreqeu": "European patent request",
    "patrequk": "British patent request",
    "patreqde": "German patent request",
    "patreqfr": "French patent request",
    "newseries": "New series",
    "oldseries": "Old series",
    "inpreparation": "in preparation",
    "inpress": "in press",
    "prepublished": "pre-published",
}
# Where a patent holds (its manual, 4.9.2.21).
COUNTRIES: Mapping[str, str] = {
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}


_PRIVATE = frozenset({"abstract", "comment", "file", "pdf", "local-url"})


def is_private(name: str) -> bool:
    """Say whether a field is about one machine, or may be another's text: it goes into no export.

    Citavi writes into `comment` what a reader copied out of the work, often a whole paragraph.
    """
    return name.startswith("bdsk-file") or name in _PRIVATE


def fault_of_type(kind: str) -> str:
    """Return what is wrong with the type of an entry, and what to do; "" where it is known."""
    if kind in REQUIRED:
        return ""
    if kind == UNTYPED:
        return "the entry has no type; write one behind its '@', as in @article{able2001,"
    near = get_close_matches(kind, REQUIRED, n=1)
    hint = f"did you mean @{near[0]}?" if near else f"use one of {', '.join(sorted(REQUIRED))}"
    return f"@{kind} is not an entry type known here; {hint}"
