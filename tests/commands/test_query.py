import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store
from rich.console import Console

from kg.commands.trace import tree_of
from kg.graph.queries import load_queries, select_rows
from kg.sources.folder.project import Project

Run = Callable[..., object]
BASE = "https://example.org/tea/"
QUERY = "SELECT ?n WHERE { ?tip tt:number ?n } ORDER BY ?n"


def test_prefixes_are_given_where_none_are(kg: Run, built: Project) -> None:
    """A short query needs no PREFIX lines."""
    assert kg("query", QUERY, "-C", built.folder).stdout.split() == ["n", "1", "2"]


def test_columns_come_as_the_query_names_them(kg: Run, built: Project) -> None:
    """The engine would sort them by name."""
    query = "SELECT * { ?tip tt:number ?n ; tt:inSection ?at }"
    text = kg("query", query, "--format", "csv", "-C", built.folder).stdout
    assert text.splitlines()[0] == "tip,n,at"


@pytest.mark.parametrize("form", ["csv", "json", "tsv", "xml"])
def test_every_table_format_is_offered(kg: Run, built: Project, form: str) -> None:
    """The result comes in the format asked for."""
    text = kg("query", QUERY, "--format", form, "-C", built.folder).stdout
    if form == "csv":
        assert list(csv.reader(io.StringIO(text))) == [["n"], ["1"], ["2"]]
    elif form == "json":
        assert len(json.loads(text)["results"]["bindings"]) == 2
    else:
        assert "1" in text
        assert "2" in text


def test_a_query_may_come_from_standard_input(kg: Run, built: Project) -> None:
    """`-` reads the query from standard input."""
    assert kg("query", "-", "-C", built.folder, stdin=QUERY).stdout.split() == ["n", "1", "2"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("SELECT ?x WHERE {", 1, id="syntax-error"),
        pytest.param("no-such-name", 2, id="no-query"),
        pytest.param("INSERT DATA { tt:a tt:b tt:c }", 2, id="update"),
    ],
)
def test_a_bad_query_is_refused_in_words(kg: Run, built: Project, query: str, status: int) -> None:
    """No traceback, a message, a status."""
    done = kg("query", query, "-C", built.folder)
    assert done.returncode == status
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_mistyped_is_told_the_nearest(kg: Run, built: Project) -> None:
    """Wrong usage, and the name of a question that is spelt most like it."""
    done = kg("query", "tips-on-policy-alon", "-C", built.folder)
    assert done.returncode == 2
    assert "tips-on-policy-alone" in done.stderr


def test_a_class_that_nothing_is_is_told_beside_the_answer(kg: Run, built: Project) -> None:
    """The answer stays what it is; standard error says why it may be empty."""
    done = kg("query", "SELECT ?x WHERE { ?x a tt:Judgement }", "-C", built.folder)
    assert (done.returncode, done.stdout.split()) == (0, ["x"])
    assert done.stderr == "warning: tt:Judgement is optional, and nothing in these data is one\n"


def test_a_question_with_a_name_tells_of_what_is_absent_beside_an_empty_answer_alone(
    kg: Run, built: Project
) -> None:
    """It asks on purpose for what a review may lack; a query that somebody wrote may not."""
    folder = ("-C", built.folder)
    done = kg("query", "evidence-on-both-sides", *folder)
    assert len(done.stdout.splitlines()) > 1
    assert "warning" not in done.stderr
    done = kg("query", "the-authors-own-voice", *folder)
    assert len(done.stdout.splitlines()) == 1
    assert "warning: tt:AuthorView is optional" in done.stderr
    done = kg("query", "SELECT ?x WHERE { ?x a tt:Tip OPTIONAL { ?x a tt:Judgement } }", *folder)
    assert len(done.stdout.splitlines()) > 1
    assert "tt:Judgement is optional" in done.stderr


def test_an_empty_answer_says_which_text_is_not_there(kg: Run, built: Project) -> None:
    """Standard error names what stands near; an answer that has rows is left alone."""
    folder = ("-C", built.folder)
    done = kg("query", 'SELECT ?x WHERE { ?x tt:stance "supports" }', *folder)
    assert (done.returncode, done.stdout.split()) == (0, ["x"])
    assert done.stderr == (
        "hint: nothing was found: tt:stance leads to records, and not to texts; "
        "ask for a label of theirs\n"
    )
    either = 'SELECT ?x WHERE { { ?x tt:stance "supports" } UNION { ?x tt:number 1 } }'
    assert kg("query", either, *folder).stderr == ""


def test_an_example_is_asked_about_its_default_or_what_is_given(kg: Run, built: Project) -> None:
    """Standard error says what it was asked about; every variable is filled."""
    folder = ("--format", "csv", "-C", built.folder)
    plain = kg("query", "sources-behind-a-tip", *folder)
    assert plain.stderr.startswith("asked with tip=tips/1;")
    other = kg("query", "sources-behind-a-tip", "--param", "tip=tips/2", *folder)
    assert other.stderr.startswith("asked with tip=tips/2;")
    asked = {row["tip"] for row in csv.DictReader(io.StringIO(other.stdout))}
    assert all(tip.endswith("/tips/2") for tip in asked)
    assert plain.stdout != other.stdout


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param("tip=tips/99", "there is no 'tips/99' here", id="no-such-record"),
        pytest.param("tipp=tips/1", "its parameters are tip", id="no-such-parameter"),
        pytest.param("tip", "write NAME=VALUE", id="no-value"),
    ],
)
def test_a_wrong_parameter_is_wrong_usage(
    kg: Run, built: Project, given: str, message: str
) -> None:
    """Nothing is asked; the message says what could be."""
    done = kg("query", "sources-behind-a-tip", "--param", given, "-C", built.folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_without_a_build_the_message_says_so(kg: Run, tiny_project: Project) -> None:
    """A query needs a build; the message names the command."""
    done = kg("query", QUERY, "-C", tiny_project.folder)
    assert done.returncode == 2
    assert "kg build" in done.stderr


def test_trace_prints_the_tree(kg: Run, built: Project) -> None:
    """From the tip through implication and row to each source."""
    text = kg("trace", "1", "-C", built.folder).stdout
    for part in ("Tip 1: Share a pot", "share the pot", "row 1", "A1", "B1", "Primary research: 2"):
        assert part in text


def test_trace_of_a_tip_that_no_row_leads_to(root: Path) -> None:
    """A tip stands for itself where the review has no findings table."""
    store = Store()
    store.update(
        f"""PREFIX tt: <https://w3id.org/tiptrace/ontology#> INSERT DATA {{
      <{BASE}tips/3> a tt:Tip ; tt:number 3 ; tt:shortTitle "Wash it" ; tt:statement "Wash." ;
        tt:inSection <{BASE}sections/x> . <{BASE}sections/x> tt:heading "Tips" }}"""
    )
    tip = {"tip": NamedNode(f"{BASE}tips/3")}
    queries = load_queries(root / "queries" / "trace")

    def traced() -> str:
        rows, claims = (select_rows(store, queries[name], tip) for name in ("tip", "claims"))
        console = Console(width=110, record=True, file=io.StringIO())
        console.print(tree_of(rows, claims))
        return console.export_text()

    assert "Tip 3: Wash it" in traced()
    assert "no row of a findings table leads to it, and no claim bears on it" in traced()
    store.update(
        f"""PREFIX tt: <https://w3id.org/tiptrace/ontology#>
    PREFIX dcterms: <http://purl.org/dc/terms/> INSERT DATA {{
      <{BASE}sections/x> tt:order 1 . <{BASE}tips/3> tt:backedByClaim <{BASE}claims/b> .
      <{BASE}claims/a> tt:bearsOn <{BASE}tips/3> ; tt:statement "Pots stain." ; tt:order 1 ;
        tt:inSection <{BASE}sections/x> ; tt:isUnsourced true .
      <{BASE}claims/b> tt:bearsOn <{BASE}tips/3> ; tt:statement "Soap cleans." ; tt:order 2 ;
        tt:inSection <{BASE}sections/x> .
      <{BASE}lines/1> tt:forClaim <{BASE}claims/b> ; tt:stance tt:qualifies ; tt:order 1 ;
        tt:fromSource <{BASE}sources/A1> .
      <{BASE}sources/A1> tt:code "A1" ; dcterms:bibliographicCitation "Able (2001) Soap" }}"""
    )
    lines = [line.strip("│├└─ ") for line in traced().splitlines()]
    assert lines[-7:] == [
        "no row of a findings table leads to it",
        "claims that speak for it", "Soap cleans.", "qualifies: A1  Able (2001) Soap",
        "other claims that bear on it", "Pots stain.", "no source given",
    ]  # fmt: skip


def test_trace_of_a_tip_that_is_not_there(kg: Run, built: Project) -> None:
    """An unknown number is wrong usage."""
    done = kg("trace", "99", "-C", built.folder)
    assert (done.returncode, done.stderr) == (2, "there is no tip 99 in this review\n")


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        pytest.param(b"\xef\xbb\xbf" + QUERY.encode(), 0, "", id="byte-order-mark"),
        pytest.param(QUERY.encode("utf-16"), 1, "UTF-16", id="utf-16"),
        pytest.param(QUERY.encode() + b"\xe9", 1, "not UTF-8", id="latin-1"),
        pytest.param(QUERY.encode() + b"\n=======\n", 1, "merge", id="merge-markers"),
        pytest.param(b"SELECT ?n\nWHERE {\n ?t tt:number ?n ?m }", 1, "q.rq:3:", id="line-3"),
        pytest.param(b"SELECT COUNT(?t) { ?t a tt:Tip }", 1, "q.rq:1:8: what is", id="in-words"),
        pytest.param(b"SELECT ?n WHERE { ?n }", 1, "q.rq:1:2", id="line-1-without-our-prefixes"),
    ],
)
def test_a_file_of_any_editor_is_read_or_named(
    kg: Run, built: Project, tmp_path: Path, content: bytes, status: int, said: str
) -> None:
    """A message names the file, and the line and column that its author sees."""
    (tmp_path / "q.rq").write_bytes(content)
    done = kg("query", tmp_path / "q.rq", "-C", built.folder)
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("in_a_file", [True, False], ids=["file", "text"])
def test_a_function_that_there_is_not_gives_no_value(
    kg: Run, built: Project, tmp_path: Path, in_a_file: bool
) -> None:
    """As the service does: it is no error, the rows are there, and a warning says which it is."""
    query = (
        "SELECT * { BIND(1 AS ?kept) BIND(<urn:x:brew>(1) AS ?brewed) "
        "BIND(<urn:x:stir>(2) AS ?stirred) OPTIONAL { FILTER(<urn:x:brew>(3)) "
        "BIND(4 AS ?passed) } }"
    )
    path = tmp_path / "q.rq"
    path.write_text(query)
    done = kg("query", "-C", built.folder, path if in_a_file else query, "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "kept,brewed,stirred,passed\n1,,,\n")
    told = "warning: there is no function <{}>: a call of it has no value"
    assert done.stderr.splitlines() == [
        told.format("urn:x:brew"),
        told.format("urn:x:stir"),
    ]


def test_a_pipe_is_not_waited_for(kg: Run, built: Project, tmp_path: Path) -> None:
    """What is no plain file is refused, with the way to read from a pipe."""
    os.mkfifo(tmp_path / "q.rq")
    done = kg("query", tmp_path / "q.rq", "-C", built.folder)
    assert done.returncode == 2
    assert "use - to read" in done.stderr
