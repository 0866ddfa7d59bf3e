"""What a word of the command line means as a state of a review, and what it holds.

A folder or a file of that name, else a revision of git, else the digest of a build that is kept. A
project says more than a build: who read what, and where each record stands. Where one of two states
is a build, their graphs are compared.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.assembly import assemble_inputs
from kg.codes import errors_among
from kg.comparison.archives import (
    DATASET,
    MOST_BYTES,
    Files,
    find_revision,
    read_revision,
    read_zip,
)
from kg.comparison.graphrecords import base_of, take_graph
from kg.comparison.snapshot import take_snapshot
from kg.comparison.touched import State
from kg.comparison.values import Snapshot
from kg.errors import UsageError, lines_of
from kg.manifest import read_manifest
from kg.sources.folder.inputs import read_inputs
from kg.sources.folder.project import load_project
from kg.sources.folder.settings import FILE as SETTINGS
from kg.timings import Timings

_SHORTEST_DIGEST = 8
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A state: its graph, and its records where they were read from the files of a project."""

    name: str
    store: Store
    base: str
    records: Snapshot | None = None


def read_state(word: str, folder: Path, *, draft: bool = False) -> Held:
    """Read the state that a word names; `folder` is the project whose revisions are meant.

    Raises UsageError with what to do where it cannot be read.
    """
    path = Path(word)
    if path.is_dir():
        return _read_folder(path, word, draft=draft)
    if path.exists():
        return _read_files(read_zip(path), word, draft=draft)
    commit = find_revision(folder, word)
    if commit is not None:
        return _read_files(read_revision(folder, commit), word, draft=draft)
    build = _find_build(word, folder)
    if build is not None:
        return _read_folder(build, word, draft=draft)
    message = (
        "no folder or zip of this name, no revision of git and no digest of a build that is kept; "
        "give the path of a project, or its folder with -C"
    )
    raise UsageError(f"{word}: {message}")


def snapshots_of(old: Held, new: Held) -> tuple[Snapshot, Snapshot]:
    """Return the records of two states in the same words: those of the files if both have any."""
    if old.records is not None and new.records is not None:
        return old.records, new.records
    return take_graph(old.store, old.base), take_graph(new.store, new.base)


def state_of(held: Held, records: Snapshot) -> State:
    """Return the graph of a state with how many records it has of each kind."""
    counts = Counter(entry.kind for entry in records.records.values() if "/" in entry.path)
    labels = {path: entry.label for path, entry in records.records.items()}
    return State(held.store, held.base, counts, labels)


def _read_folder(path: Path, word: str, *, draft: bool) -> Held:
    if (path / SETTINGS).exists():
        return _read_project(path, word, draft=draft)
    for place in (path, path / "current"):
        dataset = place / DATASET
        if dataset.is_file():
            with dataset.open("rb") as file:
                return _read_dataset(file.read(MOST_BYTES + 1), word)
    message = f"this folder has neither {SETTINGS} nor {DATASET}; give a project or a build"
    raise UsageError(f"{word}: {message}")


def _read_files(files: Files, word: str, *, draft: bool) -> Held:
    if SETTINGS not in files:
        return _read_dataset(files[DATASET], word)
    with tempfile.TemporaryDirectory(prefix="kg-diff-") as name:
        for path, content in files.items():
            target = Path(name) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return _read_project(Path(name), word, draft=draft)


def _read_project(folder: Path, word: str, *, draft: bool) -> Held:
    try:
        project = load_project(folder)
    except UsageError as error:
        raise UsageError(str(error).replace(str(folder), word)) from error
    inputs = read_inputs(project.as_draft() if draft else project)
    assembly = assemble_inputs(inputs, Timings())
    reading = assembly.reading
    if assembly.store is None or reading.sources is None:
        errors = errors_among(assembly.problems)
        shown = "\n".join(f"{word}: {line}" for line in lines_of(errors[:_MOST_SHOWN]))
        message = "its files have errors (see kg check); mend them, or compare drafts with --draft"
        raise UsageError(f"{word}: {message}\n{shown}")
    records = take_snapshot(reading.sources, project, reading.curations, reading.locate)
    return Held(word, assembly.store, project.base, records)


def _read_dataset(content: bytes, word: str) -> Held:
    if len(content) > MOST_BYTES:
        raise UsageError(f"{word}: its {DATASET} is larger than {MOST_BYTES // 2**20} MiB")
    store = Store()
    try:
        store.bulk_load(content, format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise UsageError(f"{word}: its {DATASET} is no N-Quads; build it anew") from error
    base = base_of(store)
    if base is None:
        raise UsageError(f"{word}: its {DATASET} holds no review; build it anew: kg build")
    return Held(word, store, base)


def _find_build(word: str, folder: Path) -> Path | None:
    """Return the build that is kept whose digest begins so: that of its data or of its inputs."""
    digest = word.lower()
    if len(digest) < _SHORTEST_DIGEST:
        return None
    for place in sorted((folder / "build" / "builds").glob("*")):
        manifest = read_manifest(place)
        if manifest is not None and (
            manifest.digest.startswith(digest) or manifest.inputs.startswith(digest)
        ):
            return place
    return None
