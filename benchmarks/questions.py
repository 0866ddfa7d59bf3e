# ruff: noqa: E501, ISC004 - queries and requests are read best unbroken
"""The requests of the benchmark: light ones, as pages ask them, and heavy ones over the whole base."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from benchmarks.evidence import BASE, CONCEPTS, REFERENCES_A_TIP, SECTIONS, TERMS

PROLOGUE = (
    f"PREFIX tt: <{TERMS}>\n"
    "PREFIX dcterms: <http://purl.org/dc/terms/>\n"
    "PREFIX oa: <http://www.w3.org/ns/oa#>\n"
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
)
# What one page asks, in bulk: all it shows of a thing, with what that leads to.  Counts over the whole
# base are looked up, as the build computes them beforehand.
LIGHT = (
    # a source: every claim it bears on, with what the other evidence for that claim is
    "SELECT ?code ?title ?year ?cited ?claims ?statement ?stance ?heading WHERE {{ <{base}sources/{source}> tt:code ?code ; "
    "dcterms:title ?title ; dcterms:issued ?year ; tt:citationCount ?cited ; tt:claimCount ?claims . "
    "OPTIONAL {{ ?line tt:fromSource <{base}sources/{source}> ; tt:forClaim ?claim ; tt:stance ?stance . "
    "?claim tt:statement ?statement ; tt:inSection ?section . ?section tt:heading ?heading }} }} LIMIT {n}",
    # a source, as its data page shows it: all that is said of it and all that points to it
    "SELECT ?s ?p ?o WHERE {{ {{ <{base}sources/{source}> ?p ?o }} UNION {{ ?s ?p <{base}sources/{source}> }} "
    "UNION {{ ?s tt:mentionsSource <{base}sources/{source}> ; ?p ?o }} UNION {{ ?s tt:fromSource <{base}sources/{source}> ; ?p ?o }} "
    "UNION {{ ?s tt:listsSource <{base}sources/{source}> ; ?p ?o }} }} ORDER BY ?s ?p ?o LIMIT {n}",
    # a source: where it is cited, with the place in the text
    "SELECT ?mention ?heading ?order ?start ?end WHERE {{ ?mention tt:mentionsSource <{base}sources/{source}> ; "
    "tt:inSection ?section ; tt:order ?order ; tt:hasPassage/oa:hasSelector ?span . ?section tt:heading ?heading . "
    "?span oa:start ?start ; oa:end ?end }} ORDER BY ?order LIMIT {n}",
    # a tip: the trace to its sources
    "SELECT ?statement ?number ?label ?code ?title ?class ?cited ?setting WHERE {{ "
    "<{base}tips/{tip}> tt:statement ?statement ; tt:supportingSourceCount ?number ; tt:addresses ?i . "
    "?i skos:prefLabel ?label . ?row tt:forImplication ?i ; tt:listsSource ?source . ?source tt:code ?code ; "
    "dcterms:title ?title ; tt:evidenceClass ?class ; tt:citationCount ?cited . "
    "?study tt:reportedIn ?source ; tt:setting ?setting }} ORDER BY ?code LIMIT {n}",
    # a tip: what its sources are reported to have found, and where
    "SELECT ?code ?title ?claim ?said ?stance ?heading WHERE {{ <{base}tips/{tip}> tt:isSupportedBy ?source . "
    "?source tt:code ?code ; dcterms:title ?title . ?line tt:fromSource ?source ; tt:forClaim ?claim ; tt:stance ?stance . "
    "?claim tt:statement ?said ; tt:inSection ?section . ?section tt:heading ?heading }} ORDER BY ?code LIMIT {n}",
    # a concept: the first page of its claims with their sources
    "SELECT ?claim ?statement ?stance ?code ?title WHERE {{ ?claim tt:about <{base}concepts/{concept}> ; "
    "tt:statement ?statement . ?line tt:forClaim ?claim ; tt:stance ?stance ; tt:fromSource ?source . "
    "?source tt:code ?code ; dcterms:title ?title }} ORDER BY ?code ?claim ?stance LIMIT {few}",
    # a section: the first page of its claims
    "SELECT ?claim ?statement WHERE {{ ?claim tt:inSection <{base}sections/{section}> ; a tt:Finding ; "
    "tt:statement ?statement }} ORDER BY ?claim LIMIT {few}",
    # how many sources of each class there are, for the whole base or for a tip
    "SELECT ?class ?total WHERE {{ ?record tt:totalFor <{base}{totalled}> ; tt:ofEvidenceClass ?class ; tt:total ?total "
    "FILTER(?total < {n}0000) }} ORDER BY ?class",
)
# What a client asks of one record, where most of the time goes into what stands around the engine.
LOOK_UPS = (
    "SELECT ?p ?o WHERE {{ <{base}sources/{source}> ?p ?o }} ORDER BY ?p ?o LIMIT {n}",
    "SELECT ?claim ?statement ?stance WHERE {{ ?line tt:fromSource <{base}sources/{source}> ; tt:forClaim ?claim ; tt:stance ?stance . ?claim tt:statement ?statement }} ORDER BY ?claim ?stance ?statement LIMIT {n}",
    "SELECT ?statement ?code ?title WHERE {{ <{base}tips/{tip}> tt:statement ?statement ; tt:isSupportedBy ?source . ?source tt:code ?code ; dcterms:title ?title }} ORDER BY ?code ?title LIMIT {n}",
    "SELECT ?mention ?order WHERE {{ ?mention tt:mentionsSource <{base}sources/{source}> ; tt:order ?order }} ORDER BY ?order ?mention LIMIT {n}",
)
HEAVY = (
    "SELECT ?class (COUNT(*) AS ?n) WHERE {{ ?s tt:evidenceClass ?class }} GROUP BY ?class ORDER BY ?class LIMIT {n}",
    "SELECT ?stance (COUNT(DISTINCT ?source) AS ?sources) WHERE {{ ?line tt:stance ?stance ; "
    "tt:fromSource ?source }} GROUP BY ?stance ORDER BY ?stance LIMIT {n}",
    "SELECT ?section (COUNT(*) AS ?n) WHERE {{ ?m tt:inSection ?section ; tt:mentionsSource ?s }} "
    "GROUP BY ?section ORDER BY DESC(?n) ?section LIMIT {n}",
    "SELECT (COUNT(*) AS ?n) WHERE {{ ?mention tt:mentionsSource ?source }} LIMIT {n}",
    "SELECT ?tip (COUNT(?source) AS ?n) WHERE {{ ?tip tt:addresses ?i . ?row tt:forImplication ?i ; "
    "tt:listsSource ?source }} GROUP BY ?tip ORDER BY DESC(?n) ?tip LIMIT {n}",
)
# Counts in other words: renamed, in another order, with a FILTER.  Nothing was written for one of them.
COUNTS = (
    "SELECT ?kind (COUNT(?thing) AS ?things) WHERE {{ ?thing a ?kind }} GROUP BY ?kind ORDER BY ?kind LIMIT {n}",
    "SELECT (COUNT(*) AS ?all) WHERE {{ ?thing a tt:EvidenceLine }} LIMIT {n}",
    "SELECT $letter (COUNT($work) AS $works) {{ $work a tt:Source . $work tt:evidenceClass $letter }} GROUP BY $letter ORDER BY $letter LIMIT {n}",
    "SELECT ?c (COUNT(*) AS ?n) {{ ?s tt:evidenceClass ?c ; a tt:Source FILTER(!STRENDS(STR(?c), 'A')) }} GROUP BY ?c ORDER BY ?c LIMIT {n}",
    "SELECT ?year (COUNT(*) AS ?n) {{ ?s dcterms:issued ?year }} GROUP BY ?year ORDER BY ?year LIMIT {n}",
    "SELECT ?year (COUNT(?s) AS ?n) {{ FILTER(STR(?year) >= '2000') ?s dcterms:issued ?year }} GROUP BY ?year ORDER BY DESC(?n) ?year LIMIT {n}",
    "SELECT ?decade (COUNT(*) AS ?n) {{ ?s dcterms:issued ?y BIND(SUBSTR(STR(?y), 1, 3) AS ?decade) }} GROUP BY ?decade ORDER BY ?decade",
    "SELECT ?class ?year (COUNT(*) AS ?n) {{ ?s dcterms:issued ?year ; tt:evidenceClass ?class }} GROUP BY ?year ?class ORDER BY ?class ?year LIMIT {n}",
    "SELECT ?class (COUNT(*) AS ?n) {{ ?s tt:evidenceClass ?class . ?s dcterms:issued ?y . FILTER(STR(?y) < '1990') }} GROUP BY ?class ORDER BY ?class LIMIT {n}",
    "SELECT ?about (COUNT(DISTINCT ?claim) AS ?claims) {{ ?claim tt:about ?about }} GROUP BY ?about ORDER BY DESC(?claims) ?about LIMIT {few}",
    "SELECT ?about (COUNT(?claim) AS ?n) {{ ?claim a tt:Finding ; tt:about ?about }} GROUP BY ?about HAVING(COUNT(?claim) > 20) ORDER BY ?about LIMIT {n}",
    "SELECT (COUNT(DISTINCT ?about) AS ?concepts) {{ ?claim tt:about ?about }} LIMIT {n}",
    "SELECT ?how (COUNT(DISTINCT ?claim) AS ?claims) {{ ?l tt:forClaim ?claim . ?l tt:stance ?how }} GROUP BY ?how ORDER BY ?how LIMIT {n}",
    "SELECT ?how (COUNT(*) AS ?lines) {{ ?l tt:stance ?how FILTER(?how IN (tt:supports, tt:disputes)) }} GROUP BY ?how ORDER BY DESC(?lines) ?how LIMIT {n}",
    "SELECT ?how ?class (COUNT(*) AS ?n) {{ ?s tt:evidenceClass ?class . ?l tt:fromSource ?s ; tt:stance ?how }} GROUP BY ?how ?class ORDER BY ?class ?how LIMIT {n}",
    "SELECT ?place (COUNT(?what) AS ?n) {{ ?what tt:inSection ?place ; a tt:Finding }} GROUP BY ?place ORDER BY ?place LIMIT {few}",
    "SELECT ?place (COUNT(*) AS ?n) {{ ?cited tt:mentionsSource [] . ?cited tt:inSection ?place }} GROUP BY ?place HAVING(COUNT(*) > 3) ORDER BY ?n ?place LIMIT {n}",
    "SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p ?o }} GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT {n}",
    "SELECT ?t (COUNT(DISTINCT ?s) AS ?n) {{ ?r tt:listsSource ?s . ?r tt:forImplication ?i . ?t tt:addresses ?i }} GROUP BY ?t ORDER BY ?t LIMIT {few}",
    "SELECT (COUNT(?x) AS ?n) {{ ?m tt:mentionsSource ?x . ?x tt:evidenceClass ?k FILTER(STRENDS(STR(?k), 'B')) }} LIMIT {n}",
)
COLD = {"light": LIGHT, "look-ups": LOOK_UPS, "heavy": HEAVY + COUNTS}
"""Kinds of questions of which no two are alike."""
ZIPF = 1.0
# Virtuoso sorts 10,000 rows at most, and makes room for all of them; no answer has so many.
LEAST_LIMIT, MOST_LIMIT = 1000, 9000


class Things(NamedTuple):
    """What questions are asked of: names of records below a base, by their kinds."""

    base: str
    sources: Sequence[str]
    tips: Sequence[str]
    concepts: Sequence[str]
    sections: Sequence[str]
    totalled: Sequence[str]
    """Paths of records for which totals are kept."""


def list_things(references: int) -> Things:
    """List what the synthetic base of so many references has."""
    return Things(
        BASE,
        sources=[f"S{number}" for number in range(references)],
        tips=[str(number) for number in range(1 + (references - 1) // REFERENCES_A_TIP)],
        concepts=[str(number) for number in range(CONCEPTS)],
        sections=[str(number) for number in range(SECTIONS)],
        totalled=[""],
    )


def write_question(template: str, things: Things, chance: random.Random, n: int) -> str:
    """Fill one template with things drawn at random; `n` makes it unlike all others."""
    return (
        PROLOGUE
        + template.format(
            base=things.base,
            source=chance.choice(things.sources),
            tip=chance.choice(things.tips),
            concept=chance.choice(things.concepts),
            section=chance.choice(things.sections),
            totalled=chance.choice(things.totalled),
            n=LEAST_LIMIT + n % (MOST_LIMIT - LEAST_LIMIT),
            few=30 + n % 5,
        )
        + f"\n# {n}"
    )


def ask_cold(templates: tuple[str, ...], reviews: Sequence[Things], seed: int) -> Iterator[str]:
    """Yield questions of which no two are alike, each of one review, without end."""
    chance = random.Random(seed)
    for n in itertools.count(1000 + seed * 10_000_000):
        yield write_question(chance.choice(templates), chance.choice(reviews), chance, n)


def ask_hot(things: Things, distinct: int, seed: int) -> Iterator[str]:
    """Yield some distinct questions, the first ones most often (Zipf's law), without end."""
    known = list(itertools.islice(ask_cold(LIGHT, [things], seed), distinct))
    weights = [1 / (rank**ZIPF) for rank in range(1, distinct + 1)]
    chance = random.Random(seed)
    while True:
        yield from chance.choices(known, weights, k=1000)


def encode_path(question: str) -> str:
    """Return the path and query string of a request."""
    return f"?query={quote(question, safe='')}"
