"""The pages of a collection: path, template and values of each, and what it was made from.

What a page shows of a review is read only where the page is made anew: its key names the parts that
it is made from, and a part never changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.collection.concepts import Shared
from kg.collection.joining import Union
from kg.collection.site.comparing import compare_sources
from kg.collection.site.conceptrows import (
    concept_page,
    concept_row,
    meetings_of,
    near_rows,
    works_key,
    works_on,
)
from kg.collection.site.rows import Rows, identifiers_of, lines_of, work_page
from kg.collection.works import Group
from kg.graph.queries import load_queries
from kg.outputs.cells import Row
from kg.outputs.site.pieces import MOST, split_page
from kg.outputs.site.sharing import MISSING
from kg.resources import resource_folder

MATRIX = "matrix/reviews-by-works.html"
# A table of more columns than this is none on any screen: a work then names its reviews in a line.
MOST_COLUMNS = 6
_MOST_REVIEWS = 200  # of the list of them: each has its summary
_MOST_SOURCES = 10  # of a work on a page: what one review says of it may weigh 5 kB packed
_ON_HOME = 12  # reviews that the home page shows; the others are a click away
_MOST_OTHERS = 12  # reviews that are named beside a work in a list


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page: `key` are plain values that change whenever it does, `values` makes what it shows."""

    path: str
    template: str
    key: object
    values: Callable[[], Row]


def pages_of(union: Union, rows: Rows, about: Row) -> Iterator[PageOf]:
    """Yield every page; `about` is what the page on the collection itself shows."""
    reviews = list(rows.reviews.values())
    totals = _totals(union, rows)
    yield _plain("index.html", "home.html", totals | {"reviews": reviews[:_ON_HOME]})
    listed_reviews = totals | {"reviews": reviews}
    yield from _pieces("reviews.html", "reviews.html", listed_reviews, "reviews", _MOST_REVIEWS)
    yield from _pages_of_reviews(union, rows)
    yield from _matrix(union, rows)
    for group in union.shared:
        yield from _pages_of_work(group, union, rows)
    yield _plain("concepts.html", "concepts.html", _list_concepts(union, rows))
    for shared in union.concepts:
        yield _page_of_concept(shared, union, rows)
    yield _plain("about.html", "about.html", totals | about)
    yield _plain("search.html", "search.html", {"static": about["static"]})
    yield _plain("sparql.html", "sparql.html", {"questions": _questions(), "service_alone": True})
    yield PageOf(MISSING, f"collection/{MISSING}", None, dict)


def _questions() -> list[Row]:
    """Return the questions across reviews to start from; those about one thing need its name."""
    queries = load_queries(resource_folder("queries") / "across")
    return [
        {"name": query.name, "question": query.summary, "text": query.body}
        for query in queries.values()
        if not query.parameters
    ]


def _plain(path: str, template: str, values: Row) -> PageOf:
    return PageOf(path, f"collection/{template}", values, lambda: values)


def _pieces(path: str, template: str, values: Row, name: str, most: int = MOST) -> Iterator[PageOf]:
    """Yield a page, or pages with a piece each, of a list that grows with the collection."""
    for place, shown in split_page(path, values, name, most):
        yield _plain(place, template, shown)


def _totals(union: Union, rows: Rows) -> Row:
    """Return what is added up over the reviews, from the counts of each."""
    return {
        "many": len(union.parts),
        "works": len(union.groups),
        "shared": len(union.shared),
        "alone": sum(map(len, rows.alone.values())),
        "sources": sum(part.facts["counts"]["sources"] for part in union.parts.values()),
        "claims": sum(part.facts["counts"]["claims"] for part in union.parts.values()),
        "concepts": sum(concept.is_same for concept in union.concepts),
        "proposed": len(union.likely_works),
    }


def _list_concepts(union: Union, rows: Rows) -> Row:
    """Return the concepts that are one in several reviews, and those that are near to others."""
    near = [shared for shared in union.concepts if shared.near]
    return {
        "concepts": [concept_row(one, rows) for one in union.concepts if one.is_same],
        "near": [concept_row(one, rows) | {"near": near_rows(one, rows)} for one in near],
        "proposed": len(union.likely_concepts),
    }


def _pages_of_reviews(union: Union, rows: Rows) -> Iterator[PageOf]:
    shared: dict[str, list[Row]] = {slug: [] for slug in union.parts}
    for group in union.shared:
        work = rows.work_of(group)
        for slug in group.reviews:
            shared[slug].append(_in_brief(work, slug))
    concepts: dict[str, list[Row]] = {slug: [] for slug in union.parts}
    for one in union.concepts:
        for slug in one.reviews:
            row = {"label": one.concepts[0].label, "page": concept_page(one), "same": one.is_same}
            concepts[slug].append(row)
    for slug, review in rows.reviews.items():
        values = {
            "review": review,
            "shared": sorted(shared[slug], key=lambda work: (str(work["title"]), work["page"])),
            "concepts": concepts[slug],
            "alone": rows.alone.get(slug, []),
        }
        yield from _pieces(str(review["page"]), "review.html", values, "alone")


def _in_brief(work: Row, slug: str) -> Row:
    """Return a work with the other reviews that hold it, or some of many: its page names all."""
    others: dict[str, Row] = {}
    for source in work["sources"]:
        others[source["review"]["slug"]] = source["review"]
        # One more than are named, for the review itself may be among them.
        if len(others) > _MOST_OTHERS + 1:
            break
    kept = ("title", "title_language", "byline", "page")
    named = [other["short"] for name, other in others.items() if name != slug][:_MOST_OTHERS]
    more = work["reviews"] - 1 - len(named)
    return {**{name: work[name] for name in kept}, "others": named, "more": more}


def _matrix(union: Union, rows: Rows) -> Iterator[PageOf]:
    """Yield the matrix: a line a work that several reviews hold, a cell a review."""
    columns = list(rows.reviews.values())
    works = sorted(map(rows.work_of, union.shared), key=lambda one: (one["title"], one["page"]))
    values = {
        "columns": columns if len(columns) <= MOST_COLUMNS else [],
        "lines": [work | _cells_of(work, columns) for work in works],
        "reviews": [
            review | {"alone": len(rows.alone.get(slug, ())), "held": rows.held[slug]}
            for slug, review in rows.reviews.items()
        ],
    }
    yield from _pieces(MATRIX, "matrix.html", values, "lines")


def _cells_of(work: Row, columns: Sequence[Row]) -> Row:
    """Return for each review the sources that are the work; of many reviews some that hold it.

    `more` tells how many others hold it, which its page names.
    """
    by_review = defaultdict[str, list[Row]](list)
    for source in work["sources"]:
        by_review[source["review"]["slug"]].append(source)
    if len(columns) <= MOST_COLUMNS:
        shown = columns
    else:
        shown = [column for column in columns if column["slug"] in by_review][:_MOST_OTHERS]
    cells = [{"review": column, "sources": by_review[column["slug"]]} for column in shown]
    return {"cells": cells, "more": work["reviews"] - sum(bool(cell["sources"]) for cell in cells)}


def _pages_of_work(group: Group, union: Union, rows: Rows) -> Iterator[PageOf]:
    """Yield the page of a work, or pages, and those of names that it had before it was joined."""
    work = rows.work_of(group)
    compared = compare_sources(work["sources"])
    start = 0
    for path, piece in split_page(str(work["page"]), work, "sources", _MOST_SOURCES):
        stop = start + len(piece["sources"])
        shown = [row | {"cells": row["cells"][start:stop]} for row in compared]
        yield _page_of_work(path, piece | {"compared": shown}, group, union, rows)
        start = stop
    for iri in sorted(group.works - {group.work}):
        former = work_page(Group({iri}))
        moved = {"title": work["title"], "now": work["page"]}
        yield PageOf(former, "collection/moved.html", moved, lambda moved=moved: moved)  # type: ignore[misc]


def _page_of_work(path: str, work: Row, group: Group, union: Union, rows: Rows) -> PageOf:
    """Return the page of a work, or of a piece of it: some of the sources that are the work."""
    first = path == work["page"]
    states = sorted({union.parts[source["review"]["slug"]].name for source in work["sources"]})
    key = [work, states, identifiers_of(group), meetings_key(union)]

    def values() -> Row:
        sources = [
            source
            | {"lines": lines_of(union.parts[source["review"]["slug"]], source["source"], rows)}
            for source in work["sources"]
        ]
        return work | {
            "sources": sources,
            "identifiers": identifiers_of(group),
            "meetings": meetings_of(group, rows) if first else [],
            "itself": [
                review
                for slug, review in rows.reviews.items()
                if group.works & set(union.parts[slug].facts["review"]["works"])
            ],
        }

    return PageOf(path, "collection/work.html", key, values)


def meetings_key(union: Union) -> list[list[str]]:
    """Return what the file says of concepts, as plain values: with it pages of works may change."""
    return [sorted(concept.iri for concept in shared.concepts) for shared in union.concepts]


def _page_of_concept(shared: Shared, union: Union, rows: Rows) -> PageOf:
    concept = concept_row(shared, rows)
    near = near_rows(shared, rows)
    states = sorted(union.parts[slug].name for slug in shared.reviews)

    def values() -> Row:
        each = [one | {"said": _claims_about(union, one, rows)} for one in concept["each"]]
        works = works_on(shared, rows) if shared.is_same else []
        return concept | {"each": each, "near": near, "works": works}

    key = [concept, near, states, works_key(shared, rows)]
    return PageOf(str(concept["page"]), "collection/concept.html", key, values)


def _claims_about(union: Union, one: Row, rows: Rows) -> list[Row]:
    part = union.parts[one["review"]["slug"]]
    claims = rows.said_in(part.slug)["about"].get(one["iri"], [])
    return [claim | {"address": rows.place_of(part, claim["address"])} for claim in claims]
