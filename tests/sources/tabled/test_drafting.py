"""Tables of a made-up review → its records; `make_project` tells of its five references."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.assembly import find_problems
from kg.errors import ProblemsFound, Severity, UsageError
from kg.sources.folder.project import Project
from kg.sources.tabled.drafting import Drafted, draft_from_tables
from tests.sources.cited import make_project

QUESTIONS = """questions:
  - id: tea
    label: Does tea calm?
    population: clerks
    intervention: tea
    page: 1
    outcomes: [{id: calm, label: Calm}, {id: calm-late, label: Calm at night}]
"""


def table(name: str, columns: Sequence[str], *rows: Sequence[object], **fields: str) -> str:
    """Return the YAML of a table on page 7."""
    more = {"title": name, "page": "7", **fields}
    lines = [f"  - id: {name}", "    kind: table", "    section: introduction"]
    lines += [f"    {key}: {value}" for key, value in more.items()]
    cells = ("[" + ", ".join("null" if c == "" else f'"{c}"' for c in row) + "]" for row in rows)
    heads = ", ".join(f'"{one}"' for one in columns)
    return "\n".join(
        [*lines, f"    columns: [{heads}]", "    rows:", *(f"      - {c}" for c in cells)]
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with a question and no table yet."""
    made = make_project(tmp_path / "tea", "key", "So A1 and (A2, A3).")
    (made.data / "questions.yaml").write_text(QUESTIONS)
    return made


def draft(
    project: Project, *tables: str, write: bool = False, wanted: Sequence[str] = ()
) -> Drafted:
    """Draft what tables say; they take the place of those that are there."""
    (project.data / "tables.yaml").write_text("\n".join(["tables:", *tables, ""]), "utf-8")
    return draft_from_tables(project, wanted, write=write)


def asked(drafted: Drafted) -> str:
    """Return all that is open."""
    return "\n".join(one.message for one in drafted.problems)


HEADS = ("Study", "RR (95% CI)")
ABLE = ("Able 2001", "0.70 (0.33–1.24)")
BOARD = ("World Tea Board 2003", "0.80 (0.60–1.10)")


def test_what_is_drafted_holds(project: Project) -> None:
    """`kg check` finds nothing wrong with it, and pages do where there is no passage."""
    rows = (ABLE, BOARD, ("Total", "0.75 (0.60–0.95)"))
    drafted = draft(project, table("calm", HEADS, *rows), write=True)
    assert asked(drafted) == ""
    assert [one.id for one in drafted.new.effects] == [
        "able-2001-calm", "world-tea-board-2003-calm", "pooled-calm"
    ]  # fmt: skip
    assert {one.page for one in drafted.new.effects} == {"7"}
    assert drafted.new.effects[2].pools == ("able-2001", "world-tea-board-2003")
    errors = [one for one in find_problems(project) if one.severity is Severity.ERROR]
    assert errors == []
    assert len(draft(project, table("calm", HEADS, *rows), write=True).new) == 0


def test_a_name_of_two_works_is_nobodys(project: Project) -> None:
    """Both are named; an alias, or a study that is entered, says who is meant."""
    drafted = draft(project, table("calm", HEADS, ("Baker 2002", "0.70"), ("Pots 1", "0.80")))
    assert "row 1, column 'Study': 'Baker 2002' may be A2 or A3" in asked(drafted)
    assert "row 2, column 'Study': 'Pots 1' leads to no reference; give its entry" in asked(drafted)
    assert drafted.new.effects == []
    drafted = draft(project, table("calm", HEADS, ("1", "0.70")))
    assert "'1' leads to no reference" in asked(drafted)  # though the text cites one by it
    drafted = draft(project, table("calm", ("Studies", "RR"), ("2", "0.70"), ("3", "0.80")))
    assert drafted.new.effects == []  # they may be numbered
    drafted = draft(project, table("calm", HEADS, ("Baker 2002b", "0.70")))
    assert [one.source for one in drafted.new.studies] == ["A3"]
    study = "{id: pots, label: Pots 1, summary: A trial., section: introduction, page: 2}"
    (project.data / "studies.yaml").write_text(f"studies:\n  - {study}\n")
    drafted = draft(project, table("calm", HEADS, ("Pots 1", "0.80")))
    assert [one.study for one in drafted.new.effects] == ["pots"]
    assert drafted.new.studies == []


def test_a_first_column_without_a_heading_may_name_the_studies(project: Project) -> None:
    """Where each cell does, it does; where one does not, that one is asked."""
    heads = ("Column 1", HEADS[1])
    total = ("Total", "0.75 (0.60–0.95)")
    drafted = draft(project, table("calm", heads, ABLE, BOARD, total))
    assert asked(drafted) == ""
    assert [one.study for one in drafted.new.effects] == ["able-2001", "world-tea-board-2003", None]
    drafted = draft(project, table("calm", heads, ABLE, ("Adults", "0.80"), total))
    assert "row 2, column 'Column 1': not every cell of this column names a study" in asked(drafted)
    assert drafted.new.effects == []
    drafted = draft(project, table("calm", heads, ("Adults", "0.80"), ("Children", "0.90")))
    assert "names a study" not in asked(drafted)
    told = "{columns: {Column 1: study}}"
    drafted = draft(project, table("calm", heads, ABLE, ("Adults", "0.80"), records=told))
    assert [one.study for one in drafted.new.effects] == ["able-2001"]
    assert "'Adults' leads to no reference" in asked(drafted)


@pytest.mark.parametrize("head", ["Result", "Effect", "Point", "Summary"])
def test_results_in_words_are_no_figures(project: Project, head: str) -> None:
    """A column that holds none is not taken; one that holds some is asked about."""
    told = (ABLE[0], "calmer children")
    drafted = draft(project, table("t", ("Study", head), told))
    assert asked(drafted) == ""
    assert [one.heading for one in drafted.sheets[0].columns if not one.role] == [head]
    drafted = draft(project, table("t", ("Study", head), told, ("Board 2003", "12% calmer")))
    assert "'calmer children' is no value with an interval" in asked(drafted)


def test_the_author_says_what_headings_do_not(project: Project) -> None:
    """Columns, outcome, measure and unit are told beside the table; what is nothing is asked."""
    told = (
        "{columns: {Result: value, Tea: events/n of tea}, outcome: calm-late, measure: OR, "
        "timepoint: 2 hours}"
    )
    sheet = table("t", ("Study", "Result", "Tea"), (*ABLE, "3/9"), records=told)
    found = draft(project, sheet).new.effects[0]
    assert (found.outcome, found.measure, found.timepoint) == ("calm-late", "OR", "2 hours")
    assert [(one.label, one.n, one.events) for one in found.arms] == [("tea", 9, 3)]
    drafted = draft(
        project, table("t", HEADS, ABLE, records="{columns: {Pots: value}, leave: [X]}")
    )
    assert "no column is called 'Pots'" in asked(drafted)
    assert "no row begins with 'X'" in asked(drafted)
    drafted = draft(project, table("t", ("Study", "Effect (95% CI)"), ABLE))
    assert "on which outcome are its effects? add records: {outcome: …} (calm, calm-late)" in asked(
        drafted
    )
    assert "by which measure are its effects?" in asked(drafted)


def test_a_row_that_is_to_be_left_out_is(project: Project) -> None:
    """`leave` names it by its first cell."""
    rows = (HEADS, ABLE, HEADS, BOARD)  # heads that stand again are no row
    drafted = draft(project, table("calm", HEADS, *rows, records="{leave: [Able 2001]}"))
    assert [one.study for one in drafted.new.effects] == ["world-tea-board-2003"]
    assert asked(drafted) == ""


def test_the_longer_of_two_outcomes_in_a_title_is_meant(project: Project) -> None:
    """*Calm at night* is not *Calm*; a heading above rows may name one, too."""
    found = draft(project, table("t", HEADS, ABLE, title="Calm at night")).new.effects
    assert [one.outcome for one in found] == ["calm-late"]
    total = ("Subtotal", "0.75 (0.60–0.95)")
    rows = (("Calm", ""), ABLE, ("Calm at night", ""), ABLE, BOARD, total)
    found = draft(project, table("t", HEADS, *rows)).new.effects
    assert [one.outcome for one in found] == ["calm", "calm-late", "calm-late", "calm-late"]
    assert found[3].pools == ("able-2001", "world-tea-board-2003")


def test_other_headings_above_rows_are_subgroups(project: Project) -> None:
    """What stands below them is no effect of all, and a total of it pools nothing by itself."""
    rows = (("Children", ""), ABLE, ("Adults", ""), BOARD, ("Subtotal", "0.85 (0.60–1.10)"))
    drafted = draft(project, table("calm", HEADS, *rows))
    assert [one.subgroup for one in drafted.new.effects] == ["Children", "Adults"]
    assert {one.note for one in drafted.new.effects} == {None}
    assert "row 5: which studies, or how many, does this row pool?" in asked(drafted)


def test_a_column_of_subgroups_says_of_whom_an_effect_is(project: Project) -> None:
    """Below a heading it stands behind that; what the author tells is of rows that say nothing."""
    heads = ("Subgroup", "Studies", "RR (95% CI)", "Comments")
    rows = (
        ("Age", "", "", ""), ("Children", "4", "0.70 (0.60–0.90)", "random effects"),
        ("Adults", "6", "0.80 (0.60–0.95)", ""), ("Rooms", "", "", ""), ("Warm", "3", "0.90", ""),
    )  # fmt: skip
    drafted = draft(project, table("calm", heads, *rows), write=True)
    assert asked(drafted) == ""
    assert [(one.subgroup, one.pooled, one.note) for one in drafted.new.effects] == [
        ("Age: Children", 4, "random effects"), ("Age: Adults", 6, None), ("Rooms: Warm", 3, None)
    ]  # fmt: skip
    assert len(draft(project, table("calm", heads, *rows), write=True).new) == 0
    whole = (("Overall", "13", "0.75 (0.65–0.90)", ""), ("All studies", "13", "0.76", ""))
    for row in whole:  # is of no subgroup
        [found] = draft(project, table("calm", heads, row, page="10")).new.effects
        assert found.subgroup is None
    told = table("t", HEADS, ABLE, title="Calm", records="{subgroup: Clerks}", page="9")
    assert [one.subgroup for one in draft(project, told).new.effects] == ["Clerks"]


def test_a_subgroup_that_was_entered_as_a_note_is_known(project: Project) -> None:
    """Drafts had it there once: it is asked to be moved, and no second record comes."""
    rows = (("Children", ""), ABLE, ("Adults", ""), BOARD)
    draft(project, table("calm", HEADS, *rows), write=True)
    effects = project.data / "effects.yaml"
    effects.write_text(effects.read_text("utf-8").replace("subgroup: Children", "note: Children"))
    drafted = draft(project, table("calm", HEADS, *rows))
    assert len(drafted.new) == 0
    assert asked(drafted).count("'Children' is the subgroup of 'able-2001-calm'") == 1


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("Able 2001", "0.70 (0.80–1.24)"), "value: 0.70 is less than low"),
        (("Able 2001", "-0.70 (-0.80–1.24)"), "value: a ratio (RR) is more than 0"),
        (("Able 2001", "0.70 (1,2)"), "column 'RR (95% CI)'"),
        (("", "0.70"), "no study is named here"),
    ],
)
def test_what_does_not_hold_is_named_and_left_out(
    project: Project, row: tuple[str, str], fault: str
) -> None:
    """By row and column; the other rows come."""
    drafted = draft(project, table("calm", HEADS, row, BOARD))
    assert fault in asked(drafted)
    assert [one.study for one in drafted.new.effects] == ["world-tea-board-2003"]


def test_people_and_studies_may_share_a_cell(project: Project) -> None:
    """Which of the two numbers counts studies, the heading or the cell says."""
    heads = ("Outcome", "Participants (studies)", "Odds ratio (95% CI)")
    rows = (("Calm", "1,204 (10 RCTs)", "0.70"), ("Calm at night", "812 (7)", "0.80"))
    drafted = draft(project, table("sof", heads, *rows), write=True)
    assert [one.pooled for one in drafted.new.effects] == [10, 7]
    again = table("again", ("Outcome", "No. of studies", "OR"), ("Calm", "10", "0.71"), page="8")
    drafted = draft(project, again)
    assert drafted.new.effects == []
    assert "'pooled-calm' says 0.70, this row 0.71" in asked(drafted)


def test_a_summary_of_findings_is_read_by_outcome(project: Project) -> None:
    """How many studies are pooled, and how certain it is, stand beside the effect."""
    sheet = table(
        "sof",
        ("Outcomes", "No. of studies", "RR (95% CI)", "Certainty of the evidence (GRADE)", "Why"),
        ("Calm", "6", "0.70 (0.60–0.90)", "⊕⊕⊝⊝ Low", "few cups"),
        ("Calm at night", "4 RCTs", "0.80 (0.60–1.10)", "Very low", ""),
        ("Pots", "3", "0.80", "High", ""),
    )
    drafted = draft(project, sheet, write=True)
    assert [(one.outcome, one.pooled) for one in drafted.new.effects] == [
        ("calm", 6), ("calm-late", 4)
    ]  # fmt: skip
    assert drafted.new.tools[0].words == ("High", "Moderate", "Low", "Very low")
    assert [(one.outcome, one.overall) for one in drafted.new.appraisals] == [
        ("calm", "Low"), ("calm-late", "Very low")
    ]  # fmt: skip
    assert "'Pots' is no outcome" in asked(drafted)


BIAS = ("Study", "Order", "Missing data", "Overall")


def test_a_certainty_may_have_the_signs_of_latex(project: Project) -> None:
    """They stand before its word; a cell without a word that is known is asked."""
    heads = ("Outcomes", "No. of studies", "RR (95% CI)", "Certainty (GRADE)")
    row = ("Calm", "6", "0.70 (0.60–0.90)", "$\\\\oplus\\\\oplus\\\\ominus\\\\ominus$ Low")
    drafted = draft(project, table("sof", heads, row))
    assert asked(drafted) == ""
    assert [one.overall for one in drafted.new.appraisals] == ["Low"]
    drafted = draft(project, table("sof", heads, (*row[:3], "Middling")))
    assert "row 1, column 'Certainty (GRADE)': 'Middling' is no word" in asked(drafted)


def test_judgements_are_taken_in_the_words_of_the_review(project: Project) -> None:
    """A word that is none of the tool's is asked, and the rest of the row comes."""
    rows = (("Able 2001", "Low", "Lo", "High"), ("World Tea Board 2003", "High", "Low", "High"))
    drafted = draft(project, table("t", BIAS, *rows, title="Risk of bias (RoB 2)"), write=True)
    assert "row 1, column 'Missing data': 'Lo' is none of the words of 'rob-2'" in asked(drafted)
    able, board = drafted.new.appraisals
    assert [(one.domain, one.judgement) for one in able.domains] == [("order", "Low")]
    assert [one.judgement for one in board.domains] == ["High", "Low"]
    assert drafted.new.tools[0].words == ("Low", "Some concerns", "High")
    again = table("again", BIAS, ("Able 2001", "High", "", ""), title="RoB 2", page="8")
    drafted = draft(project, again)
    assert "'able-2001' is judged 'Low' in 'order' elsewhere, here 'High'" in asked(drafted)


@pytest.mark.parametrize("row", [("+", "?", "-"), ("L", "SC", "H")], ids=["signs", "letters"])
def test_signs_without_a_legend_are_asked(project: Project, row: tuple[str, ...]) -> None:
    """Nothing is judged by what only may be meant."""
    drafted = draft(project, table("t", BIAS, ("Able 2001", *row), title="Risk of bias"))
    told = f'signs, and nothing says what they mean; add records: {{words: {{"{row[0]}": …}}}}'
    assert asked(drafted).count(told) == 1
    assert drafted.new.appraisals == []


def test_signs_need_a_legend_and_judgements_a_tool(project: Project) -> None:
    """Both may be told beside the table; the domains of a known tool may be numbers."""
    row = ("Able 2001", "+", "?", "-")
    legend = 'words: {"+": Low, "?": Unclear, "-": High}'
    drafted = draft(project, table("t", BIAS, row, title="Risk of bias", records=f"{{{legend}}}"))
    assert "by which tool is risk of bias judged?" in asked(drafted)
    told = f"{{{legend}, tool: Pot check}}"
    drafted = draft(project, table("t", BIAS, row, records=told), write=True)
    assert asked(drafted) == ""
    assert drafted.new.tools[0].name == "Pot check"
    assert drafted.new.tools[0].words == ("Low", "Unclear", "High")
    numbered = table(
        "d", ("Study", "D1", "D2"), ("World Tea Board 2003", "-", "+"), records=told, page="8"
    )
    found = draft(project, numbered).new.appraisals[0]
    assert [(one.domain, one.judgement) for one in found.domains] == [
        ("order", "High"), ("missing-data", "Low")
    ]  # fmt: skip


def test_words_in_a_table_of_something_else_judge_nothing(project: Project) -> None:
    """*High* is a dose, too."""
    sheet = table("t", ("Study", "Dose", "Design"), ("Able 2001", "High", "Trial"))
    drafted = draft(project, sheet)
    assert drafted.new.appraisals == []
    assert drafted.new.studies[0].design == "Trial"
    assert drafted.sheets[0].left_over == ["Dose"]


def test_faults_of_the_data_come_first(project: Project) -> None:
    """A file that cannot be read is not added to; a table that is not there is told."""
    with pytest.raises(UsageError, match="no table 'pots'"):
        draft(project, table("calm", HEADS, ABLE), wanted=["pots"])
    (project.data / "effects.yaml").write_text("effects: [{id: x}]\n")
    with pytest.raises(ProblemsFound):
        draft(project, table("calm", HEADS, ABLE))
    (project.data / "effects.yaml").unlink()
    (project.data / "tables.yaml").unlink()
    with pytest.raises(UsageError, match="there are no tables to read"):
        draft_from_tables(project)


def test_an_interval_without_a_value_is_asked(project: Project) -> None:
    """A heading that nobody knows may be that of the value: the author says so."""
    rows = ("Able 2001", "0.5", "0.2 to 0.9")
    sheet = table("calm", ("Study", "Slope", "95% CI"), rows)
    assert "column '95% CI': an interval, and no heading that is known for its value" in asked(
        draft(project, sheet)
    )
    told = "{columns: {Slope: value}, measure: slope}"
    sheet = table("calm", ("Study", "Slope", "95% CI"), rows, records=told)
    [effect] = draft(project, sheet).new.effects
    assert (effect.measure, effect.figures) == ("slope", "0.5 (95% CI 0.2 to 0.9)")


def test_subtotals_and_the_total_behind_them_pool_what_stands_above(project: Project) -> None:
    """A subtotal has the rows of its group; the last total has those of all, and no group."""
    rows = (
        ("Early", ""), ABLE, BOARD, ("Subtotal", "0.76 (0.60–0.95)"),
        ("Late", ""), ("Baker 2002a", "0.80 (0.60–1.10)"), ("Baker 2002b", "0.90 (0.60–1.10)"),
        ("Subtotal (95% CI)", "0.85 (0.70–1.05)"), ("Total", "0.80 (0.70–0.90)"),
    )  # fmt: skip
    drafted = draft(project, table("calm", HEADS, *rows))
    assert asked(drafted) == ""
    early, late = (
        ["able-2001", "world-tea-board-2003"],
        [one.id for one in drafted.new.studies if one.source in {"A2", "A3"}],
    )
    pooled = [one for one in drafted.new.effects if one.pools]
    assert [([*one.pools], one.subgroup) for one in pooled] == [
        (early, "Early"), (late, "Late"), (early + late, None)
    ]  # fmt: skip


def test_a_total_of_a_group_pools_nothing_by_itself_where_others_follow(project: Project) -> None:
    """It may be of the group or of all; only what stands last, behind subtotals, is of all."""
    rows = (("Early", ""), ABLE, BOARD, ("Subtotal", "0.76"), ("Total", "0.80"), ("Overall", "0.9"))
    drafted = draft(project, table("calm", HEADS, *rows))
    assert "row 5: which studies, or how many, does this row pool?" in asked(drafted)


@pytest.mark.parametrize(
    ("cells", "arms"),
    [
        ((("18/60", "29/60"), ("31/71", "40/71")), [("Tea", 18, 60), ("Water", 29, 60)]),
        ((("18/60", "29/60"), ("31/71", "80/71")), []),  # more than there are: dates, scores
        ((("18/60", "mild"), ("31/71", "mild")), []),
    ],
)
def test_counts_beside_an_effect_are_those_of_the_arms(
    project: Project, cells: tuple[tuple[str, str], ...], arms: list[tuple[str, int, int]]
) -> None:
    """Two columns of nothing but so many of so many need no word in their headings."""
    rows = ((ABLE[0], *cells[0], ABLE[1]), (BOARD[0], *cells[1], BOARD[1]))
    drafted = draft(project, table("calm", (HEADS[0], "Tea", "Water", HEADS[1]), *rows))
    assert [(one.label, one.events, one.n) for one in drafted.new.effects[0].arms] == arms


def test_one_column_may_say_what_is_compared_with_what(project: Project) -> None:
    """Its two sides are parted; what has not two is asked."""
    heads = ("Study", "Intervention vs. control")
    rows = ((ABLE[0], "green tea vs water"), (BOARD[0], "tea alone"))
    drafted = draft(project, table("pots", heads, *rows))
    assert [(one.intervention, one.comparator) for one in drafted.new.comparisons] == [
        ("green tea", "water")
    ]
    assert "row 2, column 'Intervention vs. control': 'tea alone' does not say what" in asked(
        drafted
    )


def test_an_effect_has_the_unit_of_its_cell(project: Project) -> None:
    """Trials before people say how many are pooled."""
    heads = ("Outcome", "Trials (participants)", "Effect (95% CI)")
    row = ("Calm", "5 (430)", "MD 24.1 min (8.3 to 39.9)")
    (effect,) = draft(project, table("findings", heads, row)).new.effects
    assert (effect.measure, str(effect.value), effect.unit, effect.pooled) == (
        "MD",
        "24.1",
        "min",
        5,
    )


def test_a_study_may_be_named_by_a_number_of_its_work(project: Project) -> None:
    """The year of another column is no part of it: neither in what is asked nor when it is read."""
    heads, row = ("Study", "Year", "RR (95% CI)"), ("PMC12345", "2003", "0.70 (0.33–1.24)")
    drafted = draft(project, table("calm", heads, row))
    assert "'PMC12345 (2003)' leads to no reference" in asked(drafted)
    assert "ids = {PMC12345}, or enter" in asked(drafted)
    path = project.data / "references.bib"
    library = path.read_text()
    path.write_text(library.replace("{A5,", "{A5, ids = {PMC12345},", 1))
    drafted = draft(project, table("calm", heads, row))
    assert [one.source for one in drafted.new.studies] == ["A5"]


POOLED = ("Total", "0.75 (0.60–0.95)")


@pytest.mark.parametrize(
    ("line", "p", "spread"),
    [
        ("I² = 12.0%; τ² = 0.70; Q = 3.41 (df = 1, p = 0.33)", None, ("12.0", "0.70", "0.33")),
        ("χ² = 3.41, df = 1 (P = 0.33); I² = 12%", None, ("12", None, "0.33")),
        ("Heterogeneity: Not applicable. Test for overall effect: Z = 2 (P = 0.04)", "0.04", None),
        (
            "Heterogeneity: I² = 5% (P = 0.75); Test for overall effect: Z = 2.9 (P = 0.003)",
            "0.003", ("5", None, "0.75"),
        ),
        ("Test for subgroup differences: Chi² = 0.4, df = 1 (P = 0.52), I² = 0%", None, None),
        ("I-squared = 12.0%, p = 0.33", None, ("12.0", None, "0.33")),
    ],
)  # fmt: skip
def test_a_line_below_what_is_pooled_tells_of_it(
    project: Project, line: str, p: str | None, spread: tuple[str | None, ...] | None
) -> None:
    """However it begins; each test has its own p, and that of subgroups is not of the effect."""
    drafted = draft(project, table("calm", HEADS, ABLE, BOARD, POOLED, (line, "")))
    pooled = drafted.new.effects[2]
    assert pooled.p == p
    told = pooled.heterogeneity
    found = None if told is None else (told.i2, told.tau2, told.p)
    assert (found and tuple(one and str(one) for one in found)) == spread
    assert (line in drafted.sheets[0].left_over) == (p is None and spread is None)


def test_total_events_belong_to_what_is_pooled(project: Project) -> None:
    """They stand in a line of their own, as forest plots have them; what is below still counts."""
    heads = ("Study", "Tea: Events", "Tea: Total", "Cup: Events", "Cup: Total", "RR (95% CI)")
    rows = (
        ("Able 2001", "7", "20", "10", "20", "0.70 (0.33–1.24)"),
        ("World Tea Board 2003", "8", "30", "10", "30", "0.80 (0.60–1.10)"),
        ("Total (95% CI)", "", "50", "", "50", "0.75 (0.60–0.95)"),
        ("Total events", "15", "", "20", "", ""),
        ("Heterogeneity: I² = 5%", "", "", "", "", ""),
    )
    drafted = draft(project, table("calm", heads, *rows))
    assert asked(drafted) == ""
    pooled = drafted.new.effects[2]
    assert [(one.label, one.events, one.n) for one in pooled.arms] == [
        ("Tea", 15, 50), ("Cup", 20, 50)
    ]  # fmt: skip
    assert pooled.heterogeneity is not None


def test_a_row_without_a_name_goes_on_with_the_study_above(project: Project) -> None:
    """Where it says of which time or outcome it is; else it is asked."""
    heads = ("Study", "Follow-up", "RR (95% CI)")
    later = ("", "12 months", "0.80 (0.60–1.10)")
    drafted = draft(project, table("calm", heads, ("Able 2001", "6 months", "0.70"), later))
    assert asked(drafted) == ""
    assert [(one.study, one.timepoint) for one in drafted.new.effects] == [
        ("able-2001", "6 months"), ("able-2001", "12 months")
    ]  # fmt: skip
    for other in (("", "", "0.80"), ("Total", "", "0.80"), ("Group B", "", "")):
        rows = (("Able 2001", "6 months", "0.70"), other, later)
        drafted = draft(project, table("calm", heads, *rows))
        assert "no study is named here" in asked(drafted)


def test_how_many_took_part_in_what_is_pooled_is_told(project: Project) -> None:
    """Of participants and studies in one cell, in either order."""
    heads = ("Outcome", "RR (95% CI)", "No. of participants (studies)")
    for heading, cell in [
        (heads[2], "1,276 (6 RCTs)"),
        (heads[2], "1276 (6)"),
        (heads[2], "6 RCTs (1276 participants)"),
        ("Studies (participants)", "6 (1276)"),
    ]:
        columns = (*heads[:2], heading)
        drafted = draft(project, table("found", columns, ("Calm", "0.75 (0.60–0.95)", cell)))
        (effect,) = drafted.new.effects
        assert (effect.pooled, [one.n for one in effect.arms]) == (6, [1276])


def test_a_note_at_a_citation_is_no_part_of_it(project: Project) -> None:
    """`@A1†` leads to the work that `@A1` does."""
    drafted = draft(project, table("calm", HEADS, ("@A1†", "0.70"), ("@A4^a^", "0.80")))
    assert [one.source for one in drafted.new.studies] == ["A1", "A4"]


CHECKLIST = ("Study", "Concealed", "Blind", "Complete")


def test_a_checklist_says_by_which_tool_it_judges(project: Project) -> None:
    """Its answers are no words of a tool that is known; until they are told, all of it is asked."""
    rows = (("Able 2001", "Yes", "No", "Unclear"), ("World Tea Board 2003", "Unclear", "No", "No"))
    hint = 'records: {tool: its name as printed, words: {"Yes": "…", "Unclear": "…", "No": "…"}}'
    for told in ({}, {"records": "{tool: JBI}"}):
        drafted = draft(project, table("list", CHECKLIST, *rows, **told))
        assert "its cells answer a checklist" in asked(drafted)
        assert hint.split(" words", maxsplit=1)[0] in asked(drafted)
        assert drafted.new.appraisals == []
        assert drafted.sheets[0].left_over == [*CHECKLIST]
    words = '{tool: JBI, words: {"Yes": "Yes", Unclear: Unclear, "No": "No"}}'
    drafted = draft(project, table("list", CHECKLIST, *rows, records=words))
    assert asked(drafted) == ""
    assert [one.words for one in drafted.new.tools] == [("Yes", "Unclear", "No")]
    assert [[one.judgement for one in it.domains] for it in drafted.new.appraisals] == [
        ["Yes", "No", "Unclear"], ["Unclear", "No", "No"]
    ]  # fmt: skip


def test_a_dash_among_signs_is_asked(project: Project) -> None:
    """It may be the high risk that no legend tells of; among words it says nothing."""
    heads = ("Study", "Concealed", "Blind")
    rows = (("Able 2001", "+", "-"), ("World Tea Board 2003", "!", "+"))
    words = '{tool: RoB 2, words: {"+": Low, "!": Some concerns}}'
    drafted = draft(project, table("risk", heads, *rows, records=words))
    assert "row 1, column 'Blind': '-' is none of the words of 'rob-2'" in asked(drafted)
    rows = (("Able 2001", "Low", "-"), ("World Tea Board 2003", "High", "Low"))
    drafted = draft(project, table("risk", heads, *rows, records="{tool: RoB 2}"))
    assert asked(drafted) == ""


def test_what_is_pooled_may_tell_of_it_in_its_name(project: Project) -> None:
    """As Stata prints it; a p value alone says not of what it is."""
    for name, told in [
        ("Overall (I-squared = 11.2%, p = 0.34)", ("11.2", "0.34")),
        ("Subtotal (Q = 1.2, df = 1)", (None, None)),
        ("Overall (p = 0.01)", None),
    ]:
        drafted = draft(project, table("calm", HEADS, ABLE, BOARD, (name, POOLED[1])))
        spread = drafted.new.effects[2].heterogeneity
        found = None if spread is None else (spread.i2 and str(spread.i2), spread.p)
        assert found == told


def test_a_subtotal_of_one_study_repeats_it(project: Project) -> None:
    """It is no pooling, and nothing is open; where its figures differ, it is asked."""
    rows = (("Adults", ""), ABLE, ("Subtotal", ABLE[1]), ("Children", ""), BOARD)
    for last, open_ in ((BOARD[1], ""), ("0.90 (0.60–1.10)", "which studies, or how many")):
        drafted = draft(project, table("calm", HEADS, *rows, ("Subtotal", last)))
        assert open_ in asked(drafted)
        assert bool(open_) == bool(asked(drafted))
        assert [one.study for one in drafted.new.effects] == ["able-2001", "world-tea-board-2003"]
    heads = ("Outcome", "RR (95% CI)", "Trials")
    drafted = draft(project, table("found", heads, ("Calm", "0.75 (0.60–0.95)", "1")))
    assert "this row is of one study, and does not say which" in asked(drafted)


def test_marks_of_notes_are_no_part_of_a_fact(project: Project) -> None:
    """Raised letters and daggers lead to a note; raised figures are units, and stay."""
    heads = ("Study", "N", "Country", "Setting")
    drafted = draft(project, table("all", heads, ("Able 2001", "60/58^a^", "UK†", "5 m^2^^b, c^")))
    (study,) = drafted.new.studies
    assert (study.sample, study.country, study.setting) == ("60/58", "UK", "5 m^2^")


def test_domains_in_the_head_say_what_a_table_is_about(project: Project) -> None:
    """Where no title does; reasons behind the words are kept, and the tool is asked."""
    heads = ("Study", "Selection bias: Random sequence generation", "Allocation concealment")
    row = ("Able 2001", "Unclear risk as method not described", "Low")
    drafted = draft(project, table("t", heads, row))
    assert "by which tool is risk of bias judged?" in asked(drafted)
    drafted = draft(project, table("t", heads, row, records="{tool: Cochrane}"))
    assert asked(drafted) == ""
    [judged] = drafted.new.appraisals
    assert [(one.judgement, one.why) for one in judged.domains] == [
        ("Unclear risk", "as method not described"), ("Low", None)
    ]  # fmt: skip
    # What else such a table tells is no domain, whatever its words.
    tool = "tools: [{id: rob, name: Cochrane, judges: risk of bias, words: [Low, High], domains: ["
    tool += ", ".join(f"{{id: d{n}, label: '{one}'}}" for n, one in enumerate(heads[1:])) + "]}]\n"
    (project.data / "appraisals.yaml").write_text(tool)
    more = table("t", (*heads, "Dose"), ("Able 2001", "Low", "Low", "High"), page="9")
    drafted = draft(project, more)
    assert asked(drafted) == ""
    assert [len(one.domains) for one in drafted.new.appraisals] == [2]
    assert drafted.sheets[0].left_over == ["Dose"]
    (project.data / "appraisals.yaml").unlink()
    heads = ("Study", "Country", "Risk of bias")
    rows = (("Able 2001", "Wales", "High (few cups)"), ("Board 2003", "Kenya", "Low"))
    drafted = draft(project, table("t", heads, *rows, records="{tool: RoB 2}"))
    assert [(one.overall, one.why) for one in drafted.new.appraisals] == [("High", "few cups")]
    assert drafted.new.studies[0].country == "Wales"
    rows = (("Able 2001", "Wales", "5/9"), ("World Tea Board 2003", "Kenya", "7/9"))
    drafted = draft(project, table("t", heads, *rows, records="{tool: Stars}"))
    assert drafted.new.appraisals == []
    assert drafted.sheets[0].left_over == ["Risk of bias"]


def test_a_trial_may_have_its_name_behind_its_author(project: Project) -> None:
    """It stands in brackets before the year; a table may list reviews as well as studies."""
    heads = ("Review", "RR (95% CI)")
    row = ("Able (TEAPOT) 2001 [PMID 7]", "0.70 (0.33–1.24)")
    drafted = draft(project, table("calm", heads, row))
    assert asked(drafted) == ""
    assert [one.source for one in drafted.new.studies] == ["A1"]


def test_heads_of_grade_are_known(project: Project) -> None:
    """With its own sign for a number, and the follow-up that cells tell of; `5 RCTs` counts."""
    heads = ("Outcomes", "№ of participants (studies) Follow-up", "Relative effect (95% CI)")
    rows = (("Calm", "1204 (10 RCTs) follow-up 12 weeks", "RR 0.7 (0.6 to 0.9)"),)
    [effect] = draft(project, table("sof", heads, *rows)).new.effects
    assert effect.pooled == 10
    heads = ("Outcome", "Studies", "RR (95% CI)")
    rows = (("Calm", "5 RCTs", "0.7 (0.6 to 0.9)"), ("Calm at night", "3 cohort studies", "0.8"))
    drafted = draft(project, table("t", heads, *rows))
    assert asked(drafted) == ""
    assert [one.pooled for one in drafted.new.effects] == [5, 3]


def test_estimates_are_not_counted_as_studies(project: Project) -> None:
    """Beside a column of studies *k* has their estimates; alone it counts the studies."""
    heads = ("Subgroup", "k", "Studies", "RR (95% CI)")
    row = ("Children", "24", "15", "0.80 (0.70–0.90)")
    drafted = draft(project, table("calm", heads, row))
    assert [one.pooled for one in drafted.new.effects] == [15]
    assert drafted.sheets[0].left_over == ["k"]
    drafted = draft(project, table("calm", (*heads[:2], heads[3]), (row[0], row[1], row[3])))
    assert [one.pooled for one in drafted.new.effects] == [24]


def test_an_identifier_beside_a_name_says_whose_it_is(project: Project) -> None:
    """Where the name is that of its author; a name that is somebody else's is asked."""
    heads = ("Study", "PMID", "RR (95% CI)")
    drafted = draft(project, table("calm", heads, ("Baker", "PMID 33", "0.70")))
    assert asked(drafted) == ""
    assert [one.source for one in drafted.new.studies] == ["A3"]
    named = ("Study", "DOI", "RR (95% CI)")
    drafted = draft(project, table("calm", named, ("Baker", "10.1000/2", "0.70")))
    assert [one.source for one in drafted.new.studies] == ["A2"]
    rows = (("Able 2001", "33", "0.70"), ("Cole", "33", "0.8"), ("Able 2001", "77", "0.6"))
    drafted = draft(project, table("calm", heads, *rows))
    assert "'Able 2001' is A1 by its name, and 'pmid:33' A3" in asked(drafted)
    assert "'Cole' leads to no reference" in asked(drafted)
    assert [one.figures for one in drafted.new.effects] == ["0.6"]


@pytest.mark.parametrize("signs", [("⊕⊕⊝⊝", "⊕⊝⊝⊝"), ("⨁⨁◯◯^a,b^", "⨁◯◯◯"), ("⊕⊕OO", "⊕OOO"),
                                   ("++--", "+---"), ("$⊕⊕⊖⊖$", "⊕ ○ ○ ○")])  # fmt: skip
@pytest.mark.parametrize("where", ["head", "title", "told"])
def test_signs_of_grade_are_grades(project: Project, signs: tuple[str, str], where: str) -> None:
    """Where head, title or the author names GRADE; their order is that of its handbook."""
    head = "GRADE" if where == "head" else "Certainty of the evidence"
    title = "Findings, with certainty by GRADE" if where == "title" else "Findings"
    told = {"records": "{tool: GRADE}"} if where == "told" else {}
    rows = [(*row, sign) for row, sign in zip(OF_SIX, signs, strict=True)]
    drafted = draft(project, table("sof", (*HEADS_OF_SIX, head), *rows, title=f'"{title}"', **told))
    assert asked(drafted) == ""
    assert [one.overall for one in drafted.new.appraisals] == ["Low", "Very low"]
    assert [one.words for one in drafted.new.tools] == [("High", "Moderate", "Low", "Very low")]


HEADS_OF_SIX = ("Outcomes", "No. of studies", "RR (95% CI)")
OF_SIX = (
    ("Calm", "6", "0.70 (0.60 to 0.90)"),
    ("Calm at night", "4", "0.80 (0.60 to 1.10)"),
)


@pytest.mark.parametrize(
    ("signs", "head", "title", "question"),
    [
        ("⊕⊕⊝⊝", "Certainty of the evidence", "Findings", "nothing names the tool"),
        ("⊕⊕⊝⊝", "Certainty of the evidence", "Findings. GRADE was not used.", "names the tool"),
        ("⊕⊕⊝", "GRADE", "Findings", "is no word of a judgement"),
        ("⊝⊝⊕⊕", "GRADE", "Findings", "is no word of a judgement"),
    ],
)
def test_signs_of_nobody_knows_what_are_asked(
    project: Project, signs: str, head: str, title: str, question: str
) -> None:
    """A tool that nothing names, or signs that are none of its four, are never guessed."""
    rows = [(*row, signs) for row in OF_SIX]
    drafted = draft(project, table("sof", (*HEADS_OF_SIX, head), *rows, title=f'"{title}"'))
    assert question in asked(drafted)
    assert drafted.new.appraisals == []


def test_a_legend_goes_before_the_handbook(project: Project) -> None:
    """What a text says of its own signs is what they mean there."""
    rows = [(*OF_SIX[0], "⊕⊕⊝⊝"), (*OF_SIX[1], "⊕⊕⊕⊝")]
    title = "GRADE: ⊕⊕⊝⊝ = moderate, ⊕⊕⊕⊝ = high"
    drafted = draft(project, table("sof", (*HEADS_OF_SIX, "GRADE"), *rows, title=f'"{title}"'))
    assert [one.overall for one in drafted.new.appraisals] == ["moderate", "high"]


def test_a_standard_error_in_brackets_is_no_part_of_an_effect(project: Project) -> None:
    """Where the head says so; it is told as not taken, and stars are marks of notes."""
    heads = ("Study", "Outcome", "Estimate (SE)", "95% CI")
    rows = (
        ("Able 2001", "Calm", "0.12*** (0.03)", "[0.06; 0.18]"),
        ("World Tea Board 2003", "Calm", "-0.05 (SE 0.04)", "[-0.13; 0.03]"),
    )
    drafted = draft(project, table("x", heads, *rows, title="SMD and 95% CI"))
    assert [(str(one.value), str(one.low), one.measure) for one in drafted.new.effects] == [
        ("0.12", "0.06", "SMD"), ("-0.05", "-0.13", "SMD")
    ]  # fmt: skip
    assert drafted.sheets[0].left_over == ["the standard errors in 'Estimate (SE)'"]
    assert asked(drafted) == ""


@pytest.mark.parametrize(
    ("title", "is_asked"),
    [
        ("SMD and days away", True), ("Hedges’ g & attendance", True),
        ("SMD and 95% confidence interval", False), ("SMD (random effects)", False),
        ("SMD, 95% CI and weight", False),
    ],
)  # fmt: skip
def test_a_title_with_a_second_measure_says_none(
    project: Project, title: str, is_asked: bool
) -> None:
    """By which of the two a row is, nobody knows."""
    heads = ("Study", "Outcome", "Estimate (95% CI)")
    drafted = draft(
        project, table("x", heads, ("Able 2001", "Calm", "1.9 (0.1, 3.9)"), title=f"'{title}'")
    )
    assert ("by which measure" in asked(drafted)) is is_asked
    assert len(drafted.new.effects) == (not is_asked)


def test_a_head_above_all_domains_names_none_of_them(project: Project) -> None:
    """*Domain: Blinding* is blinding, and *D1* below it a number."""
    heads = ("Study", "Domain: Randomisation process", "Domain: D2", "Overall")
    row = ("Able 2001", "Low", "High", "High")
    drafted = draft(project, table("x", heads, row, title="Risk of bias (RoB 2)"))
    [tool] = drafted.new.tools
    assert [one.label for one in tool.domains] == ["Randomisation process", "D2"]
