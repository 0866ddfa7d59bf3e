"""Names that records had before → what replaces them, for the meta graph alone.

There nothing is counted twice: an old name has no type. Some are entered (codes of faults, names of
agents that were merged). Others were places: until this release a citation was the 17th of the
text, an evidence line the second of its claim, a check the first of its subject, an author the
third of a source. They are derived for this release only, since a place tells nothing once a part
is put before another.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.graph.iris import Iris
from kg.graph.queries import select_rows
from kg.graph.vocab import DCTERMS, OWL, TT, describe
from kg.paths import path_for

# By which terms records say what they were called before, and of which kind they are.
_FORMER = {TT.formerCode: "errata", TT.formerName: "agents"}
# What was named by its place: the part, what it is of, and how its name went on.
_PLACES = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?part ?whole ?stem ?order WHERE {
  ?part tt:order ?place .
  { ?part a tt:EvidenceLine ; tt:forClaim ?claim . OPTIONAL { ?part tt:underPosition ?position }
    BIND(COALESCE(?position, ?claim) AS ?whole) BIND("evidence" AS ?stem) }
  UNION {
    VALUES (?kind ?link ?stem) {
      (tt:CompanionLine tt:fromClaim "bears")
      (tt:RowEntry tt:inRow "entry")
      (tt:TranscribedEntry tt:inList "entry")
    }
    ?part a ?kind ; ?link ?whole }
  UNION {
    VALUES (?kind ?link ?stem) {
      (tt:CurrencyCheck tt:hasCheck "check")
      (tt:Detail tt:hasDetail "detail")
    }
    ?part a ?kind . ?whole ?link ?part }
  UNION { ?whole tt:hasContribution ?part . ?part tt:ofContributorRole/skos:notation ?stem }
  # Details were counted from 0, since the title stood first.
  BIND(IF(?stem = "detail", ?place - 1, ?place) AS ?order)
}
ORDER BY ?part"""

_MENTIONS = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?mention ?order WHERE { ?mention a tt:Mention ; tt:order ?order } ORDER BY ?order"""


def triples_for_former_names(store: Store, iris: Iris) -> Iterator[Triple]:
    """Yield for each name that a record had before that it is out of use, and what replaces it."""
    for term, kind in _FORMER.items():
        for quad in store.quads_for_pattern(None, term, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield from _replaced(iris.of(path_for(kind, quad.object.value)), quad.subject)
    for row in select_rows(store, _MENTIONS):
        former = NamedNode(f"{iris.base}mentions/{row['order']}")
        yield from _replaced(former, NamedNode(row["mention"]))
    for row in select_rows(store, _PLACES):
        mark = "-" if "#" in row["whole"] else "#"
        former = NamedNode(f"{row['whole']}{mark}{row['stem']}-{row['order']}")
        yield from _replaced(former, NamedNode(row["part"]))


def _replaced(former: NamedNode, now: NamedNode) -> Iterator[Triple]:
    yield from describe(former, (OWL.deprecated, True), (DCTERMS.isReplacedBy, now))
