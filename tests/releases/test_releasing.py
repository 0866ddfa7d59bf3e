from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from kg.errors import BuildError, UsageError
from kg.outputs.tables import FORMATS
from kg.releases.releasing import _room_beside, _swap_in, make_release, plan_release
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings
from tests.conftest import TINY
from tests.releases.conftest import make_ready, tree_of

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]
DAY = "1769903999"  # 2026-01-31
# What keeps a review from being released: an edit of one of its files, and the line that tells.
FAULTS = {
    "open": ("tiptrace.toml", "title =", 'colour = "red"\ntitle =', "1 problem is open"),
    "drift": ("data/accepted/appendix-1.csv", "D1", "C1", "1 table differs"),
    "unproved": (
        "data/tips.yaml", "7387ced15eb5", "0387ced15eb5",
        "text.txt: 1 place is not as the data say",
    ),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _same_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        yield


@pytest.fixture(scope="module")
def made(_same_day: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the release 1.2.0, which no test may change."""
    top = tmp_path_factory.mktemp("made")
    shutil.copytree(TINY, top / "tea", ignore=shutil.ignore_patterns("build"))
    project = make_ready(top / "tea")
    release(project, "1.2.0", top / "out")
    assert not project.build.exists(), "the build in use is another thing"
    assert {path.name for path in top.iterdir()} == {"tea", "out"}
    return top / "out"


def release(
    project: Project, version: str, out: Path, previous: Path | None = None
) -> dict[str, bytes]:
    """Release a project as it lies there; return the files of the release."""
    make_release(
        plan_release(load_project(project.folder), version, out, previous, None), Timings()
    )
    return files_of(out)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {name: content for name, content in tree_of(folder).items() if name[-1] != "/"}


def test_a_release_holds_all_that_is_published(made: Path) -> None:
    """Tables in all forms, data, site, citation and crate, with the digest of each file."""
    files = files_of(made)
    assert {name.partition(".")[2] for name in files if name.startswith("tables/")} == {
        suffix for suffixes in FORMATS.values() for suffix in suffixes
    }
    folders = {name.partition("/")[0] for name in files if name.startswith("tables")}
    assert folders == {"tables", "tables-derived"}, "no fault is proved of a cell"
    listed = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert listed == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "SHA256SUMS"
    }
    cited = yaml.safe_load(files["CITATION.cff"])
    assert (cited["version"], cited["date-released"]) == ("1.2.0", "2026-01-31")
    assert json.loads(files[".zenodo.json"])["version"] == "1.2.0"
    with zipfile.ZipFile(made / "site.zip") as site:
        assert {"site/index.html", "site/data/dataset.nq"} <= {*site.namelist()}
    assert "text.txt: every passage and citation was proved" in files["README.md"].decode()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_release_is_a_crate(made: Path) -> None:
    """The rocrate library reads it, with its version, and finds each file that is described."""
    rocrate = pytest.importorskip("rocrate.rocrate")
    read = rocrate.ROCrate(made)
    assert (read.root_dataset["version"], read.root_dataset["datePublished"][:10]) == (
        "1.2.0", "2026-01-31",
    )  # fmt: skip
    described = {entity.id for entity in read.data_entities} - {
        "data/",
        "tables/",
        "tables-corrected/",
        "tables-derived/",
    }
    assert described == {*files_of(made)} - {"SHA256SUMS", "ro-crate-metadata.json"}


def test_equal_input_gives_equal_bytes(made: Path, ready: Project, tmp_path: Path) -> None:
    """Two releases of the same files are the same, wherever they are made."""
    assert release(ready, "1.2.0", tmp_path / "deep" / "er" / "two") == files_of(made)


def test_an_archive_keeps_every_release(ready: Project, edit: Edit, tmp_path: Path) -> None:
    """Each adds its site at an address of its own, and says what differs from the one before."""
    archive = tmp_path / "archive"
    release(ready, "1.0.0", tmp_path / "one", archive)
    before = tree_of(archive)
    edit("data/tips.yaml", "Wash the pot after use.", "Wash the pot after each use.")
    changelog = release(ready, "1.1.0", tmp_path / "two", archive)["CHANGELOG.md"].decode()
    after = tree_of(archive)
    assert {name: after.get(name) for name in before} == before
    assert changelog.startswith("# Changelog\n\n## 1.1.0 (2026-01-31)\n\n")
    assert "from `1.0.0` to `1.1.0`" in changelog
    assert "after each use" in changelog
    assert changelog.endswith("## 1.0.0 (2026-01-31)\n\nThe first release.\n")
    assert str(tmp_path) not in changelog
    for version in ("1.0.0", "1.1.0"):
        page = after[f"v/{version}/tips/2.html"].decode()
        assert f"https://tea.example/v/{version}/tips/2.html" in page


def test_a_release_without_an_archive_is_at_the_address(made: Path) -> None:
    """Nobody is led to a folder of releases that there is none of."""
    with zipfile.ZipFile(made / "site.zip") as site:
        page = site.read("site/tips/2.html").decode()
    assert "https://tea.example/tips/2.html" in page
    assert "tea.example/v/" not in page


@pytest.mark.parametrize(
    "names",
    [chosen for many in (1, 2, 3) for chosen in combinations(FAULTS, many)],
    ids="-".join,
)
def test_a_refusal_writes_nothing_and_tells_every_reason(
    names: tuple[str, ...], ready: Project, edit: Edit, tmp_path: Path
) -> None:
    """Whatever keeps a review back is one line each, and no file or folder comes or changes."""
    for name in names:
        edit(*FAULTS[name][:3])
    before = tree_of(tmp_path)
    with pytest.raises(BuildError) as raised:
        release(ready, "1.2.0", tmp_path / "new" / "out", tmp_path / "archive")
    lines = str(raised.value).splitlines()
    assert len(lines) == len(names)
    for line, name in zip(lines, names, strict=True):
        assert line.startswith(f"not released: {FAULTS[name][3]}")
    assert tree_of(tmp_path) == before


def test_files_that_cannot_be_read_are_one_line(ready: Project, tmp_path: Path) -> None:
    """Where there is no graph to judge, the checks alone are told."""
    (ready.data / "tips.yaml").write_text("tips: [", encoding="utf-8")
    with pytest.raises(BuildError, match=r"\Anot released: \d+ problems? (is|are) open[^\n]*\Z"):
        release(ready, "1.2.0", tmp_path / "out")


def test_what_is_there_already_stays(ready: Project, tmp_path: Path) -> None:
    """Neither a folder nor a version of the archive is ever written over."""
    (tmp_path / "archive" / "v" / "1.2.0").mkdir(parents=True)
    (tmp_path / "there").mkdir()
    before = tree_of(tmp_path)
    for version, out, previous, words in (
        ("1.2", "out", None, "no semantic version"),
        ("1.2.0", "there", None, "this is there already"),
        ("1.2.0", "out", "archive", "1.2.0 is there already"),
        ("1.2.0+b", "out", "archive", "1.2.0 is there already"),
        ("1.3.0", "archive/v/x", "archive", "lies across --previous"),
        ("1.3.0", "new", "new/archive", "lies across --previous"),
        ("1.3.0", "out", "tea/tiptrace.toml", "this is no folder"),
    ):
        with pytest.raises(UsageError, match=words):
            release(ready, version, tmp_path / out, tmp_path / previous if previous else None)
    assert tree_of(tmp_path) == before


def test_release_and_archive_change_together(ready: Project, tmp_path: Path) -> None:
    """Where the site cannot be put into the archive, there is no release either."""
    wish = plan_release(ready, "1.2.0", tmp_path / "out", tmp_path / "archive", None)
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "CHANGELOG.md").write_text("# Changelog\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "made" / "site.zip", "w") as site:
        site.writestr("site/index.html", "<!doctype html>")
    stranger = tmp_path / "archive" / "v" / "1.2.0" / "mine.txt"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("came meanwhile", encoding="utf-8")
    with pytest.raises(OSError, match="not empty"):
        _swap_in(wish, tmp_path / "made")
    assert not (tmp_path / "out").exists()
    assert [path.name for path in (tmp_path / "archive").rglob("*")] == ["v", "1.2.0", "mine.txt"]


@pytest.mark.parametrize("named", [True, False])
def test_a_full_disk_names_the_release(tmp_path: Path, named: bool) -> None:
    """The folder in which it is written is gone when somebody looks."""
    place = tmp_path / "out" / "r"

    def fail() -> None:
        with _room_beside(place, ".release-") as room:
            names = (str(room / "a"),) if named else ()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *names)

    with pytest.raises(OSError, match="No space") as caught:
        fail()
    assert caught.value.filename == str(place)
    assert not [*place.parent.iterdir()]
