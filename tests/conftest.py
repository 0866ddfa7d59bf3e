"""The worlds that tests look at: a tiny one known by heart, and the real review."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from pyoxigraph import Store

from kg.assembly import Assembly, assemble_project
from kg.graph.iris import Iris
from kg.manifest import Manifest
from kg.model import ReadBy, Sources
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.pipeline import build_project
from kg.sources.curation import add_reading, render_curation
from kg.sources.folder.project import Project, load_project
from kg.sources.reading import read_sources
from kg.timings import Timings
from tests.sharing import make_once

pytest_plugins = ["tests.untried", "pytester"]
# How long an example takes says nothing on a machine that does other work as well.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")
ROOT = Path(__file__).resolve().parent.parent
FROST = "https://w3id.org/tiptrace/frost2005/"
TINY = ROOT / "tests" / "tiny"
# A made-up systematic review: what has a question, effects, appraisals and a flow.
TRIALS = ROOT / "tests" / "trials"
SOURCE_TEXTS = ROOT.parent / "shared" / "sources"


# Whoever asks for one of these waits for a server, for a process of `kg` or for a whole build.
SLOW_FIXTURES = {"built", "frost_site", "kg", "serve", "serve_module", "served", "suite"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what uses a slow fixture, before marks are chosen from."""
    for item in items:
        if not SLOW_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: a package holds the time, and all workers need one name."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the repository."""
    return ROOT


@pytest.fixture
def tiny_project(tmp_path: Path) -> Project:
    """Return a copy of the tiny world that a test may change."""
    folder = tmp_path / "tea"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("build"))
    return load_project(folder)


@pytest.fixture
def read_project(tiny_project: Project) -> Project:
    """Return a copy of the tiny world that was read: all tips twice, all claims once."""
    sources = read_sources(tiny_project).sources
    assert sources is not None
    first = ReadBy(reader="first-reader", on=date(2026, 11, 1))
    second = ReadBy(reader="second-reader", on=date(2026, 11, 3))
    claims = [claim for file in sources.claims for claim in file.claims]
    known = add_reading({}, [*sources.tips.tips, *claims], first)
    known = add_reading(known, sources.tips.tips, second)
    path = tiny_project.data / "readings.csv"
    path.write_text(render_curation(known.values()), encoding="utf-8")
    return tiny_project


@pytest.fixture(scope="session")
def _tiny_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(part: Path) -> None:
        shutil.copytree(TINY, part / "tea", ignore=shutil.ignore_patterns("build"))
        build_project(load_project(part / "tea"), Timings())

    return make_once(tmp_path_factory, "tiny-build", build) / "tea"


@pytest.fixture
def built(_tiny_build: Path, tmp_path: Path) -> Project:
    """Return a copy of the tiny world with a build; both may be changed by a test."""
    folder = tmp_path / "tea"
    shutil.copytree(_tiny_build, folder, symlinks=True)
    return load_project(folder)


# What reviews print, and what strangers' files hold, in place of the tiny world's plain codes.
AWKWARD_CODES = {
    "A1": "../../escaped", "A2": "DBLP:conf/ex/Lee10", "A10": "lee+10", "B1": "I/II", "B2": "con",
    "B3": "all", "C1": "R&D<1>", "D1": "smith/2019",
}  # fmt: skip
AWKWARD_CLASSES = {"A": "I/II", "B": "1++", "C": "⊕⊕⊝⊝", "D": "Level 1a"}
_ESCAPING = """evidence_classes:
  - {code: ../../escaped, label: None, plural: none, definition: Of no use., kind: other, \
printed_label: none, list_heading: none}
"""


@pytest.fixture(scope="session")
def awkward_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the tiny world with codes that are no names of files. Tests may build it."""
    folder = tmp_path_factory.mktemp("awkward") / "tea"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("build"))
    for path in [*(folder / "data").rglob("*.yaml"), folder / "data" / "references.bib"]:
        text = path.read_text(encoding="utf-8")
        for old, new in AWKWARD_CODES.items():
            text = re.sub(rf"(: |\[|, ){old}(?=[,\]}}\n])", rf'\1"{new}"', text)
            text = re.sub(rf"(sources/|@\w+{{){old}\b", rf"\1{new}", text)
        for old, new in AWKWARD_CLASSES.items():
            text = re.sub(rf"(?<=code: ){old}(?=,)|(?<=_class: ){old}\b", f'"{new}"', text)
            text = text.replace(f"evidenceclass = {{{old}}}", f"evidenceclass = {{{new}}}")
        path.write_text(text.replace("evidence_classes:\n", _ESCAPING), encoding="utf-8")
    return load_project(folder)


@pytest.fixture(scope="session")
def trials() -> Sources:
    """Return what the files of the made-up systematic review say."""
    reading = read_sources(load_project(TRIALS))
    assert reading.sources is not None, "\n".join(map(str, reading.problems))
    return reading.sources


@pytest.fixture(scope="session")
def trials_store() -> Store:
    """Return the dataset of the made-up systematic review, inferred triples included."""
    return _store_of(assemble_project(load_project(TRIALS), Timings()))


@pytest.fixture(scope="session")
def tiny_store() -> Store:
    """Return the dataset of the tiny world, inferred triples included."""
    return _store_of(assemble_project(load_project(TINY), Timings()))


@pytest.fixture(scope="session")
def frost_store() -> Store:
    """Return the dataset of the real review, inferred triples included."""
    return _store_of(assemble_project(load_project(ROOT), Timings()))


@pytest.fixture(scope="session")
def deep_rules_store() -> Store:
    """Return the dataset of the second real review, inferred triples included."""
    return _store_of(assemble_project(load_project(ROOT / "examples" / "deep-rules"), Timings()))


@pytest.fixture(scope="session")
def frost_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real review's site, which no test may change."""
    manifest = Manifest("d" * 64, "i" * 64, "0", "Working together for children", FROST)

    def build(part: Path) -> None:
        store: Store = request.getfixturevalue("frost_store")
        build_site(store, manifest, OutputWriter(part / "site"), part / "none")

    return make_once(tmp_path_factory, "frost", build) / "site"


def _store_of(assembly: Assembly) -> Store:
    assert assembly.store is not None, "\n".join(map(str, assembly.problems))
    return assembly.store


@pytest.fixture(scope="session")
def tiny_iris() -> Iris:
    """Return the IRIs of the tiny world."""
    return Iris("https://example.org/tea/")


@pytest.fixture(scope="session")
def source_texts() -> Path:
    """Return the folder of the source texts, or skip where it is not present."""
    if not SOURCE_TEXTS.is_dir():
        pytest.skip("the source texts are not beside this checkout")
    return SOURCE_TEXTS


@pytest.fixture
def edit(tiny_project: Project) -> Callable[[str, str, str], Project]:
    """Return a function that replaces a text in a file of the tiny world."""

    def replace(name: str, old: str, new: str) -> Project:
        path = tiny_project.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tiny_project

    return replace
