"""Which works are one: by identifier, or by title, year and first author; and which may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.imports.references.mending import bare_doi
from kg.imports.references.venues import may_be_one_place
from kg.imports.references.works import PARTICLE, Work
from kg.model.dates import parse_date
from kg.model.identifiers import isbn_fault
from kg.model.names import parse_people
from kg.model.references import Name
from kg.paths import fold_letters

# An ISBN is that of a book: its chapters and papers have it, too, and are not one.
_PARTS = frozenset(
    {"incollection", "inbook", "inproceedings", "inreference", "bookinbook", "suppbook"}
    | {"suppcollection", "article", "suppperiodical"}
)
_SHORT_TITLE = 4  # words; `Introduction` and `Editorial` are titles of many works
_SHARED = 0.7  # of the words of two titles, for one identifier to be believed
_LITTLE = frozenset({"a", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Match:
    """What a work is the same as, and how that is known, in words."""

    key: str
    reason: str


@dataclass(slots=True)
class Index:
    """The works that are known already, by all that tells one from another."""

    _works: dict[str, Work] = field(default_factory=dict)
    _by_identifier: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _by_heading: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _by_title: dict[str, list[str]] = field(default_factory=dict)
    _by_key: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, work: Work) -> None:
        """Take a work into account under the key that it has now."""
        self._works[key] = work
        for identifier in identifiers_of(work):
            self._by_identifier.setdefault(identifier, []).append(key)
        self._by_heading.setdefault(_heading_of(work), []).append(key)
        self._by_title.setdefault(fold_title(title_of(work)), []).append(key)
        self._by_key.setdefault(key.lower(), key)
        for other in work.names:
            self._by_key.setdefault(other.lower(), key)

    def find(self, work: Work) -> Match | None:
        """Return the known work that this one is, or None."""
        title = fold_title(title_of(work))
        named = self._by_key.get(work.key.lower()) if work.key else None
        if named and self._agree(named, work) and self._is_named_for(named, title, work):
            return Match(named, "the same key and title")
        for scheme, value in identifiers_of(work):
            for key in self._by_identifier.get((scheme, value), ()):
                if self._is_like(key, title, work, scheme):
                    return Match(key, f"the same {_SCHEMES[scheme]}")
        for key in self._by_heading.get(_heading_of(work), ()):
            if (
                self._agree(key, work)
                and self._is_same_part(key, work)
                and self._is_same(key, work)
            ):
                return Match(key, "the same title, year and first author")
        return None

    def _is_named_for(self, key: str, title: str, work: Work) -> bool:
        """Say whether one key is one work: two files may have it for two, of one title in part."""
        other = self._works[key]
        families = {fold_letters(first_family(one)) for one in (other, work)} - {""}
        is_same = title == fold_title(title_of(other)) or len(families) < 2  # noqa: PLR2004
        return (
            other.is_unresolved
            or work.is_unresolved
            or (is_same and self._is_like(key, title, work))
        )

    def name(self, key: str, other: str) -> None:
        """Take another name of a work into account, by which no text cites it."""
        self._by_key.setdefault(other.lower(), key)

    def find_like(self, work: Work) -> list[Match]:
        """Return the known works that may be this one: a person has to look."""
        found = [
            Match(key, f"the same {_SCHEMES[one[0]]} and another title")
            for one in identifiers_of(work)
            for key in self._by_identifier.get(one, ())
        ]
        title = fold_title(title_of(work))
        if len(title.split()) >= _SHORT_TITLE or not re.search(r"[a-z]", title):
            found += [Match(key, "the same title") for key in self._by_title.get(title, ())]
        return [one for one in dict.fromkeys(found) if self._works[one.key] is not work]

    def _agree(self, key: str, work: Work) -> bool:
        """Say whether no identifier of one speaks against the other."""
        there, here = dict(identifiers_of(self._works[key])), dict(identifiers_of(work))
        return all(there[one] == here[one] for one in there.keys() & here.keys())

    def _is_same_part(self, key: str, work: Work) -> bool:
        """Say whether place, volume and pages let two be one: a handbook has several volumes."""
        if not may_be_one_place(self._works[key], work):
            return False
        both = [(self._works[key].plain(name), work.plain(name)) for name in ("volume", "pages")]
        numbers = [(re.findall(r"\w+", one), re.findall(r"\w+", other)) for one, other in both]
        return all(not one or not other or one[0] == other[0] for one, other in numbers)

    def _is_same(self, key: str, work: Work) -> bool:
        """Say whether neither author nor version tells two works of one title and year apart."""
        both = (self._works[key], work)
        initials = {fold_letters(_first_given(one))[:1] for one in both} - {""}
        versions = [
            re.findall(r"\d+", one.plain("version") or one.plain("edition")) for one in both
        ]
        return len(initials) < 2 and (not all(versions) or versions[0] == versions[1])  # noqa: PLR2004

    def _is_like(self, key: str, title: str, work: Work, scheme: str = "") -> bool:
        """Say whether titles are near enough: all chapters of a book may come with its DOI.

        Programs give papers the ISBN of their proceedings: with one, either title begins the other.
        """
        other = self._works[key]
        if other.is_unresolved or work.is_unresolved:
            return True
        known = fold_title(title_of(other))
        if scheme == "isbn":
            return f"{title} ".startswith(f"{known} ") or f"{known} ".startswith(f"{title} ")
        words, others = _telling_words(title), _telling_words(known)
        shared = len(words & others) / max(1, min(len(words), len(others)))
        return title == known or shared >= _SHARED


def _telling_words(title: str) -> set[str]:
    """Return the words of a title that are not little; all where it has no others."""
    words = title.split()
    return {one for one in words if one not in _LITTLE} or set(words)


_SCHEMES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "arxiv": "arXiv number"}


def identifiers_of(work: Work) -> Iterator[tuple[str, str]]:
    """Yield what names a work for everybody, in one form: `10.1/X` and its address are one."""
    url = work.plain("url")
    doi = work.plain("doi") or (bare_doi(url) if "doi.org/10." in url else "")
    if doi:
        yield "doi", doi.lower()
    if pmid := work.plain("pmid").lstrip("0"):
        yield "pmid", pmid
    if pmcid := work.plain("pmcid"):
        yield "pmcid", pmcid.upper()
    isbn = work.plain("isbn")
    if isbn and work.kind not in _PARTS and isbn_fault(isbn) is None:
        yield "isbn", _isbn_13(isbn)
    if work.plain("eprinttype").lower() == "arxiv" and (number := work.plain("eprint")):
        yield "arxiv", re.sub(r"^arxiv:|v\d+$", "", number.lower())


def _isbn_13(isbn: str) -> str:
    digits = re.sub(r"[^\dX]", "", isbn.upper())
    if len(digits) != 10:  # noqa: PLR2004
        return digits
    body = f"978{digits[:9]}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return f"{body}{-total % 10}"


def fold_title(title: str) -> str:
    """Return a title in small letters without accents and signs: what two prints of it share."""
    return " ".join(re.findall(r"\w+", fold_letters(unicodedata.normalize("NFKC", title))))


def title_of(work: Work) -> str:
    """Return the whole title: biblatex has a field for what stands behind the colon."""
    title, below = work.plain("title"), work.plain("subtitle")
    if not title or not below:
        return title
    return f"{title} {below}" if title.endswith(("?", "!", ":")) else f"{title}: {below}"


def first_family(work: Work) -> str:
    """Return the family name of the first author, or else of the first editor."""
    first = _first_of(work)
    return first.family if first else ""


def _first_given(work: Work) -> str:
    first = _first_of(work)
    return first.given if first else ""


def _first_of(work: Work) -> Name | None:
    for name in ("author", "editor"):
        if name in work.fields:
            return parse_people(work.fields[name])[0][0]
    return None


def year_of(work: Work) -> str:
    """Return the year in which a work came out, or what stands in its place."""
    text = work.plain("date") or work.plain("year") or work.plain("pubstate")
    found = parse_date(text)
    return str(found.year) if found and found.year else text


# Great and small: one prints `De Vries`, another `de Vries`.
_PARTICLE = re.compile(rf"{PARTICLE.pattern}|^(?:(?:De|La|Van|Von|Der|Den|Du|Da|Di|Le)\s+)+(?=\S)")


def _heading_of(work: Work) -> tuple[str, ...]:
    """Return title, year and first author as they stand: what no two works share.

    Where one of them is missing, which is so of many an editorial, more must be the same.
    """
    # One program has a particle in the family name (`de Vries`) that another sets apart.
    family = _PARTICLE.sub("", first_family(work))
    heading = (
        title_of(work),
        year_of(work),
        re.sub(r"[\W_]", "", fold_letters(family)),
    )
    if all(heading):
        return heading
    names = ("journal", "booktitle", "titleaddon") if work.kind in _PARTS else ("titleaddon",)
    container = next(filter(None, map(work.plain, names)), "")
    return *heading, container, work.plain("pages"), work.plain("url")
