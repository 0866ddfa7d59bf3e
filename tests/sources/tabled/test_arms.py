"""Columns of arms in tables of effects; `draft` and `table` are those of the tables' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Effect
from kg.sources.folder.project import Project
from tests.sources.cited import make_project
from tests.sources.tabled.test_drafting import QUESTIONS, asked, draft, table


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with a question and no table yet."""
    made = make_project(tmp_path / "tea", "key", "So A1 and (A2, A3).")
    (made.data / "questions.yaml").write_text(QUESTIONS)
    return made


def measured(effect: Effect) -> list[tuple[str, int | None, str | None]]:
    """Return each arm with its number of people and its line."""
    return [(one.label, one.n, one.figures) for one in effect.arms]


HEADS = ("Study", "Tea: Mean", "Tea: SD", "Tea: Total", "Water: Mean", "Water: SD", "Water: Total",
         "Weight", "MD (95% CI)", "P value")  # fmt: skip
ABLE = ("Able 2001", "21.40", "9.0", "60", "24.5", "8.75", "58", "61.5%", "-3.1 (-6.2, -0.1)",
        "< 0.05")  # fmt: skip
BOARD = ("World Tea Board 2003", "20", "7", "31", "22.0", "6.9", "30", "38.5%",
         "-2.0 (-5.4, 1.4)", "NS")  # fmt: skip
TOTAL = ("Total (95% CI)", "", "", "91", "", "", "88", "100.0%", "-2.61 (-4.90, -0.32)", "")
LINES = (
    ("Heterogeneity: Tau² = 0.00; Chi² = 0.22, df = 1 (P = 0.64); I² = 0%", *[""] * 9),
    ("Test for overall effect: Z = 2.23 (P = 0.03)", *[""] * 9),
    ("Test for subgroup differences: Chi² = 8.0, df = 1 (P = 0.005), I² = 88%", *[""] * 9),
)


def test_means_stand_in_columns_of_their_own(project: Project) -> None:
    """As forest plots print them, with weights, p values and lines that tell of the total."""
    drafted = draft(project, table("calm", HEADS, ABLE, BOARD, TOTAL, *LINES), write=True)
    assert asked(drafted) == ""
    (left,) = drafted.sheets[0].left_over  # no record has a place for it
    assert left.startswith("Test for subgroup differences")
    able, board, total = drafted.new.effects
    assert measured(able) == [
        ("Tea", 60, "mean 21.40 (SD 9.0)"),
        ("Water", 58, "mean 24.5 (SD 8.75)"),
    ]
    assert (str(able.weight), able.p, board.p) == ("61.5", "<0.05", "NS")
    assert (total.weight, total.p) == (None, "0.03")
    assert total.heterogeneity is not None
    assert total.heterogeneity.figures == "I² 0%; τ² 0.00; Q 0.22 (df 1, p = 0.64)"
    assert total.pools == ("able-2001", "world-tea-board-2003")
    assert len(draft(project, table("calm", HEADS, ABLE, BOARD, TOTAL, *LINES)).new) == 0


@pytest.mark.parametrize(
    ("heads", "cells", "figures"),
    [
        (("Tea: Mean (SD)", "Water: Mean (SD)"), ("12.3 (4.5)", "11 (4)"), "mean 12.3 (SD 4.5)"),
        (("Tea, mean ± SE", "Water, mean ± SE"), ("12.3 ± 0.50", "11 ± 1"), "mean 12.3 (SE 0.50)"),
        (("Tea: Mean", "Water: Mean"), ("12.3 (SD 4.5)", "11"), "mean 12.3 (SD 4.5)"),
        (("Tea: Median (IQR)", "Water: Median (IQR)"), ("12 [10–15]", "11 (8 to 14)"),
         "median 12 (IQR 10 to 15)"),
        (("Tea: Median", "Water: Median"), ("12 (range 2, 40)", "11"), "median 12 (range 2 to 40)"),
        (("Tea: Mean (95% CI)", "Water: Mean (95% CI)"), ("12.3 (10.1 to 14.5)", "11 (9 to 13)"),
         "mean 12.3 (95% CI 10.1 to 14.5)"),
        (("Tea: Mean (90% CI)", "Water: Mean (90% CI)"), ("12.3 [10.1; 14.5]", "11"),
         "mean 12.3 (90% CI 10.1 to 14.5)"),
        (("Tea: Mean", "Water: Mean"), ("12.3 (95% CI 10.1–14.5)", "11"),
         "mean 12.3 (95% CI 10.1 to 14.5)"),
        (("Tea: Median", "Tea: IQR"), ("12", "10 to 15"), "median 12 (IQR 10 to 15)"),
    ],
)  # fmt: skip
def test_what_was_measured_may_share_a_cell(
    project: Project, heads: tuple[str, str], cells: tuple[str, str], figures: str
) -> None:
    """What stands in the brackets, the heading says, or the cell."""
    row = ("Able 2001", *cells, "-3.1 (-6.2 to -0.1)")
    drafted = draft(project, table("calm", ("Study", *heads, "MD (95% CI)"), row))
    assert asked(drafted) == ""
    assert drafted.new.effects[0].arms[0].figures == figures


def test_what_nobody_says_is_asked_once(project: Project) -> None:
    """SD or SE is told beside the table; the effects themselves come without their arms."""
    heads = ("Study", "Tea: Mean", "Water: Mean", "MD (95% CI)")
    rows = (("Able 2001", "12.3 (4.5)", "11.0 (4.0)", "1.3 (0.1 to 2.5)"),
            ("World Tea Board 2003", "12 (4)", "11 (4)", "1.0 (0.1 to 2.5)"))  # fmt: skip
    drafted = draft(project, table("calm", heads, *rows))
    assert asked(drafted).count("their SD or their SE?") == 1
    assert 'add records: {columns: {"Tea: Mean": mean/sd of Tea}}, or mean/se' in asked(drafted)
    assert [one.arms for one in drafted.new.effects] == [(), ()]
    told = "{columns: {'Tea: Mean': mean/se of tea, 'Water: Mean': mean/se of water}}"
    drafted = draft(project, table("calm", heads, *rows, records=told))
    assert asked(drafted) == ""
    assert measured(drafted.new.effects[0])[0] == ("tea", None, "mean 12.3 (SE 4.5)")
    drafted = draft(project, table("calm", heads, *rows, title="Calm, mean (SD)"))
    assert measured(drafted.new.effects[1])[1] == ("Water", None, "mean 11 (SD 4)")


def test_columns_of_brackets_without_a_word_are_asked(project: Project) -> None:
    """They may be means, or nothing of an arm; `none` settles it."""
    heads = ("Study", "Tea", "Water", "MD (95% CI)")
    row = ("Able 2001", "12.3 (4.5)", "11.0 (4.0)", "1.3 (0.1 to 2.5)")
    drafted = draft(project, table("calm", heads, row))
    assert "row 1, column 'Tea': no heading says what these are" in asked(drafted)
    assert '{columns: {"Tea": mean/sd of Tea}}' in asked(drafted)
    assert len(drafted.problems) == 1
    told = "{columns: {Tea: none, Water: none}}"
    assert asked(draft(project, table("calm", heads, row, records=told))) == ""


@pytest.mark.parametrize(
    ("heading", "cell", "fault"),
    [
        ("Tea: Mean (SD)", "12.3 (SE 4.5)", "says SE, and its heading does not"),
        ("Tea: Mean (SD)", "1,204 (300)", "a comma before three digits"),
        ("Tea: Median", "12 (10–15)", "of the IQR, or of the range?"),
        ("Tea: Median (IQR)", "12 (5)", "no median with both ends"),
        ("P value", "0.04 or so", "is no p value"),
        ("P value", "4", "a p value lies between 0 and 1"),
    ],
)
def test_what_cannot_be_read_is_named(
    project: Project, heading: str, cell: str, fault: str
) -> None:
    """With its row and column, or the row where a number cannot be."""
    row = ("Able 2001", cell, "1.3 (0.1 to 2.5)")
    drafted = draft(project, table("calm", ("Study", heading, "MD (95% CI)"), row))
    assert fault in asked(drafted)
    assert "row 1" in asked(drafted)


def test_a_summary_of_findings_tells_of_heterogeneity(project: Project) -> None:
    """Each statistic in a column; those of one outcome below its heading."""
    heads = ("Outcome", "No. of studies", "SMD (95% CI)", "p", "I² (%)", "τ²", "Q (df)")
    rows = (("Calm", "6", "-0.31 (-0.50 to -0.12)", "<0.001", "45.0", "0.02", "9.10 (5)"),
            ("Calm at night", "4", "-0.2 (-0.5 to 0.1)", "0.19", "", "", ""))  # fmt: skip
    drafted = draft(project, table("sof", heads, *rows))
    assert asked(drafted) == ""
    first, second = drafted.new.effects
    assert first.heterogeneity is not None
    assert first.heterogeneity.figures == "I² 45.0%; τ² 0.02; Q 9.10 (df 5)"
    assert (first.p, second.p, second.heterogeneity) == ("<0.001", "0.19", None)
    assert drafted.sheets[0].left_over == []


def test_a_p_value_may_stand_in_the_cell_of_the_effect(project: Project) -> None:
    """Behind the interval, or within its brackets."""
    row = ("Able 2001", "0.70 (0.55–0.90; p = 0.003)")
    drafted = draft(project, table("calm", ("Study", "RR (95% CI)"), row))
    assert drafted.new.effects[0].figures == "0.70 (95% CI 0.55 to 0.90; p = 0.003)"


def test_what_an_effect_that_is_there_lacks_is_told(project: Project) -> None:
    """A second table may say more of it: that column is named as not taken, also the next time."""
    heads = ("Outcome", "No. of studies", "RR (95% CI)", "I²", "P value")
    late = ("Calm at night", "4", "0.80 (0.55–1.20)", "0%", "")
    first = table("a", heads, ("Calm", "6", "0.70 (0.55–0.90)", "", "0.005"))
    second = table("b", heads, ("Calm", "6", "0.70 (0.55–0.90)", "40%", "0.005"), late, page="8")
    for _ in range(2):
        drafted = draft(project, first, second, write=True)
        assert [one.left_over for one in drafted.sheets] == [[], ["I²"]]
        assert asked(drafted) == ""


def test_a_table_may_tell_of_arms_alone(project: Project) -> None:
    """What is counted or measured is drafted, no number is worked out; only how many is nothing."""
    heads = ("Study", "Tea: n/N", "Water: n/N", "P")
    rows = (("Able 2001", "3/9", "5/10", "0.40"), ("World Tea Board 2003", "NR", "NR", ""))
    drafted = draft(project, table("calm", heads, *rows), write=True)
    assert asked(drafted) == ""
    [effect] = drafted.new.effects
    assert (effect.study, effect.value, effect.measure) == ("able-2001", None, None)
    assert (effect.arm_figures, effect.figures) == ("Tea: 3/9; Water: 5/10", "p = 0.40")
    assert len(draft(project, table("calm", heads, *rows), write=True).new) == 0
    sizes = table("calm", ("Study", "Tea: n", "Water: n"), ("Able 2001", "9", "10"))
    assert draft(project, sizes).new.effects == []


def test_a_value_that_is_not_reported_leaves_the_arms(project: Project) -> None:
    """The row beside it has its ratio."""
    heads = ("Study", "Tea: n/N", "Water: n/N", "RR (95% CI)")
    rows = (("Able 2001", "3/9", "5/10", "NR"), ("World Tea Board 2003", "2/8", "4/8", "0.5"))
    able, board = draft(project, table("calm", heads, *rows)).new.effects
    assert (able.value, able.arm_figures) == (None, "Tea: 3/9; Water: 5/10")
    assert (board.figures, board.measure) == ("0.5", "RR")


def test_what_they_were_like_at_the_start_is_no_effect(project: Project) -> None:
    """Unless the author names the outcome that it is on."""
    heads = ("Study", "Tea: mean (SD)", "Water: mean (SD)")
    title = "Baseline characteristics: calm"
    row = ("Able 2001", "12.3 (4.5)", "11 (4)")
    assert draft(project, table("t", heads, row, title=f'"{title}"')).new.effects == []
    told = "{outcome: calm}"
    [effect] = draft(project, table("t", heads, row, title=f'"{title}"', records=told)).new.effects
    assert effect.outcome == "calm"


def test_two_ends_beside_a_mean_may_be_of_a_range(project: Project) -> None:
    """It is asked, once of a column."""
    heads = ("Study", "Tea: mean", "Water: mean")
    rows = (("Able 2001", "12.3 (10.1 to 14.5)", "11"), ("World Tea Board 2003", "2 (1 to 3)", "4"))
    drafted = draft(project, table("calm", heads, *rows))
    assert drafted.new.effects == []
    assert "row 1, column 'Tea: mean': are the ends beside the mean of its confidence interval" in (
        asked(drafted)
    )
    assert asked(drafted).count("are the ends") == 1


def test_a_head_over_the_arms_says_what_is_counted(project: Project) -> None:
    """The arm stands below it; what stands before the letters is no part of its name."""
    heads = ("Study", "Calm after an hour, n/N: Tea", "Calm after an hour, n/N: Water")
    [effect] = draft(project, table("calm", heads, ("Able 2001", "3/9", "5/10"))).new.effects
    assert effect.arm_figures == "Tea: 3/9; Water: 5/10"


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("g", "95% CI"), ("-0.62", "[-1.05, -0.19]")),
        (("g (95% CI)",), ("-0.62 [-1.05, -0.19]",)),
    ],
)
def test_a_lone_letter_beside_an_interval_is_a_measure(
    project: Project, heads: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    """The caption may say whose letter it is; without an interval it may be grams."""
    rows = ("Able 2001", *cells)
    [effect] = draft(project, table("calm", ("Study", *heads), rows)).new.effects
    assert (effect.measure, effect.figures) == ("g", "-0.62 (95% CI -1.05 to -0.19)")
    titled = table("t", ("Study", *heads), rows, title='"Effects on calm (Hedges\' g)"')
    assert [one.measure for one in draft(project, titled).new.effects] == ["Hedges' g"]
    assert draft(project, table("calm", ("Study", "g"), ("Able 2001", "12"))).new.effects == []
