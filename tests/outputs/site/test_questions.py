from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.outputs.addresses import Addresses, read_addresses
from kg.outputs.examples import ask_examples
from kg.outputs.site.questions import read_questions
from kg.resources import resource_folder
from kg.sources.folder.project import load_project

pytestmark = pytest.mark.slow


# Questions that look for gaps: that they find none in the real review is an answer, too.
FINDS_NO_GAP = {"concepts-that-nothing-uses"}


def test_every_example_has_an_answer_in_the_real_review(frost_store: Store, root: Path) -> None:
    """Each query in `queries/examples/`, asked with its defaults, has rows, or looks for a gap."""
    base = load_project(root).base
    questions = read_questions(ask_examples(frost_store, base), read_addresses(frost_store, base))
    examples = {path.stem for path in (resource_folder("queries") / "examples").glob("*.rq")}
    assert examples - {question["name"] for question in questions} == FINDS_NO_GAP
    assert all(len(row) == len(question["columns"]) for question in questions
               for row in question["rows"])  # fmt: skip


def test_questions_without_an_answer_are_left_out(tiny_store: Store, addresses: Addresses) -> None:
    """The tiny world has no levels of concepts, so nobody is offered them."""
    names = {
        question["name"]
        for question in read_questions(ask_examples(tiny_store, addresses.base), addresses)
    }
    assert "levels-of-concepts" not in names
    assert "sources-behind-a-tip" in names


def test_cells_lead_to_pages(tiny_store: Store, addresses: Addresses) -> None:
    """An IRI of the review in an answer is a link to its page."""
    cells = [
        cell
        for question in read_questions(ask_examples(tiny_store, addresses.base), addresses)
        for row in question["rows"]
        for cell in row
    ]
    assert any(cell["address"].endswith(".html") for cell in cells)


def test_each_question_has_a_page(tiny_store: Store, addresses: Addresses, tiny_site: Path) -> None:
    """The site has a page for each question that has an answer, and for no other."""
    questions = {
        question["name"]
        for question in read_questions(ask_examples(tiny_store, addresses.base), addresses)
    }
    assert {path.stem for path in (tiny_site / "questions").glob("*.html")} == questions
