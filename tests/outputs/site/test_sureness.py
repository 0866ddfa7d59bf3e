from __future__ import annotations

from typing import Any

import pytest

from kg.graph.labels import render_source_key
from kg.outputs.site.sureness import judge, local_name, unique_sources

KINDS = {
    "A": "PrimaryResearch",
    "B": "SecondaryResearch",
    "C": "PracticeCommentary",
    "D": "PolicyDocument",
}
CLASSES = [
    {"class": f"evidence-classes/{letter}.html", "letter": letter, "name": kind,
     "kind": f"ontology.html#{kind}"}
    for letter, kind in KINDS.items()
]  # fmt: skip


def _listed(codes: str) -> list[dict[str, Any]]:
    return [
        {"source": f"sources/{code}.html", "code": code,
         "sort_key": render_source_key(code, "", coded=True), "letter": code[0],
         "class": f"evidence-classes/{code[0]}.html"}
        for code in codes.split()
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("codes", "rule"),
    [
        pytest.param("", "nothing", id="an empty row"),
        pytest.param("D4 D5", "no-research", id="policy only"),
        pytest.param("C1", "no-research", id="practice accounts only"),
        pytest.param("A1 A2 A3 B1", "no-policy", id="research without policy"),
        pytest.param("A1 A2 D4", "few-studies", id="two studies"),
        pytest.param("B1 B2 D4", "no-studies", id="theory but no study"),
        pytest.param("A1 A2 A3 D4", "several", id="some of each"),
    ],
)
def test_the_first_rule_that_fits_gives_the_words(codes: str, rule: str) -> None:
    """The rule follows from what is listed and from nothing else."""
    assert judge(_listed(codes), CLASSES)["rule"] == rule


@pytest.mark.parametrize(
    ("classes", "codes", "rule"),
    [
        pytest.param("AB", "A1 A2 A3", "several", id="no class of policy"),
        pytest.param("AB", "A1", "few-studies", id="one study and no class of policy"),
        pytest.param("BD", "B1 D4", "several", id="no class of primary research"),
    ],
)
def test_a_rule_is_not_for_a_review_without_such_works(classes: str, codes: str, rule: str) -> None:
    """A review that has no class of a kind is not said to list none of that kind."""
    own = [item for item in CLASSES if item["letter"] in classes]
    assert judge(_listed(codes), own)["rule"] == rule


@pytest.mark.parametrize(
    ("codes", "researched"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param("C1 D4", False, id="accounts and policy"),
        pytest.param("B1", True, id="theory"),
        pytest.param("A1", True, id="a study"),
    ],
)
def test_a_point_without_research_is_known(codes: str, researched: bool) -> None:
    """Neither a study nor a review or theory listed: that is what the gaps on the matrix are."""
    assert judge(_listed(codes), CLASSES)["researched"] is researched


def test_a_source_listed_twice_counts_once() -> None:
    """A tip may rest on two rows that list the same source."""
    assert judge(_listed("A1 D4 A1"), CLASSES)["total"] == 2


def test_every_class_is_shown_though_nothing_is_listed() -> None:
    """A class with no listed source keeps its lane, so that the page can say so."""
    lanes = judge(_listed("D4"), CLASSES)["lanes"]
    assert [(lane["letter"], len(lane["sources"])) for lane in lanes] == [
        ("A", 0), ("B", 0), ("C", 0), ("D", 1),
    ]  # fmt: skip


def test_sources_stand_in_the_order_of_their_codes() -> None:
    """A2 comes before A10."""
    assert [row["code"] for row in unique_sources(_listed("A10 D1 A2"))] == ["A2", "A10", "D1"]


def test_works_without_a_class_have_a_place_of_their_own() -> None:
    """They are counted and listed, and no rule says that something is missing beside them."""
    unsorted = {"source": "sources/X1.html", "code": "X1", "sort_key": "X000001"}
    unsorted |= {"letter": None, "class": None}
    for classes in (CLASSES, []):
        sure = judge([unsorted, *_listed("D4")][: 1 + len(classes)], classes)
        assert (sure["rule"], sure["lanes"][-1]["sources"]) == ("several", [unsorted])
    assert judge(_listed(""), [])["rule"] == "nothing"


def test_a_term_has_a_name() -> None:
    """The name of a term is what follows the hash."""
    assert local_name("ontology.html#Tip") == "Tip"
