"""A project → a build: the dataset, and everything made from it, swapped in when complete."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from kg import __version__
from kg.assembly import Assembly, assemble_inputs, begin_assembly
from kg.builds import (
    Snapshot,
    find_fresh_build,
    new_build,
    one_build_at_a_time,
    take_snapshot,
)
from kg.codes import errors_among, harden
from kg.crew import Crew, Errand, gather_crew, relax_collector
from kg.errors import Problem, ProblemsFound, Severity
from kg.gaps import Gap, count_gaps
from kg.graph.iris import GRAPHS, Iris
from kg.graph.metadata import quads_for_metadata
from kg.graph.metadata_build import Publication
from kg.graph.metadata_counts import count_quads
from kg.graph.naming import names_in_graph
from kg.graph.queries import load_queries
from kg.graph.store import (
    digest_of,
    finish_store,
    insert_lines,
    lines_by_graph,
    lines_in,
    place_in,
    sorted_nquads,
    write_store,
)
from kg.manifest import Manifest, read_manifest
from kg.outputs.context import Told
from kg.outputs.downloads import offer_files
from kg.outputs.dumps import claim_dumps, write_dataset, write_dumps, write_graph
from kg.outputs.examples import load_examples
from kg.outputs.site import build_site
from kg.outputs.site.renderers import PageRenderer, start_renderer
from kg.outputs.tables import build_tables
from kg.outputs.writing import OutputWriter
from kg.resources import Engine, resource_folder
from kg.sources.folder.buildhome import BuildHome
from kg.sources.folder.project import Project
from kg.timings import Timings


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build: its manifest, and whether there was anything to do."""

    manifest: Manifest
    changed: bool
    warnings: Sequence[Problem] = ()
    gaps: Sequence[Gap] = ()


def build_project(
    project: Project,
    timings: Timings,
    *,
    force: bool = False,
    strict: bool = False,
    zipped: bool = False,
    engine: Engine | None = None,
) -> Built:
    """Build a project if anything has changed; raise ProblemsFound when its sources have errors.

    With `strict`, warnings are errors, also those of a build that is there already. `zipped` has
    the site offered as one file, too; that takes long, so that it is not done unasked. `engine` is
    given by who has read it: whether it is still the same is asked at the end.
    """
    relax_collector()
    with one_build_at_a_time(project, timings):
        with timings.step("compare inputs"):
            snapshot = take_snapshot(project, engine)
            fresh = None if force else find_fresh_build(project, snapshot, zipped=zipped)
        if fresh is not None:
            if strict:
                _raise_errors(assemble_inputs(snapshot.inputs, timings).problems, strict=True)
            return Built(fresh, changed=False)
        with gather_crew() as crew:
            return _build_from(snapshot, crew, timings, strict=strict, zipped=zipped)


def _raise_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    """Raise ProblemsFound, with all problems, if one of them is an error."""
    judged = harden(problems) if strict else problems
    if errors_among(judged):
        raise ProblemsFound(judged)


def _build_from(
    snapshot: Snapshot, crew: Crew, timings: Timings, *, strict: bool, zipped: bool
) -> Built:
    project = snapshot.inputs.project
    renderer = start_renderer(crew, project.build / "cache", snapshot.engine.digest)
    unjudged = begin_assembly(snapshot.inputs, timings, crew=crew)
    with timings.step("sort the dataset"):  # while it is checked
        nquads = sorted_nquads(unjudged.store or ())
    assembly = unjudged.finish()
    _raise_errors(assembly.problems, strict=strict)
    with new_build(project, snapshot.digest) as folder, crew.dismissed():
        outputs = OutputWriter(folder)
        outputs.claim("manifest.json", "the manifest")
        outputs.claim("store", "the store of the dataset")
        # The engine lets Python go on while it writes the store. A thread, and no process of the
        # crew: it has threads of its own, which a fork would wait for in vain.
        with ThreadPoolExecutor(max_workers=1) as beside:
            writing = beside.submit(write_store, nquads, folder / "store")
            described = _write_dataset(snapshot, assembly, nquads, outputs, crew, timings)
            manifest = replace(described.manifest, zipped=zipped)
            stored = beside.submit(lambda: finish_store(writing.result(), described.added))
            nquads = described.nquads
            _write_site(project, assembly, manifest, nquads, outputs, renderer, timings)
            with timings.step("wait for the store of the dataset"):
                stored.result()
        snapshot.check_engine()
        manifest.write(folder)
    warnings = [one for one in assembly.problems if one.severity is Severity.WARNING]
    return Built(manifest, changed=True, warnings=warnings, gaps=assembly.gaps)


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset with what it says of itself: its sorted N-Quads, and those that were `added`."""

    manifest: Manifest
    nquads: bytes
    added: bytes


def _write_dataset(
    snapshot: Snapshot,
    assembly: Assembly,
    nquads: bytes,
    outputs: OutputWriter,
    crew: Crew,
    timings: Timings,
) -> Described:
    """Write the dataset, and add to it what it says of itself."""
    project = snapshot.inputs.project
    store, sources, iris = assembly.store, assembly.reading.sources, Iris(project.base)
    assert store is not None
    assert sources is not None
    iris = iris.calling(names_in_graph(sources))
    with timings.step("write the dataset"):
        dumping, numbers = _send_dumps(nquads, iris, outputs.below("data"), crew)
        manifest = _make_manifest(snapshot, assembly, digest_of(nquads), numbers)
        counts = count_quads(nquads)  # while others write
        dumps = dumping.result()
    publication = Publication(
        iris=iris,
        manifest=manifest,
        counts=counts,
        rules=load_queries(resource_folder("queries") / "rules"),
        files=dumps,
        licence=project.licence,
        epoch=snapshot.epoch or None,
        curations=assembly.curations,
        readers=project.readers,
    )
    with timings.step("describe the build"):
        return _write_description(store, nquads, publication, outputs)


def _send_dumps(
    nquads: bytes, iris: Iris, outputs: OutputWriter, crew: Crew
) -> tuple[Errand[dict[str, Path | None]], dict[str, int]]:
    """Have each graph written; return that, and how many triples each has.

    Their lines, which take more room than the dataset, are let go of here.
    """
    lines = lines_by_graph(nquads)
    claim_dumps(outputs)
    dumping = crew.send(partial(write_dumps, lines, iris, outputs))
    graphs = [iris.graph(name).value for name in GRAPHS]
    return dumping, {graph: len(lines.get(graph, ())) for graph in graphs}


def _make_manifest(
    snapshot: Snapshot, assembly: Assembly, digest: str, graphs: dict[str, int]
) -> Manifest:
    project = snapshot.inputs.project
    return Manifest(
        digest=digest,
        inputs=snapshot.digest,
        tool_version=__version__,
        title=project.title,
        base=project.base,
        graphs=graphs,
        rules=assembly.rules,
        publisher=project.publisher,
        contact=project.contact,
        address=project.address,
        draft=project.draft,
        gaps=count_gaps(assembly.gaps),
        credits=project.credits,
    )


def _write_description(
    store: Store, nquads: bytes, publication: Publication, outputs: OutputWriter
) -> Described:
    """Add to the store in memory what the build says of itself."""
    manifest, graph = publication.manifest, publication.iris.graph("meta")
    store.bulk_extend(quads_for_metadata(store, publication))
    # As the store has them: it writes 01 as 1, and a file must say what a query will find.
    lines = lines_in(store, graph)
    write_graph(lines, publication.iris, "meta", outputs.below("data"))
    counted = {**manifest.graphs, graph.value: len(lines)}
    added = place_in(graph, lines)
    nquads = insert_lines(nquads, added)
    write_dataset(nquads, outputs.below("data"))
    return Described(replace(manifest, graphs=counted), nquads, b"\n".join(added))


def _write_site(
    project: Project,
    assembly: Assembly,
    manifest: Manifest,
    nquads: bytes,
    outputs: OutputWriter,
    renderer: PageRenderer,
    timings: Timings,
) -> None:
    store, site, folder = assembly.store, outputs.below("site"), outputs.folder
    assert store is not None
    with timings.step("write the tables"):
        tables = build_tables(store, project.folder, outputs.below("tables"))
        offer_files((folder / "data", folder / "tables"), site)
    with timings.step("render the site"):
        previous = project.current / "site"
        build_site(
            store,
            manifest,
            site,
            previous,
            nquads=nquads,
            renderer=renderer,
            told=Told(
                assembly.gaps,
                project.style,
                project.build / "cache",
                project.folder,
                tables.own,
                tables.captions,
            ),
        )
    if (project.folder / "queries" / "examples").is_dir():
        _write_examples(project, outputs.below("queries/examples"))


def _write_examples(project: Project, outputs: OutputWriter) -> None:
    """Write the questions of a project that has its own, so that the service knows them all."""
    for query in load_examples(project.folder):
        outputs.write(f"{query.name}.rq", query.text.encode(), "a question")


def load_build(place: BuildHome) -> tuple[Manifest, Store] | None:
    """Open the build in use, read-only; None where there is none yet.

    Raises UsageError where the link to it leads out of the folder.
    """
    manifest = read_manifest(place.check_inside(place.current))
    if manifest is None:
        return None
    return manifest, Store.read_only(str(place.current.resolve() / "store"))
