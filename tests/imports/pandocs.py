"""Where pandoc reads a reference otherwise than we do, and why: the whole list.

A reason is a rule over both values and the entry, or stands for one variable of one work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.latex.plain import decode_latex

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A variable that differs: our value, pandoc's, and the fields of the entry as written."""

    variable: str
    ours: Any
    theirs: Any
    entry: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, str]:
        """Return both values without tags, their quotes straight; empty where there is none."""
        one, other = (_plain(text) if isinstance(text, str) else "" for text in self.pair)
        return one, other

    @property
    def pair(self) -> tuple[Any, Any]:
        """Return both values."""
        return self.ours, self.theirs


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some variables differ (all, where none is named), and when it is so."""

    words: str
    holds: Callable[[Case], bool]
    variables: str = ""

    def explains(self, case: Case) -> bool:
        """Say whether the difference is of this kind."""
        named = self.variables.split()
        return (not named or case.variable in named) and self.holds(case)


_SIGNS = str.maketrans("’‘“”\u00a0\u202f", "''\"\"  ")
_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-0123456789+-")
_DOTLESS = re.compile("\u0131(?=[\u0300-\u036f])")  # on which pandoc puts the accent
_NAMES = "author editor translator container-author"


def _plain(text: str) -> str:
    apart = _DOTLESS.sub("i", unicodedata.normalize("NFD", re.sub(r"</?\w+( [^<>]*)?>", "", text)))
    return " ".join(unicodedata.normalize("NFC", apart).translate(_SIGNS).split())


def _unescaped(text: str) -> str:
    return re.sub(r"[\\{}]", "", text).strip()


def _people(names: Any) -> Any:
    """Return names in one spelling: no blanks, particles of one kind, nobody called others."""
    people = [one for one in names or [] if "others" not in one.values()]
    known = {"dropping-particle": "non-dropping-particle", "literal": "family"}
    return [
        {known.get(part, part): _plain(text).replace(" ", "") for part, text in one.items()}
        for one in people
    ]


def _same_words(case: Case) -> bool:
    one, other = (text.translate(_SMALL) for text in case.texts)
    return bool(one) and one.casefold() == other.replace("$", "").casefold()


def _is_region(case: Case) -> bool:
    one, other = (text or "" for text in case.pair)
    tag, _, region = other.lower().partition("-")
    return (bool(one) and tag in {"", "english", one.lower()}) or f"{tag}-{region}" == one.lower()


def _is_month_in_words(case: Case) -> bool:
    if not case.ours or not case.theirs or "month" not in case.entry:
        return False
    years = [[date[:1] for date in one.get("date-parts", [])] for one in case.pair]
    return years[0] == years[1] == case.theirs["date-parts"]


# Of every format.
ALWAYS = (
    Reason("keys of an export begin with the review’s id", lambda _: True, "id"),
    Reason("the code of the work in the review", lambda _: True, "custom"),
    Reason("another’s text, which stays out of the project", lambda _: True, "abstract"),
)
RULES = (
    Reason(
        "pandoc lowers capitals of BibTeX, as a style would, rounds quotes and keeps dollars",
        _same_words,
    ),
    Reason("pandoc takes English for American, and overlooks `language`", _is_region, "language"),
    Reason(
        "pandoc takes accents apart, sets initials apart, drops particles of BibTeX, whose styles "
        "print and sort them, takes one name for a family’s, and `others` for somebody",
        lambda case: _people(case.ours) == _people(case.theirs),
        _NAMES,
    ),
    Reason(
        "pandoc cuts a short title at the colon",
        lambda case: case.ours is None and bool(case.theirs),
        "title-short",
    ),
    Reason(
        "pandoc keeps LaTeX and braces in addresses and numbers, and `doi.org` before a DOI",
        lambda case: bool(case.ours) and _unescaped(case.theirs or "").endswith(case.ours),
        "DOI URL ISSN ISBN",
    ),
    Reason(
        "pandoc makes an address of a number of an archive",
        lambda case: case.ours is None and "eprint" in case.entry,
        "URL",
    ),
    Reason(
        "CSL has a place for an archive and its number",
        lambda case: case.theirs is None and "eprint" in case.entry,
        "archive archive_location",
    ),
    Reason("pandoc gives no type for @misc", lambda case: case.theirs == "", "type"),
    Reason("pandoc reads a month by its three letters alone", _is_month_in_words, "issued"),
    Reason(
        "pandoc overlooks a day in words",
        lambda case: case.theirs is None and "urldate" in case.entry,
        "accessed",
    ),
    Reason(
        "a way to publish that is an address is no publisher",
        lambda case: case.ours is None and decode_latex(case.entry["howpublished"]) == case.theirs,
        "publisher",
    ),
    Reason(
        "a way to publish that is an address is the address of the work",
        lambda case: case.theirs is None and "howpublished" in case.entry,
        "URL",
    ),
    Reason(
        "there is a blank behind each comma",
        lambda case: re.split(r",\s*", case.texts[0]) == re.split(r",\s*", case.texts[1]),
        "keyword",
    ),
    Reason(
        "CSL has a hyphen between pages, of which each style makes its dash",
        lambda case: case.ours == re.sub(r"\s*[–—-]+\s*", "-", case.theirs or ""),
        "page",
    ),
    Reason(
        "a detail without a place in CSL is told in the note",
        lambda case: case.theirs is None and re.match(r"[A-Z][\w ]+: |There are more", case.ours),
        "note",
    ),
    Reason(
        "pandoc parts bodies and places at each `and`, as biblatex does, and BibTeX does not",
        lambda case: case.texts[0].replace(" and ", "; ") == case.texts[1],
        "publisher publisher-place",
    ),
    Reason(
        "CSL has a place for a part; pandoc joins its number to that of the volume",
        lambda case: bool(case.ours) and (not case.theirs or case.theirs.startswith(case.ours)),
        "volume part-number",
    ),
    Reason(
        "a volume keeps its own title, and the whole work stands in the note",
        lambda case: "maintitle" in case.entry,
        "title volume-title",
    ),
    Reason(
        "the address of a book is not that of its chapter",
        lambda case: case.ours is None and "crossref" in case.entry,
        "URL",
    ),
    Reason("the event’s name in CSL 1.0.2", lambda case: not all(case.pair), "event event-title"),
    Reason("an annotation is kept for the .bib", lambda case: case.ours is None, "annote"),
)
# Of one work: (key, variable) → why.
ONCE = {
    ("Lark:2014:KBS:1000001.1000002", "container-title"): "pandoc takes `&#38;` for an argument",
    ("teal", "title"): "pandoc drops `\\textendash`; `titleaddon` is told in the note",
    ("teal", "collection-title"): "pandoc reads the number of a series as an English ordinal",
    ("wren", "author"): "BibTeX parts names at AND, too",
    ("reed", "PMID"): "numbers in a note are numbers",
    ("reed", "PMCID"): "as PMID",
    ("reed", "note"): "as PMID",
    ("reed", "URL"): "the first of two addresses; the other is kept",
    ("reed", "author"): "pandoc takes a capital with an accent for a small letter",
    ("2012ApJ...750...99E", "title"): "pandoc keeps the dollars of a formula",
    ("2012ApJ...750...99E", "container-title"): "pandoc does not know the command of a journal",
    ("able2020clay", "author"): "braces around `de la Cruz` say that it is one family name",
    ("Ng2016", "issue"): "pandoc overlooks `issue`, which JabRef writes for the number",
    ("Rao2013", "ISBN"): "what Mendeley gives as ISBN is an ISSN, and put there",
    ("lund2022", "container-title"): "pandoc keeps `&amp;` of a web page",
    ("lund2022", "ISSN"): "pandoc keeps the word behind a number",
    ("lund2022", "page"): "pandoc overlooks C7",
    ("lund2022", "keyword"): "pandoc turns their order round",
    ("lee_glaze_2010", "genre"): "pandoc keeps the braces",
    ("rowan", "note"): "pandoc cuts `arXiv:` out of a note",
    ("rowan", "arxiv"): "as note",
    ("gale2015", "author"): "pandoc splits bodies, and takes a suffix for the given name",
    ("gale2015", "issued"): "pandoc takes the year alone of RIS",
    ("gale2015", "accessed"): "pandoc overlooks Y2",
    ("gale2015", "container-title-short"): "pandoc overlooks J2",
    ("gale2015", "source"): "pandoc overlooks DP",
    ("gale2015", "keyword"): "pandoc turns their order round",
    ("ivory2003", "ISBN"): "pandoc takes each SN for an ISSN",
    ("ivory2003", "ISSN"): "as ISBN",
    ("ivory2003", "publisher-place"): "pandoc overlooks CY",
    ("kohl2016", "publisher-place"): "pandoc overlooks CY",
    ("kohl2016", "genre"): "pandoc overlooks M3",
    ("platetrust2020", "author"): "pandoc splits bodies",
    ("platetrust2020", "issued"): "pandoc takes the year alone of RIS",
    ("platetrust2020", "accessed"): "pandoc overlooks Y2",
    ("platetrust2020", "type"): "pandoc does not know ELEC",
}
