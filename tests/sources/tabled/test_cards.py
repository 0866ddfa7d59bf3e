"""Tables that tell of one study line by line, as Cochrane's reviews have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.sources.folder.project import Project
from tests.sources.cited import make_project
from tests.sources.tabled.test_drafting import QUESTIONS, asked, draft, table

UNNAMED = ("Column 1", "Column 2", "Column 3")
FACTS = (
    ("Methods", "Parallel trial", ""),
    ("Participants", "92 clerks", ""),
    ("Interventions", "Tea; control: water", ""),
    ("Outcomes", "Calm; Calm at night", ""),
    ("Notes", "Nobody paid.", ""),
)
BIAS = (
    ("Risk of bias", "", ""),
    ("Bias", "Authors' judgement", "Support for judgement"),
    ("Random sequence generation (selection bias)", "Low risk", "By a list."),
    ("Allocation concealment (selection bias)", "Unclear risk", "Not told."),
)
HIGH = (BIAS[1], (BIAS[2][0], "High risk", "By birthday."), (BIAS[3][0], "Low risk", ""))
TOLD = "{tool: Cochrane risk of bias tool}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with a question and no table yet."""
    made = make_project(tmp_path / "tea", "key", "So A1 and (A2, A3).")
    (made.data / "questions.yaml").write_text(QUESTIONS)
    return made


def test_a_table_of_one_study_is_read_line_by_line(project: Project) -> None:
    """Its caption names the study; facts, what was compared and judgements are records of it."""
    heads = {"title": "Characteristics of study Able 2001", "records": TOLD}
    drafted = draft(project, table("able", UNNAMED, *FACTS, *BIAS, **heads), write=True)
    assert asked(drafted) == ""
    assert drafted.sheets[0].left_over == []
    study, compared = drafted.new.studies[0], drafted.new.comparisons[0]
    assert (study.id, study.method) == ("able-2001", "Parallel trial")
    assert study.note == "Nobody paid."
    assert (compared.population, compared.intervention) == ("92 clerks", "Tea; control: water")
    assert compared.outcomes == ("calm", "calm-late")
    tool, judged = drafted.new.tools[0], drafted.new.appraisals[0]
    assert tool.words == ("Low risk", "Unclear risk", "High")
    assert [one.label for one in tool.domains] == [BIAS[2][0], BIAS[3][0]]
    assert [(one.judgement, one.why) for one in judged.domains] == [
        ("Low risk", "By a list."), ("Unclear risk", "Not told.")
    ]  # fmt: skip
    assert len(draft(project, table("able", UNNAMED, *FACTS, *BIAS, **heads)).new) == 0


def test_the_heads_may_be_the_first_line(project: Project) -> None:
    """Where nobody marked which line is the head, the first was taken for it."""
    heads = ("Methods", "Parallel trial")
    rows = [row[:2] for row in FACTS[1:3]]
    drafted = draft(project, table("t", heads, *rows, title="Able 2001"))
    assert drafted.new.studies[0].method == "Parallel trial"
    assert drafted.new.comparisons[0].population == "92 clerks"


def test_one_table_may_have_one_study_after_another(project: Project) -> None:
    """Each by its name across all columns; what is judged of each stands with it."""
    rows = (("Able 2001", "", ""), *FACTS, *BIAS, ("Baker 2002b", "", ""), *FACTS[:2], *HIGH)
    drafted = draft(project, table("all", UNNAMED, *rows, records=TOLD))
    assert asked(drafted) == ""
    assert [one.source for one in drafted.new.studies] == ["A1", "A3"]
    assert drafted.new.tools[0].words == ("Low risk", "Unclear risk", "High risk")
    able, baker = drafted.new.appraisals
    assert [one.judgement for one in able.domains] == ["Low risk", "Unclear risk"]
    assert [(one.judgement, one.why) for one in baker.domains] == [
        ("High risk", "By birthday."), ("Low risk", None)
    ]  # fmt: skip


def test_judgements_may_stand_in_a_table_of_their_own(project: Project) -> None:
    """The tool is told beside one of them, and has the words of all; it is asked once."""
    first = table("a", UNNAMED, *FACTS, *BIAS, title="Able 2001")
    second = table("b", HIGH[0], *HIGH[1:], title="Baker 2002b", page="8")
    drafted = draft(project, first, second)
    assert asked(drafted).count("by which tool is risk of bias judged?") == 1
    told = first.replace("    page:", f"    records: {TOLD}\n    page:")
    drafted = draft(project, told, second)
    assert asked(drafted) == ""
    assert drafted.new.tools[0].words == ("Low risk", "Unclear risk", "High risk")
    assert [one.study for one in drafted.new.appraisals] == ["able-2001", "baker-2002"]


def test_who_is_meant_is_asked_where_nothing_names_one(project: Project) -> None:
    """The words of the caption are told; nothing is taken from the table."""
    drafted = draft(project, table("t", UNNAMED, *FACTS, title="The largest trial"))
    assert "'The largest trial' leads to no reference" in asked(drafted)
    assert len(drafted.new) == 0


def test_what_cannot_be_taken_is_told_by_its_line(project: Project) -> None:
    """The line stands in the file at its row, in the second column."""
    rows = (*FACTS[:4], *BIAS[:2], (BIAS[2][0], "Rather low", ""), BIAS[3])
    drafted = draft(project, table("t", UNNAMED, *rows, title="Able 2001", records=TOLD))
    assert "row 7, column 'Column 2': 'Rather low' is none of the words" in asked(drafted)
    assert [one.judgement for one in drafted.new.appraisals[0].domains] == ["Unclear risk"]


def test_studies_side_by_side_are_no_lines_of_one(project: Project) -> None:
    """A table with a column a study is read by column, and is no card of one."""
    heads = ("", "Able 2001", "Baker 2002b")
    rows = (("Methods", "Parallel trial", "Crossover"), ("Participants", "92", "45"))
    drafted = draft(project, table("t", ("What", *heads[1:]), *rows))
    assert not drafted.sheets[0].is_of_single
    assert [one.method for one in drafted.new.studies] == ["Parallel trial", "Crossover"]
    assert [one.source for one in drafted.new.studies] == ["A1", "A3"]
    assert asked(drafted) == ""


def test_a_sentence_that_begins_with_a_word_of_judgement_judges_nothing(project: Project) -> None:
    """Among the facts of a study it tells of something else, and is told as not taken."""
    heads = {"title": "Characteristics of study Able 2001", "records": TOLD}
    rows = (*FACTS, ("Adherence", "High, as counted by cups", ""), *BIAS)
    drafted = draft(project, table("able", UNNAMED, *rows, **heads))
    assert drafted.sheets[0].left_over == ["Adherence"]
    assert [len(one.domains) for one in drafted.new.appraisals] == [2]
