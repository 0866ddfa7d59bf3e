"""Sites to look at, each written once: the tiny world, the real review, the starter project."""

from __future__ import annotations

import html
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.assembly import assemble_project
from kg.graph.queries import load_queries
from kg.graph.store import sorted_nquads
from kg.imports.example import write_example
from kg.manifest import Manifest
from kg.outputs.addresses import Addresses, read_addresses
from kg.outputs.context import Context
from kg.outputs.site import build_site
from kg.outputs.site.rows import Answers
from kg.outputs.writing import OutputWriter
from kg.pipeline import build_project
from kg.resources import resource_folder
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings

TINY = Path(__file__).parents[2] / "tiny"
SPARSE = Path(__file__).parents[2] / "sparse"
BASE = "https://example.org/tea/"
# In a folder of its host, as a project's pages often are.
PUBLISHED = {
    "publisher": "The Tea & Cake Trust",
    "contact": "tea@example.org",
    "address": "https://example.org/works/tea/",
}
DAY_BUILT = 1_700_000_000  # 14 November 2023


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    """Return the manifest of a build of the tiny world."""
    return Manifest("d" * 64, "i" * 64, "0", "Tea at work", BASE, {f"{BASE}graph/review": 1})


@pytest.fixture(scope="session")
def addresses(tiny_store: Store) -> Addresses:
    """Return where the tiny world's records are shown."""
    return read_addresses(tiny_store, BASE)


@pytest.fixture(scope="session")
def answers(tiny_store: Store, addresses: Addresses) -> Answers:
    """Return the page queries over the tiny world."""
    return Answers(tiny_store, load_queries(resource_folder("queries") / "pages"), addresses)


@pytest.fixture(scope="session")
def context(tiny_store: Store, addresses: Addresses, manifest: Manifest) -> Context:
    """Return what the outputs of the tiny world are made from."""
    return Context(tiny_store, addresses, manifest, sorted_nquads(tiny_store))


@pytest.fixture(scope="session")
def tiny_site(
    tiny_store: Store, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the folder of the tiny world's site."""
    folder = tmp_path_factory.mktemp("tea") / "site"
    build_site(tiny_store, manifest, OutputWriter(folder), folder.with_name("none"))
    return folder


@pytest.fixture(scope="session")
def starter_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site that a new author gets: a review with next to nothing in it."""
    project = tmp_path_factory.mktemp("new") / "project"
    write_example(project)
    store = assemble_project(load_project(project), Timings()).store
    assert store is not None
    folder = project.with_name("site")
    base = "https://example.org/my-review/"
    manifest = Manifest("d" * 64, "i" * 64, "0", "Title", base, {f"{base}graph/review": 1})
    build_site(store, manifest, OutputWriter(folder), folder.with_name("none"))
    return folder


@pytest.fixture(scope="session")
def status_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the tiny world's dataset with a record of each status: see `statuses/`."""
    folder = tmp_path_factory.mktemp("statuses") / "tea"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(Path(__file__).parent / "statuses", folder / "data", dirs_exist_ok=True)
    store = assemble_project(load_project(folder), Timings()).store
    assert store is not None
    return store


@pytest.fixture(scope="session")
def status_site(
    status_store: Store, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the folder of the site that has a record of each status, and a publisher."""
    folder = tmp_path_factory.mktemp("statuses") / "site"
    told = replace(manifest, **PUBLISHED)
    build_site(status_store, told, OutputWriter(folder), folder.with_name("none"))
    return folder


@pytest.fixture(scope="session")
def published_site(
    tiny_store: Store, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the folder of the tiny world's site with all that can be told of who publishes it."""
    folder = tmp_path_factory.mktemp("published") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(DAY_BUILT))
        told = replace(manifest, **PUBLISHED)
        build_site(tiny_store, told, OutputWriter(folder), folder.with_name("none"))
    return folder


@pytest.fixture(params=["tiny_site", "starter_site", "frost_site"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Return the folder of each site in turn."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def words_of(path: Path) -> str:
    """Return what stands in a page, without its tags; bars part the cells of a table."""
    text = re.sub(r"<script.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"</t[dh]>", " | ", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="session")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the made-up review that leaves out what it may, built; no test may change it."""
    folder = tmp_path_factory.mktemp("sparse") / "kites"
    shutil.copytree(SPARSE, folder, ignore=shutil.ignore_patterns("build"))
    project = load_project(folder)
    build_project(project, Timings())
    return project


@pytest.fixture(scope="session")
def trials_site(
    trials_store: Store, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the site of the made-up systematic review, which no test may change."""
    folder = tmp_path_factory.mktemp("trials") / "site"
    told = replace(manifest, title="Tea before bed", base="https://example.org/trials/")
    build_site(trials_store, told, OutputWriter(folder), folder.with_name("none"))
    return folder
