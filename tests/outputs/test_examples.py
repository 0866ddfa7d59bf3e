from pyoxigraph import NamedNode, Store

from kg.graph.iris import Iris
from kg.graph.queries import load_queries
from kg.outputs.examples import StandIns, ask_examples, default_terms
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
