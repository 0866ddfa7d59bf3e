from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Run = Callable[..., CompletedProcess[str]]


def test_a_release_is_told(kg: Run, tiny_project: Project, tmp_path: Path) -> None:
    """`kg release` says what was proved, what is not told, and where it all lies."""
    folder = tiny_project.folder
    done = kg("release", "1.0.0", "-C", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("not released: data/accepted: no accepted copies yet;")
    assert len(done.stderr.splitlines()) == 1
    assert kg("tables", "--accept", "-C", folder).returncode == 0
    done = kg("release", "1.0.0", "--previous", tmp_path / "archive", "-C", folder)
    assert done.returncode == 0, done.stderr
    assert "publisher: tiptrace.toml names none\n" in done.stdout
    made = folder / "build" / "releases" / "1.0.0"
    assert f"released 1.0.0 into {made}\n" in done.stdout
    assert (made / "SHA256SUMS").is_file()
    assert not (made / "CITATION.cff").exists()
    assert (tmp_path / "archive" / "v" / "1.0.0" / "index.html").is_file()


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "latest"])
def test_a_version_is_a_semantic_one(kg: Run, tiny_project: Project, version: str) -> None:
    """Anything else is wrong usage, told in one line."""
    done = kg("release", version, "-C", tiny_project.folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "no semantic version; write one such as 1.2.0" in done.stderr
