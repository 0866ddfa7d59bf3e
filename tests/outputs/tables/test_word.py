"""Word documents are read back with another program's eyes: openxml-audit and python-docx."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from pyoxigraph import Store

from kg.errors import BuildError
from kg.outputs.documents.measure import width_of
from kg.outputs.documents.word import Imprint
from kg.outputs.tables import load_table_set, render_tables
from kg.outputs.tables.table import Remark, Table
from kg.outputs.tables.word import render_word

IMPRINT = Imprint(("Ann Example",), "en-GB")
TABLE = Table(
    "t",
    "What was found",
    ("group", "text"),
    (("one", "first"), ("one", "second\nline"), ("two", "<third> & \x0b")),
    merged=(0,),
    notes=("* see there",),
)
MARKED = replace(
    TABLE,
    name="what-a-group-of-people-found-in-a-year",
    remarks=(Remark(0, 1, "first"), Remark(2, 0, "second"), Remark(0, 1, "third")),
)
NESTED = Table(
    "n",
    "In each other",
    ("a", "b", "c"),
    (("q", "x", "1"), ("q", "x", "2"), ("q", "y", "3"), ("r", "y", "4")),
    merged=(0, 1),
)
WIDE = Table("w", "Wide", tuple("abcdefghij"), (("some words in each of the cells here",) * 10,))

FULL = Table(
    "full",
    "As full as a summary of findings can be",
    (
        "Question", "Outcome", "Studies", "Arms", "Follow-up", "Measure", "Effect", "Unit",
        "Risk with the comparator", "Risk with the intervention", "Difference", "Weight",
        "Heterogeneity", "Certainty", "Notes", "In the text",
    ),
    ((
        "Does tea calm?", "Hospitalisation", "together: 6 studies", "tea: 18 of 60", "12 weeks",
        "standardised mean difference", "-0.80 (95% CI -1.00 to -0.60)", "minutes", "120 per 1000",
        "96 per 1000", "24 fewer per 1000", "38.5%", "I² 18.0%", "Moderate (GRADE)",
        "after correction", "characters 12345 to 12400",
    ),),
)  # fmt: skip


def xml_of(content: bytes) -> str:
    """Return the main part of a document."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def judge(path: Path) -> str:
    """Return what the validator says of a document."""
    command = [sys.executable, "-m", "openxml_audit", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en-GB", "he"])
@pytest.mark.parametrize(
    "table",
    [TABLE, WIDE, MARKED, NESTED, FULL],
    ids=["upright", "wide", "marked", "nested", "full"],
)
def test_a_validator_finds_nothing(table: Table, language: str, tmp_path: Path) -> None:
    """The document is Office Open XML to the letter, with merges, notes and either direction."""
    path = tmp_path / "t.docx"
    imprint = Imprint(("Ann Example",), language, right_to_left=language == "he")
    path.write_bytes(render_word(table, imprint))
    assert "Errors: 0" in judge(path), judge(path)


def test_every_cell_is_kept() -> None:
    """What Word reads is the table: a merged cell says its text once for all its rows."""
    document = Document(io.BytesIO(render_word(TABLE, IMPRINT)))
    [table] = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["group", "text"],
        ["one", "first"],
        ["one", "second\nline"],
        ["two", "<third> & "],
    ]
    assert [paragraph.text for paragraph in document.paragraphs][-1] == "* see there"


def test_a_number_keeps_its_sign() -> None:
    """A line may be broken behind a hyphen, and not behind the minus of a number."""
    cells = ("-8.30 (-12, -4.6)", "2-3 of follow-up, A-9")
    content = render_word(Table("t", "t", ("effect", "n"), (cells,)), IMPRINT)
    assert xml_of(content).count("<w:noBreakHyphen/>") == 3
    assert (
        tuple(cell.text for cell in Document(io.BytesIO(content)).tables[0].rows[1].cells) == cells
    )


def test_heads_are_repeated_and_marked() -> None:
    """The first row is a row of heads, on each page; equal cells below each other are one."""
    xml = xml_of(render_word(TABLE, IMPRINT))
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count('<w:vMerge w:val="restart"/>') == 1
    assert xml.count('<w:vMerge w:val="continue"/>') == 1


def test_a_cell_of_the_second_column_ends_with_that_of_the_first() -> None:
    """The same words in two groups are two cells."""
    [table] = Document(io.BytesIO(render_word(NESTED, IMPRINT))).tables
    cells = [[table.cell(row, column)._tc for row in range(1, 5)] for column in range(2)]
    assert [len(set(column)) for column in cells] == [2, 3]
    assert cells[1][0] is cells[1][1]


def test_a_mark_at_a_cell_leads_to_its_note() -> None:
    """Remarks are notes of the table: small high letters, each a link to the note below."""
    content = render_word(MARKED, IMPRINT)
    document = Document(io.BytesIO(content))
    assert document.tables[0].cell(1, 1).text == "firsta,b"
    notes = [paragraph.text for paragraph in document.paragraphs][-3:]
    assert notes == ["a first", "b third", "c second"]
    xml = xml_of(content)
    targets = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', xml)
    assert re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml) == targets
    assert len(set(targets)) == 3
    assert max(map(len, targets)) <= 40
    assert xml.count('<w:vertAlign w:val="superscript"/>') == 7
    assert "footnote" not in xml


def test_the_caption_counts_by_itself() -> None:
    """Its number is a field of Word's, in Word's style for captions."""
    content = render_word(TABLE, IMPRINT)
    first = Document(io.BytesIO(content)).paragraphs[0]
    assert first.style is not None
    assert first.style.name == "Caption"
    assert "SEQ Table" in xml_of(content)
    assert first.text.endswith(". What was found")


@pytest.mark.parametrize(("printed", "counted"), [("2", True), ("S1", False)])
def test_a_number_in_print_stands_once(printed: str, counted: bool) -> None:
    """The caption says the number that the review prints; what Word cannot count is plain text."""
    content = render_word(replace(TABLE, caption=f"Table {printed}. What was found"), IMPRINT)
    caption = Document(io.BytesIO(content)).paragraphs[0]._p.xml
    assert f">{printed}</w:t>" in caption
    assert caption.count("Table ") == 1 + counted
    assert (rf" SEQ Table \* ARABIC \r {printed} " in caption) == counted


def test_a_wide_table_lies_on_its_side() -> None:
    """Many columns turn the page; the columns fill the text's width exactly."""
    upright = Document(io.BytesIO(render_word(TABLE, IMPRINT))).sections[0]
    wide = Document(io.BytesIO(render_word(WIDE, IMPRINT)))
    assert upright.orientation == WD_ORIENT.PORTRAIT
    page = wide.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert (page.page_width, page.left_margin, page.right_margin) != (None, None, None)
    text = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    columns = [column.width or 0 for column in wide.tables[0].columns]
    assert sum(columns) == pytest.approx(text, abs=Pt(1))


def test_title_author_and_language_are_set() -> None:
    """The document says what it is, who wrote it, and in which language; not when it was made."""
    content = render_word(TABLE, IMPRINT)
    properties = Document(io.BytesIO(content)).core_properties
    found = (properties.title, properties.author, properties.language)
    assert found == ("What was found", "Ann Example", "en-GB")
    assert properties.created is None
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert 'w:lang w:val="en-GB"' in package.read("word/styles.xml").decode()
        assert {part.date_time[0] for part in package.infolist()} == {1980}


def test_equal_tables_make_equal_bytes() -> None:
    """Nothing in the file tells when it was made."""
    assert render_word(TABLE, IMPRINT) == render_word(TABLE, IMPRINT)


def reference() -> bytes:
    """Return the document of a publisher: small pages, a style, a head, and words to leave out."""
    document = Document()
    document.add_paragraph("Replace this text.")
    document.styles["Caption"].font.size = Pt(31)
    document.sections[0].page_width = Pt(400)
    document.sections[0].header.paragraphs[0].text = "The Publisher"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_reference_document_gives_the_looks() -> None:
    """Styles, page and head are the publisher's, the content is ours alone."""
    document = Document(io.BytesIO(render_word(TABLE, IMPRINT, reference())))
    assert document.styles["Caption"].font.size == Pt(31)
    assert document.sections[0].page_width == Pt(400)
    assert document.sections[0].header.paragraphs[0].text == "The Publisher"
    assert "Replace" not in "".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_word_file_is_told(content: bytes) -> None:
    """A reference that is none ends with a message."""
    with pytest.raises(BuildError, match="the reference document is no Word document"):
        render_word(TABLE, IMPRINT, content)


def test_what_hides_under_the_name_of_a_document_is_told() -> None:
    """A document with macros, renamed, is told how it becomes one; nothing of Python is shown."""
    renamed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(reference())) as old,
        zipfile.ZipFile(renamed, "w") as new,
    ):
        for name in old.namelist():
            plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            macros = b"vnd.ms-word.document.macroEnabled.main+xml"
            new.writestr(name, old.read(name).replace(plain, macros))
    with pytest.raises(BuildError, match=r"one with macros; .* save it as \.docx$"):
        render_word(TABLE, IMPRINT, renamed.getvalue())


def test_all_tables_of_a_review_become_documents(tiny_store: Store) -> None:
    """Each table has its document, and names the authors of the review."""
    whole = load_table_set(tiny_store)
    files = render_tables(whole, ["docx"])
    assert set(files) == {f"{table.name}.docx" for table in whole.tables}
    author = Document(io.BytesIO(files["appendix-1.docx"])).core_properties.author
    assert author
    assert author == "; ".join(whole.authors)


def test_a_short_word_is_not_broken() -> None:
    """Beside long columns a short heading keeps its room, on pages of A4."""
    long = "a sentence that goes on for a good while and then some more " * 9
    table = Table("t", "A table", ("source", "a", "b", "c"), (("A1", long, long, long),))
    document = Document(io.BytesIO(render_word(table, IMPRINT)))
    assert document.sections[0].page_width == pytest.approx(Mm(297), abs=Pt(1))
    margins = Pt(11.5)
    assert (document.tables[0].columns[0].width or 0) - margins >= Pt(5 * len("source"))


@pytest.mark.parametrize("is_of_publisher", [False, True])
def test_words_of_a_very_wide_table_are_whole(is_of_publisher: bool) -> None:
    """It has a smaller type, less beside its text, and margins that only we make narrower."""
    reference = None
    if is_of_publisher:
        given = io.BytesIO()
        house = Document()
        house.sections[0].left_margin = house.sections[0].right_margin = Mm(20)
        house.save(given)
        reference = given.getvalue()
    document = Document(io.BytesIO(render_word(FULL, IMPRINT, reference)))
    section, style = document.sections[0], document.styles["Table Text"]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.left_margin < Mm(15.1)) is not is_of_publisher
    size = style.font.size
    assert Pt(6) <= size < Pt(9)
    letter = size.pt / 9 * 5  # in points, as broad as letters are
    for column, cells in zip(
        document.tables[0].columns, document.tables[0].rows[1].cells, strict=True
    ):
        for word in cells.text.split():
            assert width_of(word) * letter + 4 <= column.width.pt + 0.1


def test_a_table_that_has_room_keeps_its_type() -> None:
    """Margins, type and cells are Word's where no word would be broken."""
    content = render_word(WIDE, IMPRINT)
    document = Document(io.BytesIO(content))
    assert document.sections[0].left_margin > Mm(24.9)
    assert document.styles["Table Text"].font.size == Pt(9)
    assert "tblCellMar" not in xml_of(content)
