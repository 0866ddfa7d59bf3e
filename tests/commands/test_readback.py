"""`kg build --verify` and `kg export --verify`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.__main__ import main
from kg.commands import export
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import Project, load_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Project:
    """Return a tiny world with a build, which no test changes."""
    folder = tmp_path_factory.mktemp("tea") / "tea"
    shutil.copytree(root / "tests" / "tiny", folder, ignore=shutil.ignore_patterns("build"))
    assert main(["-C", str(folder), "build"]) == 0
    return load_project(folder)


def test_a_build_is_read_back_whole(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file of RDF in a build is one that rdflib reads as the dataset says it."""
    capsys.readouterr()
    assert main(["-C", str(built.folder), "build", "--verify"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("nothing has changed")
    suffixes = ("*.ttl", "*.nt", "*.rdf", "*.jsonld", "*.nq")
    files = {path for suffix in suffixes for path in built.current.resolve().rglob(suffix)}
    dumps = {path for path in files if path.parent.name == "data" and "site" in path.parts}
    assert said[1].startswith(f"rdflib has read {len(files - dumps)} files back: ")


def test_a_file_that_says_less_is_named(
    built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A statement lost on the way to a file is one line, with the file and the statement."""
    shutil.copytree(built.folder, tmp_path / "tea", symlinks=True)
    project = load_project(tmp_path / "tea")
    path = project.current.resolve() / "data" / "companions.ttl"
    text = path.read_text(encoding="utf-8")
    assert "Coffee Compared" in text
    path.write_text(text.replace("Coffee Compared", "Coffee compared"), encoding="utf-8")
    capsys.readouterr()
    assert main(["-C", str(project.folder), "build", "--verify"]) == 1
    problem, count = capsys.readouterr().out.splitlines()[1:]
    assert problem.startswith("data/companions.ttl:1:1: RDF002 ")
    assert '/title> "Coffee Compared"' in problem
    assert count == "1 error in 1 file"


@pytest.mark.parametrize("form", ["nquads", "turtle", "nanopubs", "crate"])
def test_every_export_is_read_back(
    form: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `kg export` writes is what the dataset says, read by another reader."""
    capsys.readouterr()
    assert main(["-C", str(built.folder), "export", form, "--verify"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("rdflib has read ")


def test_an_export_that_says_more_is_named(
    built: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A statement that nobody made is found in an export too."""
    write = export.FORMS["turtle"]

    def spoil(
        project: Project, manifest: object, store: object, outputs: OutputWriter, given: object
    ) -> str:
        said = write(project, manifest, store, outputs, given)  # type: ignore[arg-type]
        with (outputs.folder / "review.ttl").open("a", encoding="utf-8") as file:
            file.write("<https://example.org/a> <https://example.org/b> 'new' .\n")
        return said

    monkeypatch.setitem(export.FORMS, "turtle", spoil)  # type: ignore[arg-type]
    words = ["export", "turtle", "--verify", "--out", str(tmp_path / "out")]
    assert main(["-C", str(built.folder), *words]) == 1
    assert '<https://example.org/b> "new"' in capsys.readouterr().out
