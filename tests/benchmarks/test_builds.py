from pathlib import Path

import pytest

from benchmarks.builds import compare, measure, slope
from benchmarks.peers import TREE
from benchmarks.project import write_project

pytestmark = pytest.mark.slow


def test_what_a_command_starts_is_counted(tmp_path: Path) -> None:
    """The renderer of pages is a process of its own, and no small part of a build."""
    write_project(3, tmp_path / "made")
    build, check = (measure(TREE, tmp_path / "made", verb) for verb in ("build", "check"))
    assert build.seconds > check.seconds > 0
    assert build.wait > check.wait > 0
    assert build.memory > 10  # megabytes, and no pages or bytes
    assert (tmp_path / "made" / "build").exists() is False, "check makes no build, and it came last"


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    """Half a build would be fast."""
    write_project(3, tmp_path / "made")
    (tmp_path / "made" / "data" / "review.yaml").unlink()
    with pytest.raises(SystemExit, match=r"review\.yaml"):
        measure(TREE, tmp_path / "made", "build")


def test_trees_are_told_beside_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tree against itself takes what it takes."""
    costs = compare(3, {"own": TREE, "again": TREE}, tmp_path, 1, "check")
    assert len(costs) == 2
    last = capsys.readouterr().out.splitlines()[-1]
    ratio = costs[0].seconds / costs[1].seconds
    assert last.split("against again: time ")[1].startswith(f"{ratio:.2f} x")


def test_slope_of_what_grows_in_step_is_one() -> None:
    """A square is 2, what stays is 0."""
    assert slope((300, 3000), (7.0, 70.0)) == pytest.approx(1)
    assert slope((300, 3000), (7.0, 700.0)) == pytest.approx(2)
    assert slope((300, 3000), (7.0, 7.0)) == 0
