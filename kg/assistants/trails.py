"""Tools that follow a trail: a tip to its sources, a debate to its sides, a work to its uses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast

import pyoxigraph as ox

from kg.assistants.answers import (
    Bearing,
    Claim,
    DebateAnswer,
    Evidence,
    Listed,
    Position,
    Source,
    Stance,
    TipAnswer,
    Use,
    WorkAnswer,
    WorkInReview,
)
from kg.assistants.arguments import (
    DebateArguments,
    Refusal,
    TipArguments,
    WorkArguments,
    quote_plainly,
)
from kg.assistants.asking import MOST_NAMED, Asker, find_record
from kg.assistants.caveats import LISTED, load_reviews
from kg.assistants.claims import (
    load_claims,
    load_evidence,
    load_place,
    load_sources,
    name_of,
)
from kg.assistants.tools import Told, complete_answer
from kg.graph.queries import Row

# What stands behind each side that `queries/pages/tip-claims.rq` sorts claims into.
SIDES = {
    "backed": "speaks for the tip (the curators' sorting)",
    "limited": "limits the tip or speaks against it (the curators' sorting)",
    "policy": "said by policy documents alone",
    "author": "said by the author of the review, with no source",
    "other": "is on its subject",
}
WAYS = {
    "section": "it stands in the section of the tip",
    "debate": "it is part of a debate that touches the tip",
    "concept": "it is on a main concept of the tip",
    "choice": "the curators put it here",
}
DOI_HEADS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:")
ONE_SOURCE = "it is one source of one review"
SHARED = "the sources share an identifier (DOI, ISBN, PubMed number or URN)"


async def trace_tip(asker: Asker, asked: TipArguments) -> TipAnswer:
    """Trace a tip to its implications, to the sources listed for them and to what bears on it."""
    tip = await find_record(asker, str(asked.tip), "tips")
    rows = await asker.select("pages/tips", tip=tip)
    if not rows:
        told, known = quote_plainly(str(asked.tip)), await _list_tips(asker)
        raise Refusal(f"There is no tip '{told}'; the tips are: {known or 'none'}.")
    first = rows[0]
    bearing = _bearings_of(await asker.select("pages/tip-claims", tip=tip))
    evidence = [line for _, line in await load_evidence(asker, tip.value)]
    debates = await asker.select("pages/tip-debates", tip=tip)
    said = [line.said for line in evidence if line.said]
    return await complete_answer(
        asker,
        TipAnswer,
        Told([*(one.claim for one in bearing), *said], evidence, [LISTED]),
        tip=tip.value,
        number=int(first["number"]),
        title=first["title"],
        says=first["statement"],
        place=(await load_place(asker, tip.value))[0],
        rests_on=await _load_listed(asker, tip),
        bears_on_it=bearing,
        evidence=evidence,
        debates=[row["debate"] for row in debates],
    )


async def _list_tips(asker: Asker) -> str:
    """List the tips by their numbers, or by their IRIs where several reviews number theirs."""
    rows = await asker.select("assistants/tips")
    numbers = [row["number"] for row in rows]
    if len(set(numbers)) == len(rows):
        return ", ".join(numbers)
    left = len(rows) - MOST_NAMED
    named = ", ".join(row["tip"] for row in rows[:MOST_NAMED])
    return f"{named} and {left} more" if left > 0 else named


def _bearings_of(rows: Iterable[Row]) -> list[Bearing]:
    """Return how claims bear on a tip, each once."""
    found: dict[str, Bearing] = {}
    for row in rows:
        bearing = Bearing(
            claim=row["claim"],
            side=_side_of(row),
            way=WAYS[row["way"]],
            why=row.get("why"),
        )
        found.setdefault(row["claim"], bearing)
    return list(found.values())


def _side_of(row: Row) -> str:
    """Return what stands behind a claim and, where that does not say it, which way it points."""
    group, points = row["group"], row.get("points")
    return SIDES[group] if points in (None, group) else f"{SIDES[group]}; it {SIDES[points]}"


async def _load_listed(asker: Asker, tip: ox.NamedNode) -> list[Listed]:
    """Load the implications of a tip with the sources that the findings table lists for each."""
    rows = await asker.select("pages/tip-implications", tip=tip)
    listed = []
    for implication, group in groupby(rows, key=lambda row: row["implication"]):
        first = next(group)
        named = await asker.select(
            "pages/implication-sources", implication=ox.NamedNode(implication)
        )
        sources = await load_sources(asker, (row["source"] for row in named))
        listed.append(
            Listed(
                implication=implication,
                label=first["label"],
                row=first.get("row"),
                from_study=first.get("study_label"),
                sources=list(sources.values()),
            )
        )
    return listed


async def show_debate(asker: Asker, asked: DebateArguments) -> DebateAnswer:
    """Show the sides of a debate, who takes each, and on what evidence."""
    debate = await find_record(asker, asked.debate, "debates")
    rows = await asker.select("pages/debates", debate=debate)
    if not rows:
        known = [row["debate"] for row in await asker.select("pages/debates")][:MOST_NAMED]
        told = quote_plainly(asked.debate)
        raise Refusal(
            f"There is no debate '{told}'; the debates are: {', '.join(known) or 'none'}."
        )
    first = rows[0]
    evidence = await load_evidence(asker, debate.value)
    positions = await asker.select("pages/debate-positions", debate=debate)
    views = await asker.select("pages/debate-author-views", debate=debate)
    bearing = _each(await asker.select("pages/debate-claims", debate=debate), "claim")
    own = _each(views, "view")
    others = [line for position, line in evidence if position is None and line.said]
    said = [line.said for line in others if line.said]
    return await complete_answer(
        asker,
        DebateAnswer,
        Told([debate.value, *own, *said, *bearing], [line for _, line in evidence]),
        debate=debate.value,
        question=first["question"],
        proposition=first["proposition"],
        announced=first["announced"] == "true",
        place=(await load_place(asker, debate.value))[0],
        positions=[
            _make_position(row, [line for position, line in evidence if position == iri])
            for iri, row in {row["position"]: row for row in positions}.items()
        ],
        author_says=own,
        others_say=others,
        bears_on_it=bearing,
    )


def _each(rows: Iterable[Row], column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows))


def _make_position(row: Row, evidence: list[Evidence]) -> Position:
    return Position(
        position=row["position"],
        label=row["label"],
        stance=cast("Stance", name_of(row["stance"])),
        argument=row["argument"],
        says=row["statement"],
        note=row.get("note"),
        evidence=evidence,
    )


async def compare_work(asker: Asker, asked: WorkArguments) -> WorkAnswer:
    """Tell for each review that has a work what it says with it, and with which stance."""
    iris = await _find_work(asker, asked.work)
    sources = await load_sources(asker, iris)
    used = await asyncio.gather(
        *(asker.select("assistants/claims-of-source", source=ox.NamedNode(iri)) for iri in iris)
    )
    reached = await asyncio.gather(
        *(asker.select("pages/source-tips", source=ox.NamedNode(iri)) for iri in iris)
    )
    named = [row["claim"] for rows in used for row in rows]
    claims, _ = await load_claims(asker, named)
    reviews, _ = await load_reviews(asker)
    only = reviews[0].review if len(reviews) == 1 else None
    works = [
        WorkInReview(
            source=sources[iri],
            review=_review_of(rows, claims) or only,
            uses=_uses_of(rows, claims),
            tips=sorted({int(row["number"]) for row in tips}),
        )
        for iri, rows, tips in zip(iris, used, reached, strict=True)
    ]
    return await complete_answer(
        asker,
        WorkAnswer,
        Told(named, _lines_for(list(sources.values()), claims)),
        asked=asked.work,
        same_by=ONE_SOURCE if len(iris) == 1 else SHARED,
        works=works,
    )


async def _find_work(asker: Asker, asked: str) -> list[str]:
    """Find the sources that are one work; raise Refusal where there are none, or several works."""
    head = next((head for head in DOI_HEADS if asked.lower().startswith(head)), "")
    name = asked[len(head) :].strip()
    rows = await asker.select("assistants/sources-meant", asked=ox.Literal(name))
    found = _each(rows, "source")
    if not found and not head:
        iri = await find_record(asker, name, "sources")
        found = _each(await asker.select("assistants/origin", origin=iri), "origin")
    if not found:
        told = quote_plainly(asked)
        raise Refusal(f"No review here has a work '{told}'; search finds sources by words.")
    same = await asker.select("assistants/same-work", source=ox.NamedNode(found[0]))
    works = [found[0], *_each(same, "other")]
    if not set(found) <= set(works):
        told = ", ".join(found[:MOST_NAMED])
        raise Refusal(
            f"'{quote_plainly(asked)}' names several works; give one IRI of these: {told}."
        )
    return works


def _review_of(rows: Iterable[Row], claims: Sequence[Claim]) -> str | None:
    used = {row["claim"] for row in rows}
    return next((one.review for one in claims if one.claim in used and one.review), None)


def _uses_of(rows: Iterable[Row], claims: Sequence[Claim]) -> list[Use]:
    """Return for what claims a work is used, with its stances to each."""
    lines: dict[str, set[str]] = {}
    for row in rows:
        lines.setdefault(row["claim"], set()).add(row.get("line", ""))
    return [
        Use(
            claim=one.claim,
            stances=sorted({line.stance for line in one.evidence if line.line in lines[one.claim]}),
        )
        for one in claims
        if one.claim in lines
    ]


def _lines_for(sources: Sequence[Source], claims: Sequence[Claim]) -> list[Evidence]:
    """Return the lines of evidence that come from some sources."""
    known = {source.source for source in sources}
    lines = (line for claim in claims for line in claim.evidence)
    return [line for line in lines if line.source is not None and line.source.source in known]
