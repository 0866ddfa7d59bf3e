"""Builds to be collected: two real reviews and a made-up one as data, two small ones with sites."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.assembly import assemble_project
from kg.collection.collecting import Collected, collect
from kg.collection.settings import load_collection
from kg.graph.store import sorted_nquads
from kg.pipeline import build_project
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.sharing import make_once

TESTS = Path(__file__).resolve().parents[1]
Collect = Callable[..., Collected]


def write_data(store: Store, folder: Path) -> None:
    """Write a dataset as a build that has data and nothing else."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "dataset.nq").write_bytes(sorted_nquads(store))


@pytest.fixture(scope="session")
def overlap_store() -> Store:
    """Return the dataset of the made-up review that shares works with the real ones."""
    store = assemble_project(load_project(TESTS / "overlap"), Timings()).store
    assert store is not None
    return store


@pytest.fixture(scope="session")
def three(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the data of three reviews, which no test may change."""

    def write(part: Path) -> None:
        for name in ("frost_store", "deep_rules_store", "overlap_store"):
            write_data(request.getfixturevalue(name), part / name.removesuffix("_store"))

    return make_once(tmp_path_factory, "three-reviews", write)


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(part: Path) -> None:
        for name in ("tiny", "hives"):
            ignored = shutil.ignore_patterns("build")
            shutil.copytree(TESTS / name, part / name, ignore=ignored)
            build_project(load_project(part / name), Timings())

    return make_once(tmp_path_factory, "small-builds", build)


@pytest.fixture
def small(_small: Path, tmp_path: Path) -> Path:
    """Return a folder with two small projects and their builds; a test may change them."""
    shutil.copytree(_small, tmp_path / "small", symlinks=True)
    return tmp_path / "small"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return the folder of a collection that is not there yet."""
    return tmp_path / "out"


@pytest.fixture
def gather(out: Path) -> Collect:
    """Return a function that collects what words name into the folder of the collection."""

    def run(*words: object, removed: tuple[str, ...] = ()) -> Collected:
        return collect(load_collection(out), [str(word) for word in words], removed, Timings())

    return run
