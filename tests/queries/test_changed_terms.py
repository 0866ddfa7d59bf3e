"""The page that says how old queries are asked now, held against the graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import OWL, Graph, URIRef

from kg.graph.queries import select_rows
from kg.graph.vocab import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "changed-terms.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n```sparql\n(?P<query>.*?)```", re.DOTALL)
BLOCKS = [(match["before"], match["query"]) for match in BLOCK.finditer(PAGE)]
NOW = [query for said, query in BLOCKS if not said.startswith("Before")]
HEAD = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())


@pytest.mark.parametrize("query", NOW, ids=lambda query: query.split("\n")[0][:60])
def test_a_query_of_today_has_an_answer(query: str, frost_store: Store) -> None:
    """What the page tells to ask is answered by the real review."""
    assert select_rows(frost_store, HEAD + query)


@pytest.mark.parametrize(
    "query", [query for said, query in BLOCKS if said.startswith("Before")], ids=lambda q: q[:60]
)
def test_an_old_query_is_told_for_a_reason(query: str, frost_store: Store) -> None:
    """What the page calls old has another answer than the query that follows it, or none."""
    place = [one for _, one in BLOCKS].index(query)
    old = select_rows(frost_store, HEAD + query)
    new = select_rows(frost_store, HEAD + BLOCKS[place + 1][1])
    if "COUNT" in query:  # here the old way still holds; the new one is shorter
        assert old == new
    else:
        assert old != new


def test_the_page_is_of_this_version() -> None:
    """Who changes the terms looks at this page too."""
    graph = Graph().parse(ROOT / "ontology" / "tiptrace.ttl")
    version = graph.value(URIRef("https://w3id.org/tiptrace/ontology"), OWL.versionInfo)
    assert f"The ontology is at version {version}." in PAGE
