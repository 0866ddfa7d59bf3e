import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.assembly import assemble_project
from kg.catalogues import ENGLISH, voice_of
from kg.errors import BuildError
from kg.graph.queries import Query, load_queries
from kg.outputs.tables import load_table_set, render_tables
from kg.outputs.tables.printed import load_tables
from kg.outputs.tables.words import find_table_messages, say_words, words_of
from kg.resources import resource_folder
from kg.sources.folder.project import Project
from kg.timings import Timings

Edit = Callable[[str, str, str], Project]


def test_what_tables_say_is_to_be_translated() -> None:
    """Captions and columns of our queries are in the catalogue; what is not shown is not."""
    assert {"Summary of findings", "judgement", "not anchored"} <= find_table_messages()
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


QUERIES = [
    query
    for role in ("tables", "derived")
    for query in load_queries(resource_folder("queries") / role).values()
]
LANGUAGE = NamedNode("http://purl.org/dc/terms/language")
REVIEW = NamedNode("https://w3id.org/tiptrace/ontology#Review")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
# What a query fills in by its name, and the pattern of it.
_GAP = re.compile(r"%(?:\\\\)?\(\w+(?:\\\\)?\)s")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_table_says_no_word_that_cannot_be_translated(query: Query) -> None:
    """All that a query says by itself is named in its head, and in English it says just that."""
    assert say_words(query, ENGLISH) == query
    strings = [one for one in _STRING.findall(query.body) if not one.startswith("/")]
    read = {one for one in strings if re.search("[a-z]{2}", _GAP.sub("", one))}
    assert read <= {*words_of(query)}


def test_the_cells_of_a_table_speak_the_language_of_the_review(trials_store: Store) -> None:
    """What a query says of a place and of what is taken together is in Welsh, and is filled in."""
    store = Store()
    store.extend(trials_store)
    [review] = {quad.subject for quad in store.quads_for_pattern(None, TYPE, REVIEW)}
    for quad in [*store.quads_for_pattern(review, LANGUAGE, None)]:
        store.remove(quad)
        store.add(Quad(review, LANGUAGE, Literal("cy"), quad.graph_name))
    tables = {table.name: table for table in load_tables(store)}
    cells = {cell for row in tables["characteristics-of-studies"].rows for cell in row}
    assert {"nodau 799 i 870", "heb ei angori"} <= cells
    findings = {cell for row in tables["summary-of-findings"].rows for cell in row}
    assert {"gyda’i gilydd: Able 2010, Baker 2012", "pob astudiaeth"} <= findings
    assert not [cell for table in tables.values() for row in table.rows for cell in row
                if "%(" in cell]  # fmt: skip


def test_words_that_a_query_does_not_have_are_told() -> None:
    """A head that names words by another spelling would leave them in English."""
    query = replace(QUERIES[0], head={**QUERIES[0].head, "says": "nobody says this"})
    with pytest.raises(BuildError, match="no such string; mend one of them"):
        say_words(query, voice_of("cy"))
