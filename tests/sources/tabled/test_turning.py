"""Tables with the studies in their head and a line for each domain."""

from __future__ import annotations

import pytest

from kg.sources.folder.project import Project
from tests.sources.tabled.test_drafting import ABLE, HEADS, asked, draft, project, table

__all__ = ["project"]

STUDIES = ("Able 2001", "World Tea Board 2003")
LINES = (
    ("Random sequence generation", "Low", "High"),
    ("Allocation concealment", "Low", "Unclear"),
    ("Overall", "Low", "High"),
)


@pytest.mark.parametrize("head", ["Domain", "Column 1", "Risk of bias", "Bias"])
def test_a_table_with_studies_in_its_head_is_read_by_study(project: Project, head: str) -> None:
    """Each study has its judgements, by domain; a second run adds nothing."""
    sheet = table("t", (head, *STUDIES), *LINES, title="Risk of bias (RoB 1)")
    drafted = draft(project, sheet, write=True)
    assert asked(drafted) == ""
    assert [(one.study, one.overall) for one in drafted.new.appraisals] == [
        ("able-2001", "Low"), ("world-tea-board-2003", "High")
    ]  # fmt: skip
    board = drafted.new.appraisals[1]
    assert [(one.domain, one.judgement) for one in board.domains] == [
        ("random-sequence-generation", "High"), ("allocation-concealment", "Unclear")
    ]  # fmt: skip
    assert {one.page for one in drafted.new.appraisals} == {"7"}
    assert len(draft(project, sheet).new) == 0


def test_what_is_open_is_asked_at_its_cell(project: Project) -> None:
    """By the line of the domain and the column of the study; a study by its column."""
    lines = (("Allocation concealment", "Low", "Lo", "Low"), ("Other bias", "Low", "High", "High"))
    heads = ("Domain", *STUDIES, "Pots 2009")
    drafted = draft(project, table("t", heads, *lines, title="Risk of bias (RoB 1)"))
    assert "row 1, column 'World Tea Board 2003': 'Lo' is none of the words" in asked(drafted)
    assert "table 't', column 'Pots 2009': 'Pots 2009' leads to no reference" in asked(drafted)
    assert [one.study for one in drafted.new.appraisals] == [
        "able-2001", "world-tea-board-2003"
    ]  # fmt: skip
    assert [len(one.domains) for one in drafted.new.appraisals] == [2, 1]


def test_signs_and_lines_of_something_else(project: Project) -> None:
    """Signs need a legend here, too; a line that judges nothing is told as not taken."""
    lines = (
        ("Allocation concealment", "+", "-"), ("Other bias", "?", "-"), ("Cups", "12", "30"),
    )  # fmt: skip
    heads = ("Domain", *STUDIES, "Comments")
    rows = [(*line, "") for line in lines]
    drafted = draft(project, table("t", heads, *rows, title="Risk of bias (RoB 1)"))
    assert "signs, and nothing says what they mean" in asked(drafted)
    told = 'records: {words: {"+": Low, "?": Unclear, "-": High}, leave: [World Tea Board 2003]}'
    said = told.removeprefix("records: ")
    sheet = table("t", heads, *rows, title="Risk of bias (RoB 1)", records=said)
    drafted = draft(project, sheet)
    assert asked(drafted) == ""
    assert [one.study for one in drafted.new.appraisals] == ["able-2001"]
    assert [one.judgement for one in drafted.new.appraisals[0].domains] == ["Low", "Unclear"]
    assert drafted.sheets[0].left_over == ["Cups", "Comments"]


def test_what_studies_are_like_may_stand_so_too(project: Project) -> None:
    """A head of nothing but studies turns any table; one that names a study twice does not."""
    lines = (("Country", "Wales", "Kenya"), ("Design", "Trial", "Cohort study"))
    drafted = draft(project, table("t", ("Characteristic", *STUDIES), *lines))
    assert [(one.id, one.country, one.design) for one in drafted.new.studies] == [
        ("able-2001", "Wales", "Trial"), ("world-tea-board-2003", "Kenya", "Cohort study")
    ]  # fmt: skip
    twice = ("Characteristic", "Able 2001: tea", "Able 2001: water")
    drafted = draft(project, table("t", twice, *lines))
    assert drafted.new.studies == []


def test_the_author_may_say_that_the_lines_are_domains(project: Project) -> None:
    """Where the tool is nobody's, and the head names works that are not known yet."""
    heads = ("Item", "Pots 1", "Able 2001")
    lines = (("Cups were clean", "High", "Low"), ("Water was hot", "Low", "Low"))
    assert draft(project, table("t", heads, *lines, title="Risk of bias")).new.appraisals == []
    told = "{columns: {Item: domain}, tool: Cup check}"
    drafted = draft(project, table("t", heads, *lines, title="Risk of bias", records=told))
    assert [one.study for one in drafted.new.appraisals] == ["able-2001"]
    assert "'Pots 1' leads to no reference" in asked(drafted)


def test_a_table_of_studies_is_none_of_these(project: Project) -> None:
    """Names of studies in its lines say how it runs, whatever its head has."""
    drafted = draft(project, table("calm", HEADS, ABLE))
    assert not drafted.sheets[0].is_turned
    heads = ("Column 1", "Able 2001", "Baker 2002a")
    drafted = draft(project, table("t", heads, ("World Tea Board 2003", "1", "2")))
    assert not drafted.sheets[0].is_turned


@pytest.mark.parametrize(
    ("title", "sign"), [("Cups", "\u2212"), ("Meta-regression", "")], ids=["below-0", "title"]
)
def test_a_number_beside_estimates_is_no_sample(project: Project, title: str, sign: str) -> None:
    """It may be the model's: it is asked, until somebody says that it is of the people studied."""
    heads = ("Column 1", *STUDIES)
    lines = (("Dose", "0.31 (0.10)", f"{sign}0.20 (0.08)"), ("N", "120", "300"))
    drafted = draft(project, table("t", heads, *lines, title=title))
    assert "row 2, column 'Able 2001': this number stands beside estimates" in asked(drafted)
    assert drafted.new.studies == []
    said = table("t", heads, *lines, title=title, records="{columns: {N: sample}}")
    drafted = draft(project, said)
    assert [one.sample for one in drafted.new.studies] == ["n = 120", "n = 300"]


def test_a_mean_with_its_deviation_is_no_estimate_of_a_model(project: Project) -> None:
    """A table of who was studied gives their number, as before."""
    lines = (("Age", "45.2 (10.1)", "44.0 (9.3)"), ("N", "120", "300"))
    drafted = draft(project, table("t", ("Column 1", *STUDIES), *lines, title="Who took part"))
    assert asked(drafted) == ""
    assert [one.sample for one in drafted.new.studies] == ["n = 120", "n = 300"]


def test_a_reason_without_a_judgement_over_all_is_not_lost(project: Project) -> None:
    """The only domain that is judged has it; of several it is asked which one is meant."""
    heads = ("Study", "Random sequence generation", "Allocation concealment", "Why")
    rows = (("Able 2001", "Low", "High", "many were lost"),)
    drafted = draft(project, table("t", heads, *rows, title="Risk of bias (RoB 1)"))
    assert "row 1, column 'Why': 'many were lost' says why" in asked(drafted)
    assert [one.why for one in drafted.new.appraisals[0].domains] == [None, None]
    rows = (("Able 2001", "", "High", "many were lost"),)
    drafted = draft(project, table("t", heads, *rows, title="Risk of bias (RoB 1)"))
    assert asked(drafted) == ""
    assert [one.why for one in drafted.new.appraisals[0].domains] == ["many were lost"]
