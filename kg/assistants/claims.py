"""The IRI of a claim → what it says, from whom, on what evidence, and what must be told with it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast

import pyoxigraph as ox

from kg.assistants.answers import Basis, Claim, Evidence, Place, Source, Stance
from kg.assistants.asking import Asker
from kg.graph.queries import Row

# An assistant reads all of an answer: more claims than these are counted, and found one by one.
MOST_CLAIMS = 40
MOST_LOOKED_AT = 400
OUR_READING = "our reading: how a work bears on it is not said in the text's own words"
NO_SOURCE = "no source given: the review names no source for it"
OUR_FRAME = "our frame: the text does not itself say that people disagree on it"
QUOTED = "quoted: the text prints it as the words of others"
OTHERS = "not the review's: another document says it"
AUTHOR = "the author's own view"


async def load_claims(asker: Asker, iris: Iterable[str]) -> tuple[list[Claim], int]:
    """Load claims in the order given, each once; return them and how many were left out.

    What is no claim is passed over.
    """
    wanted = list(dict.fromkeys(iris))[:MOST_LOOKED_AT]
    asked = (asker.select("assistants/claim", claim=ox.NamedNode(iri)) for iri in wanted)
    found = [rows for rows in await asyncio.gather(*asked) if rows]
    loaded = await asyncio.gather(*(_load_claim(asker, rows) for rows in found[:MOST_CLAIMS]))
    return loaded, len(found) - len(loaded)


async def _load_claim(asker: Asker, rows: Sequence[Row]) -> Claim:
    """Load what belongs to a claim beside what is said of it itself."""
    first = rows[0]
    iri = first["claim"]
    place, review = await load_place(asker, iri)
    evidence = [line for _, line in await load_evidence(asker, iri)]
    return Claim(
        claim=iri,
        kind=name_of(first["kind"]),
        says=first["statement"],
        said_by="another document" if "document" in first else "review",
        review=review,
        place=place,
        marks=list(_marks_of(first, evidence)),
        notes=_distinct(rows, "note"),
        evidence=evidence,
    )


def _marks_of(row: Row, evidence: Sequence[Evidence]) -> Iterable[str]:
    """Yield what must be told wherever a claim is told."""
    if "document" in row:
        yield OTHERS
    if name_of(row["kind"]) == "AuthorView":
        yield AUTHOR
    if row.get("unsourced") == "true":
        yield NO_SOURCE
    if row.get("announced") == "false":
        yield OUR_FRAME
    if row.get("quotation") == "true":
        yield QUOTED
    if any(line.stance_basis == "read" for line in evidence):
        yield OUR_READING


async def load_place(asker: Asker, iri: str) -> tuple[Place, str | None]:
    """Load where a record stands, and the review that it is of, if its section tells."""
    rows = await asker.select("assistants/place", record=ox.NamedNode(iri))
    row = rows[0] if rows else {}
    place = Place(
        section=row.get("section"),
        heading=row.get("heading"),
        page=row.get("page") or row.get("begins"),
        passage=row.get("span"),
        start=_number(row, "start"),
        end=_number(row, "end"),
        sha256=row.get("digest"),
        document=row.get("document"),
        site=asker.site_of(iri),
    )
    return place, row.get("review")


async def load_evidence(asker: Asker, iri: str) -> list[tuple[str | None, Evidence]]:
    """Load what bears on a claim or a tip, each line with the position that it stands under."""
    rows = await asker.select("assistants/evidence", subject=ox.NamedNode(iri))
    lines = [list(group) for _, group in groupby(rows, key=lambda row: row["line"])]
    sources = await load_sources(asker, (row["origin"] for row in rows if "origin" in row))
    return [
        (
            group[0].get("position"),
            Evidence(
                line=group[0]["line"],
                stance=cast("Stance", name_of(group[0]["stance"])),
                # What nobody has said to be stated was read into the text.
                stance_basis=cast("Basis", name_of(group[0].get("basis", "read"))),
                side=group[0].get("side"),
                source=sources.get(group[0].get("origin", "")),
                said=group[0].get("said"),
                note=" ".join(_distinct(group, "comment")) or None,
                cited=name_of(group[0]["cited"]) if "cited" in group[0] else None,
            ),
        )
        for group in lines
    ]


async def load_sources(asker: Asker, iris: Iterable[str]) -> dict[str, Source]:
    """Load works and studies by their IRIs."""
    wanted = list(dict.fromkeys(iris))
    asked = (asker.select("assistants/origin", origin=ox.NamedNode(iri)) for iri in wanted)
    found = zip(wanted, await asyncio.gather(*asked), strict=True)
    return {iri: make_source(rows[0]) for iri, rows in found if rows}


def make_source(row: Row) -> Source:
    """Make a source of a row; what has no class is said to have none."""
    kind = "study" if row["study"] == "true" else "not classed by the review"
    if "class" in row:
        kind = f"{row['class']} ({row['letter']})"
    given = row.get("given")
    return Source(
        source=row["origin"],
        name=row.get("citation") or row.get("title") or row.get("label") or row["origin"],
        code=row.get("code"),
        kind_of_source=kind,
        class_given_by="review" if given == "review" else "curators" if given else None,
        design=row.get("design"),
        sample=row.get("sample"),
    )


def name_of(iri: str) -> str:
    """Return the name of a term: `…ontology#supports` → `supports`."""
    return iri.rpartition("#")[2]


def _distinct(rows: Iterable[Row], column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows if column in row))


def _number(row: Row, column: str) -> int | None:
    return int(row[column]) if column in row else None
