"""Citations as a text prints them + what its Word file says of them → the works that are meant.

The file chooses where the print may mean several works, fills in where it leads nowhere, and stands
for a citation that no style foresees (`ibid.`, a short title). Where both contradict each other,
both are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.sources.citations.found import Citation
from kg.sources.citations.works import Works, title_key
from kg.sources.places.cited import Cited, CitedPlace

_IDENTIFIERS = ("DOI", "PMID", "PMCID", "URL")
_IN_BOOKS = frozenset({"chapter", "paper-conference", "entry", "entry-encyclopedia"})


def codes_of_work(work: Mapping[str, object], works: Works) -> tuple[str, ...]:
    """Return the references that a work of a Word file is: by identifier, key, title and year."""
    names = [f"{name.lower()}:{_text(work, name)}" for name in _IDENTIFIERS if _text(work, name)]
    if _text(work, "ISBN") and work.get("type") not in _IN_BOOKS:
        names += [f"isbn:{one}" for one in re.split(r"[,;\s]+", _text(work, "ISBN"))]
    if _text(work, "citation-key"):
        names.append(_text(work, "citation-key"))
    years = {one.code: one.year for one in works.references}
    year = _year_of(work)
    for name in names:
        if found := works.look_up(name):
            return found
    found = works.without_doubles(works.keys.get(title_key(_text(work, "title")), ()))
    return tuple(code for code in found if not year or years[code] in {None, year})


def _text(work: Mapping[str, object], name: str) -> str:
    value = work.get(name)
    return value.strip() if isinstance(value, str) else ""


def _year_of(work: Mapping[str, object]) -> int | None:
    """Return the year of a date of CSL, or None."""
    issued = work.get("issued")
    match = re.search(r"(?<!\d)\d{4}(?!\d)", str(issued)) if isinstance(issued, dict) else None
    return int(match[0]) if match else None


def lead_citations(
    found: Sequence[Citation], cited: Cited, works: Works, text: str
) -> list[Citation]:
    """Return the citations of a text, each with the references that its Word file says it means.

    Where print and file contradict each other both are named: a person has to look.
    """
    if not cited.places:
        return list(found)
    codes = [codes_of_work(work, works) for work in cited.works]
    leading = _Leading(tuple(found), list(found))
    places = sorted(cited.places, key=lambda one: one.start)
    inside = leading.inside(places)
    for _ in range(2):  # what is learned of a number farther on is known the second time
        for place, standing in zip(places, inside, strict=True):
            leading.lead(standing, [codes[work] for work in place.works], untold=place.untold)
    made = [
        one
        for place, standing in zip(places, inside, strict=True)
        for one in leading.missing(standing, _meant_at(place, codes), place, text)
    ]
    return sorted([*leading.citations, *made], key=lambda one: (one.start, one.end))


def _meant_at(place: CitedPlace, codes: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the references of each work of a place: none of one that the file does not tell."""
    return [*(codes[work] for work in place.works), *[()] * place.untold]


@dataclass(slots=True)
class _Leading:
    """The citations as printed and as led, and what their numbers have been learned to mean."""

    printed: tuple[Citation, ...]
    citations: list[Citation]
    numbers: dict[str, str] = field(default_factory=dict)

    def inside(self, places: Sequence[CitedPlace]) -> list[list[int]]:
        """Return which citations share letters with each place; both are in reading order."""
        standing: list[list[int]] = [[] for _ in places]
        first = 0
        for number, place in enumerate(places):
            while first < len(self.citations) and self.citations[first].end <= place.start:
                first += 1
            at = first
            while at < len(self.citations) and self.citations[at].start < place.end:
                if self.citations[at].role == "cites" and self.citations[at].end > place.start:
                    standing[number].append(at)
                at += 1
        return standing

    def lead(
        self, standing: Iterable[int], meant: Sequence[tuple[str, ...]], *, untold: int
    ) -> None:
        """Choose for each citation of a place among the works that are meant there.

        Beside a work that the file does not tell, none of the others is chosen for what is open.
        """
        wanted = {code for codes in meant for code in codes}
        is_told = all(len(codes) == 1 for codes in meant)
        open_: list[int] = []
        for at in standing:
            one = self.printed[at]
            here = tuple(code for code in one.sources if code in wanted)
            learned = self.numbers.get(one.key)
            if here and not one.guess:
                self._settle(at, here)
            elif learned in wanted:
                self._settle(at, (str(learned),))
            else:
                open_.append(at)
        settled = {self.citations[at].sources for at in standing if at not in open_}
        rest = [codes for codes in meant if len(codes) == 1 and codes not in settled]
        for at in open_ if rest or not is_told else ():
            one = self.printed[at]
            printed = () if one.guess else one.sources
            if untold or not is_told:  # the work that is meant may be no reference yet
                self.citations[at] = replace(one, sources=(), sure=True, like=printed or one.like)
                continue
            among = tuple(dict.fromkeys((*printed, *(code for codes in rest for code in codes))))
            self._settle(at, among)

    def _settle(self, at: int, sources: tuple[str, ...]) -> None:
        one = self.citations[at]
        self.citations[at] = replace(one, sources=sources, sure=True, guess=False)
        if len(sources) == 1 and one.key.isdecimal():
            self.numbers.setdefault(one.key, sources[0])

    def missing(
        self,
        standing: Sequence[int],
        meant: Sequence[tuple[str, ...]],
        place: CitedPlace,
        text: str,
    ) -> list[Citation]:
        """Return a citation for each work of a place that nothing printed there stands for."""
        taken = {code for at in standing for code in self.citations[at].sources}
        if any(len(self.citations[at].sources) != 1 for at in standing):
            return []
        printed = " ".join(text[place.start : place.end].split())
        span = (place.start, place.end)
        left = [codes for codes in meant if taken.isdisjoint(codes) and (codes or not standing)]
        return [Citation(*span, printed, printed, codes, span) for codes in dict.fromkeys(left)]
