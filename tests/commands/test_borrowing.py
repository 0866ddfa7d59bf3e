from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Run = Callable[..., CompletedProcess[str]]


def test_what_a_project_borrows_is_listed(kg: Run, tiny_project: Project) -> None:
    """All files that people write are looked at, or those that are named; exit 1 if one borrows."""
    folder = tiny_project.folder
    text = folder / "text.txt"
    done = kg("verify", text, "--borrowed", "-C", folder)
    assert (done.returncode, "0 errors" in done.stdout or "no problems" in done.stdout) == (0, True)
    words = " ".join(text.read_text(encoding="utf-8").split()[4:16])
    for name in ("README.md", "data/claims/other.csv"):
        path = folder / name
        path.write_text(f"Once more:\n{words}\n", encoding="utf-8")
        done = kg("verify", text, "--borrowed", "-C", folder)
        assert (done.returncode, f"{name}:2:1: TXT024" in done.stdout) == (1, True), done.stdout
        path.unlink()
    aside = Path(folder) / "notes.txt"
    aside.write_text(words, encoding="utf-8")
    assert kg("verify", text, "--borrowed", "-C", folder).returncode == 0
    assert kg("verify", text, "--borrowed", aside, "-C", folder).returncode == 1
