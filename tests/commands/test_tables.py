import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from docx import Document

from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Run = Callable[..., CompletedProcess[str]]
Edit = Callable[[str, str, str], Project]


def test_drift_from_the_accepted_copies_is_found(
    kg: Run, edit: Edit, tiny_project: Project
) -> None:
    """After a change, --check names each differing cell and its record, once; it exits with 1."""
    folder = tiny_project.folder
    assert kg("tables", "--accept", "-C", folder).returncode == 0
    assert kg("tables", "--check", "-C", folder).returncode == 0
    edit("data/appendices.yaml", "codes: [A1, A2, B1]", "codes: [A2, A1, B1]")
    done = kg("tables", "--check", "-C", folder)
    assert done.returncode == 1
    first, *others = done.stdout.splitlines()
    assert first == "appendix-1, row 1, EVIDENCE: A1 A2 B1 → A2 A1 B1 (rows/1)"
    assert len(others) == 1


def test_accepted_copies_are_of_one_form(kg: Run, tiny_project: Project) -> None:
    """Copies of a table that is no more go; other files of the folder stay."""
    accepted = tiny_project.data / "accepted"
    accepted.mkdir()
    for name in ("old.csv", "appendix-1.md", "README"):
        (accepted / name).write_text("old")
    assert kg("tables", "--accept", "-C", tiny_project.folder).returncode == 0
    names = {path.name for path in accepted.iterdir()}
    assert {"README", "appendix-1.csv"} <= names
    assert not {"old.csv", "appendix-1.md"} & names


def test_forms_are_chosen(kg: Run, tiny_project: Project, tmp_path: Path) -> None:
    """Only the forms that are asked for are written; an unknown one is told what there is."""
    folder = tmp_path / "out"
    done = kg("tables", "--format", "md,csv", "--out", folder, "-C", tiny_project.folder)
    assert done.returncode == 0
    assert {path.suffix for path in folder.iterdir()} == {".md", ".csv"}
    done = kg("tables", "--format", "pdf", "-C", tiny_project.folder)
    assert (done.returncode, "no form 'pdf'; there are csv" in done.stderr) == (2, True)


def test_the_bibliography_is_written_with_the_tables(
    kg: Run, tiny_project: Project, tmp_path: Path
) -> None:
    """It has their forms; no copy of it is accepted, for `kg diff` tells what claims change."""
    folder, given = tmp_path / "out", ("-C", tiny_project.folder)
    assert kg("tables", "--format", "docx,tex", "--out", folder, *given).returncode == 0
    assert sorted(path.name for path in folder.glob("bibliography.*")) == [
        "bibliography.document.tex",
        "bibliography.docx",
        "bibliography.tex",
    ]
    assert kg("tables", "--accept", *given).returncode == 0
    assert not (tiny_project.data / "accepted" / "bibliography.csv").exists()
    assert kg("tables", "--check", *given).returncode == 0


def test_a_reference_document_must_be_one(kg: Run, tiny_project: Project, tmp_path: Path) -> None:
    """A file of another kind, or none, is told in one line, and nothing is written."""
    text, folder = tmp_path / "house.md", tmp_path / "out"
    text.write_text("# House style")
    for path, words in ((text, "a Word document (.docx) is needed"), (tmp_path / "no", "no")):
        done = kg(
            "tables", "--format", "docx", "--reference-doc", path, "--out", folder,
            "-C", tiny_project.folder,
        )  # fmt: skip
        assert (done.returncode, words in done.stderr) == (2, True)
        assert len(done.stderr.splitlines()) == 1
    assert not folder.exists()


def test_a_hostile_reference_document_is_refused(
    kg: Run, tiny_project: Project, tmp_path: Path
) -> None:
    """Outside entities, names that climb and bombs are told in one line; nothing is written."""
    plain, folder = io.BytesIO(), tmp_path / "out"
    Document().save(plain)
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    for name, content, words in (
        ("word/document.xml", outside + b"<x>&a;</x>", "defines entities"),
        ("../climbs.xml", b"<x/>", "leads out of its folder"),
        ("word/media/bomb", b" " * 130 * 1024 * 1024, "unpacks to more than"),
    ):
        path = tmp_path / "house.docx"
        with (
            zipfile.ZipFile(plain) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in old.namelist():
                if part != name:
                    new.writestr(part, old.read(part))
            new.writestr(name, content)
        done = kg(
            "tables", "--format", "docx", "--reference-doc", path, "--out", folder,
            "-C", tiny_project.folder,
        )  # fmt: skip
        assert (done.returncode, words in done.stderr) == (2, True)
        assert len(done.stderr.splitlines()) == 1
    assert not folder.exists()


def test_a_variant_is_chosen(kg: Run, tiny_project: Project) -> None:
    """Each variant has a folder of its own; only the printed one has accepted copies."""
    folder = tiny_project.folder
    assert kg("tables", "--variant", "derived", "-C", folder).returncode == 0
    assert (folder / "build" / "tables-derived" / "appendix-1.csv").is_file()
    assert not (folder / "build" / "tables").exists()
    done = kg("tables", "--variant", "corrected", "--check", "-C", folder)
    assert (done.returncode, "leave --variant out" in done.stderr) == (2, True)


def test_a_target_in_the_way_leaves_all_as_it_was(kg: Run, tiny_project: Project) -> None:
    """Where one file cannot be written, none is, and one line says why."""
    folder = tiny_project.folder / "build" / "tables"
    (folder / "references-classified.csv").mkdir(parents=True)
    done = kg("tables", "-C", tiny_project.folder)
    assert (done.returncode, "a folder is in the way" in done.stderr) == (1, True)
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in folder.iterdir()] == ["references-classified.csv"]


def test_without_accepted_copies_the_message_says_what_to_do(
    kg: Run, tiny_project: Project
) -> None:
    """--check needs copies to compare with."""
    done = kg("tables", "--check", "-C", tiny_project.folder)
    assert done.returncode == 2
    assert "kg tables --accept" in done.stderr


def test_no_table_is_written_through_a_link(kg: Run, tiny_project: Project, tmp_path: Path) -> None:
    """A link in the folder is replaced; a folder of the project that leads out of it is refused."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.csv").write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "appendix-1.csv").symlink_to(outside / "mine.csv")
    assert kg("tables", "--out", folder, "-C", tiny_project.folder).returncode == 0
    assert "share the pot" in (folder / "appendix-1.csv").read_text(encoding="utf-8")
    (tiny_project.data / "accepted").symlink_to(outside)
    done = kg("tables", "--accept", "-C", tiny_project.folder)
    assert (done.returncode, "leads out of the project" in done.stderr) == (2, True)
    assert {path.name: path.read_text() for path in outside.iterdir()} == {"mine.csv": "mine"}
