import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from kg.comparison import archives
from kg.comparison.archives import find_revision, read_revision, read_zip
from kg.comparison.difference import find_difference
from kg.errors import UsageError
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

HIVES = ROOT / "tests" / "hives"


def zip_of(path: Path, files: dict[str, bytes]) -> Path:
    """Write a zip with some files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it."""
    found = (one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


def git(folder: Path, *words: str, given: str | None = None) -> str:
    """Run git in a folder, with no settings but its own."""
    names = {f"GIT_{one}_{what}": "x@y" for one in ("AUTHOR", "COMMITTER") for what in NAMES}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        check=True, input=given, capture_output=True, text=True,
        env={**os.environ, **names, **settings},
    )  # fmt: skip
    return done.stdout.strip()


NAMES = ("NAME", "EMAIL")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a project in a folder of a repository, with one commit, and a change after it."""
    top = tmp_path / "top"
    shutil.copytree(HIVES, top / "review")
    git(top, "init", "-q", "-b", "first")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "first")
    path = top / "review" / "data" / "references.bib"
    path.write_text(path.read_text().replace("volume = {4}", "volume = {5}"))
    return top / "review"


def test_a_zip_says_what_its_folder_says(tmp_path: Path) -> None:
    """A project in a zip, also in a folder of it, is the project."""
    files = files_of(HIVES)
    plain = zip_of(tmp_path / "a.zip", files)
    deeper = zip_of(tmp_path / "b.zip", {f"top/{name}": one for name, one in files.items()})
    assert find_difference(str(plain), str(HIVES), HIVES).is_empty
    assert find_difference(str(deeper), str(plain), HIVES).is_empty


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"x.txt": b""}, "neither tiptrace.toml nor data/dataset.nq"),
        ({"a/tiptrace.toml": b"", "b/tiptrace.toml": b""}, "several projects"),
        ({"tiptrace.toml": b"", "../tiptrace.toml": b""}, "'../': '..' leads to another folder"),
        ({"tiptrace.toml": b"", "/tiptrace.toml": b""}, "make the zip anew"),
        ({"tiptrace.toml": b"", "data/..": b""}, "leads to another folder"),
        ({"tiptrace.toml": b"", "data/..\\..\\x.yaml": b""}, "make the zip anew"),
    ],
)
def test_a_zip_that_is_no_state_is_refused_in_one_line(
    tmp_path: Path, files: dict[str, bytes], words: str
) -> None:
    """What a zip lacks, or what in it would leave its folder, is told with the zip's name."""
    path = zip_of(tmp_path / "a.zip", files)
    with pytest.raises(UsageError) as caught:
        read_zip(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_zip_that_unpacks_without_end_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes out of a zip is counted, over all of its files."""
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    files = {"tiptrace.toml": b"", "data/a.yaml": b"0" * 600, "data/b.yaml": b"0" * 600}
    with pytest.raises(UsageError, match="it unpacks to more than"):
        read_zip(zip_of(tmp_path / "a.zip", files))
    assert read_zip(zip_of(tmp_path / "b.zip", {**files, "data/b.yaml": b"0" * 300}))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    """A link could name a file of the machine."""
    path = zip_of(tmp_path / "a.zip", {"tiptrace.toml": b""})
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("data/review.yaml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(UsageError, match="this is a link"):
        read_zip(path)


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    """A file of another kind, or half a zip, is named."""
    whole = zip_of(tmp_path / "a.zip", files_of(HIVES)).read_bytes()
    for content in (b"", b"PK", whole[: len(whole) // 2]):
        (tmp_path / "b.zip").write_bytes(content)
        with pytest.raises(UsageError, match=r"no zip, or a damaged one"):
            read_zip(tmp_path / "b.zip")


def test_a_revision_is_the_project_as_it_was(repository: Path) -> None:
    """The files of a commit are read from its store, below the project's folder."""
    found = find_difference("HEAD", str(repository), repository)
    assert [one.path for one in found.changes.records] == ["sources/R1"]
    assert find_difference("HEAD", "first", repository).is_empty


def test_nothing_of_a_repository_runs_or_hides_a_file(repository: Path, tmp_path: Path) -> None:
    """Filters, hooks and attributes of a stranger's repository have no say."""
    mark = tmp_path / "ran"
    git(repository, "config", "filter.evil.smudge", f"touch {mark}")
    git(repository, "config", "core.fsmonitor", f"touch {mark}")
    attributes = repository / ".gitattributes"
    attributes.write_text("data/references.bib export-ignore filter=evil diff=evil\n")
    commit = find_revision(repository, "HEAD")
    assert commit is not None
    assert "data/references.bib" in read_revision(repository, commit)
    assert not mark.exists()


def test_trees_below_the_folders_of_a_project_are_not_walked(repository: Path) -> None:
    """Trees that hold each other many times are never listed to their end."""
    blob = git(repository, "rev-parse", "HEAD:review/tiptrace.toml")
    tree = _make_tree(repository, [f"100644 blob {blob}\tx{one}.yaml" for one in range(10)])
    for _ in range(30):
        tree = _make_tree(repository, [f"040000 tree {tree}\t{one}" for one in range(10)])
    inner = _make_tree(repository, [f"040000 tree {tree}\tclaims"])
    top = _make_tree(
        repository, [f"100644 blob {blob}\ttiptrace.toml", f"040000 tree {inner}\tdata"]
    )
    whole = _make_tree(repository, [f"040000 tree {top}\treview"])
    commit = git(repository, "commit-tree", "-m", "bomb", whole)
    assert set(read_revision(repository, commit)) == {"tiptrace.toml"}


def _make_tree(folder: Path, lines: list[str]) -> str:
    """Return the name of a tree of git with these entries."""
    return git(folder, "mktree", given="".join(f"{line}\n" for line in lines))


def test_a_hook_may_ask(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git tells its hooks of their repository says nothing of the folder that is meant."""
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert find_revision(repository, "HEAD") is not None


def test_a_link_in_a_revision_is_refused(repository: Path) -> None:
    """A link of the repository could lead to a file of the machine."""
    path = repository / "data" / "themes.yaml"
    path.unlink()
    path.symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "link")
    with pytest.raises(UsageError, match="this is a link"):
        find_difference("HEAD", str(HIVES), repository)


@pytest.mark.parametrize("word", ["nothing-like-it", "--help", "HEAD:review", "", "0" * 40])
def test_a_word_that_means_nothing_is_told(repository: Path, word: str) -> None:
    """A word that is no state has a line that says what would be."""
    with pytest.raises(UsageError) as caught:
        find_difference(word or "x y", str(HIVES), repository)
    assert "no folder or zip of this name" in str(caught.value)
