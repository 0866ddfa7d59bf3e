from collections.abc import Callable
from typing import Any

from kg.sources.project import Project

Run = Callable[..., Any]


def test_a_move_tells_what_moved_and_what_waits(kg: Run, tiny_project: Project) -> None:
    """Both passages are shown, and the command that takes the new one once it is read."""
    folder = tiny_project.folder
    text = (folder / "text.txt").read_text()
    (folder / "new.txt").write_text(text.replace("bring people together", "bring us nearer", 1))
    done = kg("verify", "--move", folder / "text.txt", folder / "new.txt", "-C", folder)
    assert done.returncode == 1
    assert "before: Tea breaks bring people together" in done.stdout
    assert "now:    Tea breaks bring us nearer" in done.stdout
    assert "TXT021 claims/tea-brings-together" in done.stdout
    accepted = kg("verify", folder, "--accept", "claims/tea-brings-together", "-C", folder)
    assert accepted.returncode == 0
    assert kg("verify", folder, "-C", folder).returncode == 0


def test_a_move_without_the_old_text_goes_by_the_words_around(
    kg: Run, tiny_project: Project
) -> None:
    """Once moved, spans keep what finds them again when the old text is lost."""
    folder = tiny_project.folder
    text = (folder / "text.txt").read_text()
    (folder / "first.txt").write_text("Oh. " + text)
    done = kg("verify", "--move", folder / "text.txt", folder / "first.txt", "-C", folder)
    assert done.returncode == 0
    (folder / "text.txt").write_text("Oh, well. " + text)
    done = kg("verify", "--move", folder / "text.txt", "-C", folder)
    assert "no longer there" not in done.stdout
    assert kg("verify", folder, "-C", folder).returncode == 0, done.stdout


def test_a_text_is_asked_for_by_name(kg: Run, tiny_project: Project) -> None:
    """Only --move can do without the text in first place."""
    done = kg("verify", "-C", tiny_project.folder)
    assert done.returncode == 2
    assert "kg verify TEXT" in done.stderr
