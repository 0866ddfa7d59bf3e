"""Absolute effects of a summary of findings: what is expected in so many people."""

from __future__ import annotations

import pytest

from kg.sources.folder.project import Project
from kg.sources.tabled.effects.risks import parse_risk
from tests.sources.tabled.test_drafting import asked, draft, project, table

__all__ = ["project"]

RR = ("6", "RR 0.80 (0.60 to 1.00)")


def told(cell: str) -> dict[str, str] | None:
    """Return what a cell says, as text."""
    found = parse_risk(cell)
    return None if found is None else {name: str(value) for name, value in found.items()}


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("120 per 1000", {"per": "1000", "value": "120"}),
        ("120 per 1,000", {"per": "1000", "value": "120"}),
        ("12 of 100", {"per": "100", "value": "12"}),
        ("12/100", None),  # it may count events
        ("12.50 per 10 000 women", {"per": "10000", "value": "12.50"}),
        (
            "96 per 1000 (95% CI 72 to 120)",
            {"per": "1000", "value": "96", "low": "72", "high": "120"},
        ),
        ("96 per 1000 (72–120)^a^", {"per": "1000", "value": "96", "low": "72", "high": "120"}),
        (
            "24 fewer per 1000 (from 48 fewer to 0)",
            {"per": "1000", "difference": "-24", "difference_low": "-48", "difference_high": "0"},
        ),
        (
            "3 more per 1,000 (2 fewer to 8 more)",
            {"per": "1000", "difference": "3", "difference_low": "-2", "difference_high": "8"},
        ),
        (
            "31 fewer per 1000 (from 15 to 46 fewer)",
            {"per": "1000", "difference": "-31", "difference_low": "-46", "difference_high": "-15"},
        ),
        (
            "-24 per 1000 (-48 to 3)",
            {"per": "1000", "difference": "-24", "difference_low": "-48", "difference_high": "3"},
        ),
        ("24 fewer per 1000 (48 to 3)", None),
        ("0.8 (0.6 to 1.0)", None),
        ("12%", None),
        ("The mean was 24 per 1000", None),
        ("120 per 950", None),
    ],
)
def test_a_cell_says_a_risk_or_a_difference(cell: str, wanted: dict[str, str] | None) -> None:
    """With all digits; where nothing says which of its ends are fewer it is none."""
    assert told(cell) == wanted


@pytest.mark.parametrize(
    ("heads", "cells", "line"),
    [
        pytest.param(
            ("Anticipated absolute effects (95% CI): Risk with water", "Risk with tea"),
            ("120 per 1000", "96 per 1000 (72 to 120)"),
            "120 per 1000; 96 per 1000 (95% CI 72 to 120)",
            id="two-risks",
        ),
        pytest.param(
            ("Assumed risk: Water", "Corresponding risk: Tea"),
            ("120 per 1000", "96 per 1000"),
            "120 per 1000; 96 per 1000",
            id="as-older-reviews-have-it",
        ),
        pytest.param(
            ("Risk with placebo", "Risk difference with tea (90% CI)"),
            ("120 per 1000", "24 fewer per 1000 (48 fewer to 0 fewer)"),
            "120 per 1000; 24 fewer per 1000 (90% CI 48 fewer to 0)",
            id="risk-and-difference",
        ),
        pytest.param(
            ("Absolute effect, per 1000", "Control event rate (per 1000)"),
            ("7 fewer (14 fewer to 0)", "42"),
            "42 per 1000; 7 fewer per 1000 (95% CI 14 fewer to 0)",
            id="the-head-says-of-how-many",
        ),
        pytest.param(
            ("Absolute effect (95% CI)", "Why"),
            ("3 more per 1,000 (from 2 fewer to 8 more)", ""),
            "3 more per 1000 (95% CI 2 fewer to 8 more)",
            id="difference-alone",
        ),
    ],
)
def test_absolute_effects_are_kept_as_printed(
    project: Project, heads: tuple[str, str], cells: tuple[str, str], line: str
) -> None:
    """Beside the relative effect, whichever of the usual columns they stand in."""
    named = ("Outcomes", *heads, "No. of studies", "Relative effect (95% CI)")
    sheet = table("sof", named, ("Calm", *cells, *RR), ("Calm at night", "–", "", "3", "–"))
    drafted = draft(project, sheet, write=True)
    assert asked(drafted) == ""
    [effect] = drafted.new.effects
    assert (effect.outcome, effect.measure, effect.pooled) == ("calm", "RR", 6)
    assert effect.figures == "0.80 (95% CI 0.60 to 1.00)"
    assert effect.absolute is not None
    assert effect.absolute.line == line
    assert len(draft(project, sheet).new) == 0


def test_a_difference_may_stand_in_the_cell_of_its_effect(project: Project) -> None:
    """And an outcome may have nothing but what is expected of so many people."""
    heads = ("Outcomes", "No. of studies", "Effect (95% CI)")
    rows = (
        ("Calm", "6", "RR 0.80 (0.60 to 1.00); 24 fewer per 1000 (from 48 fewer to 0)"),
        ("Calm at night", "4", "12 more per 1000 (3 more to 20 more)"),
    )
    drafted = draft(project, table("sof", heads, *rows))
    assert asked(drafted) == ""
    calm, late = drafted.new.effects
    assert (calm.measure, calm.absolute and calm.absolute.difference_low) == ("RR", -48)
    assert (late.value, late.measure) == (None, None)
    assert late.absolute is not None
    assert late.absolute.line == "12 more per 1000 (95% CI 3 more to 20 more)"


def test_what_is_no_risk_is_asked_by_row(project: Project) -> None:
    """So are two numbers of people, and two columns of which nothing says whose they are."""
    heads = ("Outcomes", "Risk with placebo", "Risk with tea", "No. of studies", "RR (95% CI)")
    rows = (
        ("Calm", "The mean was 24.5", "96 per 1000 (72 to 120)", *RR),
        ("Calm at night", "12 per 100", "96 per 1000 (72 to 120)", *RR),
    )
    drafted = draft(project, table("sof", heads, *rows))
    assert "row 1, column 'Risk with placebo': 'The mean was 24.5' is no baseline" in asked(drafted)
    assert "row 2, column 'Risk with tea': '96 per 1000 (72 to 120)' is of another number" in asked(
        drafted
    )
    assert [one.absolute for one in drafted.new.effects] == [None, None]
    heads = ("Outcomes", "Tea", "Milk", "No. of studies", "RR (95% CI)")
    row = ("Calm", "120 per 1000", "96 per 1000", *RR)
    assert "column 'Tea': whose risks are these?" in asked(draft(project, table("t", heads, row)))
    said = "{columns: {Tea: baseline, Milk: risk}}"
    [effect] = draft(project, table("t", heads, row, records=said)).new.effects
    assert effect.absolute is not None
    assert effect.absolute.line == "120 per 1000; 96 per 1000"


def test_a_head_of_doses_or_of_counts_says_no_risk(project: Project) -> None:
    """A ratio per 100 g is a ratio, and twelve of a hundred in an arm are events."""
    heads = ("Outcomes", "No. of studies", "Relative risk per 100 (95% CI)")
    drafted = draft(project, table("sof", heads, ("Calm", "6", "0.80 (0.60 to 1.00)")))
    assert drafted.new.effects == []
    assert "Relative risk per 100 (95% CI)" in drafted.sheets[0].left_over
    heads = ("Outcomes", "No. of studies", "RR (95% CI)", "Tea", "Milk")
    row = ("Calm", "6", "0.80 (0.60 to 1.00)", "12/100", "15/100")
    [effect] = draft(project, table("sof", heads, row)).new.effects
    assert effect.absolute is None
    assert [one.events for one in effect.arms] == [12, 15]


def test_a_difference_of_means_may_stand_among_the_risks(project: Project) -> None:
    """As GRADE has it, in words; an outcome that has a relative effect keeps that."""
    heads = ("Outcomes", "Risk with placebo", "Risk with tea", "RR (95% CI)", "Studies")
    rows = (
        ("Calm", "120 per 1000", "96 per 1000 (72 to 120)", "RR 0.80 (0.60 to 1.00)", "6"),
        ("Calm at night", "-", "MD 3.2 lower (5.1 lower to 1.3 higher)", "-", "4"),
    )
    drafted = draft(project, table("sof", heads, *rows))
    assert asked(drafted) == ""
    assert [(one.measure, one.figures) for one in drafted.new.effects] == [
        ("RR", "0.80 (95% CI 0.60 to 1.00)"), ("MD", "-3.2 (95% CI -5.1 to 1.3)")
    ]  # fmt: skip
    assert [one.absolute is not None for one in drafted.new.effects] == [True, False]


PROFILE = (
    "№ of studies", "Risk of bias", "№ of patients: tea", "№ of patients: placebo",
    "Relative (95% CI)", "Absolute (95% CI)", "Certainty",
)  # fmt: skip
PROFILED = (
    "10", "serious", "58/602 (9.6%)", "72/602 (12.0%)", "RR 0.80 (0.60 to 1.00)",
    "24 fewer per 1,000 (from 48 fewer to 0 fewer)", "⨁⨁◯◯ Low",
)  # fmt: skip


def test_an_evidence_profile_has_its_outcomes_above_their_rows(project: Project) -> None:
    """In a line across; arms stand below one head, and bare numbers of studies count them."""
    rows = (("Calm", "", "", "", "", "", ""), PROFILED)
    told = "{tool: GRADE}"
    drafted = draft(project, table("p", PROFILE, *rows, title="Profile", records=told))
    assert asked(drafted) == ""
    [effect] = drafted.new.effects
    assert (effect.outcome, effect.pooled, effect.subgroup) == ("calm", 10, None)
    assert effect.arm_figures == "tea: 58/602; placebo: 72/602"
    assert effect.absolute is not None
    assert [(one.outcome, one.overall) for one in drafted.new.appraisals] == [("calm", "Low")]
    assert drafted.sheets[0].left_over == ["Risk of bias"]


def test_an_outcome_may_say_when_and_how_it_was_measured(project: Project) -> None:
    """As GRADE's tables do; the profile of the same effect, which does not, is no second one."""
    heads = ("Outcomes", "Risk with placebo", "RR (95% CI)", "№ of studies", "Certainty (GRADE)")
    cell = "Calm assessed with: a diary follow-up: 4 weeks"
    summary = table("s", heads, (cell, "120 per 1000", "0.80 (0.60 to 1.00)", "10", "⊕⊕⊝⊝ Low"))
    rows = (("Calm", "", "", "", "", "", ""), PROFILED)
    profile = table("p", PROFILE, *rows, title="Profile", records="{tool: GRADE}")
    drafted = draft(project, summary, profile)
    assert asked(drafted) == ""
    [effect] = drafted.new.effects
    assert (effect.outcome, effect.timepoint, effect.pooled) == ("calm", "4 weeks", 10)
    assert "Absolute (95% CI)" in drafted.sheets[1].left_over
    other = profile.replace("0.80 (0.60", "0.90 (0.60")
    assert len(draft(project, summary, other).new.effects) == 2


OLD = (
    "Outcomes", "Assumed risk: Water", "Corresponding risk: Tea", "No. of studies",
    "Relative effect (95% CI)",
)  # fmt: skip
LOW, HIGH = (
    ("120 per 1000", "96 per 1000 (72 to 120)"),
    ("300 per 1000", "240 per 1000 (180 to 300)"),
)


def lines_of(project: Project, *rows: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    """Return of whom each drafted effect is, its number and its absolute line."""
    drafted = draft(project, table("sof", OLD, *rows), write=True)
    assert asked(drafted) == ""
    assert drafted.sheets[0].left_over == []
    assert len(draft(project, table("sof", OLD, *rows)).new) == 0
    return [
        (one.subgroup, one.measure, one.absolute.line if one.absolute else None)
        for one in drafted.new.effects
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            (
                ("Calm", "Low risk", "", *RR), ("Calm", *LOW, *RR),
                ("Calm", "High risk^3^", "", *RR), ("Calm", *HIGH, *RR),
            ),
            id="lines-of-their-own",
        ),
        pytest.param(
            (
                ("Calm", "Low risk: 120 per 1000", LOW[1], *RR),
                ("", "High risk: 300 per 1000", HIGH[1], "", ""),
            ),
            id="in-their-cells",
        ),
        pytest.param(
            (
                (
                    "Calm", "Low risk: 120 per 1000 High risk: 300 per 1000",
                    f"{LOW[1]}; {HIGH[1]}", *RR,
                ),
            ),
            id="all-in-one-cell",
        ),
        pytest.param(
            (
                (
                    "Calm", "Low risk 120 per 1000^a^ / High risk 300 per 1000",
                    f"Low risk: {LOW[1]} High risk: {HIGH[1]}", *RR,
                ),
            ),
            id="all-in-two-cells-with-names",
        ),
    ],
)  # fmt: skip
def test_risks_of_several_groups_are_of_each(
    project: Project, rows: tuple[tuple[str, ...], ...]
) -> None:
    """The effect is of all, once; what is expected of a group says whose risk it is."""
    assert lines_of(project, *rows) == [
        (None, "RR", None),
        ("Low risk", None, "120 per 1000; 96 per 1000 (95% CI 72 to 120)"),
        ("High risk", None, "300 per 1000; 240 per 1000 (95% CI 180 to 300)"),
    ]


@pytest.mark.parametrize(
    ("without", "tea"),
    [
        ("120 per 1000; 300 per 1000", f"{LOW[1]} {HIGH[1]}"),
        ("Low risk: 120 per 1000 High risk: 300 per 1000", LOW[1]),
        (
            "Low risk: 120 per 1000 High risk: 300 per 1000",
            f"High risk: {HIGH[1]} Low risk: {LOW[1]}",
        ),
    ],
)
def test_several_risks_in_a_cell_that_are_of_nobody_knows_whom_are_told(
    project: Project, without: str, tea: str
) -> None:
    """By row and column; no risk of one group is said of another."""
    drafted = draft(project, table("sof", OLD, ("Calm", without, tea, *RR)))
    assert f"row 1, column 'Assumed risk: Water': '{without}' is no baseline" in asked(drafted)
    assert [one.absolute for one in drafted.new.effects] == [None]


def test_the_study_population_is_no_group(project: Project) -> None:
    """It is all that were studied; the outcome of the next row has a population of its own."""
    rows = (
        ("Calm", "Study population", "", *RR),
        ("Calm", *LOW, *RR),
        ("Calm at night", *HIGH, *RR),
    )
    assert lines_of(project, *rows) == [
        (None, "RR", "120 per 1000; 96 per 1000 (95% CI 72 to 120)"),
        (None, "RR", "300 per 1000; 240 per 1000 (95% CI 180 to 300)"),
    ]


def test_risks_of_nobody_knows_whom_are_asked(project: Project) -> None:
    """The first stays with the effect; the message says what to enter for the second."""
    drafted = draft(project, table("sof", OLD, ("Calm", *LOW, *RR), ("Calm", *HIGH, *RR)))
    assert "row 2" in asked(drafted)
    assert "if these are the risks of other people, enter them as an effect" in asked(drafted)
    [effect] = drafted.new.effects
    assert effect.absolute is not None
    assert effect.absolute.baseline == 120


@pytest.mark.parametrize(
    ("words", "measure", "figures"),
    [
        ("3.2 lower (5.1 lower to 1.3 lower)", "MD", "-3.2 (95% CI -5.1 to -1.3)"),
        ("3.2 points lower (5.1 to 1.3 lower)", "MD", "-3.2 (95% CI -5.1 to -1.3)"),
        ("0.4 standard deviations higher (0.1 to 0.7 higher)", "SMD", "0.4 (95% CI 0.1 to 0.7)"),
    ],
)
def test_means_in_sentences_are_means(
    project: Project, words: str, measure: str, figures: str
) -> None:
    """The comparator has its mean, called as its column is; the difference says how it differs."""
    sentence = f"The mean calm in the intervention groups was {words}"
    rows = (("Calm", "The mean calm in the control groups was 24.50 points", sentence, "6", ""),)
    drafted = draft(project, table("sof", OLD, *rows))
    assert asked(drafted) == ""
    [effect] = drafted.new.effects
    assert (effect.measure, effect.figures, effect.absolute) == (measure, figures, None)
    assert [(one.label, str(one.mean)) for one in effect.arms] == [("Water", "24.50")]


def test_what_ranges_is_no_mean(project: Project) -> None:
    """Means of several groups are no one's; nor is a mean beside a risk."""
    cell = "The mean calm ranged across control groups from 2 to 5"
    rows = (
        ("Calm", cell, "MD 3.2 lower (5.1 lower to 1.3 lower)", "6", ""),
        ("Calm at night", *LOW, *RR),
    )
    drafted = draft(project, table("sof", OLD, *rows))
    assert f"'{cell}' is no baseline in so many people" in asked(drafted)
    assert drafted.new.effects[0].arms == ()
