# ruff: noqa: E501 - queries are read best unbroken
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.evidence import generate
from benchmarks.questions import COUNTS, HEAVY, PROLOGUE
from kg.service.counts.files import CountFiles
from kg.service.counts.patterns import TableName
from kg.service.counts.reading import read_count_query
from kg.service.counts.shelf import CountShelf, Results

XSD = "http://www.w3.org/2001/XMLSchema#"


class Asked:
    """A store that knows what it was asked."""

    def __init__(self, store: ox.Store, *, union: bool = False) -> None:
        """Take the store."""
        self.store, self.union, self.queries = store, union, list[str]()

    def ask(self, query: str) -> Results:
        """Evaluate a query."""
        self.queries.append(query)
        return self.store.query(query, base_iri="x:/", use_default_graph_as_union=self.union)


def rows_of(results: Results) -> list[str]:
    """Return the rows of an answer in their order, each as a text."""
    assert isinstance(results, ox.QuerySolutions)
    document = json.loads(results.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    return [json.dumps(row, sort_keys=True) for row in document["results"]["bindings"]]


@cache
def evidence() -> ox.Store:
    """Return a small evidence base."""
    store = ox.Store()
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in generate(3_000))
    store.load(lines, ox.RdfFormat.N_TRIPLES)
    return store


def teach(shelf: CountShelf, query: str) -> None:
    """Have the table of a query made, of one with VALUES as well."""
    counted = read_count_query(query)
    if counted is not None:
        with suppress(SyntaxError, ValueError, RuntimeError):
            shelf.make(counted.table)


OFTEN = {
    "by-class": "SELECT ?kind (COUNT(?work) AS ?works) { ?work a ?kind } GROUP BY ?kind",
    "one-class": "SELECT (COUNT(*) AS ?n) { ?x a tt:Source }",
    "class-renamed": "SELECT $c (count(*) as $many) WHERE { $x tt:evidenceClass $c . } GROUP BY $c ORDER BY $c LIMIT 3",
    "of-a-class-by-class": "SELECT ?c (COUNT(*) AS ?n) { ?s tt:evidenceClass ?c . ?s a tt:Source } GROUP BY ?c",
    "reordered": "SELECT ?c (COUNT(*) AS ?n) { ?b a tt:Source ; tt:evidenceClass ?c } GROUP BY ?c ORDER BY DESC(COUNT(*))",
    "filter-on-key": "SELECT ?c (COUNT(*) AS ?n) { ?s tt:evidenceClass ?c FILTER(STRENDS(STR(?c), 'A') || STRENDS(STR(?c), 'B')) } GROUP BY ?c",
    "filter-first": "SELECT ?y (COUNT(?s) AS ?n) { FILTER(?y > '2000'^^xsd:gYear) ?s dcterms:issued ?y } GROUP BY ?y ORDER BY ?y",
    "filter-elsewhere": "SELECT ?c (COUNT(?s) AS ?n) { ?s tt:evidenceClass ?c ; dcterms:issued ?y . FILTER(STR(?y) >= '2001') } GROUP BY ?c",
    "filter-and-distinct": "SELECT ?st (COUNT(DISTINCT ?s) AS ?n) { ?l tt:stance ?st ; tt:fromSource ?s FILTER(?st IN (tt:supports, tt:disputes)) } GROUP BY ?st",
    "by-concept": "SELECT ?about (COUNT(DISTINCT ?claim) AS ?n) { ?claim tt:about ?about } GROUP BY ?about HAVING (COUNT(DISTINCT ?claim) > 0) ORDER BY DESC(?n) LIMIT 7 OFFSET 2",
    "by-decade": "SELECT ?d (COUNT(*) AS ?n) { ?s dcterms:issued ?y BIND(CONCAT(SUBSTR(STR(?y), 1, 3), '0s') AS ?d) } GROUP BY ?d",
    "by-decade-key": "SELECT ?d (COUNT(*) AS ?n) { ?s dcterms:issued ?y } GROUP BY (SUBSTR(STR(?y), 1, 3) AS ?d) ORDER BY ?d",
    "two-keys": "SELECT ?y ?c (COUNT(*) AS ?n) { ?s tt:evidenceClass ?c ; dcterms:issued ?y } GROUP BY ?c ?y",
    "two-counts": "SELECT ?st (COUNT(*) AS ?n) (COUNT(DISTINCT ?c) AS ?claims) { ?l tt:forClaim ?c ; tt:stance ?st } GROUP BY ?st",
    "share": "SELECT ?st (COUNT(*) * 100 / 68 AS ?share) { ?l tt:stance ?st } GROUP BY ?st ORDER BY DESC(?share) ?st",
    "concepts-in-all": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?claim tt:about ?c }",
    "properties": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(*) > 60) ORDER BY ?n LIMIT 10",
    "three-in-a-row": "SELECT ?t (COUNT(?s) AS ?n) { ?r tt:listsSource ?s ; tt:forImplication ?i . ?t tt:addresses ?i } GROUP BY ?t ORDER BY ?n",
    "sections": "SELECT ?h (COUNT(?m) AS ?n) { ?sec tt:heading ?h . ?m tt:inSection ?sec . ?m tt:mentionsSource [] } GROUP BY ?h",
    "of-some": "SELECT ?c (COUNT(*) AS ?n) { VALUES ?c { <https://w3id.org/tiptrace/benchmark/classes/A> tt:none } ?s tt:evidenceClass ?c } GROUP BY ?c",
    "path": "SELECT ?h (COUNT(*) AS ?n) { ?m tt:inSection/tt:heading ?h } GROUP BY ?h",
    "nothing": "SELECT ?c (COUNT(*) AS ?n) { ?s tt:noSuchThing ?c } GROUP BY ?c LIMIT 5",
    "nothing-in-all": "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?d) { ?s tt:noSuchThing ?c FILTER(?c > 3) }",
} | {f"heavy-{number}": one.format(n=1000) for number, one in enumerate(HEAVY)} | {
    f"count-{number}": one.format(n=1000, few=30) for number, one in enumerate(COUNTS)
}  # fmt: skip
LEFT = {"path"}  # to the engine


@pytest.mark.parametrize("name", OFTEN)
def test_counts_are_those_of_the_engine(name: str) -> None:
    """Each question has the same answer from a table, and the engine is asked no more."""
    query = f"PREFIX xsd: <{XSD}>\n{PROLOGUE}{OFTEN[name]} # {name}"
    asked = Asked(evidence())
    shelf = CountShelf(asked.ask, "x:/")
    first = rows_of(shelf.query(query))
    teach(shelf, query)
    second = rows_of(shelf.query(query))
    before = len(asked.queries)
    assert rows_of(shelf.query(query)) == second == first
    if "LIMIT" not in query:
        assert sorted(first) == sorted(rows_of(asked.store.query(query)))
    assert (len(asked.queries) == before) == (name not in LEFT)


TERMS = [
    *(f"<x:{name}>" for name in "abc"),
    *('"a"', '"a"@en', '"a"@EN', '"1"', '"2001"^^<{x}gYear>', '"2001Z"^^<{x}gYear>', '"b"^^<x:own>'),
    *('"1"^^<{x}integer>', '"01"^^<{x}integer>', '"1.0"^^<{x}decimal>', '"1e0"^^<{x}double>', '"NaN"^^<{x}double>'),
    *('"true"^^<{x}boolean>', '"1"^^<{x}boolean>', '"x"^^<{x}integer>', '"99999999999999999999"^^<{x}integer>'),
]  # fmt: skip
NODES = ["<x:a>", "<x:b>", "<x:c>", "_:n", "_:m"]
PROPERTIES = ["<x:p>", "<x:q>"]
GRAPHS = ["", "<x:g>", "<x:h>"]
VARIABLES = ["?a", "?b", "?c", "?d"]

quads = st.tuples(
    st.sampled_from(NODES),
    st.sampled_from(PROPERTIES),
    st.sampled_from([*NODES, *(term.format(x=XSD) for term in TERMS)]),
    st.sampled_from(GRAPHS),
)
patterns = st.tuples(
    st.sampled_from([*VARIABLES[:3], "<x:a>", "[]"]),
    st.sampled_from([*PROPERTIES, *PROPERTIES, "?d"]),
    st.sampled_from([*VARIABLES, *VARIABLES, "<x:b>", '"a"@en', "1", "[]"]),
)
TESTS = [
    "FILTER({0} = <x:a>)", "FILTER(ISIRI({0}) || {0} > 0)", "FILTER({0} != {1})", "FILTER(BOUND({0}))",
    "FILTER CONTAINS(STR({0}), 'a')", "FILTER({0} IN (1, 'a', <x:b>))", "FILTER(!({0}<{1}))", "FILTER(LANG({0}) = 'en')",
    "BIND(STR({0}) AS ?made)", "BIND({0} + 1 AS ?made)", "BIND(IF({0} = {1}, 1, DATATYPE({0})) AS ?made)",
    "VALUES {0} {{ <x:a> 1 <x:a> UNDEF }}", "VALUES ({0} ?b) {{ (<x:a> UNDEF) (UNDEF UNDEF) (1 'a'@en) }}",
]  # fmt: skip


@st.composite
def count_queries(draw: st.DrawFn) -> str:
    """Draw a query that counts."""
    some = draw(st.lists(patterns, min_size=1, max_size=3))
    known = sorted({term for one in some for term in one if term[0] == "?"}) or ["?a"]
    variable = st.sampled_from(known)
    tests = [
        t.format(draw(variable), draw(variable))
        for t in draw(st.lists(st.sampled_from(TESTS), max_size=2))
    ]
    statements = [f"{' '.join(one)} ." for one in some]
    made = ["?made"] if any("?made" in test for test in tests) else []
    body = draw(st.permutations([*statements, *(t for t in tests if "BIND" not in t)]))
    body += [t for t in tests if "BIND" in t][:1]
    keys = draw(st.lists(st.sampled_from([*known, *made]), max_size=2, unique=True))
    extra = draw(st.sampled_from(["", "", f"(STR({draw(variable)}) AS ?key)"]))
    grouped = [*keys, *(["?key"] if extra else [])]
    counts = st.sampled_from(
        ["COUNT(*)", f"COUNT({draw(variable)})", *(f"COUNT(DISTINCT {v})" for v in [*known, *made])]
    )
    chosen = draw(st.lists(counts, min_size=1, max_size=2))
    select = [
        *grouped,
        *(
            f"({count}{draw(st.sampled_from(['', ' * 2']))} AS ?n{n})"
            for n, count in enumerate(chosen)
        ),
    ]
    query = f"SELECT {' '.join(select)} WHERE {{ {' '.join(body)} }}"
    if grouped:
        query += f" GROUP BY {' '.join([*keys, extra])}"
        query += draw(st.sampled_from(["", f" HAVING({draw(counts)} > 1)"]))
    order = draw(
        st.sampled_from(
            [
                "",
                "ORDER BY ?n0",
                f"ORDER BY DESC({draw(counts)})",
                *(f"ORDER BY DESC({k})" for k in grouped),
            ]
        )
    )
    return f"{query} {order} {draw(st.sampled_from(['', '', 'LIMIT 2', 'OFFSET 1 LIMIT 2']))}"


GAPS = [" ", "\n", "\r\n\t", " # ?a } COUNT(*) 'x'\n", " #\r"]
SPACED = re.compile(r"'[^']*'|<[^>]*>|\"[^\"]*\"|[?]\w+|\w+|\s+|.", re.DOTALL)


@st.composite
def rewritten_queries(draw: st.DrawFn) -> str:
    """Draw a query that counts, with other spaces, comments, marks of variables and letters."""
    pieces = SPACED.findall(draw(count_queries()))
    chance = draw(st.randoms(use_true_random=False))
    for number, piece in enumerate(pieces):
        if piece.isspace():
            pieces[number] = chance.choice(GAPS)
        elif piece[0] == "?" and len(piece) > 1:
            pieces[number] = chance.choice("?$") + piece[1:]
        elif piece.isupper():
            pieces[number] = chance.choice([piece, piece.lower(), piece.title()])
    return "".join(pieces)


def answer_or_fault(ask: Callable[[str], Results], query: str) -> list[str] | str:
    """Return the rows of an answer, or what kind of fault the engine finds."""
    try:
        return rows_of(ask(query))
    except (SyntaxError, ValueError, RuntimeError) as error:
        return type(error).__name__


def load(statements: list[tuple[str, str, str, str]]) -> ox.Store:
    """Load statements into a store."""
    store = ox.Store()
    store.load(
        "".join(f"{' '.join(one)} .\n" for one in statements), ox.RdfFormat.N_QUADS, lenient=True
    )
    return store


CUT = re.compile(r"\b(OFFSET|LIMIT)\b.*", re.IGNORECASE | re.DOTALL)
BY_COUNT = re.compile(r"ORDER\s+BY\s+[?$]n0", re.IGNORECASE)


def counts_of(rows: list[str] | str) -> list[str]:
    """Return the values by which rows are sorted, in their order; a fault as it is."""
    return [str(json.loads(row).get("n0")) for row in rows] if isinstance(rows, list) else [rows]


@settings(max_examples=120, deadline=None)
@example(
    statements=[("<x:a>", "<x:p>", "<x:b>", "")],
    query="SELECT (COUNT(*) AS ?n) WHERE { [] <x:p> [] }",
    union=False,
)
@given(
    statements=st.lists(quads, max_size=12),
    query=st.one_of(count_queries(), rewritten_queries()),
    union=st.booleans(),
)
def test_any_count_is_the_same(
    statements: list[tuple[str, str, str, str]], query: str, union: bool
) -> None:
    """Whatever is counted in whatever data, however it is written, a table changes no answer."""
    asked = Asked(load(statements), union=union)
    shelf = CountShelf(asked.ask, "x:/")
    first = answer_or_fault(shelf.query, query)
    teach(shelf, query)
    second = answer_or_fault(shelf.query, query)
    plain = answer_or_fault(asked.ask, query)
    if BY_COUNT.search(query):
        assert counts_of(second) == counts_of(first) == counts_of(plain)
    if not CUT.search(query):
        assert sorted(second) == sorted(first) == sorted(plain)
        return
    assert second == first
    assert len(plain) == len(first)
    # Which rows LIMIT leaves is free where rows tie; that they are of the answer is not.
    if isinstance(first, list):
        assert not Counter(first) - Counter(answer_or_fault(asked.ask, CUT.sub("", query)))


def test_most_of_them_are_read() -> None:
    """The law above is of tables: the queries that it draws are mostly of the form."""
    read: list[bool] = []

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(count_queries())
    def draw(query: str) -> None:
        read.append(read_count_query(query) is not None)

    draw()
    assert sum(read) > 0.6 * len(read)


FEW = "SELECT ?c (COUNT(*) AS ?n) { ?s <x:p> ?c } GROUP BY ?c"


def name_of(query: str) -> TableName:
    """Return the name of the table of a query."""
    counted = read_count_query(query)
    assert counted is not None
    return counted.table


def test_a_query_tells_which_table_it_wants() -> None:
    """A count that the engine has answered does so, and none that a table has answered."""
    asked = Asked(load([("<x:s>", "<x:p>", "<x:o>", "")]))
    shelf = CountShelf(asked.ask)
    some = FEW.replace("{", "{ VALUES ?c { <x:o> }")
    told = []
    for query in (FEW, "ASK {}", some):
        shelf.query(query)
        told.append(shelf.wanted)
    # What VALUES leaves may be found at once: it uses a table, and wants none.
    assert told == [name_of(FEW), None, None]
    shelf.make(name_of(FEW))
    before = len(asked.queries)
    answers = [rows_of(shelf.query(query)) for query in (FEW, some)]
    assert shelf.wanted is None
    assert len(asked.queries) == before
    assert answers == [rows_of(asked.store.query(query)) for query in (FEW, some)]


@pytest.mark.parametrize("fault", [MemoryError, RuntimeError])
def test_a_table_that_fails_changes_no_answer(fault: type[Exception]) -> None:
    """What was to be counted when something failed is not there, and the engine answers."""
    asked = Asked(load([("<x:s>", "<x:p>", "<x:o>", "")]))

    def ask(query: str) -> Results:
        if "?size" in query:
            raise fault
        return asked.ask(query)

    shelf = CountShelf(ask)
    with pytest.raises(fault):
        shelf.make(name_of(FEW))
    assert rows_of(shelf.query(FEW)) == rows_of(asked.ask(FEW))
    assert shelf.wanted == name_of(FEW)


def test_the_shelf_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest table goes when there is no room."""
    monkeypatch.setattr("kg.service.counts.shelf.MOST_HELD_ROWS", 250)
    asked = Asked(load([("<x:s>", "<x:p>", "<x:o>", "")]))
    shelf = CountShelf(asked.ask)
    queries = [FEW.replace("x:p", f"x:p{n}") for n in range(4)]
    for query in queries:
        shelf.make(name_of(query))
    before = len(asked.queries)
    for query in queries[2:]:
        shelf.query(query)
    assert len(asked.queries) == before
    shelf.query(queries[0])
    assert len(asked.queries) > before


def test_what_one_has_counted_others_know(tmp_path: Path) -> None:
    """A table in a file answers those who did not make it, and is not made twice."""
    files = CountFiles(tmp_path / "counts")
    maker = Asked(evidence())
    queries = [f"{PROLOGUE}{one}" for one in OFTEN.values() if "xsd:" not in one]
    for query in queries:
        teach(CountShelf(maker.ask, "x:/", files), query)
    # The engine of the second has no data: what it knows stands in the files.
    other = Asked(ox.Store())
    shelf = CountShelf(other.ask, "x:/", files)
    for query in queries:
        if read_count_query(query) is not None:
            assert sorted(rows_of(shelf.query(query))) == sorted(
                rows_of(CountShelf(maker.ask, "x:/").query(query))
            )
    assert not other.queries
    assert shelf.make(name_of(queries[0]))
    assert not other.queries


def test_faults_are_told_of_the_text_as_it_was_written() -> None:
    """A query that is no query is refused with the place in its own text."""
    asked = Asked(load([]))
    shelf = CountShelf(asked.ask)
    query = "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?k FILTER(?k > > 1) } "
    for _ in range(3):
        with pytest.raises(SyntaxError) as told:
            shelf.query(query)
        with pytest.raises(SyntaxError) as plain:
            asked.ask(query)
        assert str(told.value) == str(plain.value)
