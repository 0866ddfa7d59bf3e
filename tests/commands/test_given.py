import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.pdfs import bytes_of, review

Run = Callable[..., subprocess.CompletedProcess[str]]

SECTION = """  - id: sharing
    heading: Sharing
    at: "Tea was ... organisations."
"""


def import_review(kg: Run, folder: Path) -> tuple[Path, Path]:
    """Make a project of a PDF; return both."""
    file, project = folder / "review.pdf", folder / "mine"
    file.write_bytes(bytes_of(review()))
    kg("new", project)
    done = kg("import", file, "-C", project)
    assert done.returncode == 0, done.stdout + done.stderr
    return file, project


def test_a_pdf_proves_what_was_made_from_it(kg: Run, tmp_path: Path) -> None:
    """`at:` lines become spans with pages, and the PDF alone proves them; a wrong page is told."""
    file, project = import_review(kg, tmp_path)
    outline = project / "data" / "sections.yaml"
    outline.write_text(outline.read_text() + SECTION)
    done = kg("verify", file, "--fill", outline, "-C", project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert outline.read_text().endswith("}\n    page: 1\n")
    done = kg("verify", file, "-C", project)
    assert "3 passages of" in done.stdout
    # Its citations lead nowhere yet: no reference was brought in.
    assert "TXT010" not in done.stdout
    assert "TXT023" not in done.stdout
    assert "read anew: its words are those that the data were made from" in done.stdout
    outline.write_text(outline.read_text().replace("    page: 1\n", "    page: 2\n"))
    done = kg("verify", project, "-C", project)
    assert done.returncode == 1
    assert "stands on page 1, not 2" in done.stdout


def test_another_pdf_is_refused(kg: Run, tmp_path: Path) -> None:
    """A PDF with other words proves nothing, and the message says what may be the reason."""
    file, project = import_review(kg, tmp_path)
    pdf = review()
    pdf.add_page()
    pdf.cell(text="One more.")
    file.write_bytes(bytes_of(pdf))
    done = kg("verify", file, "-C", project)
    assert done.returncode != 0
    assert "another file, or pypdf reads it otherwise" in done.stderr
