"""Summaries of findings in the many forms in which they are printed."""

from __future__ import annotations

import pytest

from kg.sources.folder.project import Project
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.headings.columns import read_columns
from kg.sources.tabled.headings.gradeheads import role_in_words
from tests.sources.tabled.test_drafting import asked, draft, project, table

__all__ = ["project"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Outcome (follow-up)", "outcome"), ("Outcomes, follow-up", "outcomes"),
        ("Outcomes (duration of follow-up)", "outcome"), ("Outcome Timeframe", "outcome"),
        ("Outcome № of participants (studies)", "outcome"),
        ("No. of participants (No. of studies)", "studies"),
        ("No of Participants (studies) Follow up", "studies"),
        ("Number of participants (number of studies)", "studies"),
        ("Trials/participants (n)", "studies"), ("№ of infants (RCTs)", "studies"),
        ("No. of women (trials), median follow-up", "studies"),
        ("Overall certainty of the evidence", "certainty"), ("Quality (GRADE)", "certainty"),
        ("GRADE certainty of evidence", "certainty"), ("Strength of evidence", "certainty"),
        ("Confidence in the evidence (GRADE)", "certainty"),
        ("Certainty of the evidence (Quality of evidence)", "certainty"),
        ("Confidence in effect estimates", "certainty"), ("Outcome measure", "outcomes"),
        ("Important outcomes", "outcomes"), ("Outcome of interest", "outcomes"),
        ("What happens", "note"), ("Plain language summary", "note"),
        ("Quality", ""), ("Study quality", ""), ("Outcome assessor blinded", ""),
        ("Outcome data complete", ""), ("Strength training", ""), ("Children", "participants"),
        ("Confidence", ""), ("Number of women", ""), ("Follow-up of studies", ""),
    ],
)  # fmt: skip
def test_a_head_is_known_by_its_words(heading: str, role: str) -> None:
    """In whatever order and with whatever signs; with another word among them it is not."""
    assert read_columns([heading], {}, [["a"]])[0].role == role
    assert not role_in_words(fold_heading(heading)) or role


RR = "RR 0.80 (0.60 to 1.00)"
GRADEPRO = (
    "Outcome № of participants (studies)", "Relative effect (95% CI)",
    "Anticipated absolute effects (95% CI): Without tea",
    "Anticipated absolute effects (95% CI): With tea",
    "Anticipated absolute effects (95% CI): Difference", "Certainty",
)  # fmt: skip


def test_a_layout_with_counts_in_the_outcome_and_percentages(project: Project) -> None:
    """As GRADEpro prints it: all that the cell of an outcome says is read."""
    cell = "Calm follow-up: 4 weeks № of participants: 1,204 (10 RCTs)"
    row = (cell, RR, "12.0%", "9.6% (7.2% to 12.0%)", "2.4% fewer (4.8 fewer to 0 fewer)", "Low")
    drafted = draft(project, table("sof", GRADEPRO, row, records="{tool: GRADE}"))
    assert asked(drafted) == ""
    assert drafted.sheets[0].left_over == []
    [effect] = drafted.new.effects
    assert (effect.outcome, effect.timepoint, effect.pooled) == ("calm", "4 weeks", 10)
    assert [(arm.label, arm.n) for arm in effect.arms] == [("all", 1204)]
    assert effect.absolute is not None
    assert effect.absolute.line == (
        "12.0 per 100; 9.6 per 100 (95% CI 7.2 to 12.0); 2.4 fewer per 100 (95% CI 4.8 fewer to 0)"
    )


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("Outcome (follow-up)", "Participants (studies)"), ("Calm (4 weeks)", "1,204 (10)")),
        (("Outcomes, follow-up", "Participants (studies)"), ("Calm, 4 weeks", "1,204 (10)")),
        (
            ("Outcomes", "№ of participants (studies) Follow-up"),
            ("Calm", "1,204 (10 RCTs) 4 weeks"),
        ),
        (
            ("Outcomes", "№ of participants (studies) Follow-up"),
            ("Calm", "1,204 (10 RCTs)^a^ Follow-up: 4 weeks"),
        ),
    ],
)
def test_a_time_stands_where_a_head_says_so(
    project: Project, heads: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    """Behind the outcome, or behind the counts of people and studies."""
    drafted = draft(project, table("sof", (*heads, "RR (95% CI)"), (*cells, "0.80 (0.60 to 1.00)")))
    assert asked(drafted) == ""
    [effect] = drafted.new.effects
    assert (effect.outcome, effect.timepoint, effect.pooled) == ("calm", "4 weeks", 10)
    assert [arm.n for arm in effect.arms] == [1204]


def test_a_percentage_elsewhere_is_no_risk(project: Project) -> None:
    """Of a relative reduction, of a p value or of a head that speaks of no risk."""
    heads = ("Outcomes", "Relative risk reduction", "Response", "RR (95% CI)", "No. of studies")
    rows = (("Calm", "20%", "12%", "0.80 (0.60 to 1.00)", "10"),)
    drafted = draft(project, table("sof", heads, *rows))
    [effect] = drafted.new.effects
    assert effect.absolute is None
    assert drafted.sheets[0].left_over == ["Relative risk reduction", "Response"]


@pytest.mark.parametrize(
    ("outcome", "quality", "cell", "role"),
    [
        ("Outcomes", "Quality", "Very low", "certainty"),
        ("Outcome", "Level of evidence", "⊕⊕⊕⊝ Moderate^a^", "certainty"),
        ("Outcome", "Confidence", "+++- moderate", "certainty"),
        ("Outcome", "Quality", "Good", ""),
        ("Outcome", "Quality", "Lowered", ""),
        ("Outcome", "Quality", "", ""),
        ("Study", "Quality", "High", ""),
        ("Tea", "Quality", "High", ""),
    ],
)
def test_quality_alone_is_of_the_evidence_where_its_cells_say_so(
    outcome: str, quality: str, cell: str, role: str
) -> None:
    """Beside outcomes, by GRADE's words; beside studies it is the quality of a study."""
    assert read_columns([outcome, quality], {}, [["Calm", cell]])[1].role == role
