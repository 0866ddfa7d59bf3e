"""`kg export`."""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
from pathlib import Path

import pytest

from kg.__main__ import main
from kg.commands.export import _date, export_schemas
from kg.sources.folder.project import Project
from kg.sources.yaml.schemas import render_schema_files

pytestmark = pytest.mark.slow


def export(project: Project, *words: str) -> int:
    """Run `kg export` on a project."""
    return main(["-C", str(project.folder), "export", *words])


def test_schemas_need_no_build(tiny_project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """`kg export schemas` writes them where a file's first line finds them, again and again."""
    folder = tiny_project.data / "schemas"
    for _ in range(2):
        assert export(tiny_project, "schemas") == 0
        assert f"into {folder}" in capsys.readouterr().out
        assert (folder / "tips.schema.json").is_file()


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("nquads", "dataset.nq"),
        ("turtle", "review.ttl"),
        ("nanopubs", "nanopubs.trig"),
        ("crate", "ro-crate-metadata.json"),
    ],
)
def test_forms(form: str, file: str, built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Each form writes its files below build/exports and says where."""
    assert export(built, form) == 0
    folder = built.build / "exports" / form
    assert (folder / file).stat().st_size > 0
    assert str(folder) in capsys.readouterr().out


def test_again(built: Project) -> None:
    """Exporting again replaces what was there: nothing old is left."""
    assert export(built, "nquads") == 0
    stray = built.build / "exports" / "nquads" / "stray.txt"
    stray.write_text("old", encoding="utf-8")
    assert export(built, "nquads") == 0
    assert not stray.exists()


def test_a_folder_of_the_users(
    built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of the user's that is not empty is left alone."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert export(built, "crate", "--out", str(mine)) == 2
    assert "no empty folder" in capsys.readouterr().err
    assert (mine / "thesis.txt").exists()


def test_quads_are_those_of_the_digest(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """All but what a build says of itself, its digest too, are what that digest is taken from."""
    assert export(built, "nquads") == 0
    content = (built.build / "exports" / "nquads" / "dataset.nq").read_bytes()
    told = capsys.readouterr().out
    lines = content.splitlines(keepends=True)
    covered = b"".join(line for line in lines if b"/graph/meta> ." not in line)
    assert covered != content
    assert hashlib.sha256(covered).hexdigest()[:12] in told
    assert f"{len(content.splitlines()):,} quads" in told


def test_licence_of_the_project(tiny_project: Project) -> None:
    """Where no licence is named, the project's own is told."""
    licence = "https://example.org/licence"
    settings = tiny_project.folder / "tiptrace.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\nlicence = "{licence}"\n', encoding="utf-8")
    assert main(["-C", str(tiny_project.folder), "build"]) == 0
    assert export(tiny_project, "nanopubs") == 0
    path = tiny_project.build / "exports" / "nanopubs" / "nanopubs.trig"
    assert licence in path.read_text(encoding="utf-8")


def test_trusty_names(built: Project, tmp_path: Path) -> None:
    """With --trusty each nanopublication carries its digest in its name."""
    assert export(built, "nanopubs", "--trusty", "--out", str(tmp_path / "np")) == 0
    assert "/np/RA" in (tmp_path / "np" / "nanopubs.trig").read_text(encoding="utf-8")


def test_day_and_licence(built: Project, tmp_path: Path) -> None:
    """A crate carries the day and the licence that were given."""
    licence = "https://creativecommons.org/licenses/by/4.0/"
    words = ["--out", str(tmp_path / "c"), "--date", "2026-01-31", "--licence", licence]
    assert export(built, "crate", *words) == 0
    text = (tmp_path / "c" / "ro-crate-metadata.json").read_text(encoding="utf-8")
    root = next(entity for entity in json.loads(text)["@graph"] if entity["@id"] == "./")
    assert (root["datePublished"], root["license"]["@id"]) == ("2026-01-31", licence)


def test_day_of_the_epoch(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH gives the day where none is named."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1132531200")
    assert export(built, "crate") == 0
    path = built.build / "exports" / "crate" / "ro-crate-metadata.json"
    assert '"datePublished": "2005-11-21"' in path.read_text(encoding="utf-8")


def test_no_build(tiny_project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a build the command says what to do first."""
    assert export(tiny_project, "nquads") == 2
    assert "run kg build first" in capsys.readouterr().err


def test_bad_day() -> None:
    """A day that is none is refused with the way to write it."""
    with pytest.raises(argparse.ArgumentTypeError, match="2026-01-31"):
        _date("31.1.2026")


def test_a_licence_is_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    """A licence in words is wrong usage before anything is written."""
    with pytest.raises(SystemExit) as caught:
        main(["export", "crate", "--licence", "CC BY 4.0"])
    assert caught.value.code == 2
    assert "starts with http" in capsys.readouterr().err


def test_schemas_of_files_that_are_no_more_are_removed(tmp_path: Path) -> None:
    """A folder of schemas holds those of today; what is no schema stays."""
    (tmp_path / "old.schema.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("mine")
    export_schemas(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*render_schema_files(), "notes.txt"}


def test_an_export_goes_into_its_own_folder(built: Project, tmp_path: Path) -> None:
    """A link in place of our own folder, or of one that the user names, is refused."""
    (tmp_path / "elsewhere").mkdir()
    (built.build / "exports").symlink_to(tmp_path / "elsewhere")
    assert export(built, "nanopubs") == 2
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert export(built, "turtle", "--out", str(tmp_path / "dangling")) == 2
    assert [*(tmp_path / "elsewhere").iterdir()] == []
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("form", ["nquads", "crate"])
def test_where_there_is_no_room_nothing_is_left(
    form: str, built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be written whole is told in one line, and none stands there by halves."""
    assert export(built, form) == 0
    ours = built.build / "exports" / form
    before = {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        capsys.readouterr()
        assert export(built, form) == 1
        assert export(built, form, "--out", str(tmp_path / "x" / "out")) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    first, second = capsys.readouterr().err.splitlines()
    assert first == (
        f"{ours}: cannot be written (File too large); close it where it is open, "
        "or name another folder with --out"
    )
    assert second.startswith(f"{tmp_path / 'x' / 'out'}: cannot be written")
    assert not (tmp_path / "x").exists()
    assert {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()} == before
