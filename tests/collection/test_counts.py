# ruff: noqa: E501 - queries are read best unbroken
"""Counts over a collection whose reviews share works: from tables, by review, and added up."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.collection.collecting import collect
from kg.collection.settings import load_collection
from kg.graph.vocab import PREFIXES
from kg.pipeline import build_project
from kg.service.counts.patterns import TableName
from kg.service.counts.slices import Slices
from kg.service.counts.tables import Groups
from kg.service.data.origins import BuildOrigin
from kg.service.worker.forkserver import hold_store
from kg.service.worker.jobs import evaluate
from kg.service.worker.wire import Job, WorkerConfig
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.collection.conftest import Collect

pytestmark = pytest.mark.slow

PROLOGUE = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
# Nothing was written for one of them. `added`: numbers of reviews are added up; `whole`: they are
# counted at once, and kept; `engine`: no table is of use; else the query whose table it needs.
QUERIES = {
    "classes": ("added", "SELECT ?kind (COUNT(?thing) AS ?many) { ?thing a ?kind } GROUP BY ?kind"),
    "properties": ("added", "SELECT $p (COUNT(*) AS $n) WHERE { $a $p $b } GROUP BY $p HAVING(COUNT(*) > 9) ORDER BY DESC($n) $p"),
    "sources-by-class": ("added", "SELECT ?letter (COUNT(*) AS ?n) { ?work tt:evidenceClass ?letter . ?work a tt:Source } GROUP BY ?letter"),
    "the-same-reordered": ("sources-by-class", "SELECT (COUNT($x) AS $works) $class { $x a tt:Source ; tt:evidenceClass $class . } GROUP BY $class ORDER BY $class"),
    "claims-by-concept": ("added", "SELECT ?idea (COUNT(DISTINCT ?c) AS ?claims) { ?c tt:about ?idea } GROUP BY ?idea ORDER BY DESC(?claims) ?idea LIMIT 12"),
    "recent-by-year": ("added", "SELECT ?when (COUNT(?s) AS ?n) { ?s a tt:Source ; dcterms:issued ?when FILTER(STR(?when) >= '1995') } GROUP BY ?when"),
    "by-decade": ("recent-by-year", "SELECT ?ten (COUNT(*) AS ?n) { ?s a tt:Source ; dcterms:issued ?y BIND(SUBSTR(STR(?y), 1, 3) AS ?ten) } GROUP BY ?ten"),
    "two-keys": ("added", "SELECT ?y ?c (COUNT(*) AS ?n) { ?s dcterms:issued ?y . ?s tt:evidenceClass ?c } GROUP BY ?c ?y"),
    "stances-of-claims": ("added", "SELECT ?how (COUNT(DISTINCT ?claim) AS ?n) { ?line tt:forClaim ?claim ; tt:stance ?how } GROUP BY ?how"),
    "stances-by-class": ("added", "SELECT ?how ?c (COUNT(*) AS ?n) { ?l tt:fromSource ?s ; tt:stance ?how . ?s tt:evidenceClass ?c FILTER(?how != tt:qualifies) } GROUP BY ?how ?c"),
    "cited-by-section": ("added", "SELECT ?place (COUNT(*) AS ?n) { ?m tt:mentionsSource [] ; tt:inSection ?place } GROUP BY ?place HAVING(COUNT(*) > 2)"),
    "records-by-review": ("added", "SELECT ?review (COUNT(*) AS ?n) { ?any tt:inReview ?review } GROUP BY ?review"),
    "works-in-several-reviews": ("added", "SELECT ?w (COUNT(DISTINCT ?r) AS ?n) { ?s tt:ofWork ?w ; tt:inReview ?r } GROUP BY ?w HAVING(COUNT(DISTINCT ?r) > 1)"),
    "sources-of-known-works": ("added", "SELECT ?id (COUNT(*) AS ?n) { ?w a tt:Work ; tt:isKnownBy ?id . ?s tt:ofWork ?w } GROUP BY ?id HAVING(COUNT(*) > 1)"),
    "works-of-sources": ("added", "SELECT (COUNT(DISTINCT ?w) AS ?works) (COUNT(*) AS ?sources) { ?s tt:ofWork ?w }"),
    "sources-of-one-work": ("whole", "SELECT ?w (COUNT(*) AS ?pairs) { ?one tt:ofWork ?w . ?other tt:ofWork ?w } GROUP BY ?w HAVING(COUNT(*) > 1)"),
    "not-joined": ("whole", "SELECT (COUNT(*) AS ?n) { ?a a tt:Tip . ?b tt:evidenceClass ?c }"),
    "of-some": ("classes", "SELECT ?c (COUNT(*) AS ?n) { VALUES ?c { tt:Finding tt:Tip } ?x a ?c } GROUP BY ?c"),
    "optional": ("engine", "SELECT ?c (COUNT(?l) AS ?n) { ?s tt:evidenceClass ?c OPTIONAL { ?l tt:fromSource ?s } } GROUP BY ?c"),
    "graphs": ("engine", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a tt:Source } } GROUP BY ?g"),
    "from-one": ("engine", "SELECT (COUNT(*) AS ?n) FROM <https://example.org/overlap/graph/review> { ?s a tt:Source }"),
    "sub-select": ("engine", "SELECT ?n (COUNT(*) AS ?sources) { SELECT ?s (COUNT(?m) AS ?n) { ?m tt:mentionsSource ?s } GROUP BY ?s } GROUP BY ?n"),
    "path": ("engine", "SELECT ?h (COUNT(*) AS ?n) { ?m tt:inSection/tt:heading ?h } GROUP BY ?h"),
    "many-steps": ("engine", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c skos:broader+ ?d }"),
    "not": ("engine", "SELECT (COUNT(*) AS ?n) { ?s a tt:Source FILTER NOT EXISTS { ?m tt:mentionsSource ?s } }"),
    "either": ("engine", "SELECT (COUNT(*) AS ?n) { { ?s a tt:Tip } UNION { ?s a tt:Finding } }"),
}  # fmt: skip


class Served:
    """A collection as a worker has it, and its store."""

    def __init__(self, out: Path) -> None:
        """Open the collection in a folder."""
        # In a thread: a browser of other tests may keep a loop in this one.
        with ThreadPoolExecutor(1) as thread:
            load = BuildOrigin(out, WorkerConfig()).load()
            config = thread.submit(asyncio.run, load).result().worker
        self.store = ox.Store.read_only(config.store)
        self.folders = {one.base: Path(one.folder) for one in config.slices}
        self._backend = hold_store(self.store, config)

    def ask(self, query: str) -> list[str]:
        """Return the rows of an answer; have the table made that it wanted."""
        outcome, body = evaluate(self._backend, Job(PROLOGUE + query, "json", advised=False))
        assert not outcome.problem, outcome
        if outcome.wanted is not None:
            made, _ = evaluate(self._backend, Job("", "", table=outcome.wanted))
            assert not made.problem, made
        return rows_of(body)

    def ask_engine(self, query: str) -> list[str]:
        """Return the rows of an answer without all that is kept."""
        union = "FROM" not in query
        solutions = self.store.query(PROLOGUE + query, use_default_graph_as_union=union)
        assert isinstance(solutions, ox.QuerySolutions)
        return rows_of(solutions.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def rows_of(body: bytes) -> list[str]:
    """Return the rows of an answer, each as a text, in no order."""
    rows = json.loads(body)["results"]["bindings"]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


@pytest.fixture(scope="module")
def served(three: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Return a collection of three reviews that share works."""
    out = tmp_path_factory.mktemp("counted") / "out"
    collect(load_collection(out), [str(three)], (), Timings())
    return Served(out)


@contextmanager
def watch_slices() -> Iterator[list[bool]]:
    """Give a list of the tables that are made: whether each was added up of slices."""
    added: list[bool] = []
    count = Slices.count

    def watch(slices: Slices, name: TableName) -> Groups | None:
        groups = count(slices, name)
        added.append(groups is not None)
        return groups

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Slices, "count", watch)
        yield added


@pytest.mark.parametrize("case", QUERIES)
def test_answers_are_those_of_the_engine(case: str, served: Served) -> None:
    """Before a table is made and then, whatever it is made of; of two names for one, one is made."""
    how, query = QUERIES[case]
    if how in QUERIES:
        served.ask(QUERIES[how][1])
    with watch_slices() as added:
        answers = [served.ask(query) for _ in range(3)]
    expected = served.ask_engine(query)
    assert expected
    assert answers == [expected] * 3
    assert added == {"added": [True], "whole": [False]}.get(how, [])


CLASSES = QUERIES["classes"][1]


def test_only_a_review_that_changed_is_counted_again(
    small: Path, out: Path, gather: Collect
) -> None:
    """Answers are those of the new data; what was counted of the review that stayed is read."""
    gather(small)
    before = Served(out)
    answers = [before.ask(CLASSES) for _ in range(2)]
    assert len(before.folders) == 2
    kept = {path: path.stat() for folder in before.folders.values() for path in folder.iterdir()}
    assert len(kept) == 2
    path = small / "hives" / "data" / "claims" / "findings.yaml"
    claim = re.search(r"  - id: lime-gives-most\n(?:    .*\n)+", path.read_text())
    assert claim is not None
    path.write_text(path.read_text() + claim[0].replace("most", "again", 1))
    build_project(load_project(small / "hives"), Timings())
    gather(small / "hives")
    after = Served(out)
    with watch_slices() as added:
        answers += [after.ask(CLASSES) for _ in range(2)]
    assert added == [True]
    assert answers[2] == answers[3] == after.ask_engine(CLASSES) != answers[1] == answers[0]
    stayed = set(after.folders.values()) & set(before.folders.values())
    assert len(stayed) == 1
    for folder in stayed:
        (path,) = folder.iterdir()
        assert path.stat() == kept[path]
