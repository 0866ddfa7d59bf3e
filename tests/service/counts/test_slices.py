# ruff: noqa: E501 - queries are read best unbroken
from __future__ import annotations

import tempfile
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.service.counts import tables
from kg.service.counts.files import CountFiles, Place
from kg.service.counts.patterns import TableName
from kg.service.counts.reading import read_count_query
from kg.service.counts.slices import Slice, Slices, hangs_together
from kg.service.counts.tables import Groups, read_groups, write_table_query

pytestmark = pytest.mark.slow

# Two reviews with a graph or two, what both have made together, and the graph of each quad.
A, B = "http://a/", "http://b/"
GRAPHS = {
    "a": f"{A}graph/review",
    "i": f"{A}graph/inferred",
    "b": f"{B}graph/review",
    "r": "http://r/graph/own",
}
PREFIXES = f"PREFIX a: <{A}> PREFIX b: <{B}> PREFIX x: <http://x/>"


def load(trig: str) -> ox.Store:
    """Load graphs, each named by its letter."""
    named = " ".join(f"PREFIX g{letter}: <{iri}>" for letter, iri in GRAPHS.items())
    store = ox.Store()
    store.load(f"{named} {PREFIXES} {trig}", ox.RdfFormat.TRIG)
    return store


def slices_of(store: ox.Store, folder: Path) -> Slices:
    """Return a store as two slices and the rest."""
    a = Slice(A, [GRAPHS["a"], GRAPHS["i"]], str(folder / "a"))
    b = Slice(B, [GRAPHS["b"]], str(folder / "b"))
    return Slices(store, [a, b], GRAPHS.values())


def name_of(query: str) -> TableName:
    """Return the name of the table of a query."""
    counted = read_count_query(f"{PREFIXES} {query}")
    assert counted is not None, query
    return counted.table


def count_whole(store: ox.Store, name: TableName) -> Groups:
    """Count everything at once."""
    solutions = store.query(write_table_query(name), use_default_graph_as_union=True)
    return read_groups(name, cast("ox.QuerySolutions", solutions))


REVIEWS = load("""
ga: { a:s1 a x:Source ; x:ofWork x:w1 ; x:year 2001 . a:s2 a x:Source ; x:ofWork x:w2 ; x:year 2001 .
      a:l1 x:from a:s1 ; x:how x:supports . a:l2 x:from a:s2 ; x:how x:disputes . x:w1 x:kind x:Book }
gi: { a:t1 x:supportedBy a:s1, a:s2 . a:s1 a x:Listed }
gb: { b:s1 a x:Source ; x:ofWork x:w1 ; x:year 2001 . b:s3 a x:Source ; x:ofWork x:w3 ; x:year 1999 .
      b:l1 x:from b:s1 ; x:how x:supports ; x:seen a:s2 . x:w1 x:kind x:Book . x:w3 x:by x:w1 }
gr: { x:w1 a x:Work . x:w2 a x:Work . x:w3 a x:Work . a:s2 x:ofWork x:w3 . x:w2 x:by x:w3 }
""")
QUERIES = {
    "one-pattern": ("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c", True),
    "a-star": ("SELECT ?y (COUNT(*) AS ?n) { ?s a x:Source ; x:year ?y } GROUP BY ?y", True),
    "a-chain": ("SELECT ?h (COUNT(*) AS ?n) { ?l x:from ?s ; x:how ?h . ?s x:year ?y } GROUP BY ?h", True),
    "two-graphs-of-one": ("SELECT ?y (COUNT(*) AS ?n) { ?t x:supportedBy ?s . ?s x:year ?y } GROUP BY ?y", True),
    "own-things-once": ("SELECT ?h (COUNT(DISTINCT ?s) AS ?n) { ?l x:from ?s ; x:how ?h } GROUP BY ?h", True),
    "all-at-once": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", True),
    # A source of one review whose work the collection names joins the rest with a slice.
    "rest-takes-part": ("SELECT ?w (COUNT(*) AS ?n) { ?s a x:Source ; x:ofWork ?w } GROUP BY ?w", True),
    "rest-alone": ("SELECT ?v (COUNT(*) AS ?n) { ?w a x:Work ; x:by ?v } GROUP BY ?v", True),
    "rest-and-slices": ("SELECT ?w (COUNT(*) AS ?n) { ?w a x:Work . ?s x:ofWork ?w } GROUP BY ?w", True),
    "rest-and-slices-once": ("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?w a x:Work . ?s x:ofWork ?w }", True),
    "rest-and-a-slice-once": ("SELECT ?v (COUNT(DISTINCT ?w) AS ?n) { ?w a x:Work . ?w x:kind ?v } GROUP BY ?v", True),
    "things-of-nobody": ("SELECT ?v (COUNT(*) AS ?n) { ?w x:kind x:Book ; x:by ?v } GROUP BY ?v", False),
    # Two sources of one work may be of two reviews.
    "joined-by-a-work": ("SELECT ?w (COUNT(*) AS ?n) { ?s x:ofWork ?w . ?t x:ofWork ?w } GROUP BY ?w", False),
    "joined-by-a-year": ("SELECT (COUNT(*) AS ?n) { ?s x:year ?y . ?t x:year ?y }", False),
    "not-joined": ("SELECT ?y (COUNT(*) AS ?n) { ?s x:year ?y . ?l x:how x:supports } GROUP BY ?y", False),
    # One review names a source of the other.
    "joined-by-what-others-name": ("SELECT ?y (COUNT(*) AS ?n) { ?l x:seen ?s . ?s x:year ?y } GROUP BY ?y", False),
    "works-once": ("SELECT (COUNT(DISTINCT ?w) AS ?n) { ?w x:kind ?k }", True),
    "own-things-once-with-the-rest": ("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s x:ofWork ?w }", True),
}  # fmt: skip


@pytest.mark.parametrize("case", QUERIES)
def test_numbers_of_slices_are_added_up_where_that_is_right(case: str, tmp_path: Path) -> None:
    """What joins two reviews, or is counted by terms that both may have, is counted as a whole."""
    query, added = QUERIES[case]
    name = name_of(query)
    groups = slices_of(REVIEWS, tmp_path).count(name)
    if not added:
        assert groups is None
    else:
        assert groups == count_whole(REVIEWS, name)


def test_terms_are_told_apart_only_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are too many to be counted by themselves, everything is counted at once."""
    name = name_of(QUERIES["own-things-once-with-the-rest"][0])
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    assert slices_of(REVIEWS, tmp_path).count(name) is None


def test_a_slice_that_stays_is_not_counted_again(tmp_path: Path) -> None:
    """What is kept of one is used as it is, and the other, whose folder is new, is counted."""
    name = name_of(QUERIES["a-star"][0])
    whole = slices_of(REVIEWS, tmp_path).count(name)
    assert whole is not None
    kept = CountFiles(tmp_path / "a").read(name)
    assert kept is not None
    ten = {
        group: tuple(10 * number for number in numbers) for group, numbers in kept.groups.items()
    }
    CountFiles(tmp_path / "a").write(name, ten, kept.own)
    (tmp_path / "b").rename(tmp_path / "former")
    again = slices_of(REVIEWS, tmp_path).count(name)
    assert again is not None
    assert sum(map(sum, again.values())) == sum(map(sum, whole.values())) + 9 * 2
    assert CountFiles(tmp_path / "b").read(name) == CountFiles(tmp_path / "former").read(name)


@pytest.mark.parametrize(
    ("bases", "graphs"),
    [
        pytest.param([A, f"{A}more/"], list(GRAPHS.values()), id="a-base-in-a-base"),
        pytest.param([A, A], list(GRAPHS.values()), id="a-base-twice"),
        pytest.param([A, B], list(GRAPHS.values())[:-1], id="a-graph-that-is-not-named"),
    ],
)
def test_nothing_is_added_up_where_slices_are_not_apart(
    bases: list[str], graphs: list[str], tmp_path: Path
) -> None:
    """Of such data everything is counted at once."""
    letters = ("a", "b")
    made = [
        Slice(base, [GRAPHS[at]], str(tmp_path / at))
        for base, at in zip(bases, letters, strict=True)
    ]
    assert Slices(REVIEWS, made, graphs).count(name_of(QUERIES["one-pattern"][0])) is None


def test_triples_in_no_graph_belong_to_no_slice(tmp_path: Path) -> None:
    """A store with such is counted at once."""
    store = load("a:s a x:Source . ga: { a:s a x:Source }")
    assert slices_of(store, tmp_path).count(name_of(QUERIES["one-pattern"][0])) is None


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({(0, "?v0"), (1, "?v0"), (1, "?v1"), (2, "?v1")}, True),
        ({(0, "?v0"), (1, "?v0"), (2, "?v1")}, False),
        ({(0, "?v0"), (1, "?v1"), (2, "?v1")}, False),
        (set(), False),
    ],
)
def test_patterns_hang_together_by_what_is_own(
    own: set[tuple[int, str]], *, expected: bool
) -> None:
    """A variable joins two patterns if it has own terms in both."""
    patterns = (("?v0", "<x:p>", "?x"), ("?v0", "<x:q>", "?v1"), ("?v1", "<x:r>", "?y"))
    assert hangs_together(patterns, [Place(*place) for place in own]) is expected
    assert hangs_together(patterns[:1], [])


OWN = {"a": ["a:1", "a:2"], "i": ["a:1", "a:2"], "b": ["b:1", "b:2"], "r": ["x:w", "x:v"]}
SUBJECTS = sorted({term for terms in OWN.values() for term in terms})
PLACES = ["?s", "?t", "?o", "?u"]


@st.composite
def statements(draw: st.DrawFn) -> str:
    """Draw graphs whose subjects are mostly their own, and whose objects are anybody's."""
    text = ""
    for letter, terms in OWN.items():
        subjects = st.sampled_from(terms * 6 + SUBJECTS)
        objects = st.sampled_from(terms * 3 + SUBJECTS + ["1", '"a"'])
        for _ in range(draw(st.integers(0, 6))):
            predicate = draw(st.sampled_from(["x:p", "x:q", "x:r"]))
            text += f"g{letter}: {{ {draw(subjects)} {predicate} {draw(objects)} }} "
    return text


@st.composite
def counts(draw: st.DrawFn) -> str:
    """Draw a query that counts the solutions of one to three patterns."""
    patterns = [
        f"{draw(st.sampled_from(['?s', '?s', '?t', 'a:1']))} {draw(st.sampled_from(['x:p', 'x:q', 'x:r', '?p']))} "
        f"{draw(st.sampled_from(['?s', '?t', '?o', '?u', 'b:1', '1']))}"
        for _ in range(draw(st.integers(1, 3)))
    ]
    known = [variable for variable in PLACES if variable in " ".join(patterns)] or ["?s"]
    keys = draw(st.lists(st.sampled_from(known), max_size=1))
    number = draw(st.sampled_from(["*", "*", f"DISTINCT {draw(st.sampled_from(known))}"]))
    grouped = f"GROUP BY {keys[0]}" if keys else ""
    body = " . ".join(patterns) + (" . ?s x:p ?o" if "?" not in " ".join(patterns) else "")
    return f"SELECT {' '.join(keys)} (COUNT({number}) AS ?n) {{ {body} }} {grouped}"


@settings(max_examples=200, deadline=None)
@given(statements(), counts())
def test_what_is_added_up_is_what_is_counted_at_once(trig: str, query: str) -> None:
    """Whatever is counted in whatever graphs, also where reviews share things and triples."""
    counted = read_count_query(f"{PREFIXES} {query}")
    if counted is None:
        return
    store = load(trig)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):  # counted, and read again
            groups = slices_of(store, Path(folder)).count(counted.table)
            assert groups is None or groups == count_whole(store, counted.table)


def test_many_of_them_are_added_up() -> None:
    """The law above is of numbers that are added up: a good part of what it draws."""
    added: list[bool] = []

    @settings(max_examples=80, deadline=None, derandomize=True, database=None)
    @given(statements(), counts())
    def draw(trig: str, query: str) -> None:
        counted = read_count_query(f"{PREFIXES} {query}")
        if counted is not None:
            with tempfile.TemporaryDirectory() as folder:
                groups = slices_of(load(trig), Path(folder)).count(counted.table)
                added.append(bool(groups))

    draw()
    assert sum(added) > 0.2 * len(added), (sum(added), len(added))
