r"""A printed list of LaTeX (`.bbl`, or `thebibliography` in a text) → works.

BibTeX's styles part an entry with `\newblock` (authors, title, the rest); REVTeX and Elsevier name
the parts with `\bibinfo`; lists typed by hand follow APA, Vancouver or IEEE. What is told apart by
its form alone is a guess, and the entry that does not come apart keeps its words as its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.imports.references.readers.bblabroad import turn_names, turn_venue
from kg.imports.references.readers.bblcases import take_case
from kg.imports.references.readers.bblchapters import take_chapter, without_in
from kg.imports.references.readers.bblcommas import take_in_commas
from kg.imports.references.readers.bbllaw import take_law_article
from kg.imports.references.readers.bblmanners import part_dated, part_manner, without_year
from kg.imports.references.readers.bblnames import are_names, names_of, take_people
from kg.imports.references.readers.bblscripts import take_abroad
from kg.imports.references.readers.bblseen import take_seen
from kg.imports.references.readers.bbltold import tell_parted
from kg.imports.references.readers.bblvenues import (
    OUTER,
    argument_at,
    take_edition_behind,
    take_named,
    take_venue,
    take_volumes,
    without_emphasis,
)
from kg.imports.references.readers.bblyears import put_years, take_month, take_years
from kg.imports.references.readers.vancouver import (
    is_published,
    part_names,
    plain_years,
    take_marks,
    take_place,
)
from kg.imports.references.works import MOST_WORKS, Places, Work, WorkFile, supply_title

_END = re.compile(r"\\end\s*\{thebibliography\}")
_ITEM = re.compile(r"\\bibitem(?![A-Za-z])")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")
_BLOCK = re.compile(r"\\newblock(?![A-Za-z])")
_OF_BIBLATEX = re.compile(r"\\(?:refsection|sortlist|datalist)\b|\\entry\{")
_LOOKS = re.compile(
    r"\\(?:BIBentry\w+|bibAnnote\w*|penalty-?\d+|hskip\s*[\d.]+\w+(?:\s*plus\s*[\d.]+\w+)?"
    r"|natexlab|urlprefix|relax|providecommand|BibitemShut\s*\{[^{}]*\}|BibitemOpen|bibfnamefont"
    r"|bibnamefont|bibfield|eprint|translation|Eprint|showarticletitle|showISBNx|showISSN|shownote"
    r"|protect)(?![A-Za-z])"
)
_CITED_BY = re.compile(r"[0-9]+|#?[A-Z]{0,3}-?[0-9]{1,3}")  # a number, or the code of a study
_DOI = re.compile(
    r"(?:doi\s*[:.]?\s*|doi\.org/|\\doi\s*\{|(?<![\w/.(-]))\s*(10\.\d{4,9}/[^\s{}]+)", re.IGNORECASE
)
_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]+)\}|(https?://[^\s{}]+)")
_YEAR = re.compile(r"(?<![\d:-])((?:1[5-9]|20)\d\d)[a-z]?(?![\d:])")
_QUOTED = tuple(
    re.compile(rf"{before}(?P<title>.+?),?\s*{behind}[,.]?", re.DOTALL)
    for before, behind in (
        (r"(?:``|\u201c|\\enquote\{)", r"(?:''|\u201d|\})"),
        ("\u201e", "[\u201c\u201d]"),
        ("\u00ab\\s?", "\u00bb"),
        # A single one may be an apostrophe: behind the year of Harvard it is none.
        (r"(?<=\d\)\s)['\u2018]", r"['\u2019](?=[,.]\s)"),
    )
)
# Harvard has the year between the names and a title in quotes.
_DATED = re.compile(r"\s*\(\d{4}[a-z]?\)[.,:]?\s*$")
_AFTER_APA = re.compile(
    # Four digits behind a digit are the number of an issue: `2003;327(7414)`.
    r"(?P<names>(?:(?!\s(?:1[4-9]|20)\d\d\b)[^()])*[^()\d\s](?:\s\([^()\d]{2,120}\)\.?){0,2})\s*\((?P<year>(?:1[4-9]|20)\d\d)[a-z]?[^()]*\)\s*[.,:]?\s*"
    r"(?P<rest>[^\s.,:;].*)",  # a year at the end of an entry is behind no names
    re.DOTALL,
)
_OF_CHICAGO = re.compile(r"(?<!vol\. )(?<!\d)(\d+), no\. (\d+)(?= \((?:[A-Z]\w+ )?\d{4}\):)")
_YEAR_OF_JOURNAL = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?:\s[A-Z][a-z]{2}[\w\s-]{0,9})?;")
# `A. Able and B. Baker, Phys. Rev. \textbf{12}, 13 (2011)`: people, then where it stands.
_PERSON = r"(?:[A-Z]\.[~\s-]*)+(?:[a-z]+\s)*[^\W\d_][^\s,.\d]+(?:\s(?!and\b)[^\W\d_][^\s,.\d]+)?"
_UNTITLED = re.compile(
    rf"(?P<names>{_PERSON}(?:,?\s(?:and\s)?{_PERSON})*(?:,?\s\\?\w*\{{?et al\.?\}}?)?),\s"
    r"(?P<journal>[A-Z][^,\\]+?)[~\s]*\\textbf\s*\{(?P<volume>[^{}]+)\},?[~\s]*"
    r"(?P<pages>[A-Z]?\d[\d\u2013-]*)[~\s]*\((?P<year>\d{4})\)\.?"
)
# The same of chemists: `A. Able and B. Baker, \emph{Phys. Rev.}, 2011, 12, 13–19.`
_OTHERS = re.compile(r"\\emph\{et al\.?\}\.?")
_WITHOUT_TITLE = re.compile(
    rf"(?P<names>{_PERSON}(?:,?\s(?:and\s)?{_PERSON})*),\s\\emph\{{(?P<journal>[^{{}}]+)\}},\s"
    r"(?P<year>\d{4}),\s(?P<volume>\d+),\s(?P<pages>[A-Z]?\d[\d\u2013-]*)\.?"
)
# Where the names of an entry have ended.
_HEAD = re.compile(r"\(\d{4}|:\s|[\u00ab\u201c\u201e]|``|,\s\d{4}\b")
# Behind the title of a film stands who made it, where a title stands behind names.
_MAKERS = re.compile(r"(?:Directed|Produced|Written|Created|Presented|Hosted) by\b|Dir(?:\.|$)")
# A full stop that ends a part: not one behind an initial, nor that of `Tea v. milk`.
_STOP = re.compile(r"(?<!\sv)(?<!\svs)(?<![\s~.][A-Z])(?<!^[A-Z])\.\s+(?=\S)|(?<=[?!])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry: its key, its label in brackets, its words, and where it begins."""

    key: str
    label: str
    words: str
    start: int


def read_bbl_works(text: str, path: str) -> WorkFile:
    """Return the works of a printed list."""
    file = WorkFile()
    places = Places(text, path)
    if _OF_BIBLATEX.search(text) and not _ITEM.search(text):
        message = "this list is biblatex's own and no printed one; import its .bib in its place"
        file.report(places.at(0), "IMP001", message)
        return file
    guessed, whole = [], 0
    for item in _items_of(text):
        if len(file.works) > MOST_WORKS:
            break
        words, years = take_years(item.words)
        work = _work_of(replace(item, words=words), places)
        put_years(work, years)
        file.works.append(work)
        if work.kind != "jurisdiction" and not work.fields.keys() & {"author", "editor"}:
            whole += 1
            message = f"'{item.key}': its parts could not be told apart; all of it is its title"
            file.report(work.place, "IMP003", message)
        elif r"\bibinfo" not in item.words:
            guessed.append(work)
    tell_parted(file, guessed)
    return file


def _blanked(text: str) -> str:
    """Return a text of LaTeX with its comments as spaces, each character in its place."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _items_of(text: str) -> Iterator[_Item]:
    blanked = _blanked(text)
    closing = _END.search(blanked)
    last = closing.start() if closing else len(blanked)
    starts = [found for found in _ITEM.finditer(blanked) if found.start() < last]
    ends = [*(found.start() for found in starts[1:]), last]
    for found, end in zip(starts, ends, strict=False):  # a list may be empty
        label, at = argument_at(blanked, found.end(), "[", "]")
        key, at = argument_at(blanked, at, "{", "}")
        words = _LOOKS.sub(" ", blanked[at:end])
        yield _Item(" ".join(key.split()), label, " ".join(words.split()), found.start())


def _work_of(item: _Item, places: Places) -> Work:
    work = Work("misc", places.at(item.start), key=item.key)
    if _CITED_BY.fullmatch(item.label):  # by which the text cites it
        work.put("ids", item.label)
    words = take_seen(work, item.words.lstrip("*† "))  # stars: pooled
    words = take_marks(work, _take_addresses(work, _OF_CHICAGO.sub(r"\1(\2)", words)))
    if r"\bibinfo" in words:
        take_named(work, words)
        return work
    if take_law_article(work, words) or take_case(work, words) or take_abroad(work, words):
        return work
    if untitled := _UNTITLED.fullmatch(words.strip()) or _WITHOUT_TITLE.fullmatch(words.strip()):
        _take_untitled(work, untitled)
        return work
    turned = _turned(words := take_month(work, plain_years(words)))
    if take_in_commas(work, turned):
        return work
    names, title, rest = _parts_of(turned)
    rest, people = turn_venue(rest), names_of(names)
    is_film = any(map(_MAKERS.match, (names, title)))
    if not are_names(people[1]) or is_film or not re.search(r"\w", title):
        names, title, rest = "", words, ""
    # A title may name a year as well, so what follows it goes before the whole.
    years = [*_YEAR.finditer(rest)] or [*_YEAR.finditer(words)]
    found = _YEAR.search(item.label) or next(reversed(years), None)
    if names:
        take_people(work, *people)
    if found is not None:
        work.put_latex("year", found[1])
        rest = re.sub(r"\(\s*\)", "", rest.replace(found.group(), "", 1))
        rest = re.sub(r",\s*,", ",", rest)
    _take_where(work, title, rest, is_vancouver=part_names(words) is not None)
    return work


def _take_where(work: Work, title: str, rest: str, *, is_vancouver: bool) -> None:
    """Set the title of a work, and where it appeared."""
    bare, is_book = without_emphasis(take_edition_behind(work, title.strip(OUTER)))
    rest = take_volumes(work, without_in(rest.strip(" ,;:")))
    work.put_latex("title", bare.strip(OUTER))
    if take_chapter(work, rest):
        return
    elsewhere = take_place(work, bare, rest) if is_vancouver or is_published(rest) else None
    if elsewhere is None:
        take_venue(work, rest.strip(OUTER), is_book=is_book)
    else:
        work.fields.pop("title", None)
        work.put_latex("title", elsewhere.strip(OUTER))


def _turned(words: str) -> str:
    """Return an entry with English words between and behind the names that it begins with."""
    end = _HEAD.search(words)
    head = end.start() if end else len(words)
    return turn_names(words[:head]) + words[head:]


def _take_untitled(work: Work, match: re.Match[str]) -> None:
    """Set what an entry says that gives a journal and no title."""
    work.kind = "article"
    field, value = names_of(match["names"])
    work.put_latex(field, value)
    for name in ("journal", "volume", "year"):
        work.put_latex(name, match[name].strip(" ~\n"))
    work.put_latex("pages", re.sub(r"-+|\u2013", "--", match["pages"]))
    supply_title(work)


def _take_addresses(work: Work, words: str) -> str:
    """Set DOI and address, and return the words without them."""
    doi = _DOI.search(words)
    if doi:
        work.put("doi", doi[1].rstrip(".,;)"))
    url = _URL.search(words)
    if url and not doi:
        work.put("url", (url[1] or url[2]).rstrip(".,;").replace("\\", ""))
    words = re.sub(r"\\href\s*\{[^{}]*\}\s*(?=\{)", "", words)
    words = re.sub(
        r"(?:URL|Available(?: online)?(?: at| from)?:?|\\path)?\s*\\url\s*\{[^{}]*\}", " ", words
    )
    words = re.sub(r"(?:Available(?: online)?(?: at| from)?:?\s*)?https?://[^\s{}]+", " ", words)
    return _DOI.sub(" ", words).replace(" }", "}")


def _parts_of(words: str) -> tuple[str, str, str]:
    """Return the names, the title and what follows; no names where they do not come apart."""
    first, *blocks = (part.strip() for part in _BLOCK.split(words))
    if first and blocks:
        return first, blocks[0], " ".join(blocks[1:])
    words = _OTHERS.sub("et al.", _with_quotes(" ".join([first, *blocks])))
    quoted = next(filter(None, (one.search(words) for one in _QUOTED)), None)
    if quoted and quoted.start():
        names = without_year(_DATED.sub("", words[: quoted.start()].rstrip()))
        return names, quoted["title"], words[quoted.end() :]
    if _dated_in(words) is None and (parts := part_manner(words)) is not None:
        return parts
    return _parts_in_order(words)


def _dated_in(words: str) -> re.Match[str] | None:
    """Return an entry with its year in brackets behind the names; those of a title are none."""
    found = _AFTER_APA.fullmatch(words)
    in_title = found and _YEAR_OF_JOURNAL.search(found["rest"]) and part_names(words)
    return None if in_title else found


def _parts_in_order(words: str) -> tuple[str, str, str]:
    """Return the names, the title and what follows of an entry in which full stops part them."""
    dated = _dated_in(words)
    names, year, rest = (dated["names"], dated["year"], dated["rest"]) if dated else ("", "", "")
    if not dated and (vancouver := part_names(words)) is not None:
        names, rest = vancouver
    elif not dated and (told := part_dated(words)) is not None:
        names, year, rest = told
    if names:
        title, _, rest = _cut_at_stop(rest)
        return names, title, f"{rest} {year}" if year else rest
    names, stop, rest = _cut_at_stop(words)
    title, _, rest = _cut_at_stop(rest)
    return (names, title, rest) if stop and title else ("", words, "")


def _with_quotes(words: str) -> str:
    """Return an entry with a single pair of straight quotes as one with printed ones."""
    straight = [*re.finditer(r'(?<!\\)"', words)]
    if len(straight) != 2:  # noqa: PLR2004
        return words
    first, last = (one.start() for one in straight)
    return f"{words[:first]}\u201c{words[first + 1 : last]}\u201d{words[last + 1 :]}"


def _cut_at_stop(words: str) -> tuple[str, bool, str]:
    """Return what stands before the first full stop outside of braces, and what follows."""
    for found in _STOP.finditer(words):
        before = words[: found.start() + 1]
        if before.count("{") == before.count("}"):
            return before.rstrip("."), True, words[found.end() :]
    return words, False, ""
