from pathlib import Path

import pytest

from benchmarks.project import CHAPTER, write_project
from kg.assembly import find_problems
from kg.codes import errors_among
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources


@pytest.mark.parametrize("size", [1, CHAPTER + 5])
def test_each_reference_has_a_claim_and_a_citation(size: int, tmp_path: Path) -> None:
    """A project of any size is whole: nothing is wrong with it, and nothing is missing."""
    write_project(size, tmp_path / "made")
    project = load_project(tmp_path / "made")
    found = find_problems(project)
    assert [one for one in found if not one.code.startswith("NAM")] == []
    assert errors_among(found) == []
    sources = read_sources(project).sources
    assert sources is not None
    assert len(sources.references) == len(sources.mentions.mentions) == size
    assert sum(len(file.claims) for file in sources.claims) == size


def test_two_projects_of_a_size_are_the_same(tmp_path: Path) -> None:
    """Two releases are measured on the same files."""
    for name in ("one", "two"):
        write_project(12, tmp_path / name)
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*.*")
        }
        for name in ("one", "two")
    )
    assert one == two
    assert one
