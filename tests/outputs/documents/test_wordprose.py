import io
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from kg.errors import BuildError
from kg.outputs.documents.prose import Block, Run, Writing
from kg.outputs.documents.word import Imprint
from kg.outputs.documents.wordprose import render_word
from kg.process import find_pandoc
from tests.outputs.documents.writings import LINK, WRITING

IMPRINT = Imprint(("Ann Example",), "en-GB")


def judge(content: bytes, folder: Path) -> str:
    """Return what the validator says of a document."""
    path = folder / "t.docx"
    path.write_bytes(content)
    command = [sys.executable, "-m", "openxml_audit", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en-GB", "he"])
def test_a_validator_finds_nothing(language: str, tmp_path: Path) -> None:
    """The document is Office Open XML to the letter, in either direction."""
    imprint = Imprint(("Ann Example",), language, right_to_left=language == "he")
    said = judge(render_word(WRITING, imprint), tmp_path)
    assert "Errors: 0" in said, said


def test_blocks_are_paragraphs_of_named_styles() -> None:
    """Words, looks and addresses are kept, and nothing else comes in."""
    document = Document(io.BytesIO(render_word(WRITING, IMPRINT)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles == [
        "Title", "Heading 1", "Bibliography", "List Bullet", "List Bullet", "Normal",
    ]  # fmt: skip
    entry = document.paragraphs[2]
    assert entry.text.startswith("A1 Øster, E. (2001). On #tea. H2O and x2, Able. https://")
    assert [run.text for run in entry.runs if run.italic] == ["On #tea"]
    assert [run.text for run in entry.runs if run.font.superscript] == ["2"]
    assert [link.address for link in entry.hyperlinks] == [LINK]
    assert entry.paragraph_format.keep_with_next
    assert document.core_properties.title == WRITING.title


def test_a_publisher_s_document_gives_the_looks() -> None:
    """Styles that it has are taken as they are; what it lacks is added; its text is not taken."""
    publisher = Document()
    publisher.styles["Title"].font.size = Pt(31)
    publisher.add_paragraph("Publisher’s own words")
    saved = io.BytesIO()
    publisher.save(saved)
    document = Document(io.BytesIO(render_word(WRITING, IMPRINT, saved.getvalue())))
    assert document.styles["Title"].font.size == Pt(31)
    assert "own words" not in "".join(paragraph.text for paragraph in document.paragraphs)
    with pytest.raises(BuildError, match="no Word document"):
        render_word(WRITING, IMPRINT, b"PK no document")


def test_items_have_a_mark_where_a_document_knows_no_bullets(tmp_path: Path) -> None:
    """Pandoc’s own reference document has no such style; faults that it has are all there are."""
    program = find_pandoc()
    assert program is not None
    words = [program, "--print-default-data-file", "reference.docx"]
    reference = subprocess.run(words, capture_output=True, check=True).stdout
    content = render_word(WRITING, IMPRINT, reference)
    document = Document(io.BytesIO(content))
    items = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name == "List Bullet"
    ]
    assert items == ["• [supports]: it *helps*.", "• a second line"]
    assert judge(content, tmp_path).splitlines()[-1] == judge(reference, tmp_path).splitlines()[-1]


def test_equal_writings_are_equal_bytes() -> None:
    """Neither the time nor an order of chance is in a document; what XML cannot hold goes."""
    assert render_word(WRITING, IMPRINT) == render_word(WRITING, IMPRINT)
    odd = Writing("T", "en", (Block("text", (Run("a\x0bb\x00c"),)),))
    document = Document(io.BytesIO(render_word(odd, IMPRINT)))
    assert document.paragraphs[1].text == "abc"
