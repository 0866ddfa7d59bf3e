"""The competency questions in `queries/examples/` and their answers on the real review.

Each answer stands in `expected/<question>.csv`, was read against the review's text (see
docs/questions.md) and changes only together with the data. `TIPTRACE_ACCEPT=1 pytest tests/queries`
writes the answers anew; look at the difference before you commit it.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.graph.iris import Iris
from kg.graph.queries import Parameter, Query, load_queries, run_query, term_text

ROOT = Path(__file__).resolve().parent.parent.parent
EXPECTED = Path(__file__).resolve().parent / "expected"
QUESTIONS = load_queries(ROOT / "queries" / "examples")
FROST = Iris("https://w3id.org/tiptrace/frost2005/")
AUDIENCES = {"practitioner", "researcher", "author"}
HOW_TO_ACCEPT = """
The answer to “{summary}” has changed.
If the data changed on purpose, read the new answer against the review, then write it down with
    TIPTRACE_ACCEPT=1 pytest tests/queries
and commit tests/queries/expected/{name}.csv together with the data. If you did not mean to change
it, mend the data or queries/examples/{name}.rq."""

each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())


@pytest.fixture(scope="module")
def shuffled_store(frost_store: Store) -> Store:
    """Return the dataset of the real review, filled in another order."""
    quads = sorted(frost_store, key=str)
    random.Random(7).shuffle(quads)
    other = Store()
    other.extend(quads)
    return other


def bindings_of(question: Query, iris: Iris) -> Mapping[str, NamedNode | Literal]:
    """Return the parameters of a question with their defaults, as terms."""
    return {item.name: term_of(item, iris) for item in question.parameters}


def term_of(parameter: Parameter, iris: Iris) -> NamedNode | Literal:
    """Return the default of a parameter as a term of its kind."""
    default = parameter.default or ""
    if parameter.kind == "path":
        return iris.of(default)
    return Literal(int(default) if parameter.kind == "integer" else default)


def answer_of(store: Store, question: Query, iris: Iris) -> str:
    """Return the answer to a question with its defaults, as CSV."""
    return csv_of(store, question, bindings_of(question, iris))


def csv_of(store: Store, question: Query, bindings: Mapping[str, NamedNode | Literal]) -> str:
    """Return the answer to a question as CSV."""
    results = run_query(store, question, bindings)
    assert isinstance(results, QuerySolutions), "a SELECT query is needed here"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(variable.value for variable in results.variables)
    writer.writerows(["" if term is None else term_text(term) for term in row] for row in results)
    return text.getvalue()


@each_question
def test_answer(question: Query, frost_store: Store) -> None:
    """The answer on the real review is the one that was read against the text."""
    answer = answer_of(frost_store, question, FROST)
    path = EXPECTED / f"{question.name}.csv"
    if os.environ.get("TIPTRACE_ACCEPT"):
        path.write_text(answer, encoding="utf-8")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    hint = HOW_TO_ACCEPT.format(summary=question.summary, name=question.name)
    assert answer.splitlines() == known.splitlines(), hint


@each_question
def test_head(question: Query) -> None:
    """The head asks a question, says who asks it, and files it."""
    assert question.summary.endswith("?")
    assert question.head.get("audience") in AUDIENCES
    assert question.head.get("tags")


@each_question
def test_columns(question: Query) -> None:
    """The columns are named one by one, and each parameter is among them and has a default."""
    head = question.body[question.body.index("SELECT") : question.body.index("WHERE")]
    assert "*" not in head
    for parameter in question.parameters:
        assert f"?{parameter.name} " in head
        assert parameter.default is not None


@each_question
def test_order(question: Query, frost_store: Store, shuffled_store: Store) -> None:
    """The order of the rows is total: a dataset filled in another order answers alike."""
    answer = answer_of(shuffled_store, question, FROST)
    assert answer == answer_of(frost_store, question, FROST)


@each_question
def test_no_review_inside(question: Query, tiny_store: Store, tiny_iris: Iris) -> None:
    """The question knows no review: no data IRI stands in it, and another review can be asked."""
    assert "frost" not in question.body.casefold()
    assert not re.search(r"\b[A-D]\d+\b|w3id\.org/tiptrace/(?!ontology#)", question.body)
    answer_of(tiny_store, question, tiny_iris)


def test_every_answer_has_a_question() -> None:
    """No answer outlives its question."""
    assert {path.stem for path in EXPECTED.glob("*.csv")} == set(QUESTIONS)


def test_the_page_says_how_many_rows_each_answer_has() -> None:
    """docs/questions.md names every question once, with the number of rows of its answer."""
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| \[([\w-]+)\]\(\S+\) \| (\d+) \|", page, re.MULTILINE)
    rows = {
        path.stem: len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))) - 1
        for path in EXPECTED.glob("*.csv")
    }
    assert sorted(told) == sorted((name, str(number)) for name, number in rows.items())


def test_enough_questions_for_everyone() -> None:
    """Practitioners, researchers and authors each have at least eight questions, thirty in all."""
    asked = [question.head["audience"] for question in QUESTIONS.values()]
    assert len(asked) >= 30
    assert all(asked.count(audience) >= 8 for audience in AUDIENCES)
