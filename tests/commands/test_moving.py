import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.sources.folder.project import Project
from tests.pdfs import blank, bytes_of

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


def test_a_move_says_where_a_section_has_another_heading(kg: Run, tiny_project: Project) -> None:
    """The record of a section goes on printing its old heading, so that is asked for by name."""
    folder = tiny_project.folder
    text = (folder / "text.txt").read_text()
    (folder / "new.txt").write_text(text.replace("sharing a pot\n", "one pot for all\n", 1))
    done = kg("verify", "--move", folder / "text.txt", folder / "new.txt", "-C", folder)
    assert "no longer begins with its heading, 'sharing a pot': write the new one" in done.stdout
    (folder / "newer.txt").write_text(text.replace("sharing a pot\n", "one pot for us\n", 1))
    done = kg("verify", "--move", folder / "new.txt", folder / "newer.txt", "-C", folder)
    assert "no longer begins" not in done.stdout


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


def numbered(*pages: str) -> bytes:
    """Return a PDF that numbers its pages from 1."""
    pdf = blank()
    for place, words in enumerate(pages):
        pdf.add_page(label_style=None if place else "D", label_start=None if place else 1)
        pdf.multi_cell(0, 6, words)
    return bytes_of(pdf)


def test_a_new_pdf_moves_passages_and_pages(kg: Run, tmp_path: Path) -> None:
    """A page comes in front: spans and pages follow, and a page that was edited is asked for."""
    tea, cups = "Tea was shared at ten.", "Cups were washed by all.\nNobody was late.\nNor early."
    file, project = tmp_path / "review.pdf", tmp_path / "mine"
    file.write_bytes(numbered(tea, cups))
    kg("new", project)
    kg("import", file, "-C", project)
    outline = project / "data" / "sections.yaml"
    lines = '  - id: tea\n    heading: Tea\n    at: "Tea was ... ten."\n'
    lines += "  - id: cups\n    heading: Cups\n    pages: 2\n"
    outline.write_text(outline.read_text() + lines)
    assert kg("verify", file, "--fill", outline, "-C", project).returncode == 0
    file.write_bytes(numbered("A preface.", tea, cups.replace("late", "tired")))
    done = kg("import", file, "-C", project)
    assert f"next: kg verify --move text.txt {file}" in done.stdout
    done = kg("verify", "--move", project / "text.txt", file, "-C", project)
    assert done.returncode == 1, done.stderr
    assert "page 2 of the old text: it is worded otherwise now, on 3" in done.stdout
    assert re.findall("pages?: (.*)", outline.read_text())[-2:] == ["2", "3"]
    assert "  pages: [1-3]\n" in (project / "data" / "review.yaml").read_text()
    assert not (project / "text.new.txt").exists()
    done = kg("verify", file, "-C", project)
    assert "TXT0" not in done.stdout, done.stdout
