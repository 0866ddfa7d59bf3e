from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from kg.errors import BuildError, QueryError
from kg.graph.iris import Iris
from kg.graph.queries import load_queries
from kg.outputs.examples import StandIns, ask_examples, default_terms, load_examples
from kg.resources import resource_folder


def test_a_default_that_is_not_there_gives_way_to_one_that_is(
    tiny_store: Store, tiny_iris: Iris
) -> None:
    """The tiny world has no tip 9, so a question about a tip is asked of its first one."""
    query = load_queries(resource_folder("queries") / "examples")["putting-a-tip-to-work"]
    assert query.parameters[0].default == "tips/9"
    terms = default_terms(StandIns(tiny_store), query, tiny_iris.base)
    assert terms == {"tip": NamedNode("https://example.org/tea/tips/1")}


def test_only_answered_questions_are_kept(tiny_store: Store, tiny_iris: Iris) -> None:
    """Every example that is returned has rows, and a term for each column."""
    examples = ask_examples(tiny_store, tiny_iris.base)
    assert examples
    assert all(len(row) == len(one.columns) for one in examples for row in one.rows)
    assert "levels-of-concepts" not in {one.query.name for one in examples}


OWN = """#+ summary: Which tips are there?
#+ number: 1
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?tip WHERE { ?tip a tt:Tip } ORDER BY ?tip
"""


def test_a_project_asks_questions_of_its_own(
    tmp_path: Path, tiny_store: Store, tiny_iris: Iris
) -> None:
    """They stand among ours by their numbers, and take our place where the name is the same."""
    folder = tmp_path / "queries" / "examples"
    folder.mkdir(parents=True)
    (folder / "our-tips.rq").write_text(OWN, encoding="utf-8")
    (folder / "never-pointed-to.rq").write_text(OWN, encoding="utf-8")
    found = {one.query.name: one for one in ask_examples(tiny_store, tiny_iris.base, tmp_path)}
    assert [len(found[name].rows) for name in ("our-tips", "never-pointed-to")] == [2, 2]
    assert {one.name for one in load_examples(tmp_path)} > {one.name for one in load_examples()}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("SELECT ?tip WHERE { ?tip a ?kind }", QueryError, id="no-summary"),
        pytest.param(
            "#+ summary: Who?\nSELECT ?s WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
            BuildError,
            id="another-server",
        ),
    ],
)
def test_a_question_that_cannot_stand_is_named(
    tmp_path: Path, text: str, error: type[Exception]
) -> None:
    """A project is never without the question it asked for, and never asks abroad."""
    folder = tmp_path / "queries" / "examples"
    folder.mkdir(parents=True)
    (folder / "who.rq").write_text(text, encoding="utf-8")
    with pytest.raises(error, match=r"queries/examples/who\.rq"):
        load_examples(tmp_path)
