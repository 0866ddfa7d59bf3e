"""The wheel, installed into a clean environment, builds the real review from another folder."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from kg import __version__

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clean_kg(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it into a new environment and return its `kg`."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, root],
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("tiptrace-*.whl")
    venv.create(folder / "env", with_pip=True)
    pip = [folder / "env" / "bin" / "python", "-m", "pip", "install", "--quiet"]
    hashed = ["--require-hashes", "-r", root / "locks" / "run.txt"]
    for words in (hashed, ["--no-deps", wheel]):
        subprocess.run([*pip, *words], check=True, capture_output=True)
    return folder / "env" / "bin" / "kg"


def test_the_wheel_brings_all_it_needs(clean_kg: Path, root: Path, tmp_path: Path) -> None:
    """Ontology, queries, templates and the starter are inside: help, build and trace work."""
    project = tmp_path / "review"
    shutil.copytree(root / "data", project / "data")
    shutil.copy(root / "tiptrace.toml", project)

    def kg(*words: str) -> str:
        done = subprocess.run(
            [clean_kg, *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert kg("--version") == f"tiptrace {__version__}\n"
    assert clean_kg.with_name("tiptrace").read_text() == clean_kg.read_text()
    assert "triples in" in kg("build", "-C", str(project))
    assert "D4" in kg("trace", "12", "-C", str(project))
    assert "wrote a small review" in kg("new", "mine")
    assert "triples in" in kg("build", "-C", "mine")
