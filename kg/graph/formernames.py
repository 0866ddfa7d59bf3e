"""Names that records had before → what replaces them, for the meta graph alone.

There nothing is counted twice: an old name has no type. Some are entered (codes of faults, names of
agents that were merged). Others were places: until this release a citation was the 17th of the
text, an evidence line the second of its claim, a check the first of its subject, an author the
third of a source, a row the fifth of its table, a judgement the second by its tool. They are
derived for this release only, since a place tells nothing once a part is put before another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Store, parse

from kg.graph.iris import Iris
from kg.graph.queries import Query, Row, select_rows
from kg.graph.vocab import DCTERMS, OWL, XSD
from kg.paths import path_for, slug_of

_PREFIXES = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# What was named by its place: the part, what it is of, and how its name went on.
_LED_FROM = (
    ("CompanionLine", "fromClaim", "bears"), ("RowEntry", "inRow", "entry"),
    ("TranscribedEntry", "inList", "entry"), ("TableRow", "inTable", "row"),
    ("TableColumn", "inTable", "column"), ("JudgementWord", "ofTool", "word"),
    ("AuthorView", "onProposition", "author"), ("PracticePoint", "ofTip", "practice"),
    ("SupervisionQuestion", "ofTip", "question"), ("LeftOut", "ofTip", "left-out"),
    ("TakenIn", "ofTip", "taken-in"),
)  # fmt: skip
_LED_TO = (
    ("CurrencyCheck", "hasCheck", "check"), ("Detail", "hasDetail", "detail"),
    ("Identifier", "hasIdentifier", "identifier"), ("Correction", "hasCorrection", "correction"),
    ("Sample", "hasSample", "sample"), ("Arm", "hasArm", "arm"),
)  # fmt: skip
# One by one, so that the text names each property: by that it is known what an edit touches.
_LED = "".join(
    f"""
  UNION {{ {pattern} BIND("{stem}" AS ?stem) }}"""
    for pattern, stem in (
        *((f"?part a tt:{kind} ; tt:{link} ?whole .", stem) for kind, link, stem in _LED_FROM),
        *((f"?part a tt:{kind} . ?whole tt:{link} ?part .", stem) for kind, link, stem in _LED_TO),
    )
)
_PLACES = f"""{_PREFIXES}SELECT ?part ?whole ?stem ?order ?domain WHERE {{
  ?part tt:order ?place .
  {{ ?part a tt:EvidenceLine ; tt:forClaim ?claim . OPTIONAL {{ ?part tt:underPosition ?position }}
    BIND(COALESCE(?position, ?claim) AS ?whole) BIND("evidence" AS ?stem) }}{_LED}
  UNION {{ ?part a tt:TableCell ; tt:inRow ?whole . BIND("cell" AS ?stem)
    FILTER NOT EXISTS {{ ?whole a tt:TableRow }} }}
  UNION {{ ?part a tt:FlowStep ; tt:ofFlow ?whole ; tt:stepKind ?step .
    BIND(LCASE(STRAFTER(STR(?step), "#")) AS ?stem) }}
  UNION {{ ?part a tt:Judgement ; tt:withTool ?whole . BIND("judgement" AS ?stem)
    OPTIONAL {{ ?part tt:inDomain ?in
      BIND(CONCAT("-", STRAFTER(STR(?in), "#domain-")) AS ?domain) }} }}
  UNION {{ ?whole tt:hasContribution ?part . ?part tt:ofContributorRole/skos:notation ?stem }}
  # Details were counted from 0, since the title stood first.
  BIND(IF(?stem = "detail", ?place - 1, ?place) AS ?order)
}}
ORDER BY ?part"""  # noqa: S608 (made of the names above)

_MENTIONS = f"""{_PREFIXES}SELECT ?mention ?order WHERE {{
  ?mention a tt:Mention ; tt:order ?order
}}
ORDER BY ?order"""
_CELLS = f"""{_PREFIXES}SELECT ?cell ?table ?row ?place ?label ?order WHERE {{
  ?row a tt:TableRow ; tt:inTable ?table ; tt:order ?place .
  ?cell tt:inRow ?row ; tt:columnLabel ?label ; tt:order ?order .
}}
ORDER BY ?table ?place ?order"""
# What is entered of the names that records had before.
_ENTERED = f"""{_PREFIXES}SELECT ?record ?kind ?former WHERE {{
  {{ ?record tt:formerCode ?former . BIND("errata" AS ?kind) }}
  UNION {{ ?record tt:formerName ?former . BIND("agents" AS ?kind) }}
}}
ORDER BY ?record ?former"""
_QUERIES = tuple(
    Query("former-names", Path(), text, {}) for text in (_ENTERED, _MENTIONS, _PLACES, _CELLS)
)


def select_former_names(
    store: Store, select: Callable[[Store, Query], list[Row]] = select_rows
) -> tuple[list[Row], ...]:
    """Return what tells the names that records had before: the rows of several questions."""
    return tuple(select(store, query) for query in _QUERIES)


def quads_for_former_names(iris: Iris, *selected: list[Row]) -> list[Quad]:
    """Return for each name that a record had that it is out of use, and what replaces it.

    They are quads of the meta graph.
    """
    graph, true = iris.graph("meta"), Literal("true", datatype=XSD.boolean)
    # As lines: half of them have a literal (`kg.graph.store.lines_of`).
    lines = (
        f"<{former}> {OWL.deprecated} {true} {graph} .\n"
        f"<{former}> {DCTERMS.isReplacedBy} <{now}> {graph} .\n"
        for former, now in _former_names(iris, *selected)
    )
    return [*parse("".join(lines), format=RdfFormat.N_QUADS)]


def _former_names(
    iris: Iris, entered: list[Row], mentions: list[Row], places: list[Row], cells: list[Row]
) -> Iterator[tuple[str, str]]:
    """Yield the IRI that a record had, and that of today."""
    for row in entered:
        yield iris.of(path_for(row["kind"], row["former"])).value, row["record"]
    for row in mentions:
        yield f"{iris.base}mentions/{row['order']}", row["mention"]
    for row in places:
        mark = "-" if "#" in row["whole"] else "#"
        ending = f"{row['stem']}-{row['order']}{row.get('domain') or ''}"
        yield f"{row['whole']}{mark}{ending}", row["part"]
    for _, group in groupby(cells, key=itemgetter("row")):
        yield from _places_of_cells(list(group))


def _places_of_cells(cells: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row: they were named by their columns, where labels told those apart."""
    labels = [slug_of(cell["label"]) for cell in cells]
    apart = len(set(labels)) == len(labels)
    for cell, label in zip(cells, labels, strict=True):
        column = label if apart else f"column-{cell['order']}"
        yield f"{cell['table']}#row-{cell['place']}-{column}", cell["cell"]
