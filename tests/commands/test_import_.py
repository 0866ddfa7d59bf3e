from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TEA = "@book{tea2001, title={Tea}, author={Able, Ann}, publisher={Pots}, year={2001}}\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


def test_references_come_in_and_build(kg: Run, tmp_path: Path) -> None:
    """What `kg import` wrote is checked clean but for what nobody has said of it yet."""
    folder = tmp_path / "mine"
    kg("new", folder)
    (tmp_path / "a.bib").write_text(TEA)
    before = (folder / "data" / "references.bib").read_text()
    dry = kg("import", "a.bib", "--class", "A", "--dry-run", "-C", folder)
    assert (dry.returncode, "1 came" in dry.stdout) == (0, True)
    assert (folder / "data" / "references.bib").read_text() == before
    done = kg("import", "a.bib", "--class", "A", "-C", folder)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "wrote data/references.bib")
    problems = json.loads(kg("check", "--json", "-C", folder).stdout)
    assert {one["code"] for one in problems} == {
        "CHK-source-without-annotation", "CHK-source-without-citation",
    }  # fmt: skip
    again = json.loads(kg("import", "a.bib", "--json", "-C", folder).stdout)
    assert [one["name"] for one in again["left"]] == ["tea2001"]


def test_what_cannot_be_read_is_told_and_the_rest_comes(kg: Run, tmp_path: Path) -> None:
    """The exit status says that something was left out."""
    folder = tmp_path / "mine"
    kg("new", folder)
    (tmp_path / "a.bib").write_text("@book{x, year={2001}}\n" + TEA)
    done = kg("import", "a.bib", "-C", folder)
    assert done.returncode == 1
    assert "a.bib:1:1: IMP002 x: this work has no title" in done.stdout
    assert "1 came" in done.stdout
    assert kg("import", "none.bib", "-C", folder).returncode == 2
