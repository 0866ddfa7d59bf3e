from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.assembly import assemble_project
from kg.errors import UsageError
from kg.outputs.tables import load_table_set
from kg.releases.readiness import Readiness, judge_sources
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


def judge(project: Project, given: Path | None = None) -> Readiness:
    """Judge a project as it lies there."""
    assembly = assemble_project(load_project(project.folder), Timings())
    assert assembly.store is not None
    tables = load_table_set(assembly.store, own=project.folder)
    return judge_sources(assembly, tables, project, given or project.folder)


def test_a_review_that_is_ready_says_what_was_proved(ready: Project) -> None:
    """Its texts lie beside the data, and each is held against them."""
    found = judge(ready)
    assert found.faults == ()
    tables, *texts = found.proofs
    assert re.fullmatch(r"Tables: \d+, all as they were accepted", tables)
    assert texts == [
        "text.txt: every passage and citation was proved against it",
        "coffee.txt: every passage and citation was proved against it",
    ]


def test_a_text_that_is_not_at_hand_is_told(ready: Project) -> None:
    """Nothing is proved then, and that is no reason against a release."""
    for name in ("text.txt", "coffee.txt"):
        (ready.folder / name).unlink()
    found = judge(ready)
    assert found.faults == ()
    assert found.proofs[1:] == tuple(
        f"{name} was not at hand: no passage of it was proved"
        for name in ("text.txt", "coffee.txt")
    )


def test_a_text_may_lie_elsewhere(ready: Project, tmp_path: Path) -> None:
    """It is given as a file or in its folder; a file must be the text of the data."""
    for name in ("text.txt", "coffee.txt"):
        (ready.folder / name).rename(tmp_path / name)
    assert [line[:16] for line in judge(ready, tmp_path / "text.txt").proofs[1:]] == [
        "text.txt: every ", "coffee.txt was n",
    ]  # fmt: skip
    assert [line[:16] for line in judge(ready, tmp_path).proofs[1:]] == [
        "text.txt: every ", "coffee.txt: ever",
    ]  # fmt: skip
    with pytest.raises(UsageError, match="spans hold for that text only"):
        judge(ready, tmp_path / "coffee.txt")


def test_a_warning_is_open(ready: Project, edit: Edit) -> None:
    """What is only warned of in a build must be settled before a release."""
    edit("tiptrace.toml", "title =", 'colour = "red"\ntitle =')
    assert judge(ready).faults == ("1 problem is open; mend what this lists: kg check",)


def test_tables_must_have_been_looked_at(ready: Project) -> None:
    """Without accepted copies nobody has said that the tables are right."""
    for path in (ready.data / "accepted").iterdir():
        path.unlink()
    (ready.data / "accepted").rmdir()
    [fault] = judge(ready).faults
    assert fault.startswith("data/accepted: no accepted copies yet")


def test_a_companion_is_proved_too(ready: Project, edit: Edit) -> None:
    """A passage of a document beside the review counts as much as one of the review."""
    text = (ready.data / "companions" / "coffee.yaml").read_text(encoding="utf-8")
    match = re.search(r"end: \d+, sha256: ([0-9a-f]{64})\}", text)
    assert match is not None
    edit("data/companions/coffee.yaml", f"{match[1]}}}", f"{'0' * 64}}}")
    [fault] = judge(ready).faults
    assert fault == f"coffee.txt: 1 place is not as the data say; see: kg verify {ready.folder}"
