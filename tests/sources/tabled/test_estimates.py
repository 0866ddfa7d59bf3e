"""Several effects in a cell, and outcomes in the head of a table."""

from __future__ import annotations

import pytest

from kg.sources.folder.project import Project
from kg.sources.tabled.drafting import Drafted
from tests.sources.tabled.test_drafting import asked, draft, project, table

__all__ = ["project"]

ABLE, BOARD = "Able 2001", "World Tea Board 2003"


def found(drafted: Drafted) -> list[tuple[str, str | None, str, str | None]]:
    """Return outcome, measure, figures and unit of each effect."""
    return [(one.outcome, one.measure, one.figures, one.unit) for one in drafted.new.effects]


@pytest.mark.parametrize(
    "cell",
    [
        "RR 0.8 (0.6 to 1.0); RD 3 % (1 to 5)",
        "0.8 (0.6 to 1.0); RD 3% (95% CI 1% to 5%)",
        "RR 0.8 (95% CI 0.6 to 1.0), RD 3 % (1 to 5)",
        "RR 0.8 (0.6, 1.0)<br>RD 3% (1, 5)",
        "RR: 0.8 (0.6; 1.0); RD = 3% (1; 5)",
        "RR 0.8 (0.6 to 1.0) RD 3% (1 to 5)",
    ],
)
def test_each_effect_of_a_cell_is_a_record(project: Project, cell: str) -> None:
    """By its own measure and in its own unit; the head may say the measure of the first."""
    sheet = table("calm", ("Study", "RR (95% CI)"), (ABLE, cell))
    drafted = draft(project, sheet, write=True)
    assert asked(drafted) == ""
    assert found(drafted) == [
        ("calm", "RR", "0.8 (95% CI 0.6 to 1.0)", None), ("calm", "RD", "3 (95% CI 1 to 5)", "%")
    ]  # fmt: skip
    assert len(draft(project, sheet).new) == 0


def test_what_is_not_clear_in_a_cell_is_asked_by_row(project: Project) -> None:
    """A number that no measure is said of, one measure twice, a ratio in percent."""
    cells = (
        "RR 0.8 (0.6 to 1.0); 3 (1 to 5)", "RR 0.8 (0.6 to 1.0); RR 0.9 (0.7 to 1.1)",
        "OR 80% (60% to 100%)", "RR 0.7 (0.5 to 0.9); NNT 12 (8 to 20)",
    )  # fmt: skip
    names = (ABLE, BOARD, "Baker 2002a", "Baker 2002b")
    heads = ("Study", "RR (95% CI)")
    drafted = draft(project, table("calm", heads, *zip(names, cells, strict=True)))
    told = asked(drafted)
    assert "row 1, column 'RR (95% CI)': 'RR 0.8 (0.6 to 1.0); 3 (1 to 5)' is no value" in told
    assert "row 2, column 'RR (95% CI)': 'RR' stands twice; of what" in told
    assert "row 3, column 'RR (95% CI)': 80% as 'OR': is it a ratio" in told
    assert "'NNT' is no measure that is known" in told
    assert [one.figures for one in drafted.new.effects] == ["0.7 (95% CI 0.5 to 0.9)"]


def test_what_stands_beside_several_effects_is_nobodys(project: Project) -> None:
    """A p value of a column is of one of them, and nothing says of which; it is told as left."""
    heads = ("Study", "RR (95% CI)", "P value")
    row = (ABLE, "RR 0.8 (0.6 to 1.0); RD 3% (1 to 5)", "0.04")
    drafted = draft(project, table("calm", heads, row))
    assert {one.p for one in drafted.new.effects} == {None}
    assert drafted.sheets[0].left_over == ["P value"]
    row = (ABLE, "RR 0.8 (0.6 to 1.0; p = 0.04); RD 3% (1 to 5)", "")
    assert [one.p for one in draft(project, table("calm", heads, row)).new.effects] == [
        "0.04", None
    ]  # fmt: skip


@pytest.mark.parametrize("heads", [("Calm", "Calm at night"), ("Calm (95% CI)", "Calm at night")])
def test_outcomes_may_stand_in_the_head(project: Project, heads: tuple[str, str]) -> None:
    """Each cell is an effect on the outcome of its column, with the measure it says."""
    rows = (
        (ABLE, "RR 0.8 (0.6 to 1.0)", "MD -2.5 min (-4 to -1)"),
        (BOARD, "RR 0.9 (0.7 to 1.1); RD 1% (0 to 2)", "NR"),
        ("Total", "RR 0.85 (0.7 to 1.0)", "–"),
    )
    drafted = draft(project, table("t", ("Study", *heads), *rows))
    assert asked(drafted) == ""
    assert sorted(found(drafted), key=str) == sorted(
        [
            ("calm", "RR", "0.8 (95% CI 0.6 to 1.0)", None),
            ("calm", "RR", "0.9 (95% CI 0.7 to 1.1)", None),
            ("calm", "RD", "1 (95% CI 0 to 2)", "%"),
            ("calm", "RR", "0.85 (95% CI 0.7 to 1.0)", None),
            ("calm-late", "MD", "-2.5 (95% CI -4 to -1)", "min"),
        ],
        key=str,
    )
    [total] = [one for one in drafted.new.effects if one.pools]
    assert total.pools == ("able-2001", "world-tea-board-2003")


def test_the_title_may_say_the_measure_of_all_outcomes(project: Project) -> None:
    """Where nothing says a measure it is asked; a cell that is no effect is, too, by row."""
    heads = ("Study", "Calm", "Calm at night")
    row = (ABLE, "0.8 (0.6 to 1.0)", "0.9 (0.7 to 1.1)")
    drafted = draft(project, table("t", heads, row, title="Odds ratios (95% CI) by outcome"))
    assert [(one.outcome, one.measure) for one in drafted.new.effects] == [
        ("calm", "Odds ratio"), ("calm-late", "Odds ratio")
    ]  # fmt: skip
    drafted = draft(project, table("t", heads, row))
    assert drafted.new.effects == []
    assert "by which measure are its effects? add records: {measure: …}" in asked(drafted)
    counts = (ABLE, "12", "14")  # a number below an outcome may be anything
    drafted = draft(project, table("t", heads, counts, title="Odds ratios"))
    assert drafted.new.effects == []
    other = (BOARD, "no difference", "0.9")
    drafted = draft(project, table("t", heads, row, other, records="{measure: OR}"))
    assert "row 2, column 'Calm': 'no difference' is no value with an interval" in asked(drafted)
    assert len(drafted.new.effects) == 3


def test_effects_by_several_measures_may_have_columns_of_their_own(project: Project) -> None:
    """What stands beside the first is of it; behind the second it is nobody knows whose."""
    heads = ("Study", "OR (95% CI)", "P value", "aOR (95% CI)", "RD", "Weight (%)")
    row = (ABLE, "0.8 (0.6 to 1.0)", "0.04", "0.9 (0.7–1.1)", "3%", "40")
    sheet = table("calm", heads, row, (BOARD, "0.7", "", "no model", "NR", "60"))
    drafted = draft(project, sheet, write=True)
    assert found(drafted) == [
        ("calm", "OR", "0.8 (95% CI 0.6 to 1.0; p = 0.04)", None),
        ("calm", "aOR", "0.9 (95% CI 0.7 to 1.1)", None),
        ("calm", "RD", "3", "%"),
        ("calm", "OR", "0.7", None),
    ]
    assert asked(drafted).count("row 2, column 'aOR (95% CI)': 'no model' is no value") == 1
    assert drafted.sheets[0].left_over == ["Weight (%)"]
    assert len(draft(project, sheet).new) == 0
    heads = ("Study", "RR", "RD", "95% CI")  # of which of them?
    drafted = draft(project, table("calm", heads, (ABLE, "0.8", "0.1", "0.6 to 1.0"), page="9"))
    assert "95% CI" in drafted.sheets[0].left_over
    heads, row = ("Study", "RR", "RD", "Lower", "Upper"), (ABLE, "0.8", "0.1", "0.6", "1.0")
    drafted = draft(project, table("calm", heads, row, page="9"))
    assert [(one.measure, one.low) for one in drafted.new.effects] == [("RR", None)]
    assert drafted.sheets[0].left_over == ["Lower", "Upper"]
