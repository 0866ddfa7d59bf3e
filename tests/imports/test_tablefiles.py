"""Files of tables, as robvis, metafor, meta, RevMan and PRISMA2020 write them → records."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.assembly import find_problems
from kg.errors import Problem, Severity
from kg.imports.tablefiles import read_rows, table_of
from kg.model.claims import TableReading
from kg.sources.folder.project import Project
from kg.sources.mentiondrafts import draft_project
from kg.sources.tabled.drafting import Drafted, draft_from_tables
from kg.sources.tabled.records.searchflow import parse_search_flow
from tests.sources.cited import make_project
from tests.sources.tabled.test_drafting import QUESTIONS, asked

ROB = """Study,D1,D2,Overall,Weight
Able 2001,Low,High,High,33.3
World Tea Board 2003,Low,Some concerns,Some concerns,66.7
"""
ESCALC = """"","trial","author","year","ai","bi","ci","di","n1i","n2i","yi","vi","ci.lb","ci.ub"
"1",1,"Able",2001,4,119,11,128,123,139,-0.8893,0.3256,-2.0077,0.2290
"2",2,"World Tea Board",2003,3,228,11,NA,231,220,-1.3481,0.4154,NA,NA
"""
META = """studlab;mean.e;sd.e;n.e;mean.c;sd.c;n.c;TE;seTE;lower;upper;pval
Able 2001;12.10;3.2;40;13.5;3.3;41;-1.40;0.72;-2.81;0.01;0.052
"""
REVMAN = """Analysis number,Analysis name,Subgroup,Study,Study year,GIV Mean,GIV SE,\
Experimental cases,Experimental N,Control cases,Control N,Weight,Mean,CI start,CI end
1,Calm,Clerks,Able 2001,2001,,,4,123,11,139,40.1,0.41,0.13,1.26
"""
SEARCH = (
    "data,node,box,description,boxtext,tooltips,url,n",
    "NA,node4,prevstud,Grey title box,Previous studies,x,x,xxx",
    "database_results,node9,box2,x,Databases,x,x,410",
    'database_specific_results,node9,box2,x,Specific,x,x,"Medline, 300; Embase, 110"',
    "register_results,node9,box2,x,Registers,x,x,20",
    "duplicates,node10,box3,x,Duplicate records,x,x,100",
    "excluded_other,node10,box3,x,Other reasons,x,x,NA",
    "records_screened,node11,box4,x,Records screened,x,x,330",
    "records_excluded,node12,box5,x,Records excluded,x,x,300",
    "dbr_sought_reports,node13,box6,x,Reports sought,x,x,30",
    "dbr_notretrieved_reports,node14,box7,x,Not retrieved,x,x,2",
    "dbr_assessed,node15,box8,x,Assessed,x,x,28",
    'dbr_excluded,node16,box9,x,Excluded,x,x,"Wrong people, 18; No tea, 3"',
    "new_studies,node22,box10,x,New studies,x,x,4",
    "new_reports,node22,box10,x,New reports,x,x,7",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project whose text cites two works, with a question."""
    made = make_project(tmp_path / "tea", "key", "So A1 and (A5).")
    (made.data / "mentions.yaml").unlink()
    (made.data / "questions.yaml").write_text(QUESTIONS)
    draft_project(made)
    return made


def draft(
    project: Project, content: str, name: str = "rob.csv", *, write: bool = False, **told: object
) -> Drafted:
    """Draft what a file gives."""
    path = project.folder / name
    path.write_text(content, encoding="utf-8")
    rows, problems = read_rows(path)
    assert rows is not None
    assert problems == []
    table = table_of(rows, TableReading.model_validate(told))
    assert not isinstance(table, Problem)
    return draft_from_tables(project, files=[table], write=write)


def test_judgements_of_robvis_come_and_hold(project: Project) -> None:
    """The tool is asked for, unless it is told; a study stands where its work is cited."""
    assert "by which tool is risk of bias judged?" in asked(draft(project, ROB))
    drafted = draft(project, ROB, tool="RoB 2", write=True)
    assert asked(drafted) == ""
    judged = {one.study: one for one in drafted.new.appraisals}
    assert judged["able-2001"].overall == "High"
    assert [one.judgement for one in judged["able-2001"].domains] == ["Low", "High"]
    assert judged["world-tea-board-2003"].overall == "Some concerns"
    text = (project.folder / "text.txt").read_text()
    places = [one.passage for one in drafted.new.studies]
    assert [text[one.start : one.end] for one in places] == ["A1", "A5"]
    assert [one for one in find_problems(project) if one.severity is Severity.ERROR] == []
    assert len(draft(project, ROB, tool="RoB 2", write=True).new) == 0


def test_a_file_called_by_a_tool_is_asked_for_it(project: Project) -> None:
    """As robvis calls its own, `data_rob2.csv`: the review may have judged by another."""
    drafted = draft(project, ROB, "data_rob2.csv")
    assert drafted.new.tools == []
    assert "by which tool is risk of bias judged? add records: {tool: rob2};" in asked(drafted)


def test_a_work_that_is_not_cited_is_asked(project: Project) -> None:
    """Nobody knows then where the review tells of it; the line of the file is named."""
    rows = ROB + "Baker (Pots) 2002a,Low,Low,Low,1\n"
    path, line = str(project.folder / "rob.csv"), 4
    found = [
        one for one in draft(project, rows, tool="RoB 2").problems if one.location.line == line
    ]
    assert [one.location.path for one in found] == [path]


def test_two_rows_of_one_work_are_asked(project: Project) -> None:
    """Experiments of one paper are studies of their own, and none is judged by another's row."""
    rows = 'Study,D1,D2,Overall\n"Able (2001, Experiment 1)",Low,Low,Low\n'
    drafted = draft(project, f'{rows}"Able (2001, Experiment 2)",Low,Low,Low\n', tool="RoB 2")
    assert len(drafted.new.appraisals) == 1
    assert "lead to one study, 'able-2001'; if they are two" in asked(drafted)
    assert asked(draft(project, rows + rows.split("\n", 1)[1], tool="RoB 2")) == ""


def test_effects_of_metafor_come_as_they_are_printed(project: Project) -> None:
    """Counts go to groups; what the program worked out of them is not worked out again."""
    drafted = draft(project, ESCALC, "dat.csv", measure="log RR", outcome="calm")
    able, board = drafted.new.effects
    assert (able.value, able.low, able.high) == tuple(
        map(Decimal, ("-0.8893", "-2.0077", "0.2290"))
    )
    assert able.measure == "log RR"
    assert able.arm_figures == "group 1: 4/123; group 2: 11/139"
    assert (board.value, board.low) == (Decimal("-1.3481"), None)
    assert drafted.sheets[0].left_over == ["trial", "bi", "di", "vi"]


def test_effects_of_meta_come_with_their_groups(project: Project) -> None:
    """Semicolons part the cells as Excel writes them; noughts at the end stay."""
    effect = draft(project, META, "meta.csv", measure="MD", outcome="calm").new.effects[0]
    assert effect.figures == "-1.40 (95% CI -2.81 to 0.01; p = 0.052)"
    assert effect.arm_figures == (
        "experimental: 40, mean 12.10 (SD 3.2); control: 41, mean 13.5 (SD 3.3)"
    )


def test_rows_of_revman_name_outcome_and_subgroup(project: Project) -> None:
    """Its columns are known by the words of the program."""
    effect = draft(project, REVMAN, "rows.csv", measure="RR").new.effects[0]
    assert (effect.outcome, effect.subgroup) == ("calm", "Clerks")
    assert effect.figures == "0.41 (95% CI 0.13 to 1.26)"
    assert effect.arm_figures == "experimental: 4/123; control: 11/139"


def read_search(tmp_path: Path, *lines: str) -> tuple[dict[str, object], list[str]]:
    """Return the flow that lines of a file of PRISMA2020 give, and what is told."""
    path = tmp_path / "prisma.csv"
    path.write_text("\n".join([*lines, ""]))
    rows, _ = read_rows(path)
    assert rows is not None
    flow, told = parse_search_flow(rows.headings, rows.rows)
    return ({} if flow is None else flow.model_dump(exclude_none=True)), told


def test_the_numbers_of_a_search_come_from_prisma2020(tmp_path: Path) -> None:
    """Each database counts where their numbers make up the whole; `xxx` and `NA` are none."""
    flow, told = read_search(tmp_path, *SEARCH)
    assert told == []
    way = flow["flows"][0]  # type: ignore[index]
    assert [(one["label"], one["count"]) for one in way["identified"]] == [
        ("Medline", 300), ("Embase", 110), ("Registers", 20)
    ]  # fmt: skip
    assert [(one["label"], one["count"]) for one in way["removed"]] == [("Duplicate records", 100)]
    assert [one["count"] for one in way["excluded_with_reasons"]] == [18, 3]
    assert way["included"]["count"] == 7
    assert flow["studies"] == {"count": 4}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("x,x,330", "x,x,331", "430 identified less 100 removed are 330, not 331"),
        ("Wrong people, 18; No tea, 3", "18 wrong and 3", "is no number, and no list of"),
        ("database_results,node9,box2,x,Databases,x,x,410", "", "no box says how many"),
    ],
    ids=["does not add up", "reasons without numbers", "nothing found"],
)
def test_a_search_that_does_not_hold_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """What was meant, nobody knows."""
    lines = [line.replace(old, new) for line in SEARCH if new or "results" not in line]
    assert told in "\n".join(read_search(tmp_path, *lines)[1])


def test_each_database_counts_only_if_they_make_up_the_whole(tmp_path: Path) -> None:
    """Else the sum alone is what the file says."""
    lines = [line.replace("Embase, 110", "Embase, 111") for line in SEARCH]
    way = read_search(tmp_path, *lines)[0]["flows"][0]  # type: ignore[index]
    assert [one["label"] for one in way["identified"]] == ["Databases", "Registers"]


def test_a_way_of_noughts_alone_was_not_gone(tmp_path: Path) -> None:
    """The template of the program has 0 in each box that nobody filled in."""
    unused = ("website_results", "citations_results", "other_sought_reports", "other_assessed")
    flow, told = read_search(tmp_path, *SEARCH, *(f"{one},n,b,x,Websites,x,x,0" for one in unused))
    assert told == []
    assert [one["id"] for one in flow["flows"]] == ["databases"]  # type: ignore[attr-defined]


def test_a_file_without_rows_is_told(tmp_path: Path) -> None:
    """An empty one, and one with headings alone."""
    for content in ("", "Study,Overall\n"):
        (tmp_path / "a.csv").write_text(content)
        rows, problems = read_rows(tmp_path / "a.csv")
        assert rows is None
        assert "no row stands below its headings" in problems[-1].message
