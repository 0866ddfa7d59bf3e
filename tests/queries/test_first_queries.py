"""The page of first queries, held against the graph: each number that it says is counted."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from pyoxigraph import Store

from kg.graph.queries import select_rows
from kg.graph.vocab import PREFIXES
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.vocabulary import check_vocabulary

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "first-queries.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?P<number>[0-9]+):\n\n(?P<indent> *)```sparql\n(?P<query>.*?)```", re.DOTALL)
BLOCKS = [(int(match["number"]), dedent(match["query"])) for match in BLOCK.finditer(PAGE)]
SECTIONS = PAGE.split("\n## ")[1:]
HEAD = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())


@pytest.mark.parametrize(
    ("number", "query"), BLOCKS, ids=[f"query-{n}" for n, _ in enumerate(BLOCKS)]
)
def test_the_number_is_what_the_graph_answers(number: int, query: str, frost_store: Store) -> None:
    """The one number of an answer, or else its rows, is the number before the query."""
    rows = select_rows(frost_store, HEAD + query)
    cells = [cell for row in rows for cell in row.values()]
    assert number == (int(cells[0]) if "COUNT(" in query else len(rows))


@pytest.mark.parametrize(
    ("number", "query"), BLOCKS, ids=[f"query-{n}" for n, _ in enumerate(BLOCKS)]
)
def test_no_query_names_what_the_data_lack(number: int, query: str, frost_store: Store) -> None:
    """What misleads is not a term without members: of that a warning would tell."""
    assert number >= 0
    assert list(check_vocabulary(HEAD + query, KnownStore(frost_store))) == []


def test_every_query_of_the_page_is_counted() -> None:
    """None stands there without its number, and each of twenty questions has its trap."""
    assert PAGE.count("```sparql") == len(BLOCKS)
    questions = [section for section in SECTIONS if section.partition("\n")[0].endswith("?")]
    assert len(questions) == 20
    for section in questions:
        obvious, right = [int(match["number"]) for match in BLOCK.finditer(section)][:2]
        assert obvious != right


def test_a_label_counts_once(frost_store: Store) -> None:
    """A list's entries have labels in several languages where they are published, and one here."""
    asked = "SELECT (COUNT(*) AS ?n) { ?fault a tt:Fault ; tt:ofFaultKind/skos:%s ?kind }"
    by_label, by_notation = (
        select_rows(frost_store, HEAD + asked % name)[0]["n"] for name in ("prefLabel", "notation")
    )
    assert by_label == by_notation == "161"


@pytest.mark.parametrize("name", ["Effect", "Outcome", "Comparison", "FlowStep", "Judgement"])
def test_what_cannot_be_asked_is_warned_of(name: str, frost_store: Store) -> None:
    """Where the page says that the review has none, a query says so too."""
    assert f"`tt:{name}`" in SECTIONS[-1]
    query = f"{HEAD}SELECT * {{ ?x a tt:{name} }}"
    [warning] = check_vocabulary(query, KnownStore(frost_store))
    assert warning == f"tt:{name} is optional, and nothing in these data is one"
