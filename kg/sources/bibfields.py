"""What BibTeX entries have: the fields of each type, those that are known, those that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bibtexparser.model import Entry

from kg.errors import Location, Problem
from kg.sources.nearness import Nearest

# What an entry of each type must have; alternatives stand in one string, split by '/'.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year/date"),
    "book": ("author/editor", "title", "publisher", "year/date"),
    "collection": ("editor", "title", "year/date"),
    "incollection": ("author", "title", "booktitle", "year/date"),
    "inbook": ("author", "title", "booktitle", "year/date"),
    "inproceedings": ("author", "title", "booktitle", "year/date"),
    "proceedings": ("title", "year/date"),
    "report": ("author/institution", "title", "year/date"),
    "techreport": ("author", "title", "institution/publisher", "year/date"),
    "thesis": ("author", "title", "institution/school", "year/date"),
    "phdthesis": ("author", "title", "school", "year/date"),
    "mastersthesis": ("author", "title", "school", "year/date"),
    "online": ("author/title", "url/howpublished", "year/date"),
    "legislation": ("title", "year/date"),
    "manual": ("title", "year/date"),
    "booklet": ("title", "year/date"),
    "unpublished": ("author", "title", "year/date"),
    "misc": ("title", "year/date"),
}
# Every field that BibTeX, biblatex or a reference manager knows; another one is a misspelling.
_FIELDS = """
abstract addendum address afterword annotation annotator annote archiveprefix author
authortype bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter
commentator crossref date day doi edition editor editora editorb editorc editortype eid
entryset entrysubtype eprint eprintclass eprinttype evidenceclass eventdate eventtitle
eventtitleaddon execute file foreword gender groups holder howpublished ids indextitle
institution introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle
issuetitleaddon iswc journal journalsubtitle journaltitle journaltitleaddon key keywords
label langid language library location mainsubtitle maintitle maintitleaddon month nameaddon
note number options organization origdate origlanguage origlocation origpublisher origtitle
pages pagetotal pagination part pmid primaryclass publisher pubstate related relatedoptions
relatedstring relatedtype reprinttitle school series shortauthor shorteditor shorthand
shorthandintro shortjournal shortseries shorttitle sortkey sortname sorttitle sortyear
subtitle timestamp title titleaddon translator type url urldate usera userb userc userd
usere userf venue version volume volumes year
"""
KNOWN_FIELDS = frozenset(_FIELDS.split())
# The fields that reach the graph, and with it pages and exports; the others are told.
_SHOWN = """
address author booktitle date doi editor entrysubtype evidenceclass institution journal
location note number pages publisher title url urldate volume year
"""
SHOWN_FIELDS = frozenset(_SHOWN.split())


@dataclass(slots=True)
class Strangers:
    """The fields of a file that nothing shows: each name is told once, where it stands first.

    A library of three thousand works that all have an abstract has one thing to tell, not three
    thousand.
    """

    path: str
    _first: dict[str, tuple[Location, str]] = field(default_factory=dict)
    _count: dict[str, int] = field(default_factory=dict)

    def note(self, entry: Entry) -> None:
        """Take an entry into account."""
        for one in entry.fields:
            if one.key not in SHOWN_FIELDS:
                place = Location(self.path, (one.start_line or 0) + 1)
                self._first.setdefault(one.key, (place, entry.key))
                self._count[one.key] = self._count.get(one.key, 0) + 1

    def problems(self) -> list[Problem]:
        """Return a problem for each field that was met and that nothing shows."""
        nearest = Nearest(KNOWN_FIELDS)
        return [self._problem_for(name, nearest) for name in self._first]

    def _problem_for(self, name: str, nearest: Nearest) -> Problem:
        place, key = self._first[name]
        others = f" (and {self._count[name] - 1} more)" if self._count[name] > 1 else ""
        if name in KNOWN_FIELDS:
            message = f"{key}{others}: nothing shows the field '{name}' yet"
            return Problem(place, "BIB012", message)
        near = nearest.to(name)
        hint = f"did you mean '{near}'?" if near else "put what it says into 'note', or remove it"
        return Problem(place, "BIB011", f"{key}{others}: '{name}' is not known here; {hint}")
