"""Where a service's data come from: a build, RDF files, or another engine."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError
from kg.graph.queries import load_queries
from kg.graph.vocab import PREFIXES
from kg.manifest import Manifest, read_manifest
from kg.resources import resource_folder
from kg.service.data.capacity import fits_memory
from kg.service.data.catalogue import Catalogue
from kg.service.data.countfolders import COUNTS, has_room, list_slices, name_state
from kg.service.data.engineclient import Endpoints, EngineClient
from kg.service.data.held import configure
from kg.service.data.holding import hold_in_memory, may_fit
from kg.service.data.loading import OWN, UNION, Loaded
from kg.service.data.marks import read_marker
from kg.service.data.rewriting import Rewriting
from kg.service.data.scratch import Scratch, remove_abandoned
from kg.service.data.searching import read_searching
from kg.service.data.shelves import REVIEWS, Shelf, Shelves
from kg.service.data.spare import Spare, load_on_disk
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import WorkerConfig

EXAMPLES = Path("queries/examples")
# Questions to many reviews at once; those to one would be answered by all, without a word.
ACROSS = "across"


class BuildOrigin:
    """The build a project folder points to, in its own store or in an engine that holds it."""

    def __init__(self, folder: Path, settings: WorkerConfig) -> None:
        """Take the project folder, and settings for workers; `engine` in them may be set."""
        self._link = folder / "build" / "current"
        self._settings = settings

    def fingerprint(self) -> str:
        """Return where the link points."""
        return str(self._link.resolve())

    async def load(self, *, asked: bool = False) -> Catalogue:  # noqa: ARG002 - it is always anew
        """Read the manifest and the questions."""
        # Resolved once: all that is read here is of one build, though the link move meanwhile.
        folder = self._link.resolve()
        manifest = read_manifest(folder)
        if manifest is None:
            raise KgError(f"{self._link}: there is no build; run 'kg build' first")
        if self._settings.engine:
            # In a thread: the engine may take its time, and queries on the old data go on.
            await asyncio.to_thread(check_engine, self._settings.engine, manifest)
        counts, scratch = self._find_room()
        return Catalogue(
            digest=manifest.digest,
            title=manifest.title,
            base=manifest.base,
            state=name_state(folder.name, manifest.digest),
            worker=_configure(self._settings, folder, manifest, counts),
            scratch=scratch,
            graphs=manifest.graphs,
            union=True,
            site=folder / "site",
            shelves=_find_shelves(manifest, folder / "site"),
            searching=read_searching(folder),
            queries=load_queries(_find_queries(folder, manifest)),
            tool_version=manifest.tool_version,
            draft=manifest.draft,
        )

    def _find_room(self) -> tuple[Path | None, Scratch | None]:
        """Return where tables of counts are kept, and that again where it is there for now only.

        Of an engine none are kept: it does not tell whether its data have changed.
        """
        if self._settings.engine:
            return None, None
        beside = self._link.with_name(COUNTS)
        if has_room(beside):
            return beside, None
        remove_abandoned()
        scratch = Scratch()
        return scratch.folder / COUNTS, scratch


class FilesOrigin:
    """RDF files, loaded into a store in a temporary folder."""

    def __init__(
        self, paths: Sequence[Path], settings: WorkerConfig, default_graph: str = UNION
    ) -> None:
        """Take the files and settings for workers; `base` in them resolves relative IRIs.

        The default graph is the `union` of all graphs, `merged` of them, or the files' `own`.
        """
        self._paths = [path.absolute() for path in paths]
        self._settings = settings
        self._default_graph = default_graph
        self._current: Catalogue | None = None
        self._written = ""

    def fingerprint(self) -> str:
        """Return which writing of the store there is; files are loaded again on SIGHUP only."""
        return self._written

    async def load(self, *, asked: bool = False) -> Catalogue:
        """Load the files, or take the store that was written anew meanwhile if not `asked`."""
        current, written = self._current, self._written
        if not asked and current and current.rewriting and current.rewriting.ready:
            worker, scratch = current.rewriting.take()
            self._current = replace(current, worker=worker, scratch=scratch, rewriting=None)
            return self._current
        self._current = await self._load()
        # What was written of the old data meanwhile is nothing new.
        self._written = written
        return self._current

    def _note_written(self, rewriting: Rewriting) -> None:
        if self._current is not None and self._current.rewriting is rewriting:
            self._written = self._current.worker.store

    async def _load(self) -> Catalogue:
        """Load the files: into memory where that is wished and they fit, or else on disk."""
        remove_abandoned()
        scratch = Scratch()
        settings = _replace(
            self._settings,
            store=str(scratch.folder / "store"),
            files=[str(path) for path in self._paths],
            default_graph=self._default_graph,
            counts=str(scratch.folder / COUNTS),
        )
        try:
            held = await self._read_into_memory(settings)
            if held is None:
                loaded = await load_on_disk(Path(settings.store), *self._what)
                laid = self._describe(settings, loaded, scratch)
                if fits_memory(sum(loaded.graphs.values())):
                    return laid
                return replace(laid, rewriting=Rewriting(laid.worker, self._note_written))
        except BaseException:
            scratch.discard()
            raise
        server, loaded = held
        spare = Spare(Path(settings.store), loaded.digest)
        spare.begin(*self._what)
        return replace(self._describe(settings, loaded, scratch), server=server, spare=spare)

    async def _read_into_memory(
        self, settings: WorkerConfig
    ) -> tuple[ForkServerProcess, Loaded] | None:
        """Have a fork server read the files; return None where they are left to the disk."""
        if not settings.in_memory or not await asyncio.to_thread(may_fit, self._paths):
            return None
        return await hold_in_memory(settings)

    def _describe(self, settings: WorkerConfig, loaded: Loaded, scratch: Scratch) -> Catalogue:
        return Catalogue(
            digest=loaded.digest,
            state=loaded.digest,
            title=", ".join(path.name for path in self._paths),
            base=settings.base,
            shelves=Shelves(Shelf(settings.base)),
            worker=_hold(configure(settings, loaded), loaded.graphs),
            graphs=loaded.graphs,
            union=self._default_graph != OWN,
            scratch=scratch,
        )

    @property
    def _what(self) -> tuple[str, str, Sequence[Path]]:
        """Base, default graph and files."""
        return self._settings.base, self._default_graph, self._paths


def _find_shelves(manifest: Manifest, site: Path) -> Shelves:
    """Return where each base of a build is shown; a review of a collection may have no site."""
    reviews = []
    for slug, base in sorted(manifest.reviews.items()):
        # Resolved: the link that the site has for other servers leads out of it, to where it lies.
        held = (site / REVIEWS / slug).resolve()
        reviews.append(Shelf(base, held if held.is_dir() else None, f"{REVIEWS}{slug}/"))
    return Shelves(Shelf(manifest.base, site), reviews)


class EngineOrigin:
    """Another SPARQL engine, with no build beside it: nothing is known of its data."""

    def __init__(self, address: str, settings: WorkerConfig) -> None:
        """Take the engine's query endpoint and settings for workers."""
        self._address = address
        self._settings = settings

    def fingerprint(self) -> str:
        """Return nothing: the engine does not tell when its data change."""
        return ""

    async def load(self, *, asked: bool = False) -> Catalogue:  # noqa: ARG002 - it is always anew
        """Describe the engine."""
        return Catalogue(
            digest="",
            title=self._address,
            base=self._settings.base,
            shelves=Shelves(Shelf(self._settings.base)),
            worker=_replace(self._settings, engine=self._address),
        )


def check_engine(address: str, manifest: Manifest) -> None:
    """Raise unless an engine holds a build, whole."""
    client = EngineClient(Endpoints(address, address, address))
    held = read_marker(client, manifest.base)
    if held != manifest.digest:
        told = f"build {held[:16]}" if held else "no build"
        raise KgError(f"{address}: the engine holds {told}; run 'kg push' first")


def _find_queries(folder: Path, manifest: Manifest) -> Path:
    if manifest.reviews:
        return resource_folder("queries") / ACROSS
    own = folder / EXAMPLES
    return own if own.is_dir() else resource_folder("queries") / "examples"


def _configure(
    settings: WorkerConfig, folder: Path, manifest: Manifest, counts: Path | None
) -> WorkerConfig:
    prefixes = {**manifest.reviews, **PREFIXES, "": manifest.base}
    # Only who may follow SERVICE needs a socket; an engine is asked by the front.
    network = settings.network and not settings.engine
    config = _replace(
        settings,
        store=str(folder / "store"),
        base=manifest.base,
        prefixes=prefixes,
        network=network,
        graphs=sorted(manifest.graphs),
        union=True,
        counts=str(counts / name_state(folder.name, manifest.digest)) if counts else "",
        slices=list_slices(folder, manifest, counts) if counts else [],
    )
    return _hold(config, manifest.graphs)


def _hold(config: WorkerConfig, graphs: Mapping[str, int]) -> WorkerConfig:
    """Have a dataset held in memory, where that is wished and there is room."""
    return _replace(config, in_memory=config.in_memory and fits_memory(sum(graphs.values())))


def _replace(settings: WorkerConfig, **changes: object) -> WorkerConfig:
    fields = {name: getattr(settings, name) for name in settings.__struct_fields__}
    return WorkerConfig(**(fields | changes))
