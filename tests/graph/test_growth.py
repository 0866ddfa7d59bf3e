"""What is asked of a whole review takes in step with its size: else a large one cannot be made."""

from __future__ import annotations

from functools import partial

import pytest
from pyoxigraph import Store

from benchmarks.project import write_project
from kg.assembly import begin_assembly
from kg.graph.queries import Query, load_queries, run_query
from kg.resources import resource_folder
from kg.sources.folder.inputs import read_inputs
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.growth import spend

QUERIES = [
    query
    for folder in ("checks", "derived", "examples", "pages", "rules", "tables")
    for query in load_queries(resource_folder("queries") / folder).values()
    if not query.parameters
]
SIZES = (500, 700, 900)
"""The engine plans the same query otherwise for another dataset: one size may hide what is slow."""

ALL = "SELECT * { ?s ?p ?o }"
MOST = 20


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Store, float]]:
    """Return the datasets of made-up reviews, and how long reading each whole takes."""
    made = []
    for size in SIZES:
        folder = tmp_path_factory.mktemp("grown") / "made"
        write_project(size, folder)
        store = begin_assembly(read_inputs(load_project(folder)), Timings()).store
        assert store is not None
        made.append((store, max(spend(partial(_ask, store, ALL)) for _ in range(3))))
    return made


def _ask(store: Store, query: Query | str) -> None:
    for _ in run_query(store, query):
        pass


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.place)
def test_a_query_takes_no_longer_than_reading_all(
    query: Query, stores: list[tuple[Store, float]]
) -> None:
    """One that looked through all sections for each citation took a hundred times as long."""
    for store, reading in stores:
        assert spend(partial(_ask, store, query)) < MOST * reading
