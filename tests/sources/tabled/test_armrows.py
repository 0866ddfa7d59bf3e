"""Tables with a row for each arm of a study; `draft` and `table` are those of the tables' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.sources.folder.project import Project
from kg.sources.tabled.drafting import Drafted
from tests.sources.cited import make_project
from tests.sources.tabled.test_drafting import QUESTIONS, asked, draft, table

HEADS = ("Study", "Group", "n", "Mean (SD)")
BELOW = (
    ("Able 2001", "Tea", "40", "12.3 (4.5)"), ("", "Water", "41", "14.0 (5)"),
    ("World Tea Board 2003", "Tea", "9", "2 (1)"), ("", "Milk", "8", "3 (1)"),
    ("", "Water", "7", "4 (1)"),
)  # fmt: skip
MERGED = tuple((BELOW[0 if n < 2 else 2][0], *row[1:]) for n, row in enumerate(BELOW))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with a question and no table yet."""
    made = make_project(tmp_path / "tea", "key", "So A1 and (A2, A3).")
    (made.data / "questions.yaml").write_text(QUESTIONS)
    return made


def told(drafted: Drafted) -> list[tuple[str | None, str, str]]:
    """Return of each effect the study, the outcome and what is told of its arms."""
    return [(one.study, one.outcome, one.arm_figures) for one in drafted.new.effects]


@pytest.mark.parametrize("rows", [BELOW, MERGED], ids=["empty-below", "merged"])
@pytest.mark.parametrize("head", ["Group", "Treatment arm", "Intervention", "Column 2"])
def test_rows_of_one_study_are_its_arms(
    project: Project, rows: tuple[tuple[str, ...], ...], head: str
) -> None:
    """Each study has one effect, with as many arms as it has rows."""
    sheet = table("calm", ("Study", head, *HEADS[2:]), *rows)
    drafted = draft(project, sheet, write=True)
    assert asked(drafted) == ""
    assert told(drafted) == [
        ("able-2001", "calm", "Tea: 40, mean 12.3 (SD 4.5); Water: 41, mean 14.0 (SD 5)"),
        ("world-tea-board-2003", "calm",
         "Tea: 9, mean 2 (SD 1); Milk: 8, mean 3 (SD 1); Water: 7, mean 4 (SD 1)"),
    ]  # fmt: skip
    assert drafted.sheets[0].left_over == []
    assert len(draft(project, sheet, write=True).new) == 0


def test_a_row_of_each_outcome_has_its_arms(project: Project) -> None:
    """The study goes on below it; an outcome that is not said again is that of the row above."""
    heads = ("Study", "Outcome", "Arm", "Events", "N", "RR (95% CI)")
    rows = (
        ("Able 2001", "Calm", "Tea", "3", "9", "0.6 (0.2 to 1.9)"), ("", "", "Water", "5", "9", ""),
        ("", "Calm at night", "Tea", "2", "9", ""), ("", "", "Water", "4", "9", ""),
    )  # fmt: skip
    drafted = draft(project, table("t", heads, *rows))
    assert asked(drafted) == ""
    assert told(drafted) == [
        ("able-2001", "calm", "Tea: 3/9; Water: 5/9"),
        ("able-2001", "calm-late", "Tea: 2/9; Water: 4/9"),
    ]
    assert [one.figures for one in drafted.new.effects] == ["0.6 (95% CI 0.2 to 1.9)", ""]


def test_outcomes_may_stand_side_by_side(project: Project) -> None:
    """A heading names the outcome; how many are in an arm holds for all of them."""
    heads = ("Study", "Group", "N", "Calm, mean (95% CI)", "Calm at night, n (%)")
    rows = (
        ("Able 2001", "Tea", "9", "2.5 (1 to 4)", "3 (33%)"),
        ("", "Water", "8", "3 (2 to 4)", "NR"),
    )
    drafted = draft(project, table("t", heads, *rows))
    assert asked(drafted) == ""
    assert told(drafted) == [
        ("able-2001", "calm",
         "Tea: 9, mean 2.5 (95% CI 1 to 4); Water: 8, mean 3 (95% CI 2 to 4)"),
        ("able-2001", "calm-late", "Tea: 3/9; Water: 8"),
    ]  # fmt: skip


def test_what_may_be_an_arm_is_asked_once(project: Project) -> None:
    """No column says that its rows are arms: the first that may be one is asked, with its row."""
    drafted = draft(project, table("calm", ("Study", "Dose", "n", "Mean (SD)"), *BELOW))
    assert "row 2: are these rows the arms of one study?" in asked(drafted)
    assert (len(drafted.problems), len(drafted.new)) == (1, 0)
    sheet = table("calm", ("Study", "Dose", *HEADS[2:]), *BELOW, records="{columns: {Dose: arm}}")
    assert [len(one.arms) for one in draft(project, sheet).new.effects] == [2, 3]


def test_what_is_wrong_in_the_row_of_an_arm_is_told_with_its_place(project: Project) -> None:
    """Row and column are those of the table."""
    rows = (*BELOW[:1], ("", "Water", "41", "many"), ("", "Tea", "3", "2 (1)"), ("", "", "3", "2"))
    message = asked(draft(project, table("calm", HEADS, *rows)))
    assert "row 2, column 'Mean (SD)': 'many' is no mean" in message
    assert "row 3, column 'Group': 'Tea' stands twice for one study" in message
    assert "row 4, column 'Group': no arm is named here" in message
