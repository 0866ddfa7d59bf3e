from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Run = Callable[..., CompletedProcess[str]]


def test_a_bibliography_is_written_in_the_forms_that_are_wanted(
    kg: Run, tiny_project: Project, tmp_path: Path
) -> None:
    """A fragment and a document are LaTeX's; nothing else comes into the folder."""
    folder = tmp_path / "out"
    done = kg("bibliography", "--format", "docx,tex", "--out", folder, "-C", tiny_project.folder)
    assert (done.returncode, done.stdout) == (0, f"wrote 3 files into {folder}\n")
    assert sorted(path.name for path in folder.iterdir()) == [
        "bibliography.document.tex",
        "bibliography.docx",
        "bibliography.tex",
    ]


def test_a_bibliography_is_a_table_for_spreadsheets(
    kg: Run, tiny_project: Project, tmp_path: Path
) -> None:
    """Each row has its work; in one list they stand by author, as the text does."""
    out = ("--out", tmp_path / "out", "-C", tiny_project.folder)
    done = kg("bibliography", "--format", "csv,xlsx", "--by", "author", *out)
    assert (done.returncode, done.stdout) == (0, f"wrote 2 files into {tmp_path / 'out'}\n")
    rows = (tmp_path / "out" / "bibliography.csv").read_text("utf-8").splitlines()
    assert rows[0] == "Code,Reference,Class,Kind,Stance,What is said,Place"
    assert rows[1].startswith("A1,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--format", "pdf"), "no form 'pdf'", id="form"),
        pytest.param(("--reference-doc", "tiptrace.toml"), "tiptrace.toml: ", id="no document"),
    ],
)
def test_bad_words_are_told_and_nothing_is_written(
    kg: Run, tiny_project: Project, words: tuple[str, str], said: str, tmp_path: Path
) -> None:
    """A reference document must be one of Word."""
    shown = tuple(str(tiny_project.folder / one) if one.endswith(".toml") else one for one in words)
    done = kg("bibliography", *shown, "--out", tmp_path / "out", "-C", tiny_project.folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_style_that_is_none_stops_before_anything_is_done(
    kg: Run, tiny_project: Project, tmp_path: Path
) -> None:
    """One line names the setting and what is wrong."""
    settings = tiny_project.folder / "tiptrace.toml"
    settings.write_text(settings.read_text("utf-8") + '\ncsl = "tea.csl"\n', "utf-8")
    (tiny_project.folder / "tea.csl").write_text("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    done = kg("bibliography", "--out", tmp_path / "out", "-C", tiny_project.folder)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "csl 'tea.csl': it declares a document type" in line
    assert not (tmp_path / "out").exists()
