import io
from collections.abc import Callable

from docx import Document

from kg.assembly import assemble_project
from kg.outputs.tables import load_table_set, render_tables
from kg.outputs.tables.words import find_table_messages
from kg.sources.project import Project
from kg.timings import Timings

Edit = Callable[[str, str, str], Project]


def test_what_tables_say_is_to_be_translated() -> None:
    """Captions and columns of our queries are in the catalogue; what is not shown is not."""
    assert {"Summary of findings", "judgement"} <= find_table_messages()
    assert "row" not in find_table_messages()


def test_the_tables_of_a_review_speak_its_language(edit: Edit) -> None:
    """The label of captions and the columns that the review does not print are in Welsh."""
    project = edit("data/review.yaml", "publisher: Kettle", "publisher: Kettle\nlanguage: cy")
    assembly = assemble_project(project, Timings())
    assert assembly.store is not None
    whole = load_table_set(assembly.store)
    files = render_tables(whole, ["docx", "tex"])
    document = Document(io.BytesIO(files["references-alphabetical.docx"]))
    assert document.paragraphs[0].text.startswith("Tabl ")
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Cyfeiriad", "Cod"]
    assert rb"\renewcommand{\tablename}{Tabl}" in files["references-alphabetical.document.tex"]
