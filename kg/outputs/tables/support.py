"""The tables that a text states, cell by cell: which claims and citations speak for each.

Nobody has said which claim a cell rests on. What is known is the passage of the table, and the
claims that are of it: such a claim stands at a cell when it has at least half of the words of that
cell, or the concept of its row. A claim that stands at no cell is told at the end: the text has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Store

from kg.catalogues import Voice
from kg.graph.queries import select_rows
from kg.outputs.searchfiles import tongue_of
from kg.outputs.tables.table import Table
from kg.words import Tongue

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
"""
_CELLS = """
SELECT ?table ?title ?row ?concept ?place ?column ?text WHERE {
  ?table a tt:DataTable ; dcterms:title ?title .
  FILTER NOT EXISTS { ?table dcterms:isPartOf/a tt:CompanionDocument }
  ?row tt:inTable ?table ; a tt:TableRow ; tt:order ?place .
  ?cell tt:inRow ?row ; tt:columnLabel ?column ; tt:order ?order .
  OPTIONAL { ?row tt:about ?concept }
  OPTIONAL { ?cell tt:cellText ?words }
  OPTIONAL { ?cell tt:cellNumber ?figure }
  BIND(COALESCE(?words, STR(?figure), "") AS ?text)
} ORDER BY ?table ?place ?order
"""
# Of the section that the table is of, for the passage of another document counts from its own 0.
_CLAIMS = """
SELECT DISTINCT ?table ?claim ?statement ?first WHERE {
  ?table a tt:DataTable ; tt:inSection ?section ; oa:hasSelector ?of .
  ?of oa:start ?start ; oa:end ?end .
  ?claim a tt:Claim ; tt:inSection ?section ; tt:statement ?statement ; oa:hasSelector ?span .
  ?span oa:start ?first ; oa:end ?last .
  FILTER(?first < ?end && ?last > ?start)
} ORDER BY ?table ?first ?claim
"""
_CONCEPTS = "SELECT ?claim ?concept WHERE { ?claim a tt:Claim ; tt:about ?concept }"
# Of a table itself, and of what claims rest on.
_CITATIONS = """
SELECT DISTINCT ?of ?order ?code WHERE {
  { ?of a tt:DataTable ; tt:basedOn ?mention } UNION { ?line tt:forClaim ?of ; tt:basedOn ?mention }
  ?mention tt:order ?order ; tt:mentionsSource/tt:code ?code .
} ORDER BY ?of ?order ?code
"""
_PART = 2  # of the words of a cell a claim has at least one in so many


@dataclass(frozen=True, slots=True)
class _Claim:
    iri: str
    statement: str
    terms: frozenset[str]
    concepts: frozenset[str]

    def has(self, terms: frozenset[str]) -> bool:
        """Tell whether the claim has at least half of some words, and there are any."""
        return bool(terms) and _PART * len(self.terms & terms) >= len(terms)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the graph has: claims by table, and citations by claim and by table."""

    claims: dict[str, list[_Claim]]
    citations: dict[str, list[tuple[str, str]]]
    voice: Voice
    tongue: Tongue


def load_supported_tables(store: Store, voice: Voice) -> list[Table]:
    """Return a table for each that the text states: a line a cell, with what speaks for it."""
    found = _find(store, voice)
    cells = select_rows(store, _PREFIXES + _CELLS)
    return [
        _make_table(table, list(group), found)
        for table, group in groupby(cells, key=lambda cell: cell["table"])
    ]


def _find(store: Store, voice: Voice) -> _Found:
    tongue = tongue_of(voice)
    concepts: dict[str, set[str]] = {}
    for row in select_rows(store, _PREFIXES + _CONCEPTS):
        concepts.setdefault(row["claim"], set()).add(row["concept"])
    claims: dict[str, list[_Claim]] = {}
    for row in select_rows(store, _PREFIXES + _CLAIMS):
        terms = frozenset(tongue.terms_in(row["statement"]))
        about = frozenset(concepts.get(row["claim"], ()))
        claims.setdefault(row["table"], []).append(
            _Claim(row["claim"], row["statement"], terms, about)
        )
    citations: dict[str, list[tuple[str, str]]] = {}
    for row in select_rows(store, _PREFIXES + _CITATIONS):
        citations.setdefault(row["of"], []).append((row["order"], row["code"]))
    return _Found(claims, citations, voice, tongue)


def _make_table(table: str, cells: Sequence[dict[str, str]], found: _Found) -> Table:
    voice = found.voice
    lines = [*_lines_of(table, cells, found)]
    heads = (
        voice.say("row"), voice.say("column"), voice.say("cell"), voice.say("listed"),
        voice.say("claims"), voice.say("citations"),
    )  # fmt: skip
    note = voice.say(
        "A claim stands at a cell when it is of the passage of the table and has at least half of "
        "the words of the cell, or the concept of its row. Nobody has judged it."
    )
    return Table(
        name=table.rsplit("/", 1)[-1],
        caption=voice.say(
            "%(title)s, with what the text has for each cell", title=cells[0]["title"]
        ),
        heads=heads,
        rows=tuple(line for _, line in lines),
        merged=(0,),
        notes=(note,) if found.claims.get(table) else (),
        records=tuple(record for record, _ in lines),
    )


def _lines_of(
    table: str, cells: Sequence[dict[str, str]], found: _Found
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the row that each line is of, and the line; then the claims that stand at no cell."""
    voice, claims = found.voice, found.claims.get(table, [])
    told: set[str] = set()
    for row, group in groupby(cells, key=lambda cell: cell["row"]):
        line = list(group)
        for place, cell in enumerate(line):
            there = [claim for claim in claims if _speaks_for(claim, place, line, found.tongue)]
            told |= {claim.iri for claim in there}
            if cell["text"] or there:
                empty = voice.say("no: the table leaves it empty")
                listed = voice.say("yes") if cell["text"] else empty
                start = (cell["place"], cell["column"], cell["text"], listed)
                yield row, (*start, *_tell(there, found.citations.get(table, []), found))
    for claim in claims:
        if claim.iri not in told:
            lacking = ("", "", "", voice.say("no: the text has it"))
            yield table, (*lacking, *_tell([claim], [], found))


def _speaks_for(claim: _Claim, place: int, line: Sequence[dict[str, str]], tongue: Tongue) -> bool:
    """Tell whether a claim stands at a cell of a line; an empty one is known by its headings."""
    cell = line[place]
    if not cell["text"]:
        head = frozenset(tongue.terms_in(f"{line[0]['text']} {cell['column']}"))
        return place > 0 and head <= claim.terms
    by_concept = place == 0 and cell.get("concept") in claim.concepts
    return by_concept or claim.has(frozenset(tongue.terms_in(cell["text"])))


def _tell(
    claims: Sequence[_Claim], usual: Sequence[tuple[str, str]], found: _Found
) -> tuple[str, str]:
    """Return claims and their citations in words; without any, the `usual` ones of the table."""
    own = [one for claim in claims for one in found.citations.get(claim.iri, [])]
    cited = sorted({*(own or usual)}, key=lambda one: (int(one[0]), one[1]))
    named = (
        found.voice.say("citation %(number)s: %(code)s", number=number, code=code)
        for number, code in cited
    )
    return " • ".join(claim.statement for claim in claims), "; ".join(named)
