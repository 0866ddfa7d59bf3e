from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import BuildError, QueryError
from kg.outputs.tables import load_all_tables
from kg.outputs.tables.selection import load_table_queries

TIPS = """#+ summary: Which tips are there?
#+ caption: The tips
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?number ?tip
WHERE { ?any a tt:Tip ; tt:number ?number ; tt:shortTitle ?tip }
ORDER BY ?number
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Write a query of a project, and return the project's folder."""
    place = folder / "queries" / "tables"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.rq").write_text(text, encoding="utf-8")
    return folder


def test_a_project_brings_its_own_tables(tiny_store: Store, tmp_path: Path) -> None:
    """A query below queries/tables makes a table more, of its name and caption."""
    tables = load_all_tables(tiny_store, write(tmp_path, "tips", TIPS))
    [own] = [table for table in tables if table.name == "tips"]
    assert (own.caption, own.heads) == ("The tips", ("Number", "Tip"))
    assert own.rows
    assert len(tables) == len(load_all_tables(tiny_store)) + 1


def test_a_query_of_ours_gives_way(tmp_path: Path) -> None:
    """A project's query takes the place of ours of the same name."""
    names = [query.name for query in load_table_queries("tables")]
    queries = load_table_queries("tables", write(tmp_path, "findings", TIPS))
    assert [query.name for query in queries] == names
    assert "Which tips are there?" in {query.summary for query in queries}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("#+ summary: x\nSELECT ?a { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "SERVICE asks"),
        ("#+ summary: x\nSELECT ?a { sErViCe SILENT <http://x/> {} }", "SERVICE asks"),
        ("#+ summary: x\nASK {}", "a SELECT query is needed"),
        ("#+ summary: x\n#+ merge: b\nSELECT ?a { ?a ?p ?o }", "names no column"),
        ("#+ summary: x\nSELECT ?a { ?a ?p ?o . ?b ?q ?r }", "more than 100,000 rows"),
    ],
)
def test_what_makes_no_table_is_told(
    text: str, fault: str, tiny_store: Store, tmp_path: Path
) -> None:
    """A query that asks elsewhere, is of another form or never ends is named in one line."""
    with pytest.raises(BuildError, match=rf"queries/tables/bad\.rq: .*{fault}") as caught:
        load_all_tables(tiny_store, write(tmp_path, "bad", text))
    assert "\n" not in str(caught.value)


def test_the_word_alone_is_no_fault(tmp_path: Path) -> None:
    """A text, a name or a comment may say service."""
    text = "#+ summary: x\n# SERVICE\nPREFIX service: <http://x/SERVICE#>\n"
    text += 'SELECT ?service { ?service service:a "the SERVICE", <http://x/ SERVICE> }'
    assert load_table_queries("tables", write(tmp_path, "x", text.replace("/ S", "/S")))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"SELECT ?x { ?x ?y ?z }"])
def test_a_file_that_is_no_query_is_told(content: bytes, tmp_path: Path) -> None:
    """What cannot be read, or has no head, is named with its place."""
    write(tmp_path, "bad", "")
    (tmp_path / "queries" / "tables" / "bad.rq").write_bytes(content)
    with pytest.raises(QueryError, match=r"queries/tables/bad\.rq:1:1: QRY001"):
        load_table_queries("tables", tmp_path)
