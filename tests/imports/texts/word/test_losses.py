"""What a Word file shows and pandoc leaves out."""

import zipfile
from io import BytesIO

import pytest

from kg.imports.texts.word.losses import tell_lost

_NAMES = 'xmlns:w="urn:w" xmlns:mc="urn:mc" xmlns:v="urn:v" xmlns:a="urn:a"'


def _docx(body: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("word/document.xml", f"<w:document {_NAMES}>{body}</w:document>")
    return held.getvalue()


def _words(*paragraphs: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)


def _box(*paragraphs: str) -> str:
    inner = f"<w:txbxContent>{_words(*paragraphs)}</w:txbxContent>"
    return (
        f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback><v:textbox>{inner}</v:textbox></mc:Fallback></mc:AlternateContent>"
    )


def test_a_file_without_any_loses_nothing() -> None:
    """Paragraphs and tables come along."""
    table = f"<w:tbl><w:tr><w:tc>{_words('a')}</w:tc></w:tr></w:tbl>"
    assert tell_lost(_docx(_words("Tea") + table)) == []


def test_text_boxes_are_told_once_with_their_words() -> None:
    """A box that stands there in two forms is one; an empty one says nothing."""
    [told] = tell_lost(_docx(_box("Records found", "(n = 120)") + _box("Excluded") + _box("")))
    assert "text boxes (2)" in told
    assert "'Records found (n = 120)'" in told
    assert "flow.yaml" in told


def test_a_box_of_old_programs_alone_counts() -> None:
    """What only has the older form is a box, too."""
    inner = f"<w:txbxContent>{_words('Old')}</w:txbxContent>"
    [told] = tell_lost(_docx(f"<v:textbox>{inner}</v:textbox>"))
    assert "text boxes (1)" in told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<a:graphicData uri="http://example.org/chart"/>', "charts and diagrams of Word (1)"),
        ('<a:graphicData uri="http://example.org/diagram"/>', "charts and diagrams of Word (1)"),
        (
            "<w:tbl><w:tc><w:tbl><w:tc/></w:tbl></w:tc></w:tbl>",
            "tables in a cell of another table (1)",
        ),
    ],
)
def test_what_has_no_place_in_a_text_is_told(body: str, told: str) -> None:
    """Each kind is counted."""
    [line] = tell_lost(_docx(body))
    assert told in line
