import re
import subprocess
from pathlib import Path

import pytest

from kg.outputs.documents.latexprose import render_document, render_fragment
from kg.outputs.documents.word import Imprint
from tests.outputs.documents.writings import WRITING
from tests.programs import require_program


def test_a_fragment_says_what_it_takes() -> None:
    """It is put in by its name, and begins with the packages that a document needs for it."""
    fragment = render_fragment(WRITING)
    assert fragment.startswith(r"% \usepackage{")
    assert r"\textbf{A1} Øster, E. (2001). \textit{On \#tea}" in fragment
    assert r"\input{tea.tex}" in render_document(WRITING, "tea", Imprint(("Ann",), "en-GB"))


@pytest.mark.slow
@pytest.mark.needs("pdflatex")
def test_it_compiles_without_a_fault(tmp_path: Path) -> None:
    """No line is too long, and no sign of the text is taken for a command."""
    (tmp_path / "tea.tex").write_text(render_fragment(WRITING), "utf-8")
    whole = tmp_path / "whole.tex"
    whole.write_text(render_document(WRITING, "tea", Imprint(("Ann & Co.",), "en-GB")), "utf-8")
    command = [require_program("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", whole]
    for _ in range(2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    said = done.stdout.decode(errors="replace")
    assert done.returncode == 0, said[-2000:]
    assert not re.findall(r"(?:Overfull|LaTeX Warning|Missing character).*", said)
