"""A review that does not say yet by whom and when it is: a draft says so, `--strict` refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import ProblemsFound
from kg.pipeline import build_project
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.conftest import TRIALS

SAID = ("title: ", "creators: ", "year: ")
_FAULT = (
    "errata:\n- {id: E001, status: proved, kind: spelling, arises_in: print, printed: teh,"
    " corrected: the, proof: No word of English is spelled so.}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the made-up review of trials, without title, authors and year."""
    made = tmp_path / "tea"
    shutil.copytree(TRIALS, made, ignore=shutil.ignore_patterns("build"))
    path = made / "data" / "review.yaml"
    lines = [one for one in path.read_text("utf-8").splitlines() if not one.startswith(SAID)]
    lines.append("title: A review whose title is not told yet\ncreators: []\nyear: null\n")
    path.write_text("\n".join(lines), encoding="utf-8")
    (made / "data" / "errata.yaml").write_text(_FAULT, encoding="utf-8")
    return made


@pytest.mark.slow
def test_a_draft_says_what_is_not_told(folder: Path) -> None:
    """Each is a gap, pages say so, and what machines read names no author and no year."""
    project = load_project(folder).as_draft()
    built = build_project(project, Timings())
    told = [one.message for one in built.gaps if one.code == "REV001"]
    asked = [one.rpartition("give ")[2].partition(",")[0] for one in told]
    assert asked == ["title", "creators", "year"]
    home = (project.current / "site" / "index.html").read_text("utf-8")
    assert "Made from authors not told yet" in home
    assert (
        '"isBasedOn": {"@type": "Report", "name": "A review whose title is not told yet"}' in home
    )
    assert (project.current / "site" / "missing.html").read_text("utf-8").count("REV001") > 0
    # Atom wants a date, and nothing says one: there is no feed, and no link to it.
    assert not (project.current / "site" / "errata.atom").exists()
    assert "errata.atom" not in (project.current / "site" / "errata.html").read_text("utf-8")


@pytest.mark.slow
def test_a_strict_build_refuses_it(folder: Path) -> None:
    """Nothing is built until all three are said."""
    with pytest.raises(ProblemsFound) as caught:
        build_project(load_project(folder), Timings(), strict=True)
    found = [one for one in caught.value.problems if one.code == "REV001"]
    lines = (folder / "data" / "review.yaml").read_text("utf-8").splitlines()
    assert [lines[one.location.line - 1].partition(":")[0] for one in found] == [
        "title", "creators", "year"
    ]  # fmt: skip
