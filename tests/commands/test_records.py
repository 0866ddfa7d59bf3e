"""A systematic review in LaTeX, Markdown and Word: its tables become records that hold."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.imports.texts.pandoc import require_pandoc
from tests.commands.conftest import Run

BIB = "".join(
    f"@article{{{name.lower()}{year}, author = {{{name}, Ann and Zeta, B. and Other, C.}},\n"
    f"  title = {{Walks and sleep: {name}}}, journal = {{Journal of Rest}}, year = {{{year}}}}}\n"
    for name, year in (("Able", 1998), ("Baker", 2001), ("Cook", 2003))
)
QUESTIONS = """questions:
  - id: walks
    label: Does a walk help clerks to sleep?
    population: clerks
    intervention: a walk
    at: "Does a walk help clerks to sleep?"
    outcomes: [{id: waking, label: Waking at night}, {id: onset, label: Minutes to sleep}]
"""
LATEX = r"""\documentclass{article}
\title{Walks for clerks}\author{Anna Writer}\date{2024}
\begin{document}\maketitle
\section{Results}
Does a walk help clerks to sleep?
\begin{table}\caption{Included studies}\label{tab:char}
\begin{tabular}{llrll}\toprule
Study & Country & Participants & Design & Intervention \\ \midrule
\citet{able1998} & Norland & 92 & Parallel trial & Evening walk \\
\citet{baker2001} & Southland & 1,089 & Crossover trial & Morning walk \\
\citet{cook2003} & Norland & 71 & Parallel trial & Evening walk \\ \bottomrule
\end{tabular}\end{table}
\begin{table}\caption{Waking at night}\label{tab:rr}
\begin{tabular}{lcccr}\toprule
 & \multicolumn{2}{c}{n/N} & & \\
Study & Walk & Usual evening & RR (95\% CI) & Weight \\ \midrule
\citet{able1998} & 12/46 & 16/46 & 0.72 (0.33--1.24) & 40\% \\
\citet{baker2001} & 3/545 & 15/544 & 0.20 (0.06--0.68) & 60\% \\ \midrule
Pooled (2 trials) & & & 0.50 (0.29--0.80) & 100\% \\
\multicolumn{5}{l}{Heterogeneity: $\tau^2 = 0.30$; $\chi^2 = 4.10$, $df = 1$ ($P = 0.04$);
 $I^2 = 76.0\%$} \\ \bottomrule
\end{tabular}\end{table}
\begin{table}\caption{Minutes to sleep}\label{tab:md}
\begin{tabular}{lrrrrrr}\toprule
Author (year) & \multicolumn{2}{c}{Walk} & MD & \multicolumn{2}{c}{95\% CI} & $p$ \\
 & $n$ & Mean $\pm$ SD & & Lower & Upper & \\ \midrule
Able (1998) & 46 & $21.30 \pm 9.5$ & $-$7.2 & $-$10.2 & $-$3.80 & $<0.001$ \\
Cook et al.\ (2003) & 36 & $28.0 \pm 8.25$ & 0.5 & $-$1.0 & 2.0 & NS \\ \bottomrule
\end{tabular}\end{table}
\begin{table}\caption{Risk of bias (RoB 2). $+$: low risk; ?: some concerns; $-$: high risk}
\begin{tabular}{lccc}\toprule
Study & Randomisation & Missing data & Overall \\ \midrule
Able 1998 & $+$ & ? & ? \\
Baker 2001 & $-$ & $+$ & $-$ \\
Cook 2003 & $+$ & $+$ & $+$ \\ \bottomrule
\end{tabular}\end{table}
\bibliography{walks}
\end{document}
"""
MARKDOWN = """---
title: Walks for clerks
author: Anna Writer
date: 2024
bibliography: walks.bib
---

# Results

Does a walk help clerks to sleep?

| Study | Country | Participants | Design | Intervention |
|:--|:--|--:|:--|:--|
| @able1998 | Norland | 92 | Parallel trial | Evening walk |
| @baker2001 | Southland | 1,089 | Crossover trial | Morning walk |
| @cook2003 | Norland | 71 | Parallel trial | Evening walk |

: Included studies

| Study | Walk (n/N) | Usual evening (n/N) | RR (95% CI) | Weight |
|:--|:-:|:-:|:-:|--:|
| @able1998 | 12/46 | 16/46 | 0.72 (0.33–1.24) | 40% |
| @baker2001 | 3/545 | 15/544 | 0.20 (0.06–0.68) | 60% |
| Pooled (2 trials) | | | 0.50 (0.29–0.80) | 100% |
| Heterogeneity: τ² = 0.30; χ² = 4.10, df = 1 (P = 0.04); I² = 76.0% | | | | |

: Waking at night

| Author (year) | Walk, n | Walk, mean (SD) | MD | Lower 95% CI | Upper 95% CI | P value |
|:--|--:|--:|--:|--:|--:|--:|
| Able (1998) | 46 | 21.30 (9.5) | \u22127.2 | \u221210.2 | \u22123.80 | <0.001 |
| Cook et al. (2003) | 36 | 28.0 (8.25) | 0.5 | \u22121.0 | 2.0 | NS |

: Minutes to sleep

| Study | Randomisation | Missing data | Overall |
|:--|:-:|:-:|:-:|
| Able 1998 | + | ? | ? |
| Baker 2001 | \u2212 | + | \u2212 |
| Cook 2003 | + | + | + |

: Risk of bias (RoB 2). +: low risk; ?: some concerns; \u2212: high risk
"""
CARD = """<table><tr><th colspan="3">Study characteristics</th></tr>
<tr><td>Methods</td><td colspan="2">Parallel trial</td></tr>
<tr><td>Participants</td><td colspan="2"><p>92 clerks.</p><p>Norland.</p></td></tr>
<tr><td>Interventions</td><td colspan="2">Evening walk</td></tr>
<tr><td>Outcomes</td><td colspan="2">Waking at night</td></tr>
<tr><td colspan="3">Risk of bias</td></tr>
<tr><td>Bias</td><td>Authors' judgement</td><td>Support for judgement</td></tr>
<tr><td>Random sequence generation (selection bias)</td><td>Low risk</td><td>A list.</td></tr>
<tr><td>Missing data (attrition bias)</td><td>High risk</td><td>Half are missing.</td></tr></table>
"""
CARDS = f"""<html><head><title>Walks for clerks</title></head><body><h1>Results</h1>
<p>Does a walk help clerks to sleep? (Able et al., 1998; Baker et al., 2001).</p>
<h1>Characteristics of included studies</h1>
<h2>Able 1998</h2>{CARD}<p><b>Baker 2001</b></p>{CARD.replace("92", "1089")}
</body></html>
"""
LATEX_CARD = r"""\begin{tabular}{lll}\toprule
Methods & \multicolumn{2}{l}{Parallel trial} \\
Participants & \multicolumn{2}{l}{92 clerks. Norland.} \\
Interventions & \multicolumn{2}{l}{Evening walk} \\
Outcomes & \multicolumn{2}{l}{Waking at night} \\ \midrule
\textbf{Bias} & \textbf{Authors' judgement} & \textbf{Support for judgement} \\ \midrule
Random sequence generation & Low risk & A list. \\
Missing data & High risk & Half are missing. \\ \bottomrule
\end{tabular}
"""
LATEX_CARDS = rf"""\documentclass{{article}}\title{{Walks for clerks}}\begin{{document}}\maketitle
\section{{Results}}
Does a walk help clerks to sleep? \citep{{able1998,baker2001}}
\section{{Characteristics of included studies}}
\subsection*{{Able 1998}}
{LATEX_CARD}
\begin{{table}}\caption{{\citet{{baker2001}}}}
{LATEX_CARD.replace("92", "1089")}\end{{table}}
\end{{document}}
"""
STUDIES = ["able-et-al-1998", "baker-et-al-2001", "cook-et-al-2003"]


def write_review(folder: Path, suffix: str) -> Path:
    """Write the review as a file of a kind, with its references beside it."""
    (folder / "walks.bib").write_text(BIB, encoding="utf-8")
    path = folder / f"walks{suffix}"
    if suffix == ".docx":
        source = write_review(folder, ".md")
        words = ["--citeproc", "--bibliography", folder / "walks.bib", "-o", path, source]
        subprocess.run([require_pandoc(), *words], check=True, timeout=60)
    else:
        path.write_text(LATEX if suffix == ".tex" else MARKDOWN, encoding="utf-8")
    return path


@pytest.fixture
def project(kg: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a project with the review, its references and its question; Markdown if not told."""
    folder = tmp_path / "mine"
    suffix = getattr(request, "param", ".md")
    kg("new", folder)
    done = kg("import", write_review(tmp_path, suffix), tmp_path / "walks.bib", "-C", folder)
    assert done.returncode == 0, done.stdout
    assert "4 tables name studies; kg records shows" in done.stdout
    (folder / "data" / "questions.yaml").write_text(QUESTIONS)
    kg("verify", folder / "text.txt", "--fill", "-C", folder)
    return folder


def read(folder: Path, name: str) -> Any:
    """Return the content of a file of the data, numbers as texts with all of their digits."""
    return yaml.load((folder / "data" / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)


def passage(folder: Path, record: dict[str, Any]) -> str:
    """Return the passage of a record."""
    text = (folder / "text.txt").read_text("utf-8")
    return text[int(record["span"]["start"]) : int(record["span"]["end"])]


@pytest.mark.parametrize("project", [".tex", ".md", ".docx"], indirect=True)
def test_tables_become_records_that_hold(kg: Run, project: Path) -> None:
    """Each figure stands as printed, each record at its row, and nothing is wrong with any."""
    done = kg("records", "--draft", "-C", project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "15 new records written, 0 kept" in done.stdout
    assert "not taken" not in done.stdout
    studies = read(project, "studies")["studies"]
    assert [one["id"] for one in studies] == STUDIES
    assert [one["source"] for one in studies] == ["able1998", "baker2001", "cook2003"]
    assert studies[1]["samples"] == [{"size": "1089", "unit": "participants"}]
    assert studies[1]["sample"] == "1,089 participants"
    assert (studies[0]["country"], studies[0]["design"]) == ("Norland", "Parallel trial")
    effects = {one["id"]: one for one in read(project, "effects")["effects"]}
    able = effects["able-et-al-1998-waking"]
    assert [able[name] for name in ("measure", "value", "low", "high")] == [
        "RR", "0.72", "0.33", "1.24"
    ]  # fmt: skip
    assert [[one["label"], one["n"], one["events"]] for one in able["arms"]] == [
        ["Walk", "46", "12"], ["Usual evening", "46", "16"]
    ]  # fmt: skip
    assert "0.72" in passage(project, able)
    assert "0.20" not in passage(project, able)
    assert effects["pooled-waking"]["pools"] == STUDIES[:2]
    assert effects["pooled-waking"]["value"] == "0.50"
    assert effects["pooled-waking"]["heterogeneity"] == {
        "i2": "76.0", "tau2": "0.30", "q": "4.10", "df": "1", "p": "0.04"
    }  # fmt: skip
    assert [able["weight"], effects["baker-et-al-2001-waking"]["weight"]] == ["40", "60"]
    onset = effects["able-et-al-1998-onset"]
    assert [onset[name] for name in ("measure", "value", "low", "high")] == [
        "MD", "-7.2", "-10.2", "-3.80"
    ]  # fmt: skip
    walk = {"label": "Walk", "n": "46", "mean": "21.30", "sd": "9.5"}
    assert (onset["arms"], onset["p"]) == ([walk], "<0.001")
    assert effects["cook-et-al-2003-onset"]["p"] == "NS"
    judged = read(project, "appraisals")
    assert judged["tools"][0]["name"] == "RoB 2"
    assert judged["tools"][0]["words"] == ["low risk", "some concerns", "high risk"]
    assert [one["overall"] for one in judged["appraisals"]] == [
        "some concerns", "high risk", "low risk"
    ]  # fmt: skip
    assert judged["appraisals"][1]["domains"] == [
        {"domain": "randomisation", "judgement": "high risk"},
        {"domain": "missing-data", "judgement": "low risk"},
    ]
    checked = kg("check", "-C", project)
    assert checked.returncode == 0, checked.stdout
    assert "warning" not in checked.stdout
    assert "no problems found" in kg("verify", project / "text.txt", "-C", project).stdout


def test_a_second_run_changes_nothing(kg: Run, project: Path) -> None:
    """What is entered stays, to the byte, and is counted as kept."""
    kg("records", "--draft", "-C", project)
    files = [project / "data" / f"{name}.yaml" for name in ("studies", "effects", "appraisals")]
    before = [one.read_bytes() for one in files]
    done = kg("records", "--draft", "-C", project)
    assert "0 new records written, 14 kept" in done.stdout
    assert [one.read_bytes() for one in files] == before


def test_what_a_curator_mended_or_took_out_stays_so(kg: Run, project: Path) -> None:
    """A record that was taken out is asked for, and comes back only where the table is named."""
    kg("records", "--draft", "-C", project)
    path = project / "data" / "effects.yaml"
    whole = path.read_text("utf-8")
    before, _, after = whole.partition("  - id: baker-et-al-2001-waking")
    path.write_text((before + "  - id" + after.partition("\n  - id")[2]).replace("0.33", "0.34"))
    done = kg("records", "--draft", "-C", project)
    assert done.returncode == 1
    assert "TAB001 table 'waking-at-night', row 2: no effect of this row" in done.stdout
    assert "baker-et-al-2001-waking" not in path.read_text("utf-8")
    kg("records", "waking-at-night", "--draft", "-C", project)
    effects = {one["id"]: one for one in read(project, "effects")["effects"]}
    assert "baker-et-al-2001-waking" in effects
    assert effects["able-et-al-1998-waking"]["low"] == "0.34"


def test_a_table_of_which_nothing_is_known_says_why(kg: Run, project: Path) -> None:
    """What its first column holds can be said beside it."""
    path = project / "data" / "tables.yaml"
    path.write_text(
        path.read_text().replace('columns: ["Study", "Country"', 'columns: ["Cohort", "Country"')
    )
    done = kg("records", "-C", project)
    assert ": nothing, for no heading names studies or outcomes" in done.stdout
    assert 'as records: {columns: {"Cohort": study}} (or outcome, subgroup, …)' in done.stdout


def test_what_a_table_without_a_column_of_outcomes_leaves_is_told(kg: Run, project: Path) -> None:
    """Its outcomes may stand across it; then it gives something, and no hint says how."""
    path = project / "data" / "tables.yaml"
    path.write_text(
        path.read_text()
        + """
  - id: profile
    kind: table
    title: Evidence profile
    section: results
    page: 7
    columns: ["No. of studies", "Inconsistency", "Relative (95% CI)"]
    rows: [["Waking at night", null, null], ["10", "serious", "RR 0.80 (0.60 to 1.00)"]]
"""
    )
    done = kg("records", "profile", "-C", project)
    assert "profile: 1 effect; not taken: Inconsistency" in done.stdout
    assert "what a column holds" not in done.stdout


def test_nothing_is_written_before_it_is_asked_for(kg: Run, project: Path) -> None:
    """Without --draft one sees what would come; a table that is not there is told."""
    done = kg("records", "-C", project)
    assert "15 new records to write" in done.stdout
    assert done.stdout.splitlines()[-1] == "next: kg records --draft"
    assert not (project / "data" / "studies.yaml").exists()
    done = kg("records", "pots", "-C", project)
    assert done.returncode == 2
    assert "no table 'pots' in data/tables.yaml; there are included-studies, " in done.stderr


@pytest.mark.parametrize("suffix", [".html", ".docx", ".tex"])
def test_tables_of_one_study_each_become_records(kg: Run, tmp_path: Path, suffix: str) -> None:
    """A heading or a line above names the study; each judgement has its reason and its passage."""
    (tmp_path / "walks.bib").write_text(BIB, encoding="utf-8")
    page, path, folder = tmp_path / "w.html", tmp_path / f"walks{suffix}", tmp_path / "mine"
    page.write_text(CARDS, encoding="utf-8")
    if suffix == ".docx":
        subprocess.run([require_pandoc(), "-o", path, page], check=True, timeout=60)
    else:
        path.write_text(LATEX_CARDS if suffix == ".tex" else CARDS, encoding="utf-8")
    kg("new", folder)
    done = kg("import", path, tmp_path / "walks.bib", "-C", folder)
    assert "2 tables name studies; kg records shows" in done.stdout
    (folder / "data" / "questions.yaml").write_text(QUESTIONS)
    kg("verify", folder / "text.txt", "--fill", "-C", folder)
    tables = folder / "data" / "tables.yaml"
    told = "  - id: table-1\n    records: {tool: Cochrane tool}\n"
    tables.write_text(tables.read_text("utf-8").replace("  - id: table-1\n", told), "utf-8")
    done = kg("records", "--draft", "-C", folder)
    assert "7 new records written, 0 kept" in done.stdout, done.stdout + done.stderr
    assert [one["id"] for one in read(folder, "studies")["studies"]] == STUDIES[:2]
    compared = read(folder, "effects")["comparisons"]
    assert [one["intervention"] for one in compared] == ["Evening walk"] * 2
    assert [one["population"].split()[0] for one in compared] == ["92", "1089"]
    judged = read(folder, "appraisals")["appraisals"][1]["domains"][1]
    assert (judged["judgement"], judged["why"]) == ("High risk", "Half are missing.")
    assert "Half are missing." in passage(folder, judged)
    assert "no problems found" in kg("verify", folder / "text.txt", "-C", folder).stdout


def test_a_file_of_judgements_is_read_beside_the_text(kg: Run, tmp_path: Path) -> None:
    """What its headings do not say, `--records` says; no file and no YAML are told in a line."""
    assert kg("new", "tea").returncode == 0
    table = tmp_path / "rob.csv"
    table.write_text("Study,D1,Overall\nNobody 1999,Low,Low\n")
    found = kg("-C", "tea", "records", table, "--records", "{tool: RoB 2}")
    assert "'Nobody 1999' leads to no reference" in found.stdout
    assert f"{table}:2:1: TAB001" in found.stdout
    assert (
        "did you mean 'tool'?" in kg("-C", "tea", "records", table, "--records", "{tol: x}").stderr
    )
    assert "no such file" in kg("-C", "tea", "records", tmp_path / "no.csv").stderr
    told = kg("-C", "tea", "import", table).stdout
    assert f"kg records {table} says what it gives" in told


def test_what_is_told_of_files_is_told_of_each(kg: Run, tmp_path: Path) -> None:
    """The name of a file says no tool by itself, and a run may have files of several kinds."""
    assert kg("new", "tea").returncode == 0
    rob, more = tmp_path / "rob2.csv", tmp_path / "robins.csv"
    for path in (rob, more):
        path.write_text("Study,D1,D2,Overall\nAble 2001,Low,Low,Low\n")
    bare = tmp_path / "bare.csv"
    bare.write_text("Who,What\nAble,1\n")
    told = kg("-C", "tea", "records", bare).stdout
    assert "is said as --records '{columns: {\"Who\": study}}'" in told
    assert "data/tables.yaml" not in told
    alone = kg("-C", "tea", "records", rob).stdout
    assert "by which tool is risk of bias judged? add records: {tool: rob2}" in alone
    assert "the name of the file says one" in alone
    assert "1 tool" not in alone
    told = "{rob2.csv: {tool: RoB 2}, robins.csv: {tool: ROBINS-I}}"
    kg("-C", "tea", "records", rob, more, "--records", told, "--draft")
    tools = yaml.safe_load((tmp_path / "tea/data/appraisals.yaml").read_text())["tools"]
    assert [one["name"] for one in tools] == ["RoB 2", "ROBINS-I"]
    wrong = kg("-C", "tea", "records", rob, "--records", "{robin.csv: {tool: x}}")
    assert (wrong.returncode, "'robin.csv' is none of the files" in wrong.stderr) == (2, True)


def test_the_numbers_of_a_search_are_written_once(kg: Run, tmp_path: Path) -> None:
    """What `data/flow.yaml` has stays as it is."""
    assert kg("new", "tea").returncode == 0
    table = tmp_path / "prisma.csv"
    table.write_text("data,boxtext,n\ndatabase_results,Databases,12\nnew_studies,New,2\n")
    assert kg("-C", "tea", "records", table, "--draft").returncode == 0
    flow = (tmp_path / "tea/data/flow.yaml").read_text()
    assert "identified: [{label: Databases, count: 12}]" in flow
    assert flow.endswith("studies: 2\n")
    assert "stays as it is" in kg("-C", "tea", "records", table, "--draft").stdout
    assert (tmp_path / "tea/data/flow.yaml").read_text() == flow
