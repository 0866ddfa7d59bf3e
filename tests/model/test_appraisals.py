from __future__ import annotations

import pytest
from pydantic import ValidationError

from kg.model import AppraisalFile

TOOLS = [
    {"id": "rob", "name": "RoB", "judges": "risk of bias", "words": ["low", "high"],
     "domains": [{"id": "order", "label": "Order"}]},
    {"id": "sure", "name": "Sure", "judges": "certainty", "words": ["much", "little"]},
]  # fmt: skip


def faults_of(*appraisals: dict[str, object]) -> list[tuple[object, ...]]:
    """Return the ways to what is told of appraisals, or none where they are sound."""
    try:
        AppraisalFile.model_validate({"tools": TOOLS, "appraisals": list(appraisals)})
    except ValidationError as error:
        return [one["loc"][2:] for one in error.errors()]
    return []


def in_order(judgement: str, domain: str = "order") -> dict[str, object]:
    """Return an appraisal of a study in one domain."""
    return {"tool": "rob", "study": "a", "domains": [{"domain": domain, "judgement": judgement}]}


@pytest.mark.parametrize(
    ("appraisal", "told"),
    [
        pytest.param({"tool": "rob", "study": "a", "overall": "low"}, [], id="of-a-study"),
        pytest.param(
            {"tool": "rob", "study": "a", "outcome": "o", "overall": "low"}, [], id="for-an-outcome"
        ),
        pytest.param({"tool": "sure", "outcome": "o", "overall": "little"}, [], id="of-an-outcome"),
        pytest.param(in_order("high"), [], id="in-a-domain"),
        pytest.param(in_order("middling"), [("domains", 0, "judgement")], id="an-unknown-word"),
        pytest.param(in_order("low", "colour"), [("domains", 0, "domain")], id="unknown-domain"),
        pytest.param(
            {"tool": "rob", "study": "a", "overall": "Low"}, [("overall",)], id="another-case"
        ),
        pytest.param({"tool": "rob", "overall": "low"}, [()], id="a-risk-of-no-study"),
        pytest.param({"tool": "sure", "overall": "much"}, [()], id="a-certainty-of-nothing"),
        pytest.param(
            {"tool": "sure", "study": "a", "outcome": "o", "overall": "much"},
            [()],
            id="of-a-study-",
        ),
        pytest.param({"tool": "rob", "study": "a"}, [()], id="nothing-judged"),
        pytest.param({**in_order("low"), "why": "many left"}, [("why",)], id="why-of-nothing"),
        pytest.param({**in_order("low"), "overall": "low", "why": "many left"}, [], id="why"),
        pytest.param({**in_order("low"), "page": "4"}, [], id="place-of-the-domain"),
        pytest.param(
            {
                "tool": "rob",
                "study": "a",
                "page": "4",
                "domains": [{"domain": "order", "judgement": "low", "page": "5"}],
            },
            [("page",)],
            id="place-of-nothing",
        ),
        # The tool is a link: that it leads nowhere is told where links are.
        pytest.param({"tool": "none", "study": "a", "overall": "x"}, [], id="an-unknown-tool"),
    ],
)
def test_judgements_are_those_of_the_tool(
    appraisal: dict[str, object], told: list[tuple[object, ...]]
) -> None:
    """A domain or a word that the tool does not have is told at its place."""
    assert faults_of(appraisal) == told


@pytest.mark.parametrize(
    ("judges", "words", "told"),
    [
        ("certainty", ["High", "moderate", "Low"], []),
        ("certainty", ["very low", "low", "high"], [("words", 1)]),
        ("risk of bias", ["low", "high"], []),
    ],
)
def test_a_certainty_begins_with_the_surest_word(
    judges: str, words: list[str], told: list[tuple[object, ...]]
) -> None:
    """Pages draw it with more dots the earlier it stands; of a risk any order will do."""
    tool = {"id": "sure", "name": "Sure", "judges": judges, "words": words}
    found: list[tuple[object, ...]] = []
    try:
        AppraisalFile.model_validate({"tools": [tool]})
    except ValidationError as error:
        found = [one["loc"][2:] for one in error.errors()]
    assert found == told


@pytest.mark.parametrize(
    ("unranked", "good"),
    [
        ([], True), (["none"], True), (["moot", "none"], True), (["none", "moot"], True),
        (["moot"], False), (["low"], False), (["other"], False), (["high", "moot", "none"], False),
        (["low", "high", "moot", "none"], False),
    ],
)  # fmt: skip
def test_words_that_grade_nothing_stand_last(unranked: list[str], good: object) -> None:
    """The others have their places before them; two at least are to have one."""
    tool = {**TOOLS[0], "words": ["low", "high", "moot", "none"], "unranked": unranked}
    found: list[tuple[object, ...]] = []
    try:
        AppraisalFile.model_validate({"tools": [tool]})
    except ValidationError as error:
        found = [one["loc"][2:] for one in error.errors()]
    assert found == ([] if good else [("unranked",)])


def test_the_message_names_the_words_of_the_tool() -> None:
    """Whoever mistypes a word reads which ones there are."""
    appraisals = [in_order("middling")]
    with pytest.raises(
        ValidationError, match=r"'middling' is not a word of this tool; .* low, high"
    ):
        AppraisalFile.model_validate({"tools": TOOLS, "appraisals": appraisals})


def test_the_same_is_judged_once() -> None:
    """A study may be judged for two outcomes, but not twice for one."""
    one: dict[str, object] = {"tool": "rob", "study": "a", "overall": "low"}
    assert faults_of(one, one | {"outcome": "o"}) == []
    assert faults_of(one, one | {"overall": "high"}) == [("tool",)]
    twice = in_order("low")
    twice["domains"] = [{"domain": "order", "judgement": "low"}] * 2
    assert faults_of(twice) == [("domains", 1, "domain")]


@pytest.mark.parametrize(
    "more", [{"words": ["low", "low"]}, {"domains": [{"id": "a", "label": "A"}] * 2}]
)
def test_a_tool_names_each_once(more: dict[str, object]) -> None:
    """Two words or two domains of one name could not be told apart."""
    with pytest.raises(ValidationError, match="stands above already"):
        AppraisalFile.model_validate({"tools": [TOOLS[0] | more]})
