"""A folder → the data that a query asks: the build of a project, or of a collection of reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.collection.settings import is_collection, load_collection
from kg.errors import UsageError
from kg.graph.queries import Query, load_queries
from kg.graph.store import prefixes_of
from kg.graph.vocab import PREFIXES
from kg.manifest import Manifest
from kg.outputs.examples import load_examples
from kg.pipeline import load_build
from kg.resources import resource_folder
from kg.sources.folder.buildhome import BuildHome
from kg.sources.folder.project import load_project
from kg.sources.folder.settings import FILE as PROJECT_FILE


@dataclass(frozen=True, slots=True)
class Dataset:
    """A graph to be asked; `prefixes` are those that a query need not declare.

    `own` is the folder of the project, whose questions have names beside ours; None in a
    collection, which has those that ask several reviews.
    """

    store: Store
    base: str
    prefixes: Mapping[str, str]
    own: Path | None

    def load_questions(self) -> list[Query]:
        """Return the questions that have a name; raise as `load_examples` does."""
        if self.own is not None:
            return load_examples(self.own)
        across = load_queries(resource_folder("queries") / "across")
        return [across[name] for name in sorted(across)]

    def expand(self, name: str) -> str:
        """Return an IRI for a name with one of our prefixes, and anything else as it is."""
        prefix, colon, rest = name.partition(":")
        return self.prefixes[prefix] + rest if colon and prefix in self.prefixes else name


def open_dataset(folder: Path) -> Dataset:
    """Open the build in use of a folder, read-only; raise UsageError where there is none."""
    settings = folder / PROJECT_FILE
    if not settings.exists() and not settings.is_symlink() and is_collection(folder):
        collection = load_collection(folder)
        manifest, store = _open(collection, "kg collect")
        # A name that begins with a number is none of SPARQL's.
        named = {slug: base for slug, base in manifest.reviews.items() if slug[0].isalpha()}
        return Dataset(store, manifest.base, {**named, **PREFIXES}, None)
    project = load_project(folder)
    _, store = _open(project, "kg build")
    return Dataset(store, project.base, prefixes_of(project.base), project.folder)


def _open(place: BuildHome, verb: str) -> tuple[Manifest, Store]:
    build = load_build(place)
    if build is None:
        raise UsageError(f"{place.folder}: there is no build yet; run {verb} first")
    return build
