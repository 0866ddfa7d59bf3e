from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.site import views
from kg.outputs.site.facts import Facts
from kg.outputs.site.sureness import RULES


@pytest.fixture
def facts(manifest: Manifest) -> Facts:
    """Return the facts of a build without questions."""
    return Facts(manifest)


def test_a_table_keeps_its_columns_in_order(facts: Facts) -> None:
    """The grid has the columns as they first come and a line for each row."""
    cells = [
        {"row": f"tables/t.html#row-{row}", "place": row, "column": column, "concept": ""}
        for row in (1, 2)
        for column in ("Tea", "Cups")
    ]
    grid = views.view_table({"cells": cells}, facts)
    assert grid["columns"] == ["Tea", "Cups"]
    assert [len(line["cells"]) for line in grid["lines"]] == [2, 2]
    assert [line["place"] for line in grid["lines"]] == [1, 2]


@pytest.mark.parametrize(
    ("values", "alone"),
    [
        (["Early", "", ""], True),
        (["Able", "1", ""], False),
        (["", "1", ""], False),
        (["Able", ""], False),
        (["Able"], False),
    ],
)
def test_a_row_of_one_cell_stands_alone(values: list[str], alone: bool, facts: Facts) -> None:
    """It has no figures that are not given; of two cells one may be."""
    cells = [
        {"row": "t#1", "place": 1, "column": str(place), "concept": "", "value": value}
        for place, value in enumerate(values)
    ]
    (line,) = views.view_table({"cells": cells}, facts)["lines"]
    assert line["alone"] is alone


def test_the_index_goes_by_letter_with_entries_below(facts: Facts) -> None:
    """An entry within another stands below it."""
    entries = [
        {"entry": "a-z.html#milk", "text": "milk", "parent": ""},
        {"entry": "a-z.html#milk-hot", "text": "hot", "parent": "a-z.html#milk"},
        {"entry": "a-z.html#tea", "text": "'tea'", "parent": ""},
    ]
    letters = views.view_index({"entries": entries}, facts)["letters"]
    assert [group["letter"] for group in letters] == ["M", "T"]
    assert [row["text"] for row in letters[0]["entries"][0]["below"]] == ["hot"]


def test_sections_know_their_depth(facts: Facts) -> None:
    """A section inside another is one step deeper."""
    sections = [
        {"section": "sections/a.html", "parent": "review.html"},
        {"section": "sections/b.html", "parent": "sections/a.html"},
    ]
    shown = views.view_outline({"sections": sections}, facts)["sections"]
    assert [row["depth"] for row in shown] == [0, 1]


def test_coverage_counts_by_kind(facts: Facts) -> None:
    """The counts go by the name of the kind."""
    counts = [{"kind": "ontology.html#Tip", "count": 3}]
    row = {"counts": counts, "sections": [{"claims": 4}], "sources": [{"lines": 5}]}
    records = views.view_coverage(row, facts)["records"]
    assert records == {"Tip": 3, "Claim": 4, "EvidenceLine": 5}


def test_the_page_of_the_rules_has_every_rule(facts: Facts) -> None:
    """What the boxes say is published, rule by rule, as far as the review has such works."""
    policy = {"kind": "ontology.html#PolicyDocument"}
    primary = {"kind": "ontology.html#PrimaryResearch"}
    names = views.view_rules({"classes": [primary]}, facts)["rules"]
    assert names == ["nothing", "no-research", "no-studies", "few-studies", "several"]
    assert len(views.view_rules({"classes": [primary, policy]}, facts)["rules"]) == len(RULES)


def test_a_concept_has_its_ties_by_kind(facts: Facts) -> None:
    """Wider, narrower, close and different concepts stand apart."""
    links = [{"tie": "differs", "other": "concepts/milk.html"}]
    shown = views.view_concept({"links": links, "claims": []}, facts)
    assert [len(shown["ties"][name]) for name in ("broader", "differs")] == [0, 1]


STUDY_FACTS = [
    {"fact": "design", "facet": "designs", "value": None, "unsaid": True},
    {"fact": "sample_size", "facet": "sizes", "value": "1234", "unsaid": False},
    {"fact": "setting", "facet": "settings", "value": "a bar", "unsaid": False},
    {"fact": "country", "facet": "countries", "value": None, "unsaid": True},
    {"fact": "period", "facet": "", "value": None, "unsaid": False},
]


def test_a_detail_of_a_study_is_told_unsaid_or_unknown(facts: Facts) -> None:
    """What is read without being said is told; what nobody looked for is not called unsaid."""
    country = {"facet": "countries", "term": "countries/uk.html", "read": True}
    samples = [{"size": 1234, "unit": "guests"}, {"size": 2, "unit": "hosts"}]
    row = {"facts": STUDY_FACTS, "terms": [country], "samples": samples, "claims": []}
    shown = views.view_study(row, facts)
    assert [detail["fact"] for detail in shown["told"]] == ["sample_size", "setting", "country"]
    assert shown["told"][0]["value"] == "1,234 guests, 2 hosts"
    assert shown["told"][2]["terms"] == [country]
    assert [detail["fact"] for detail in shown["unsaid"]] == ["design"]
    assert [detail["fact"] for detail in shown["unknown"]] == ["period"]


def test_a_picture_of_thousands_leaves_the_rest_to_its_files(facts: Facts) -> None:
    """A page shows 500 lines of a table, and no drawing that weighs more than the page may."""
    small = {"name": "a", "svg": "<svg/>", "rows": [["1"]], "links": [""]}
    large = {"name": "b", "svg": "x" * 100_001, "rows": [["1"]] * 3000, "links": [""] * 3000}
    page = views.view_pictures({}, replace(facts, pictures=(small, large)))
    told = [(len(one["rows"]), one["count"], one["is_drawn_here"]) for one in page["pictures"]]
    assert told == [(1, 1, True), (500, 3000, False)]


def test_two_columns_of_one_name_are_two(facts: Facts) -> None:
    """A head over two columns names both, and each cell has the one that it stands in."""
    cells = [
        {"row": "r1", "place": 1, "column": name, "concept": None, "value": value}
        for name, value in (("Study", "a"), ("MD", "1"), ("MD", "(0 to 2)"), ("Weight", "9"))
    ]
    grid = views.view_table({"cells": cells}, facts)
    assert grid["columns"] == ["Study", "MD", "MD", "Weight"]


def test_a_column_that_nobody_named_has_no_heading(facts: Facts) -> None:
    """Its place stands for a heading in the data, which no page shows for one of the review."""
    cells = [
        {"row": "r1", "place": 1, "column": name, "concept": None, "value": "a"}
        for name in ("Column 1", "Dose")
    ]
    assert views.view_table({"cells": cells}, facts)["columns"] == ["", "Dose"]


def test_of_sections_of_one_name_the_page_says_which(frost_store: Store) -> None:
    """Six sections are headed “In conclusion:”; the section around each tells them apart."""
    for query in ("concept-claims", "debate-author-views"):
        rows = select_page_rows(frost_store, query)
        told = {row["section"]: row["within"] for row in rows if row["heading"] == "In conclusion:"}
        assert told
        assert None not in told.values()
        assert len(set(told.values())) == len(told)
        assert {row["within"] for row in rows if row["heading"] == "introduction"} <= {None}
