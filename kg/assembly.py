"""A project's files → its dataset in memory: read, describe, infer, check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import PurePosixPath

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.crew import Crew, gather_crew, relax_collector
from kg.errors import Location, Problem
from kg.gaps import Gap, find_gaps
from kg.graph.checks import check_levels, check_query, check_shapes
from kg.graph.iris import Iris
from kg.graph.kept import KeptDataset
from kg.graph.keptlabels import KeptLabels
from kg.graph.naming import names_in_graph
from kg.graph.quads import kept_quads, lines_for_sources, quads_for_ontology
from kg.graph.queries import Query, load_queries, select_rows
from kg.graph.store import infer, load_lines, load_stream, write_lines
from kg.graph.violations import find_violations
from kg.graph.vocab import TT, XSD
from kg.memory import Memory, call
from kg.model import Authority, Curation, Sources, read_authority
from kg.resources import resource_folder
from kg.sources.addresses import check_taken
from kg.sources.folder.inputs import Inputs, read_inputs
from kg.sources.folder.project import Project
from kg.sources.outcome import Reading
from kg.sources.reading import check_sources, parse_files
from kg.timings import Timings

_OWN_TABLES = "queries/tables/*.rq"  # that a project brings


@dataclass(frozen=True, slots=True)
class Assembly:
    """The dataset of a project in memory, and what is wrong with its sources, graded.

    There is a store unless the files themselves have errors. `gaps` are what a draft
    does without, `reading` is what was read.
    """

    store: Store | None
    rules: dict[str, int]
    problems: Sequence[Problem]
    curations: Sequence[Curation] = ()
    gaps: Sequence[Gap] = ()
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept from one assembly to the next of the same project, by the same engine."""

    memory: Memory = field(default_factory=Memory)
    dataset: KeptDataset = field(default_factory=KeptDataset)
    labels: KeptLabels = field(default_factory=KeptLabels)

    def read_authority(self, sources: Sources) -> Authority:
        """Return who is meant by each name, as `kg.model.read_authority` does."""
        return self.memory.recall(read_authority, self.memory.settle("names", sources.naming))


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A dataset whose checks go on: others may already work with it, and publish nothing of it.

    `finish` waits for the checks.
    """

    store: Store | None
    finish: Callable[[], Assembly]


def assemble_project(project: Project, timings: Timings, crew: Crew | None = None) -> Assembly:
    """Read a project and make its dataset; see `assemble_inputs`."""
    with timings.step("read the sources"):
        inputs = read_inputs(project)
    return begin_assembly(inputs, timings, crew=crew).finish()


def assemble_inputs(inputs: Inputs, timings: Timings, kept: Kept | None = None) -> Assembly:
    """Make the dataset of a project from its files; with problems, as far as they allow.

    Where something is `kept` from a time before, only what has changed since is worked out.
    """
    return begin_assembly(inputs, timings, kept).finish()


def begin_assembly(
    inputs: Inputs, timings: Timings, kept: Kept | None = None, crew: Crew | None = None
) -> Unjudged:
    """Make the dataset of a project, and have the crew check it meanwhile.

    What is `kept` is kept in this process: then there is no crew.
    """
    crew, levels = crew or Crew(), inputs.project.levels
    with timings.step("parse the sources"):
        reading = parse_files(inputs, kept.memory.recall if kept else call, crew)
    reading.problems += _check_tables(reading, inputs)
    if reading.sources is None:
        graded = levels.grade(reading.problems)
        assembly = Assembly(None, {}, sorted({*graded}), reading=reading)
        return Unjudged(None, lambda: assembly)
    known = (kept.memory.recall, kept.read_authority) if kept else ()
    unsound = crew.send(partial(check_sources, reading.sources, reading, inputs.project, *known))
    iris = Iris(inputs.project.base).calling(names_in_graph(reading.sources))
    with timings.step("describe and load"):
        store = _load(reading.sources, iris, kept, crew, draft=inputs.project.draft)
    with timings.step("check the shapes"):
        # Before the rules run: what they add is no author's to mend.
        misshapen = crew.send(partial(_check_shapes, store, iris, reading, kept))
    with timings.step("infer"):
        counts = _infer(store, iris.graph("inferred"), kept)
    with timings.step("check by query"):
        checks = load_queries(resource_folder("queries") / "checks")
        select = kept.dataset.select if kept else select_rows
        check = partial(check_query, store, iris, reading.locate, select)
        found = crew.begin(check, [*checks.values()])

    def finish() -> Assembly:
        with timings.step("wait for the checks"):
            told = [*reading.problems, *unsound.result(), *chain.from_iterable(found.finish())]
            graded = levels.grade([*told, *check_levels(levels, checks)])
            problems = sorted({*graded, *misshapen.result()})
        gaps = _find_gaps(graded, checks, reading) if inputs.project.draft else ()
        return Assembly(store, counts, problems, reading.curations, gaps, reading)

    return Unjudged(store, finish)


def _infer(store: Store, graph: NamedNode, kept: Kept | None) -> dict[str, int]:
    rules = load_queries(resource_folder("queries") / "rules")
    return kept.dataset.infer(rules, graph) if kept else infer(store, rules, graph)


def _load(sources: Sources, iris: Iris, kept: Kept | None, crew: Crew, *, draft: bool) -> Store:
    ontology = (resource_folder("ontology") / "tiptrace.ttl").read_bytes()
    last = _say_draft(iris) if draft else []
    told = iris.speaking(sources.review.language)
    if kept is None:
        rest = (f"{quad} .\n" for quad in (*quads_for_ontology(ontology, told), *last))
        lines = chain(lines_for_sources(sources, iris), rest)
        if crew.hands == 1:
            return load_lines(lines)
        with crew.pouring(partial(write_lines, lines)) as stream:
            return load_stream(stream)
    authority = kept.read_authority(sources)
    parts = kept_quads(sources, authority, iris, kept.memory, kept.labels)
    told = kept.memory.settle("iris of the ontology", told)
    return kept.dataset.load([*parts, kept.memory.recall(_read_ontology, ontology, told), last])


def _read_ontology(turtle: bytes, iris: Iris) -> list[Quad]:
    return list(quads_for_ontology(turtle, iris))


def _say_draft(iris: Iris) -> list[Quad]:
    # Among what the review says of itself, so that each export of it has it.
    said = Literal("true", datatype=XSD.boolean)
    return [Quad(iris.review, TT.isDraft, said, iris.graph("review"))]


def _find_gaps(
    problems: Sequence[Problem], checks: Mapping[str, Query], reading: Reading
) -> tuple[Gap, ...]:
    summaries = {name: check.summary for name, check in checks.items()}
    records = {place: path for path, place in reading.locations.items()}
    return find_gaps(problems, summaries, records)


def _check_tables(reading: Reading, inputs: Inputs) -> Iterator[Problem]:
    """Yield a problem for each table whose files would be those of one that is regenerated."""
    made = {path.stem for path in (resource_folder("queries") / "tables").glob("*.rq")}
    made |= {path.stem for path in map(PurePosixPath, inputs.files) if path.match(_OWN_TABLES)}
    appendices = reading.sources.appendices if reading.sources else None
    named = appendices.names if appendices else {}
    made -= named.keys()  # these go by the names that the data give them
    own = {f"tables/{name}": [Location("data/appendices.yaml")] for name in named.values()}
    yield from check_taken(own, {f"tables/{name}" for name in made})
    yield from check_taken(reading.known, {*own, *(f"tables/{name}" for name in made)})


def _check_shapes(store: Store, iris: Iris, reading: Reading, kept: Kept | None) -> list[Problem]:
    shapes = (resource_folder("ontology") / "shapes.ttl").read_text(encoding="utf-8")
    find = kept.dataset.find_violations if kept else find_violations
    return list(check_shapes(store, shapes, iris, reading.locate, find))


def find_problems(project: Project) -> Sequence[Problem]:
    """Return every problem, sorted: syntax, links, shapes and checks."""
    relax_collector()
    with gather_crew() as crew:
        return assemble_project(project, Timings(), crew).problems
