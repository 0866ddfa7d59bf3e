from collections.abc import Callable

from kg.sources.project import Project

Run = Callable[..., object]
Edit = Callable[[str, str, str], Project]


def test_drift_from_the_accepted_copies_is_found(
    kg: Run, edit: Edit, tiny_project: Project
) -> None:
    """After a change, --check shows the lines that differ and exits with 1."""
    folder = tiny_project.folder
    assert kg("tables", "--accept", "-C", folder).returncode == 0
    assert kg("tables", "--check", "-C", folder).returncode == 0
    edit("data/appendices.yaml", "codes: [A1, A2, B1]", "codes: [A2, A1, B1]")
    done = kg("tables", "--check", "-C", folder)
    assert done.returncode == 1
    assert "-doing • pouring • washing,share the pot,A1 A2 B1" in done.stdout
    assert "+doing • pouring • washing,share the pot,A2 A1 B1" in done.stdout


def test_without_accepted_copies_the_message_says_what_to_do(
    kg: Run, tiny_project: Project
) -> None:
    """--check needs copies to compare with."""
    done = kg("tables", "--check", "-C", tiny_project.folder)
    assert done.returncode == 2
    assert "kg tables --accept" in done.stderr
