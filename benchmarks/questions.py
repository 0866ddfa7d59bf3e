# ruff: noqa: E501, ISC004 - queries and requests are read best unbroken
"""The requests of the benchmark: light ones, as pages ask them, and heavy ones over the whole base."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from urllib.parse import quote

from benchmarks.evidence import BASE, CONCEPTS, REFERENCES_A_TIP, SECTIONS, TERMS

PROLOGUE = (
    f"PREFIX tt: <{TERMS}>\n"
    "PREFIX dcterms: <http://purl.org/dc/terms/>\n"
    "PREFIX oa: <http://www.w3.org/ns/oa#>\n"
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
)
LIGHT = (
    # the page of a source: what is known of it, and every claim it bears on
    "SELECT ?code ?title ?year ?statement ?stance WHERE {{ <{base}sources/S{ref}> tt:code ?code ; "
    "dcterms:title ?title ; dcterms:issued ?year . OPTIONAL {{ ?line tt:fromSource <{base}sources/S{ref}> ; "
    "tt:forClaim ?claim ; tt:stance ?stance . ?claim tt:statement ?statement }} }} LIMIT {n}",
    "SELECT ?p ?o ?q WHERE {{ {{ <{base}sources/S{ref}> ?p ?o }} UNION {{ ?o ?q <{base}sources/S{ref}> }} }} "
    "ORDER BY ?p ?q ?o LIMIT {n}",
    # the page of a tip: the trace to its sources
    "SELECT ?statement ?code ?title ?setting WHERE {{ <{base}tips/{tip}> tt:statement ?statement ; "
    "tt:addresses ?i . ?row tt:forImplication ?i ; tt:listsSource ?source . ?source tt:code ?code ; "
    "dcterms:title ?title . OPTIONAL {{ ?study tt:reportedIn ?source ; tt:setting ?setting }} }} ORDER BY ?code LIMIT {n}",
    # the page of a concept: its claims with their sources
    "SELECT ?claim ?statement ?stance ?code WHERE {{ ?claim tt:about <{base}concepts/{concept}> ; "
    "tt:statement ?statement . ?line tt:forClaim ?claim ; tt:stance ?stance ; tt:fromSource ?source . "
    "?source tt:code ?code }} ORDER BY ?code LIMIT {few}",
    # a section: its claims, and where they are cited
    "SELECT ?claim ?statement WHERE {{ ?claim tt:inSection <{base}sections/{section}> ; a tt:Finding ; "
    "tt:statement ?statement }} ORDER BY ?claim LIMIT {few}",
    "SELECT ?mention ?heading ?order ?start ?end WHERE {{ ?mention tt:mentionsSource <{base}sources/S{ref}> ; "
    "tt:inSection ?section ; tt:order ?order ; oa:hasSelector ?span . ?section tt:heading ?heading . "
    "?span oa:start ?start ; oa:end ?end }} ORDER BY ?order LIMIT {n}",
    "SELECT ?source ?title ?year WHERE {{ ?source tt:code '{letter}{ref}' ; dcterms:title ?title ; "
    "dcterms:issued ?year }} LIMIT {n}",
    "ASK {{ <{base}sources/S{ref}> tt:evidenceClass <{base}classes/{letter}> . FILTER({n} > 0) }}",
)
HEAVY = (
    "SELECT ?class (COUNT(*) AS ?n) WHERE {{ ?s tt:evidenceClass ?class }} GROUP BY ?class ORDER BY ?class LIMIT {n}",
    "SELECT ?stance (COUNT(DISTINCT ?source) AS ?sources) WHERE {{ ?line tt:stance ?stance ; "
    "tt:fromSource ?source }} GROUP BY ?stance ORDER BY ?stance LIMIT {n}",
    "SELECT ?section (COUNT(*) AS ?n) WHERE {{ ?m tt:inSection ?section ; tt:mentionsSource ?s }} "
    "GROUP BY ?section ORDER BY DESC(?n) ?section LIMIT {n}",
    "SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o }} LIMIT {n}",
    "SELECT ?tip (COUNT(?source) AS ?n) WHERE {{ ?tip tt:addresses ?i . ?row tt:forImplication ?i ; "
    "tt:listsSource ?source }} GROUP BY ?tip ORDER BY DESC(?n) ?tip LIMIT {n}",
)
ZIPF = 1.0


def write_question(template: str, references: int, chance: random.Random, n: int) -> str:
    """Fill one template."""
    ref = chance.randrange(references)
    return (
        PROLOGUE
        + template.format(
            base=BASE,
            ref=ref,
            letter="ABCD"[ref % 4],
            tip=ref // REFERENCES_A_TIP,
            concept=chance.randrange(CONCEPTS),
            section=chance.randrange(SECTIONS),
            n=n,
            few=20 + n % 5,
        )
        + f"\n# {n}"
    )


def ask_cold(templates: tuple[str, ...], references: int, seed: int) -> Iterator[str]:
    """Yield questions of which no two are alike, without end."""
    chance = random.Random(seed)
    for n in itertools.count(1000 + seed * 10_000_000):
        yield write_question(chance.choice(templates), references, chance, n)


def ask_hot(references: int, distinct: int, seed: int) -> Iterator[str]:
    """Yield some distinct questions, the first ones most often (Zipf's law), without end."""
    known = list(itertools.islice(ask_cold(LIGHT, references, seed), distinct))
    weights = [1 / (rank**ZIPF) for rank in range(1, distinct + 1)]
    chance = random.Random(seed)
    while True:
        yield from chance.choices(known, weights, k=1000)


def encode_path(question: str) -> str:
    """Return the path and query string of a request."""
    return f"?query={quote(question, safe='')}"
