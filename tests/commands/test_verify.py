from collections.abc import Callable

from kg.sources.project import Project

Run = Callable[..., object]
Edit = Callable[[str, str, str], Project]


def test_coverage_is_printed_by_section(kg: Run, tiny_project: Project) -> None:
    """A proved text prints its coverage and exits with 0."""
    done = kg("verify", tiny_project.folder, "-C", tiny_project.folder)
    assert done.returncode == 0, done.stdout
    assert "all sections" in done.stdout
    assert "37 passages" in done.stdout


def test_a_gap_is_exit_1(kg: Run, edit: Edit) -> None:
    """A code read as another one is a problem at the line of the text."""
    project = edit("data/mentions.yaml", "printed: A10, scanned", "printed: A11, scanned")
    done = kg("verify", project.folder / "text.txt", "-C", project.folder)
    assert done.returncode == 1
    assert "text.txt:5:" in done.stdout


def test_a_passage_is_shown_to_whoever_holds_the_text(kg: Run, tiny_project: Project) -> None:
    """--show prints the passage of a record."""
    folder = tiny_project.folder
    done = kg("verify", folder / "text.txt", "--show", "tips/1", "-C", folder)
    assert done.stdout == "18: TIP 1 Share a pot of tea.\n"


def test_spans_are_filled_in(kg: Run, tiny_project: Project) -> None:
    """--fill turns an `at:` line into the span that was there."""
    path = tiny_project.data / "tips.yaml"
    text = path.read_text()
    line = next(line for line in text.splitlines() if "span:" in line)
    path.write_text(text.replace(line, '    at: "L18: TIP 1 ... tea."'))
    folder = tiny_project.folder
    done = kg("verify", folder / "text.txt", "--fill", path, "-C", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert path.read_text() == text
