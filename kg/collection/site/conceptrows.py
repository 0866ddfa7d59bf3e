"""Concepts that several reviews have → plain values: how each has them, and where they meet."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.collection.concepts import Shared
from kg.collection.parts import Part
from kg.collection.site.rows import LONGEST, Rows
from kg.collection.sssom import EXACT
from kg.collection.works import Group
from kg.outputs.cells import Row
from kg.paths import digest_of, slug_of


def concept_page(shared: Shared) -> str:
    """Return the address of the page of a concept that several reviews have."""
    first = min(concept.iri for concept in shared.concepts)
    return f"concepts/{slug_of(shared.concepts[0].label)[:LONGEST]}-{digest_of(first)}.html"


def concept_row(shared: Shared, rows: Rows) -> Row:
    """Return a concept with how each review has it."""
    return {
        "label": shared.concepts[0].label,
        "page": concept_page(shared),
        "same": shared.is_same,
        "each": [_concept_in(*rows.concepts[one.iri], rows) for one in shared.concepts],
    }


def _concept_in(part: Part, row: Row, rows: Rows) -> Row:
    """Return a concept as one review has it."""
    return {
        **{name: row[name] for name in ("iri", "label", "definition", "claims")},
        "address": rows.place_of(part, row["address"]),
        "review": rows.reviews[part.slug],
    }


def near_rows(shared: Shared, rows: Rows) -> list[Row]:
    """Return the concepts that the file says are near a shared one, with how they are near."""
    own = {concept.iri for concept in shared.concepts}
    found = []
    for match in shared.near:
        iri = match.object if match.subject in own else match.subject
        if match.predicate == EXACT:
            continue
        part, row = rows.concepts[iri]
        kind = match.predicate.rpartition("#")[2]
        found.append(
            {
                "label": row["label"],
                "address": rows.place_of(part, row["address"]),
                "review": rows.reviews[part.slug],
                "kind": kind if match.subject in own else _turned(kind),
            }
        )
    return found


def works_on(shared: Shared, rows: Rows) -> list[Row]:
    """Return the works that several reviews cite on a concept which is one in them."""
    own = {concept.iri for concept in shared.concepts}
    found: dict[str, tuple[Group, dict[str, Counter[str]]]] = {}
    for slug in shared.reviews:
        groups, said = rows.shared_in[slug], rows.said_in(slug)["said"]
        for source in groups.keys() & said.keys():
            stances = Counter(one["stance"] for one in said[source] if own & {*one["concepts"]})
            if stances:
                _, cells = found.setdefault(groups[source].work, (groups[source], {}))
                cells.setdefault(slug, Counter()).update(stances)
    works = [_work_with(group, cells, rows) for group, cells in found.values() if len(cells) > 1]
    return sorted(works, key=lambda one: (one["title"], one["page"]))


def _work_with(group: Group, cells: dict[str, Counter[str]], rows: Rows) -> Row:
    """Return a work with the stances of the lines by which each review cites it."""
    work = rows.work_of(group)
    return {name: work[name] for name in ("title", "title_language", "byline", "page")} | {
        "cells": [
            {"review": rows.reviews[slug], "stances": dict(sorted(stances.items()))}
            for slug, stances in sorted(cells.items())
        ]
    }


def works_key(shared: Shared, rows: Rows) -> list[list[str]]:
    """Return, as plain values, which works the reviews of a concept share, by their names."""
    groups = {g.work: g for slug in shared.reviews for g in rows.shared_in[slug].values()}
    works = [rows.work_of(groups[iri]) for iri in sorted(groups)]
    return [[work["title"], work["page"]] for work in works]


def _turned(kind: str) -> str:
    turned = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
    return turned.get(kind, kind)


def meetings_of(group: Group, rows: Rows) -> list[Row]:
    """Return the matched concepts on which several reviews cite a work, with the stance of each."""
    pages = {
        concept.iri: (number, shared)
        for number, shared in enumerate(rows.union.concepts)
        for concept in shared.concepts
    }
    found: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for holding in group.holdings:
        for line in rows.said_in(holding.review)["said"].get(holding.source, []):
            for number in {pages[iri][0] for iri in line["concepts"] if iri in pages}:
                found[number][holding.review][line["stance"]] += 1
    return [
        {
            "label": rows.union.concepts[number].concepts[0].label,
            "page": concept_page(rows.union.concepts[number]),
            "cells": [
                {"review": rows.reviews[slug], "stances": dict(sorted(stances.items()))}
                for slug, stances in sorted(by_review.items())
            ],
        }
        for number, by_review in sorted(found.items())
        if len(by_review) > 1
    ]
