"""A collection → plain values for its pages.

Each is what some review recorded; where values of several stand side by side, it is said only
whether the records are alike, and never that two reviews mean the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.catalogues import Voice
from kg.collection.joining import Union
from kg.collection.parts import Part
from kg.collection.works import Group, Holding, scheme_of
from kg.outputs.cells import Row
from kg.paths import digest_of, slug_of

_MOST_NAMED = 2  # authors of a review who are named where space is short
LONGEST = 80  # of the name of a page
_TITLE_PAGE = 40

Said = Mapping[str, Mapping[str, list[Row]]]
"""What is said on the strength of sources (`said`) and about concepts (`about`), by their IRIs."""


@dataclass(frozen=True)
class Rows:
    """Makes the rows of a collection; what is asked for often is made once."""

    union: Union
    voice: Voice
    _said: dict[str, Said] = field(default_factory=dict)

    def said_in(self, slug: str) -> Said:
        """Return what a review says of what it shares; the rest is as large as the review."""
        if slug not in self._said:
            shown = self._shown[slug]
            self._said[slug] = {
                kind: {iri: rows for iri, rows in said.items() if iri in shown}
                for kind, said in self.union.parts[slug].said.items()
            }
        return self._said[slug]

    @cached_property
    def _shown(self) -> Mapping[str, set[str]]:
        """Return the sources and concepts of each review that pages here tell of, by its slug."""
        found = defaultdict[str, set[str]](set)
        for group in self.union.shared:
            for holding in group.holdings:
                found[holding.review].add(holding.source)
        for shared in self.union.concepts:
            for concept in shared.concepts:
                found[concept.review].add(concept.iri)
        return found

    @cached_property
    def reviews(self) -> dict[str, Row]:
        """Return a row for each review, by its slug, in the order of their titles."""
        made = {slug: self._review_of(part) for slug, part in self.union.parts.items()}
        _tell_apart(made, {slug: part.base for slug, part in self.union.parts.items()})
        return dict(sorted(made.items(), key=lambda pair: (pair[1]["title"], pair[0])))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {slug: place for place, slug in enumerate(self.reviews)}

    def _in_order(self, holdings: Iterable[Holding]) -> list[Holding]:
        return sorted(holdings, key=lambda one: (self._places[one.review], one.source))

    @cached_property
    def shared_in(self) -> Mapping[str, Mapping[str, Group]]:
        """Return the works that each review shares, by the source that it has of each."""
        found = defaultdict[str, dict[str, Group]](dict)
        for group in self.union.shared:
            for holding in group.holdings:
                found[holding.review][holding.source] = group
        return found

    @cached_property
    def held(self) -> Counter[str]:
        """Return how many works each review shares, by its slug."""
        return Counter(slug for group in self.union.shared for slug in group.reviews)

    @cached_property
    def alone(self) -> Mapping[str, list[Row]]:
        """Return the works that one review alone holds, by its slug, by title."""
        found = defaultdict[str, list[Row]](list)
        for group in self.union.groups:
            if len(group.reviews) == 1:
                found[group.reviews[0]].append(self.source_of(group.holdings[0]))
        return {slug: sorted(rows, key=_by_title) for slug, rows in found.items()}

    @cached_property
    def sources(self) -> Mapping[tuple[str, str], Row]:
        """Return the row of each source, by review and IRI."""
        return {
            (slug, row["source"]): row
            for slug, part in self.union.parts.items()
            for row in part.facts["works"]
        }

    @cached_property
    def concepts(self) -> Mapping[str, tuple[Part, Row]]:
        """Return the row of each concept with the part that it is of, by its IRI."""
        parts = self.union.parts.values()
        return {row["iri"]: (part, row) for part in parts for row in part.facts["concepts"]}

    def source_of(self, holding: Holding) -> Row:
        """Return how a review files a work: the source, with where the collection shows it."""
        row = self.sources[holding.review, holding.source]
        part = self.union.parts[holding.review]
        coded = part.facts["review"]["coded"]
        return {
            **{name: row[name] for name in row if name not in {"known", "work"}},
            "address": self.place_of(part, row["address"]),
            "called": row["code"] if coded else row["short_label"],
            "review": self.reviews[holding.review],
        }

    def place_of(self, part: Part, address: str | None) -> str | None:
        """Return where a page of a review's site can be read: here, or where it is published."""
        if address is None or part.files:
            return None if address is None else f"reviews/{part.slug}/{address}"
        return f"{part.address}{address}" if part.address else None

    def _review_of(self, part: Part) -> Row:
        review = part.facts["review"]
        return {
            "slug": part.slug,
            "iri": review["review"],
            "title": review["title"],
            "subtitle": review["subtitle"],
            "creators": review["creators"] or [self.voice.say("authors not told yet")],
            "year": review["year"] or self.voice.say("a year not told yet"),
            "short": self._short_name(review),
            "summary": review["summary"],
            "caution": review["caution"],
            "rights": review["rights"],
            "language": review["language"],
            "page": f"reviews/{part.slug}.html",
            "home": self.place_of(part, "index.html"),
            "counts": dict(part.facts["counts"]),
            "data": f"data/{part.slug}.nq",
        }

    def _short_name(self, review: Row) -> str:
        """Return by whom and when a review is: `Lee and Fox (2021)`, as reviews are spoken of."""
        families = review["families"]
        if not families:
            names = review["title"][:_TITLE_PAGE]
        elif len(families) > _MOST_NAMED:
            names = self.voice.say("%(name)s and others", name=families[0])
        else:
            names = self.voice.join(families)
        return f"{names} ({review['year']})" if review["year"] else names

    def work_of(self, group: Group) -> Row:
        """Return a work that several reviews hold, with how each files it."""
        sources = [self.source_of(holding) for holding in self._in_order(group.holdings)]
        return {
            "work": group.work,
            "page": work_page(group),
            "title": sources[0]["title"],
            "title_language": sources[0]["title_language"],
            "byline": sources[0]["byline"],
            "year": sources[0]["year"],
            "sources": sources,
            "reviews": len(group.reviews),
        }


def _tell_apart(reviews: Mapping[str, Row], bases: Mapping[str, str]) -> None:
    """Add to reviews that go by one name what tells them apart: their names here, their bases."""
    shorts = Counter(row["short"] for row in reviews.values())
    titles = Counter(row["title"] for row in reviews.values())
    for slug, row in reviews.items():
        row["apart"] = bases[slug] if titles[row["title"]] > 1 else ""
        if shorts[row["short"]] > 1:
            row["short"] = f"{row['short']}, {slug}"


def work_page(group: Group) -> str:
    """Return the address of the page of a work: it hangs on its strongest identifier alone."""
    scheme, iri = scheme_of(group.work), group.work
    name = slug_of(iri.partition("://")[2] or iri)[:LONGEST].strip("-")
    # Two identifiers can read alike without their signs.
    return f"work/{name}-{digest_of(iri)}.html" if scheme else f"work/{digest_of(iri)}.html"


def identifiers_of(group: Group) -> list[Row]:
    """Return the identifiers of a work, with the words for each kind; a name of ours is none."""
    found = sorted(group.identifiers)
    return [
        {"scheme": scheme_of(iri), "iri": iri, "link": iri.startswith("http")}
        for iri in found
        if scheme_of(iri)
    ]


def lines_of(part: Part, source: str, rows: Rows) -> list[Row]:
    """Return the claims that a review rests on a source, each once, with its lines."""
    claims: dict[str, Row] = {}
    for line in rows.said_in(part.slug)["said"].get(source, []):
        known = claims.get(line["iri"])
        if known is None:
            known = claims[line["iri"]] = {
                **{name: line[name] for name in ("statement", "heading", "note")},
                "address": rows.place_of(part, line["address"]),
                "lines": [],
            }
        known["lines"].append(line)
    return list(claims.values())


def _by_title(row: Row) -> tuple[str, str]:
    return slug_of(row["title"]), str(row["source"])
