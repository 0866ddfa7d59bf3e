"""Studies → the pages that show some of them: by one term, or by place, kind and country together.

A page of several terms is made only where each term leaves something out: what would show the same
list has one page, which says what all of its studies have besides. So there is no link to an empty
list, and what a link counts is what its page holds. Selections are named by their addresses, such
as `settings/school.html`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from kg.catalogues import Voice
from kg.outputs.cells import Row
from kg.outputs.site.facts import Facts

ALL = "studies.html"
# Only these are put together, in this order: with every facet in it the pages would be many more
# than the studies, and few would ever be read.
COMBINED = ("settings", "designs", "countries")

Chosen = tuple[str, ...]


@dataclass(frozen=True)
class Narrowing:
    """The studies, and the selections by which they can be narrowed."""

    studies: list[Row]
    selections: dict[str, Row]

    @cached_property
    def every(self) -> frozenset[str]:
        """Return all studies."""
        return frozenset(row["study"] for row in self.studies)

    @cached_property
    def held(self) -> dict[str, frozenset[str]]:
        """Return the studies of each selection."""
        return {
            name: frozenset(item["study"] for item in row["studies"])
            for name, row in self.selections.items()
        }

    @cached_property
    def facets(self) -> dict[str, list[str]]:
        """Return the selections of each facet, those of no study left out."""
        facets: dict[str, list[str]] = {}
        for name, row in self.selections.items():
            if self.held[name]:
                facets.setdefault(row["facet"], []).append(name)
        return facets

    def held_by(self, chosen: Chosen) -> frozenset[str]:
        """Return the studies that are in each of the selections."""
        return self.every.intersection(*(self.held[name] for name in chosen))

    def least(self, chosen: Chosen) -> Chosen:
        """Return the selections without those that leave nothing out beside the others."""
        held = self.held_by(chosen)
        for name in chosen:
            others = _without(chosen, name)
            if self.held_by(others) == held:
                return self.least(others)
        return chosen

    def pages(self) -> Iterator[Chosen]:
        """Yield what each page has chosen: each selection, then those that narrow one another."""
        yield from ((name,) for name in self.selections)
        for drawn in product(*(["", *self.facets.get(facet, [])] for facet in COMBINED)):
            chosen = tuple(filter(None, drawn))
            if len(chosen) > 1 and self.held_by(chosen) and self.least(chosen) == chosen:
                yield chosen

    def with_choice(self, chosen: Chosen, name: str) -> Chosen:
        """Return the selections with one more, in place of that of its facet."""
        facet = self.selections[name]["facet"]
        kept = [one for one in chosen if self.selections[one]["facet"] != facet]
        return tuple(sorted([*kept, name], key=self._place_of))

    def _place_of(self, name: str) -> int:
        facet = self.selections[name]["facet"]
        return COMBINED.index(facet) if facet in COMBINED else len(COMBINED)


def view_studies(row: Row, facts: Facts) -> Row:
    """Add to the page of all studies the links that narrow them."""
    return {"facets": _tell_facets(_read_narrowing(row, facts.voice), ())}


def narrow_studies(row: Row, facts: Facts) -> Iterator[Row]:
    """Yield a row for each page that shows some of the studies."""
    narrowing = _read_narrowing(row, facts.voice)
    for chosen in narrowing.pages():
        yield _tell_page(narrowing, chosen)


def _read_narrowing(row: Row, voice: Voice) -> Narrowing:
    said = _say_own(voice)
    selections = {}
    for item in row["selections"]:
        own = {}
        if item["own"]:
            own = dict(zip(("name", "definition"), said[item["own"]], strict=True))
        selections[item["selection"]] = item | own
    return Narrowing(row["studies"], selections)


def _say_own(voice: Voice) -> dict[str, tuple[str, str]]:
    """Return name and meaning of each selection that is no term of the review."""
    return {
        "over-20": (
            voice.say("more than 20"),
            voice.say("The highest number that the review gives is above 20, whatever it counts."),
        ),
        "up-to-20": (
            voice.say("20 or fewer"),
            voice.say(
                "The highest number that the review gives is 20 or less. Five teams can be many"
                " people."
            ),
        ),
        "number": (
            voice.say("no number recorded"),
            voice.say("No number of people, teams or other things is recorded here."),
        ),
        "design": (voice.say("no kind recorded"), voice.say("No kind of study is recorded here.")),
        "setting": (
            voice.say("no place recorded"),
            voice.say("No place or field of work is recorded here."),
        ),
        "population": (
            voice.say("nobody recorded"),
            voice.say("Who or what was looked at is not recorded here."),
        ),
        "country": (voice.say("no country recorded"), voice.say("No country is recorded here.")),
    } | _say_unsorted(voice)


def _say_unsorted(voice: Voice) -> dict[str, tuple[str, str]]:
    """Return the same of what no term sorts, where the words of some of its studies say it."""
    return {
        "number-unsorted": (
            voice.say("not sorted by number"),
            voice.say("Where a number is given, it is not recorded what it counts."),
        ),
        "design-unsorted": (
            voice.say("not sorted by kind"),
            voice.say("Where a kind of study is given, it stands on the page of the study."),
        ),
        "setting-unsorted": (
            voice.say("not sorted by place"),
            voice.say("Where a place is given, it stands on the page of the study."),
        ),
        "population-unsorted": (
            voice.say("not sorted by who was looked at"),
            voice.say("Where this is given, it stands on the page of the study."),
        ),
        "country-unsorted": (
            voice.say("not sorted by country"),
            voice.say("Where a country is given, it stands on the page of the study."),
        ),
    }


def _tell_page(narrowing: Narrowing, chosen: Chosen) -> Row:
    held = narrowing.held_by(chosen)
    return {
        "address": _address_of(chosen),
        "chosen": [narrowing.selections[name] for name in chosen],
        "studies": [row for row in narrowing.studies if row["study"] in held],
        "total": len(narrowing.studies),
        "facets": _tell_facets(narrowing, chosen),
    }


def _tell_facets(narrowing: Narrowing, chosen: Chosen) -> list[Row]:
    """Return what can be chosen instead of a page's selections, or besides them."""
    told = []
    for facet, names in narrowing.facets.items():
        own = [name for name in chosen if narrowing.selections[name]["facet"] == facet]
        together = {narrowing.selections[name]["facet"] for name in chosen} | {facet}
        if len(together) > 1 and not together <= set(COMBINED):
            continue
        choices = list(_choices(narrowing, chosen, own, names))
        links = [choice for choice in choices if choice["address"]]
        if choices and (links or chosen):
            current = [choice["name"] for choice in choices if choice["current"]]
            # Where there is nothing to choose, it is said what all of the studies have.
            common = [] if links else [choice["name"] for choice in choices]
            told.append(
                {
                    "facet": facet,
                    "chosen": ", ".join(current),
                    "common": ", ".join(common),
                    "choices": choices,
                }
            )
    return told


def _choices(
    narrowing: Narrowing, chosen: Chosen, own: list[str], names: Iterable[str]
) -> Iterator[Row]:
    """Yield the choices of a facet; one that would leave nothing out leads nowhere."""
    others = _without(chosen, *own)
    held = narrowing.held_by(others)
    if own:
        yield _choice("", len(held), others, current=False)
    for name in names:
        found = narrowing.with_choice(chosen, name)
        count = len(narrowing.held_by(found))
        if not count and name not in own:
            continue
        label = narrowing.selections[name]["name"]
        if name in own:
            yield _choice(label, count, chosen, current=True)
        elif count < len(held):
            yield _choice(label, count, narrowing.least(found))
        elif not own:
            yield {"name": label, "count": count, "address": "", "current": False}


def _choice(name: str, count: int, target: Chosen, *, current: bool = False) -> Row:
    return {"name": name, "count": count, "address": _address_of(target), "current": current}


def _without(chosen: Chosen, *names: str) -> Chosen:
    return tuple(name for name in chosen if name not in names)


def _address_of(chosen: Chosen) -> str:
    """Return the address of a page: `settings/school/designs/survey.html`, or that of all."""
    return f"{'/'.join(name.removesuffix('.html') for name in chosen)}.html" if chosen else ALL
