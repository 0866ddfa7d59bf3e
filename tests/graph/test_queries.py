from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from kg.errors import QueryError
from kg.graph.queries import load_queries, read_query, run_query, select_rows
from kg.resources import resource_folder

HEAD = "#+ summary: What is there?\n"
BODY = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s\n"


def write(folder: Path, text: str, name: str = "q.rq") -> Path:
    """Write a query file and return its path."""
    path = folder / "pages" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_the_head_is_read(tmp_path: Path) -> None:
    """Summary and parameters stand in the head; the body is what remains."""
    text = f"{HEAD}#+ parameter: tip path tips/1\n#+ tags: a, b\n{BODY}"
    query, problems = read_query(write(tmp_path, text))
    assert problems == []
    assert query is not None
    assert query.summary == "What is there?"
    assert [(one.name, one.kind, one.default) for one in query.parameters] == [
        ("tip", "path", "tips/1")
    ]
    assert query.body == BODY


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(BODY, 1, id="no-summary"),
        pytest.param(f"{HEAD}#+ colour: red\n{BODY}", 2, id="unknown-key"),
        pytest.param(f"{HEAD}#+ nonsense\n{BODY}", 2, id="no-colon"),
        pytest.param(f"{HEAD}#+ parameter: tip\n{BODY}", 2, id="parameter-without-kind"),
    ],
)
def test_a_faulty_head_is_a_problem_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    """A stranger in the head is an error, never passed over."""
    query, [problem] = read_query(write(tmp_path, text))
    assert query is None
    assert (problem.location.path, problem.location.line) == ("queries/pages/q.rq", line)


def test_values_are_terms_not_text(tiny_store: Store) -> None:
    """A value with quotes and braces finds nothing and breaks nothing."""
    query = "SELECT ?tip ?n WHERE { ?tip <https://w3id.org/tiptrace/ontology#number> ?n }"
    tip = NamedNode("https://example.org/tea/tips/2")
    assert select_rows(tiny_store, query, {"tip": tip}) == [{"tip": tip.value, "n": "2"}]


def test_a_syntax_error_is_ours() -> None:
    """A query that cannot be parsed is a QueryError, not a SyntaxError of Python."""
    with pytest.raises(QueryError):
        run_query(Store(), "SELECT nothing")


@pytest.mark.parametrize(
    "role", ["rules", "checks", "tables", "pages", "examples", "trace", "assistants"]
)
def test_every_query_of_the_engine_reads_and_runs(role: str, tiny_store: Store) -> None:
    """Each file of queries/ has a good head and runs on the tiny world."""
    queries = load_queries(resource_folder("queries") / role)
    assert queries
    for query in queries.values():
        run_query(tiny_store, query)


@pytest.mark.parametrize("role", ["checks", "tables", "pages", "examples", "trace", "assistants"])
def test_every_select_names_its_columns_and_its_order(role: str) -> None:
    """No `SELECT *`, and a total order, so that two builds are the same."""
    for query in load_queries(resource_folder("queries") / role).values():
        body = " ".join(query.body.split()).upper()
        if "SELECT" in body and not body.rstrip().endswith("ASK"):
            assert "SELECT *" not in body, query.name
            assert "ORDER BY" in body or "LIMIT 1" in body or "COUNT(" in body, query.name
