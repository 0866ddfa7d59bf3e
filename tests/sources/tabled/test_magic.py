"""Summaries of findings as MAGICapp prints them."""

from __future__ import annotations

import pytest

from kg.sources.folder.project import Project
from tests.sources.tabled.test_drafting import asked, draft, project, table

__all__ = ["project"]

HEADS = (
    "Outcome Timeframe", "Study results and measurements", "Absolute effect estimates: Water",
    "Absolute effect estimates: Tea", "Certainty of the evidence (Quality of evidence)",
    "Plain language summary",
)  # fmt: skip
RESULTS = (
    "Relative risk: 0.80 (CI 95% 0.60 - 1.00) Based on data from 1,204 participants in 10 studies "
    "Follow up 4 weeks"
)
SURE, PLAIN = "Moderate Due to serious risk of bias", "Tea probably calms."
FEWER = "Difference: 24 fewer per 1000 (CI 95% 48 fewer - 0 fewer)"


@pytest.mark.parametrize(
    "rows",
    [
        [("Calm", RESULTS, "120 per 1000", f"96 per 1000 {FEWER}", SURE, PLAIN)],
        [
            ("Calm", RESULTS, "120 per 1000", "96 per 1000", SURE, PLAIN),
            ("Calm", RESULTS, FEWER, "", SURE, PLAIN),
        ],
        [
            ("Calm", RESULTS, "120 per 1000", "96 per 1000", SURE, PLAIN),
            ("", "", FEWER, "", "", ""),
        ],
    ],
)
def test_each_thing_of_a_cell_is_read(project: Project, rows: list[tuple[str, ...]]) -> None:
    """The effect, of how many, when, and what is expected; the difference may stand below."""
    drafted = draft(project, table("sof", HEADS, *rows, records="{tool: GRADE}"))
    assert asked(drafted) == ""
    assert drafted.sheets[0].left_over == []
    [effect] = drafted.new.effects
    assert (effect.measure, str(effect.value), str(effect.low), str(effect.high)) == (
        "Relative risk", "0.80", "0.60", "1.00"
    )  # fmt: skip
    assert (effect.pooled, effect.timepoint, effect.note) == (10, "4 weeks", PLAIN)
    assert [arm.n for arm in effect.arms] == [1204]
    assert effect.absolute is not None
    assert effect.absolute.line == (
        "120 per 1000; 96 per 1000; 24 fewer per 1000 (95% CI 48 fewer to 0)"
    )
    [judged] = drafted.new.appraisals
    assert (judged.overall, judged.why) == ("Moderate", "Due to serious risk of bias")


def test_a_difference_of_means_is_the_effect(project: Project) -> None:
    """An outcome that is no event has means in place of risks."""
    row = (
        "Calm", "Measured by: a scale Based on data from 300 participants in 4 studies",
        "5.2 points Mean",
        "4.1 points Mean Difference: MD 1.1 lower (CI 95% 2.0 lower - 0.2 lower)",
        "Low", "",
    )  # fmt: skip
    drafted = draft(project, table("sof", HEADS, row, records="{tool: GRADE}"))
    [effect] = drafted.new.effects
    assert (effect.measure, str(effect.value), str(effect.low), str(effect.high)) == (
        "MD", "-1.1", "-2.0", "-0.2"
    )  # fmt: skip
    assert [(arm.label, str(arm.mean)) for arm in effect.arms] == [("Water", "5.2"), ("Tea", "4.1")]
    assert effect.absolute is None


def test_another_table_stays_as_it_is(project: Project) -> None:
    """Without a column of such results nothing is parted."""
    heads = ("Outcome", "Study results", "RR (95% CI)", "No. of studies")
    drafted = draft(project, table("sof", heads, ("Calm", RESULTS, "0.80 (0.60 to 1.00)", "10")))
    assert [len(one.columns) for one in drafted.sheets] == [4]
    assert [effect.timepoint for effect in drafted.new.effects] == [None]
