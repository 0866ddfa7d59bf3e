"""Names that records had before → what replaces them, for the meta graph alone.

There nothing is counted twice: an old name has no type. Some are entered (codes of faults, names of
agents that were merged). Others were places: until this release a citation was the 17th of the
text, an evidence line the second of its claim, a check the first of its subject, an author the
third of a source, a row the fifth of its table, a judgement the second by its tool. They are
derived for this release only, since a place tells nothing once a part is put before another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.graph.iris import Iris
from kg.graph.queries import select_rows
from kg.graph.vocab import DCTERMS, OWL, TT, describe
from kg.paths import path_for, slug_of

# By which terms records say what they were called before, and of which kind they are.
_FORMER = {TT.formerCode: "errata", TT.formerName: "agents"}
# What was named by its place: the part, what it is of, and how its name went on.
_PLACES = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?part ?whole ?stem ?order ?domain WHERE {
  ?part tt:order ?place .
  { ?part a tt:EvidenceLine ; tt:forClaim ?claim . OPTIONAL { ?part tt:underPosition ?position }
    BIND(COALESCE(?position, ?claim) AS ?whole) BIND("evidence" AS ?stem) }
  UNION {
    VALUES (?kind ?link ?stem) {
      (tt:CompanionLine tt:fromClaim "bears")
      (tt:RowEntry tt:inRow "entry")
      (tt:TranscribedEntry tt:inList "entry")
      (tt:TableRow tt:inTable "row")
      (tt:TableColumn tt:inTable "column")
      (tt:JudgementWord tt:ofTool "word")
      (tt:AuthorView tt:onProposition "author")
      (tt:PracticePoint tt:ofTip "practice")
      (tt:SupervisionQuestion tt:ofTip "question")
      (tt:LeftOut tt:ofTip "left-out")
      (tt:TakenIn tt:ofTip "taken-in")
    }
    ?part a ?kind ; ?link ?whole }
  UNION {
    VALUES (?kind ?link ?stem) {
      (tt:CurrencyCheck tt:hasCheck "check")
      (tt:Detail tt:hasDetail "detail")
      (tt:Identifier tt:hasIdentifier "identifier")
      (tt:Correction tt:hasCorrection "correction")
      (tt:Sample tt:hasSample "sample")
      (tt:Arm tt:hasArm "arm")
    }
    ?part a ?kind . ?whole ?link ?part }
  UNION { ?part a tt:TableCell ; tt:inRow ?whole . BIND("cell" AS ?stem)
    FILTER NOT EXISTS { ?whole a tt:TableRow } }
  UNION { ?part a tt:FlowStep ; tt:ofFlow ?whole ; tt:stepKind ?step .
    BIND(LCASE(STRAFTER(STR(?step), "#")) AS ?stem) }
  UNION { ?part a tt:Judgement ; tt:withTool ?whole . BIND("judgement" AS ?stem)
    OPTIONAL { ?part tt:inDomain ?in
      BIND(CONCAT("-", STRAFTER(STR(?in), "#domain-")) AS ?domain) } }
  UNION { ?whole tt:hasContribution ?part . ?part tt:ofContributorRole/skos:notation ?stem }
  # Details were counted from 0, since the title stood first.
  BIND(IF(?stem = "detail", ?place - 1, ?place) AS ?order)
}
ORDER BY ?part"""

_MENTIONS = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?mention ?order WHERE { ?mention a tt:Mention ; tt:order ?order } ORDER BY ?order"""
_CELLS = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?cell ?table ?row ?place ?label ?order WHERE {
  ?row a tt:TableRow ; tt:inTable ?table ; tt:order ?place .
  ?cell tt:inRow ?row ; tt:columnLabel ?label ; tt:order ?order .
}
ORDER BY ?table ?place ?order"""


def triples_for_former_names(store: Store, iris: Iris) -> Iterator[Triple]:
    """Yield for each name that a record had before that it is out of use, and what replaces it."""
    for term, kind in _FORMER.items():
        for quad in store.quads_for_pattern(None, term, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield from _replaced(iris.of(path_for(kind, quad.object.value)), quad.subject)
    for former, now in _places(store, iris):
        yield from _replaced(NamedNode(former), NamedNode(now))


def _places(store: Store, iris: Iris) -> Iterator[tuple[str, str]]:
    """Yield what was named by its place: the IRI that it had, and that of today."""
    for row in select_rows(store, _MENTIONS):
        yield f"{iris.base}mentions/{row['order']}", row["mention"]
    for row in select_rows(store, _PLACES):
        mark = "-" if "#" in row["whole"] else "#"
        ending = f"{row['stem']}-{row['order']}{row.get('domain') or ''}"
        yield f"{row['whole']}{mark}{ending}", row["part"]
    for _, cells in groupby(select_rows(store, _CELLS), key=itemgetter("row")):
        yield from _places_of_cells(list(cells))


def _places_of_cells(cells: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row: they were named by their columns, where labels told those apart."""
    labels = [slug_of(cell["label"]) for cell in cells]
    apart = len(set(labels)) == len(labels)
    for cell, label in zip(cells, labels, strict=True):
        column = label if apart else f"column-{cell['order']}"
        yield f"{cell['table']}#row-{cell['place']}-{column}", cell["cell"]


def _replaced(former: NamedNode, now: NamedNode) -> Iterator[Triple]:
    yield from describe(former, (OWL.deprecated, True), (DCTERMS.isReplacedBy, now))
