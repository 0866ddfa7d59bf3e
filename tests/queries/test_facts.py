"""Facts read in the review by eye: answers that must hold however the data are worded.

The stored answers of `test_examples.py` may be accepted anew when the data change. These may not:
each stands in the printed text, and the comment says where.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.iris import Iris
from kg.graph.queries import Row, load_queries, select_rows

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = load_queries(ROOT / "queries" / "examples")
FROST = Iris("https://w3id.org/tiptrace/frost2005/")

# Appendix 1, page 54, row by row, as printed (the space in "A 34" closed up).
FINDINGS = """
A1 A2 A3 A4 A24 A36 B19 B23 B29 D4 D5 D15
A1 A2 A3 A4 A24 A36 B19 B23 D4 D5 D9 D15
A1 A2 A3 A9 A24 A36 B29 D4 D5 D15
A3 A9 D4 D5
A1 A2 A3 A9 A24 B23 B29 D4 D5 D15
A4 A9 A37 B4 D4 D5 D15
A1 A2 A4 A7 A9 A24 A36 B4 B23
A1 A2 A3 A4 A24 A36 B23 B29 D4 D5 D15
A1 A2 A3 A9 A24 A36 B23 B29 D4 D5
D4 D5
D4 D5
A1 A2 A3 A4 A13 B4
A3 A9 A24 A34 A36 B1 B11 B14 B23 D4 D5 D9 D10
A1 A2 A13 A17
A3 A4 D4 D5 D15
A4 A17 B2 D4 D5 D15
A3 A4 B4
"""
ROWS = [line.split() for line in FINDINGS.strip().splitlines()]
LISTED = {code for row in ROWS for code in row}
# The text never cites these (the scan's "All" is no code); D10 stands in Appendix 1 all the same.
UNCITED_LINE = """
A8 A10 A11 A20 A23 A26 A28 A30 A33 A35 A38 B5 B17 B18 B26 B31 B32 C1 C3 C5 D3 D10 D13 D14
"""
UNCITED = set(UNCITED_LINE.split())
CODES = {
    f"{letter}{number}"
    for letter, last in (("A", 38), ("B", 32), ("C", 5), ("D", 17))
    for number in range(1, last + 1)
}


def ask(store: Store, name: str, **paths: str) -> list[Row]:
    """Return the answer to a question, its parameters given by their paths."""
    return select_rows(store, QUESTIONS[name], {key: FROST.of(path) for key, path in paths.items()})


def codes_of(rows: list[Row]) -> set[str]:
    """Return the codes in an answer."""
    return {row["code"] for row in rows}


def test_shares(frost_store: Store) -> None:
    """Each row of Appendix 1 has as many sources of each kind as are printed there; none is a C."""
    initials = {"Primary research": "A", "Secondary research and theory": "B", "Policy": "D"}
    for row in ask(frost_store, "shares-of-evidence"):
        printed = ROWS[int(row["row"]) - 1]
        letter = initials.get(row["class"], "C")
        assert int(row["sources"]) == sum(code[0] == letter for code in printed)
        assert int(row["listed"]) == len(printed)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("cited-but-not-in-the-findings-table", CODES - LISTED - UNCITED),
        ("in-the-findings-table-but-not-cited", LISTED & UNCITED),
        ("never-pointed-to", UNCITED - LISTED),
        ("pillars-of-the-findings-table", LISTED),
        ("citations-of-each-source", CODES),
    ],
)
def test_where_sources_stand(question: str, codes: set[str], frost_store: Store) -> None:
    """The text and the table cite the sources that the printed page has."""
    assert codes_of(ask(frost_store, question)) == codes


def test_rows_of_each_source(frost_store: Store) -> None:
    """A source stands in as many rows as are printed: D4 and D5 in 13 of the 17."""
    for row in ask(frost_store, "pillars-of-the-findings-table"):
        assert int(row["rows"]) == sum(row["code"] in printed for printed in ROWS)


def test_policy_alone(frost_store: Store) -> None:
    """Co-location and peripheral members (tips 12 and 13) have D4 and D5 and nothing else."""
    rows = ask(frost_store, "tips-on-policy-alone")
    assert {(row["number"], row["code"]) for row in rows} == {
        ("12", "D4"), ("12", "D5"), ("13", "D4"), ("13", "D5"),
    }  # fmt: skip


def test_wrong_codes(frost_store: Store) -> None:
    """Working Together is cited as D10 (page 10), Laming as D3 (25), Bristol as D9 (26)."""
    rows = ask(frost_store, "codes-that-name-another-work")
    assert [(row["printed"], row["meant"]) for row in rows] == [
        ("D10", "D8"), ("D3", "D15"), ("D9", "D11"),
    ]  # fmt: skip


def test_known_through_others(frost_store: Store) -> None:
    """Hudson through Hall, Loxley through Hudson, Kline through Housley, and four people."""
    pairs = {
        (row["who"].split()[0], row["through"]) for row in ask(frost_store, "cited-through-another")
    }
    assert pairs >= {
        ("Hudson", "B8"), ("Loxley", "A15"), ("Kline", "A14"), ("Huntingdon", "B25"),
        ("Bligh", "B25"), ("Parker", "A22"), ("Chan", "A22"),
    }  # fmt: skip


def test_table_of_evaluations(frost_store: Store) -> None:
    """The table of evaluations: an empty cell is no zero, and no evaluation came out negative."""
    rows = ask(frost_store, "figures-of-a-table", table="tables/jet-outcomes")
    figures = {(row["row"], row["column"]): row["figure"] for row in rows if "figure" in row}
    assert " ".join(figures.values()) == "27 14 2 24 12 1 21 3 1 9 4 1"
    assert not any(column == "Negative" for _, column in figures)


def test_cited_beside_tips(frost_store: Store) -> None:
    """Pages 47, 51 and 53 cite a source beside the tip that its row in the table lacks."""
    rows = ask(frost_store, "cited-beside-a-tip-but-not-listed")
    assert [(row["number"], row["code"]) for row in rows] == [
        ("3", "A25"), ("13", "A3"), ("19", "A7"),
    ]  # fmt: skip


def test_numbers_of_people(frost_store: Store) -> None:
    """The review counts 852 students, 250 and 180 children, and five teams of its own project."""
    rows = ask(frost_store, "designs-and-samples")
    sizes = {(row.get("code", ""), row["size"]) for row in rows if "size" in row}
    assert sizes >= {("A27", "852"), ("A9", "250"), ("A12", "180"), ("B16", "21"), ("", "5")}


def test_no_tip_of_its_own(frost_store: Store) -> None:
    """Only professional diversity has no tip under its heading: "See TIP 8" (page 51)."""
    (row,) = ask(frost_store, "implications-without-a-tip")
    assert (row["row"], row["number"]) == ("12", "8")


def test_lists_disagree_once(frost_store: Store) -> None:
    """The alphabetical list gives D10 twice, to the guide of 1988 as well."""
    rows = ask(frost_store, "reference-lists-compared")
    assert [row["code"] for row in rows if row["classified"] != "(no code)"] == ["D8"]


@pytest.mark.parametrize(
    ("theme", "number"),
    [("education-and-learning", 4), ("sharing-information", 5), ("barriers-and-facilitators", 5),
     ("change-and-outcomes", 3), ("co-location", 3), ("management-support", 3)],
)  # fmt: skip
def test_conclusions(theme: str, number: int, frost_store: Store) -> None:
    """Each theme ends in as many conclusions as there are bullets under "In conclusion"."""
    assert len(ask(frost_store, "conclusions-on-a-theme", theme=f"themes/{theme}")) == number


def test_what_bears_on_the_tip_about_a_shared_base_names_both_sides(frost_store: Store) -> None:
    """Pages 43 and 30: A15 and C2 for it; A7, A36 and A18 show how hard sharing is."""
    rows = ask(frost_store, "what-bears-on-a-tip", tip="tips/12")
    sides: dict[str, set[str]] = {}
    for row in rows:
        if row.get("from"):
            sides.setdefault(row["side"], set()).add(row["from"])
    assert {"Hudson, 2002", "Boreland-Kelly, 2003"} <= sides["for"]
    limits = {"Farmakopoulou, 2002", "Webb and Vulliamy, 2001", "Kearney and others, 2000"}
    assert limits <= sides["limits"]
    assert not limits & sides["for"]


def test_what_bears_on_the_tip_about_jargon_is_the_finding_of_one_study(frost_store: Store) -> None:
    """Page 49: MATCh on team meetings; what Leathard (B16) says of hyphens is not about jargon."""
    rows = ask(frost_store, "what-bears-on-a-tip", tip="tips/9")
    assert {row["from"] for row in rows if row.get("from")} == {"The MATCh project"}


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        pytest.param("?s tt:hasSetting :settings\\/school", "study-a24 study-a36", id="schools"),
        pytest.param(
            "?s tt:fallsUnder :settings\\/education",
            "study-a7 study-a24 study-a27 study-a32 study-a36",
            id="education, schools and universities among it",
        ),
        pytest.param(
            "?s tt:sampleSize ?n FILTER(?n > 20)",
            "study-a9 study-a12 study-a27 study-a34 study-b16",
            id="samples over twenty",
        ),
        pytest.param(
            "?s tt:sampleSize ?n FILTER(?n <= 20)",
            "match study-a4 study-a7 study-a24 study-a29 study-a31 study-a32",
            id="samples of up to twenty",
        ),
        pytest.param(
            "?s tt:hasCountry :countries\\/united-kingdom",
            "study-a31 study-a32 study-a34 study-b16",
            id="the United Kingdom",
        ),
        pytest.param(
            """?s tt:hasCountry :countries\\/united-kingdom
            FILTER NOT EXISTS { ?s tt:readByCurator tt:countryStudyDetail }""",
            "study-a34",
            id="the United Kingdom, as the review says",
        ),
        pytest.param(
            "?s tt:fallsUnder :countries\\/north-america", "study-a9 study-a17", id="America"
        ),
        pytest.param(
            "?s tt:hasDesign :designs\\/systematic-review", "study-a17 study-b3", id="reviews"
        ),
        pytest.param(
            "?s tt:hasPopulation :populations\\/families",
            "study-a29 study-a34 study-d12",
            id="families",
        ),
        pytest.param(
            "?s tt:hasSample ?x . ?x tt:size 18 ; tt:unit ?u FILTER(CONTAINS(?u, 'children'))",
            "study-a34",
            id="eighteen children and young people",
        ),
    ],
)
def test_a_naive_question_about_studies(pattern: str, names: str, frost_store: Store) -> None:
    """What a stranger asks in one step is answered right, as the passages were read."""
    query = f"""PREFIX : <{FROST.base}> PREFIX tt: <https://w3id.org/tiptrace/ontology#>
    SELECT DISTINCT ?s WHERE {{ {pattern} }}"""
    found = {row["s"].rpartition("/")[2] for row in select_rows(frost_store, query)}
    assert found == set(names.split())


def test_no_number_meets_the_unit_of_another(frost_store: Store) -> None:
    """A study has one size and one unit, so asking for both pairs no number with a wrong unit."""
    query = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
    SELECT ?s ?n ?u WHERE { ?s tt:sampleSize ?n ; tt:sampleUnit ?u }"""
    rows = select_rows(frost_store, query)
    assert len({row["s"] for row in rows}) == len(rows) == 12
    pairs = """PREFIX tt: <https://w3id.org/tiptrace/ontology#>
    SELECT ?s ?n ?u WHERE { ?s tt:hasSample ?x . ?x tt:size ?n ; tt:unit ?u }"""
    assert {tuple(row.values()) for row in rows} <= {
        tuple(row.values()) for row in select_rows(frost_store, pairs)
    }
