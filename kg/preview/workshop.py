"""A project as it is now → its pages, and what is wrong with it, again and again.

What an edit does not touch is not done again: files are parsed, parts described, rules, checks and
queries run only where they may give something else than last time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Quad, Store

from kg import __version__
from kg.assembly import Assembly, Kept, assemble_inputs
from kg.builds import Snapshot
from kg.codes import errors_among
from kg.errors import Problem, ProblemsFound
from kg.gaps import count_gaps
from kg.graph.formernames import quads_for_former_names, select_former_names
from kg.graph.iris import Iris
from kg.graph.metadata import quads_in_meta
from kg.graph.naming import names_in_graph
from kg.graph.triples.curation import triples_for_curation
from kg.manifest import Manifest
from kg.model import Curation
from kg.outputs.addresses import read_addresses
from kg.outputs.context import Context, Told
from kg.outputs.site.live import LivePages, Workbench
from kg.outputs.site.rendering import folder_for_compiled
from kg.sources.folder.inputs import Inputs
from kg.sources.folder.project import Project
from kg.timings import Timings


@dataclass
class Workshop:
    """What is known of a project from the last time."""

    pages: LivePages | None = None
    _kept: Kept = field(default_factory=Kept)
    _bench: Workbench = field(default_factory=Workbench)
    _engine: str = ""
    _said: object = None
    _before: LivePages | None = None

    def make(self, snapshot: Snapshot) -> tuple[LivePages, Sequence[Problem]]:
        """Make the pages of a project from its files; return them and all that is wrong.

        They are the same object as before where no page can have changed. Raises ProblemsFound when
        the sources have errors; the pages then stay as they are.
        """
        if snapshot.engine.digest != self._engine:  # its rules and queries may give something else
            self._engine, self._kept = snapshot.engine.digest, Kept()
            cache = snapshot.inputs.project.build / "cache"
            self._bench, self._said = Workbench(folder_for_compiled(cache)), None
        if self._before is not None:  # the store that they were made of is needed again
            self._before.end()
            self._before = None
        assembly = assemble_inputs(snapshot.inputs, Timings(), self._kept)
        if errors_among(assembly.problems):
            if assembly.store is not None:  # what stands in the dataset now was shown to nobody
                self._said = None
            raise ProblemsFound(assembly.problems)
        said = _said_beside(snapshot.inputs, assembly)
        if self.pages is None or self._kept.dataset.has_changed or said != self._said:
            self.pages, self._said = self._show(snapshot, assembly), said
        self._kept.memory.end_round()
        return self.pages, assembly.problems

    def _show(self, snapshot: Snapshot, assembly: Assembly) -> LivePages:
        project, store = snapshot.inputs.project, assembly.store
        assert store is not None
        dataset = self._kept.dataset
        self._describe_records(store, assembly, project)
        manifest = Manifest(
            digest="",
            inputs=snapshot.digest,
            tool_version=__version__,
            title=project.title,
            base=project.base,
            publisher=project.publisher,
            contact=project.contact,
            address=project.address,
            draft=project.draft,
            gaps=count_gaps(assembly.gaps),
        )
        told = Told(assembly.gaps, project.style, project.build / "cache", project.folder)
        context = Context(store, read_addresses(store, project.base), manifest, b"", told)
        dataset.show()
        self._before = self.pages
        return LivePages(context, self._engine, self._bench, dataset.solve)

    def _describe_records(self, store: Store, assembly: Assembly, project: Project) -> None:
        """Add what the meta graph says of records; of the build nothing is known yet."""
        memory, dataset = self._kept.memory, self._kept.dataset
        sources = assembly.reading.sources
        names = names_in_graph(sources) if sources is not None else {}
        iris = memory.settle("iris of records", Iris(project.base).calling(names))
        readers = memory.settle("readers", project.readers)
        curations = memory.settle("curations", tuple(assembly.curations))
        former = select_former_names(store, dataset.select)  # before anything is added
        dataset.add("readings", memory.recall(_quads_for_readings, curations, readers, iris))
        dataset.add("former names", memory.recall(quads_for_former_names, iris, *former))


def _quads_for_readings(
    curations: tuple[Curation, ...], readers: Mapping[str, str], iris: Iris
) -> list[Quad]:
    return quads_in_meta(triples_for_curation(curations, readers, iris), iris)


def _said_beside(inputs: Inputs, assembly: Assembly) -> object:
    """Return all that pages are made from besides the dataset."""
    settings = replace(inputs.project, problems=())
    own = {path: text for path, text in inputs.files.items() if path.startswith("queries/")}
    return settings, own, tuple(assembly.curations), tuple(assembly.gaps)
