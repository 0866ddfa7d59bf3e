from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from kg.outputs.site.addresses import Addresses
from kg.outputs.site.questions import read_questions
from kg.resources import resource_folder


def test_every_example_is_a_question_with_an_answer(
    tiny_store: Store, addresses: Addresses
) -> None:
    """Each query in `queries/examples/` is asked, with its defaults where it has parameters."""
    questions = read_questions(tiny_store, addresses)
    examples = list((resource_folder("queries") / "examples").glob("*.rq"))
    assert len(questions) == len(examples)
    assert all(len(row) == len(question["columns"]) for question in questions
               for row in question["rows"])  # fmt: skip


def test_cells_lead_to_pages(tiny_store: Store, addresses: Addresses) -> None:
    """An IRI of the review in an answer is a link to its page."""
    cells = [
        cell
        for question in read_questions(tiny_store, addresses)
        for row in question["rows"]
        for cell in row
    ]
    assert any(cell["address"].endswith(".html") for cell in cells)


def test_each_question_has_a_page(tiny_site: Path) -> None:
    """The site has a page for each question."""
    examples = {path.stem for path in (resource_folder("queries") / "examples").glob("*.rq")}
    pages = {path.stem for path in (tiny_site / "questions").glob("*.html")} - {"index"}
    assert pages == examples
