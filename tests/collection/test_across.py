"""The questions to many reviews in `queries/across/` and in the docs, on a small collection.

A made-up review that shares works with two real ones. Each answer stands in
`tests/queries/expected/across`; `TIPTRACE_ACCEPT=1 pytest tests/collection/test_across.py` writes
them anew: read what it wrote.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.collection.collecting import collect
from kg.collection.settings import load_collection
from kg.graph.queries import Query, load_queries, select_rows
from kg.graph.vocab import RDF, TT
from kg.resources import resource_folder
from kg.timings import Timings
from tests.queries.test_examples import csv_of
from tests.queries.test_first_queries import BLOCK, HEAD
from tests.sharing import make_once

pytestmark = pytest.mark.slow
ACROSS = load_queries(resource_folder("queries") / "across")
OF_LINES = {
    name: question
    for role in ("across", "examples")
    for name, question in load_queries(resource_folder("queries") / role).items()
    if "?line " in question.text
}
EXPECTED = Path(__file__).resolve().parents[1] / "queries" / "expected" / "across"
DEEP, OVERLAP = "https://example.org/deep-rules/", "https://example.org/overlap/"
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "collections.md").read_text(encoding="utf-8")
BLOCKS = [(int(match["number"]), match["query"]) for match in BLOCK.finditer(PAGE)]
# What is asked about where a question has no default.
ASKED: Mapping[str, NamedNode | Literal] = {
    "work": NamedNode("https://doi.org/10.1016/s0145-2134(98)00005-2"),
    "concept": NamedNode(f"{OVERLAP}concepts/deep-learning"),
    "word": Literal("faces"),
}


@pytest.fixture(scope="module")
def store(three: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of a collection of three reviews with a concept matched."""

    def make(part: Path) -> None:
        line = f"{OVERLAP}concepts/deep-learning\tskos:exactMatch\t{DEEP}concepts/deep-learning"
        text = f"subject_id\tpredicate_id\tobject_id\n{line}\n"
        (part / "concepts.sssom.tsv").write_text(text, encoding="utf-8")
        collect(load_collection(part), [str(three)], (), Timings())

    build = make_once(tmp_path_factory, "across-collected", make) / "build" / "current"
    return Store.read_only(str((build / "store").resolve()))


@pytest.fixture(scope="module")
def twinned(store: Store) -> Store:
    """Return the same with a twin of each line of evidence, which says the same."""
    quads = [*store.quads_for_pattern(None, None, None)]
    lines = {
        quad.subject
        for quad in quads
        if quad.predicate == RDF.type and quad.object in {TT.EvidenceLine, TT.CompanionLine}
    }
    twins = {line: NamedNode(f"{line.value}-twin") for line in lines}
    twin_quads = [
        Quad(
            twins.get(quad.subject, quad.subject),
            quad.predicate,
            twins.get(quad.object, quad.object),
            quad.graph_name,
        )
        for quad in quads
        if quad.subject in twins or quad.object in twins
    ]
    both = Store()
    both.bulk_extend([*quads, *twin_quads])
    return both


@pytest.mark.parametrize("question", ACROSS.values(), ids=ACROSS.keys())
def test_answer(question: Query, store: Store) -> None:
    """The answer on the small collection is the one that was read against its reviews."""
    bindings = {item.name: ASKED[item.name] for item in question.parameters if item.name in ASKED}
    answer = csv_of(store, question, bindings)
    path = EXPECTED / f"{question.name}.csv"
    if os.environ.get("TIPTRACE_ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(answer, encoding="utf-8")
    assert answer.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("question", OF_LINES.values(), ids=OF_LINES.keys())
def test_two_lines_of_one_source_that_say_alike_give_one_row(
    question: Query, store: Store, twinned: Store
) -> None:
    """A claim may rest twice on one work: no row comes again for it, and no number grows."""
    before, after = (
        Counter(tuple(sorted(row.items())) for row in select_rows(asked, question.text))
        for asked in (store, twinned)
    )
    assert after == before


@pytest.mark.parametrize(
    ("number", "query"), BLOCKS, ids=[f"query-{n}" for n, _ in enumerate(BLOCKS)]
)
def test_a_first_query_across_reviews(number: int, query: str, store: Store) -> None:
    """The one number of an answer, or else its rows, is the number that the docs say."""
    rows = select_rows(store, HEAD + query)
    one = len(rows) == 1 and "(COUNT(" in query.partition("WHERE")[0]
    assert number == (int(next(iter(rows[0].values()))) if one else len(rows))


def test_each_first_query_across_reviews_is_counted() -> None:
    """None stands in the docs without its number, and the obvious one is never the right one."""
    assert PAGE.count("```sparql") == len(BLOCKS)
    for section in PAGE.split("\n### ")[1:]:
        obvious, right = [int(match["number"]) for match in BLOCK.finditer(section)][:2]
        assert obvious != right
