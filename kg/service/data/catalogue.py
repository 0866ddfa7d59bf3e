"""What a service serves: one dataset and all that goes with it, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.graph.queries import Query
from kg.service.data.rewriting import Rewriting
from kg.service.data.scratch import Scratch
from kg.service.data.searching import Searching
from kg.service.data.shelves import Shelf, Shelves
from kg.service.data.spare import Spare
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import WorkerConfig


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One immutable dataset and all that goes with it."""

    digest: str
    title: str
    base: str
    worker: WorkerConfig
    state: str = ""
    """A name of all that is served, what a build says of itself too; "" where that may change."""
    graphs: Mapping[str, int] = field(default_factory=dict)
    """Triples by graph IRI; the default graph under "" where it is known by itself."""
    union: bool | None = None
    """Whether the default graph is the union of all graphs; None where an engine decides."""
    site: Path | None = None
    shelves: Shelves = field(default_factory=lambda: Shelves(Shelf("")))
    """Where each base is shown: that of the dataset, and in a collection those of its reviews."""
    searching: Searching | None = None
    """The indexes of a collection, by which all of its reviews are searched."""
    queries: Mapping[str, Query] = field(default_factory=dict)
    tool_version: str = ""
    draft: bool = False
    """Whether the build is one that is not to be published."""
    server: ForkServerProcess | None = None
    """A process that holds the dataset in memory and can make workers, where there is one."""
    spare: Spare | None = None
    """A store on disk of what it holds."""
    rewriting: Rewriting | None = None
    """The store, as it is being written anew to be read faster."""
    scratch: Scratch | None = None
    """A folder to remove when the catalogue is given up."""

    def discard(self) -> None:
        """Remove what was made for this catalogue alone."""
        if self.server is not None:
            self.server.stop()
        if self.spare is not None:
            self.spare.discard()
        if self.rewriting is not None:
            self.rewriting.discard()
        if self.scratch is not None:
            self.scratch.discard()


def describe_default_graph(catalogue: Catalogue) -> str:
    """Say what a query asks that names no graph."""
    if catalogue.union is None:
        return "a query that names no graph asks what the engine takes for its default graph"
    if catalogue.union:
        return "a query that names no graph asks the union of all graphs"
    named = len([graph for graph in catalogue.graphs if graph])
    return (
        f"a query that names no graph asks the {catalogue.graphs.get('', 0)} triples that stand in "
        f"none; named graphs ({named}) are reached by GRAPH and FROM"
    )


class Origin(Protocol):
    """Something to serve that may be replaced by a newer state of itself."""

    async def load(self, *, asked: bool = False) -> Catalogue:
        """Load the state there is now; `asked`, all of it anew."""

    def fingerprint(self) -> str:
        """Return a value that changes when there is something new to load; cheap."""
