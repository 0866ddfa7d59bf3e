"""The dataset of one review → what a collection has to know of it, as plain values.

They are kept with the review's part: what is joined later is joined from these, and the dataset is
not read again. Addresses are those of the review's own site, or None where it shows nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass

from pyoxigraph import Store

from kg.errors import QueryError
from kg.outputs.addresses import Addresses, read_addresses
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.searchindex import load_documents

ROLE = "collections"
# What a review says of its own site, and what stands in its own index, is of no use beside others.
_NOT_SEARCHED = frozenset({"page", "question", "entry"})
_CARD = ("code", "byline", "short_label", "year", "letter", "class_name", "kind", "title_language")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a collection knows of a review.

    `works` has a row a source, `concepts` one a concept. `said` are the lines that rest on each
    source and `about` the claims about each concept, by their IRIs; `documents` is what can be
    found, as rows of `searchindex.Document`.
    """

    review: Row
    counts: Mapping[str, int]
    works: list[Row]
    concepts: list[Row]
    said: Mapping[str, list[Row]]
    about: Mapping[str, list[Row]]
    documents: list[Row]


AddressOf = Callable[[str | None], str | None]


def read_facts(store: Store, base: str, pages: Collection[str]) -> Facts:
    """Read the facts of a review; `pages` are the files of its site.

    Raises QueryError where the dataset holds no review, or one that misses what every review has.
    """
    addresses = read_addresses(store, base)
    address_of = _shown_on(addresses, pages)
    rows = select_page_rows(store, "review")
    if len(rows) != 1:
        raise QueryError(f"its data hold {len(rows) or 'no'} reviews; a build holds one")
    about = _read_about(store, address_of)
    said = _read_said(store, address_of, about)
    counts = {row["kind"]: row["count"] for row in select_page_rows(store, "counts", ROLE)}
    return Facts(
        _read_review(store, rows[0]),
        counts,
        _read_works(store, address_of, said),
        _read_concepts(store, address_of, about),
        {source: [row for row, _ in lines] for source, lines in said.items()},
        about,
        _read_documents(store, address_of),
    )


def _shown_on(addresses: Addresses, pages: Collection[str]) -> AddressOf:
    """Return what tells where the site shows an IRI, as far as the page is really there."""

    def address_of(iri: str | None) -> str | None:
        address = addresses.address_of(iri) if iri else None
        return address if address and address.partition("#")[0] in pages else None

    return address_of


def _read_review(store: Store, row: Row) -> Row:
    creators = select_page_rows(store, "review-creators")
    works = [one["work"] for one in select_page_rows(store, "review-work", ROLE)]
    kept = ("review", "title", "subtitle", "year", "publisher", "rights", "summary", "caution")
    told = {name: row[name] for name in (*kept, "language", "coded")}
    return told | {
        "creators": [one["name"] for one in creators],
        "families": [one["family"] or one["name"] for one in creators],
        "works": works,
    }


def _read_said(
    store: Store, address_of: AddressOf, about: Mapping[str, list[Row]]
) -> dict[str, list[tuple[Row, str]]]:
    """Return by source what the review says on its strength, each line with its claim's IRI."""
    concepts = defaultdict[str, list[str]](list)
    for concept, claims in about.items():
        for claim in claims:
            concepts[claim["iri"]].append(concept)
    found = defaultdict[str, list[tuple[Row, str]]](list)
    for row in select_page_rows(store, "source-claims"):
        line = _line_of(row, row["statement"], row["claim"], address_of) | {
            "kind": _local(row["kind"]),
            "heading": row["heading"],
            "note": row["note"],
            "concepts": concepts[row["claim"]],
            "position": "",
        }
        found[row["source"]].append((line, row["claim"]))
    for row in select_page_rows(store, "source-positions"):
        line = _line_of(row, row["question"], row["debate"], address_of) | {
            "kind": "Proposition",
            "heading": "",
            "note": None,
            "concepts": concepts[row["debate"]],
            "position": row["position_label"],
        }
        found[row["source"]].append((line, row["debate"]))
    return dict(found)


def _line_of(row: Row, said: str, claim: str, address_of: AddressOf) -> Row:
    return {
        "iri": claim,
        "statement": said,
        "address": address_of(claim),
        "stance": _local(row["stance"]),
        "side": row["side"],
        "read": row["read"],
        "comment": row["comment"],
    }


def _read_about(store: Store, address_of: AddressOf) -> dict[str, list[Row]]:
    found = defaultdict[str, list[Row]](list)
    for row in select_page_rows(store, "concept-claims"):
        found[row["concept"]].append(
            {
                "iri": row["claim"],
                "statement": row["statement"],
                "address": address_of(row["claim"]),
                "kind": _local(row["kind"]),
                "heading": row["heading"],
                "note": row["note"],
                "unsourced": bool(row["unsourced"]),
            }
        )
    questions = {row["debate"]: row["question"] for row in select_page_rows(store, "debates")}
    for row in select_page_rows(store, "debate-concepts"):
        if row["debate"] in questions:
            found[row["concept"]].append(_debate_of(row["debate"], questions, address_of))
    return dict(found)


def _debate_of(debate: str, questions: Mapping[str, str], address_of: AddressOf) -> Row:
    """Return a debate as a claim among others: a proposition is one, told by its question."""
    return {
        "iri": debate,
        "statement": questions[debate],
        "address": address_of(debate),
        "kind": "Proposition",
        "heading": "",
        "note": None,
        "unsourced": False,
    }


def _read_works(
    store: Store, address_of: AddressOf, said: Mapping[str, list[tuple[Row, str]]]
) -> list[Row]:
    """Return a row a source: its work, how it is filed, how many claims rest on it and how.

    Companion documents, which stand beside a review, are not its sources.
    """
    works = defaultdict[str, list[str]](list)
    known = defaultdict[str, list[str]](list)
    for row in select_page_rows(store, "works", ROLE):
        works[row["source"]].append(row["work"])
        known[row["source"]] += [row["known"]] if row["known"] else []
    found = []
    for card in select_page_rows(store, "source-card"):
        source = card["source"]
        # A dataset of an older engine has no works; its sources then stand for themselves.
        if works and source not in works:
            continue
        work = min(works.get(source, [source]))
        lines = said.get(source, [])
        found.append(
            {
                "source": source,
                "work": work,
                "known": sorted(set(known.get(source, []))),
                "address": address_of(source),
                "title": card["source_title"],
                **{name: card[name] for name in _CARD},
                "kind": _local(card["kind"]),
                "claims": len({claim for _, claim in lines}),
                "stances": dict(sorted(Counter(line["stance"] for line, _ in lines).items())),
            }
        )
    return found


def _read_concepts(
    store: Store, address_of: AddressOf, about: Mapping[str, list[Row]]
) -> list[Row]:
    words = defaultdict[str, list[str]](list)
    for row in select_page_rows(store, "concept-words"):
        words[row["concept"]].append(row["word"])
    return [
        {
            "iri": row["concept"],
            "label": row["label"],
            "words": words.get(row["concept"], []),
            "definition": row["definition"],
            "address": address_of(row["concept"]),
            "claims": len(about.get(row["concept"], ())),
        }
        for row in select_page_rows(store, "concepts")
    ]


def _read_documents(store: Store, address_of: AddressOf) -> list[Row]:
    documents = load_documents(store, address_of)
    return [asdict(one) for one in documents if one.kind not in _NOT_SEARCHED]


def _local(iri: str | None) -> str:
    """Return the name of a term of ours: `Finding`; "" for none."""
    return (iri or "").rpartition("#")[2]
