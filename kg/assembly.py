"""A project's files → its dataset in memory: read, describe, infer, check."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from pyoxigraph import Quad, Store

from kg.errors import Problem
from kg.graph.checks import check_queries, check_shapes
from kg.graph.iris import Iris
from kg.graph.quads import quads_for_ontology, quads_for_sources
from kg.graph.queries import load_queries
from kg.graph.store import infer, load_dataset
from kg.graph.terms import check_terms
from kg.resources import PACKAGE, resource_folder
from kg.sources.project import Project
from kg.sources.reading import Reading, read_sources
from kg.timings import Timings


@dataclass(frozen=True, slots=True)
class Assembly:
    """The dataset of a project in memory, and what is wrong with its sources.

    `found` is known at once. The shapes are checked on the other core meanwhile (the validator lets
    other threads run); whoever asks for `problems` waits for them.
    """

    store: Store | None
    rules: dict[str, int]
    found: Sequence[Problem]
    shapes: Future[list[Problem]] | None = None

    @property
    def problems(self) -> Sequence[Problem]:
        """Return every problem, sorted."""
        beside = self.shapes.result() if self.shapes is not None else []
        return sorted({*self.found, *beside})


def assemble_project(project: Project, timings: Timings) -> Assembly:
    """Read a project and make its dataset; with problems, as far as they allow."""
    with timings.step("read the sources"):
        reading = read_sources(project)
    if reading.sources is None:
        return Assembly(None, {}, reading.problems)
    iris = Iris(project.base)
    with timings.step("describe"):
        ontology = (resource_folder("ontology") / "tiptrace.ttl").read_bytes()
        quads = [*quads_for_sources(reading.sources, iris), *quads_for_ontology(ontology, iris)]
    beside = ThreadPoolExecutor(max_workers=1)
    shapes = beside.submit(_check_shapes, quads, iris, reading)
    beside.shutdown(wait=False)
    with timings.step("load"):
        store = load_dataset(quads)
    with timings.step("infer"):
        rules = load_queries(resource_folder("queries") / "rules")
        counts = infer(store, rules, iris.graph("inferred"))
    with timings.step("check by query"):
        checks = load_queries(resource_folder("queries") / "checks")
        found = [*check_queries(store, checks, iris, reading.locate)]
    return Assembly(store, counts, found, shapes)


def _check_shapes(quads: list[Quad], iris: Iris, reading: Reading) -> list[Problem]:
    shapes = (resource_folder("ontology") / "shapes.ttl").read_text(encoding="utf-8")
    return list(check_shapes(quads, shapes, iris, reading.locate))


def find_problems(project: Project) -> Sequence[Problem]:
    """Return every problem, sorted: syntax, links, shapes, checks, and misspelt terms."""
    found = assemble_project(project, Timings()).problems
    terms = check_terms(resource_folder("ontology"), resource_folder("queries"), PACKAGE)
    return sorted({*found, *terms})
