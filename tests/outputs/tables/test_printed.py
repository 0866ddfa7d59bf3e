from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.assembly import assemble_project, find_problems
from kg.graph.vocab import TT
from kg.outputs.tables import (
    OF_THE_BUILD,
    TableSet,
    build_tables,
    load_all_tables,
    load_table_set,
    render_tables,
)
from kg.outputs.tables.csvfile import render_csv
from kg.outputs.tables.printed import load_stated_tables, load_tables
from kg.outputs.tables.table import Table
from kg.outputs.writing import OutputWriter
from kg.pipeline import build_project
from kg.sources.folder.project import Project
from kg.timings import Timings

pytestmark = pytest.mark.slow

SKOS_NOTE = NamedNode("http://www.w3.org/2004/02/skos/core#note")
# The findings table as the book prints it, read from the page by hand.
PRINTED = """\
joint procedural work|A1 A2 A3 A4 A24 A36 B19 B23 B29 D4 D5 D15
inclusive planning systems|A1 A2 A3 A4 A24 A36 B19 B23 D4 D5 D9 D15
clear lines of accountability|A1 A2 A3 A9 A24 A36 B29 D4 D5 D15
employment conditions individual career/role needs|A3 A9 D4 D5
leadership vision|A1 A2 A3 A9 A24 B23 B29 D4 D5 D15
role clarification around clearly defined work-flow processes|A4 A9 A37 B4 D4 D5 D15
addressing of barriers related to status / hierarchies|A1 A2 A4 A7 A9 A24 A36 B4 B23
agreed strategic objectives and clarity of shared aims|A1 A2 A3 A4 A24 A36 B23 B29 D4 D5 D15
transparent structures for communication with partner agencies|A1 A2 A3 A9 A24 A36 B23 B29 D4 D5
co-location of service deliverers|D4 D5
acknowledgement of peripheral team members|D4 D5
acknowledgement of professional diversity|A1 A2 A3 A4 A13 B4
awareness of impact of change on service-users|A3 A9 A24 A34 A36 B1 B11 B14 B23 D4 D5 D9 D10
opportunities / time for reflection|A1 A2 A13 A17
joint client-focused activities|A3 A4 D4 D5 D15
ongoing support for professional development|A4 A17 B2 D4 D5 D15
attention to 'specialist' skills retention|A3 A4 B4
"""


@pytest.fixture(scope="module")
def frost_tables(frost_store: Store) -> dict[str, Table]:
    """Return the tables of the real review by name."""
    return {table.name: table for table in load_tables(frost_store)}


def test_appendix_1_is_the_printed_one(frost_tables: dict[str, Table]) -> None:
    """Every row and every code of the regenerated table is as printed, in order."""
    rows = [(row[1], row[2]) for row in frost_tables["appendix-1"].rows]
    assert rows == [tuple(line.split("|")) for line in PRINTED.splitlines()]


def test_appendix_1_has_the_printed_headings(frost_tables: dict[str, Table]) -> None:
    """The headings come from the data, not from the query."""
    heads = frost_tables["appendix-1"].heads
    assert "COMMUNITIES OF PRACTICE" in heads[0]
    assert "MATCH" in heads[1]
    assert "EVIDENCE" in heads[2]


def test_the_elements_span_their_rows(frost_tables: dict[str, Table]) -> None:
    """Mutual engagement spans seven rows, joint enterprise and shared repertoire five each."""
    spans = [span for span, *_ in frost_tables["appendix-1"].spans() if span]
    assert spans == [7, 5, 5]


def test_both_reference_lists_are_whole(frost_tables: dict[str, Table]) -> None:
    """Each list has 92 entries, and the alphabetical one prints D10 twice and D8 never."""
    classified = [row[1] for row in frost_tables["references-classified"].rows]
    alphabetical = [row[1] for row in frost_tables["references-alphabetical"].rows]
    assert len(classified) == len(alphabetical) == 92
    assert classified[:2] + classified[-1:] == ["A1", "A2", "D17"]
    assert (alphabetical.count("D10"), alphabetical.count("D8")) == (2, 0)


def test_appendix_2_has_its_four_groups(frost_tables: dict[str, Table]) -> None:
    """Nineteen suggestions stand in four groups."""
    rows = frost_tables["appendix-2"].rows
    assert (len(rows), len({row[0] for row in rows})) == (19, 4)


def test_accepted_copies_are_current(root: Path, frost_store: Store) -> None:
    """The copies in data/accepted are what the data make now; else look, then --accept."""
    written = {table.name: table for table in load_all_tables(frost_store)}
    copies = {path.name for path in (root / "data" / "accepted").iterdir()}
    assert copies == {f"{name}.csv" for name in written}
    for name, table in written.items():
        accepted = root / "data" / "accepted" / f"{name}.csv"
        assert accepted.read_text(encoding="utf-8") == render_csv(table), name


def test_a_table_without_rows_is_not_written(tiny_store: Store) -> None:
    """A review that has nothing for a table is not given its heads alone."""
    without = Store()
    without.bulk_extend(q for q in tiny_store if q.predicate != TT.inGroup)
    whole, rest = (
        render_tables(TableSet(tuple(load_tables(store)))) for store in (tiny_store, without)
    )
    assert whole.keys() - rest.keys() == {f"practical.{suffix}" for suffix in OF_THE_BUILD}


def test_captions_and_notes_are_those_of_the_review(frost_tables: dict[str, Table]) -> None:
    """What stands above and below a table is printed so, and is no question of ours."""
    assert frost_tables["appendix-1"].caption == "Appendix 1: summary of findings"
    assert frost_tables["appendix-1"].notes == (
        "*see facing page for more detail",
        "** refers to major studies only.",
    )
    assert not any(table.caption.endswith("?") for table in frost_tables.values())


def test_a_draft_says_so_in_every_caption(tiny_store: Store) -> None:
    """A table of a draft cannot be taken for one that is done."""
    draft = Store()
    draft.bulk_extend(tiny_store)
    draft.add(Quad(NamedNode("https://example.org/review"), TT.isDraft, Literal(value=True)))
    tables = [*load_tables(draft), *load_stated_tables(draft)]
    assert {table.caption.partition(" ")[0] for table in tables} == {"Draft:"}


def test_tables_that_the_text_states_are_whole(frost_store: Store) -> None:
    """Each has its title, its note and all its cells; an empty cell is empty."""
    tables = {table.name: table for table in load_stated_tables(frost_store)}
    found = tables["search-sources"]
    assert found.caption == "Where the literature was found"
    assert found.heads == ("Kind of source", "Named examples")
    assert found.rows[1] == ("published books, monographs and articles", "")
    assert found.notes[0].startswith("The web addresses are printed")
    assert found.language == "en-GB"


@pytest.fixture(scope="module")
def trials_tables(trials_store: Store) -> dict[str, Table]:
    """Return the tables of the made-up systematic review."""
    return {table.name: table for table in load_tables(trials_store)}


SYSTEMATIC = ("characteristics-of-studies", "summary-of-findings", "appraisals", "search-flow")


def rows_of(table: Table) -> list[dict[str, str]]:
    """Return the rows of a table by their headings."""
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("name", SYSTEMATIC)
def test_what_a_review_has_not_is_no_table(name: str, tiny_store: Store) -> None:
    """A review that asks no such question has no file of it, in no format."""
    assert not {path for path in render_tables(load_table_set(tiny_store)) if path.startswith(name)}


def test_each_study_has_its_characteristics(trials_tables: dict[str, Table]) -> None:
    """A row is a study of a question; what the review does not tell is empty."""
    able, _, cook = rows_of(trials_tables["characteristics-of-studies"])
    assert able["Study"] == "Able 2010"
    assert able["Outcomes"] == "Time to fall asleep; Awake after an hour"
    assert able["Place"] == "characters 799 to 870"
    assert (cook["Comparator"], cook["Outcomes"], cook["Place"]) == ("", "", "not anchored")


def test_the_findings_stand_by_outcome(trials_tables: dict[str, Table]) -> None:
    """What is pooled comes first; figures keep their digits, certainty is in the tool's words."""
    rows = rows_of(trials_tables["summary-of-findings"])
    assert [row["Studies"] for row in rows] == [
        "together: Able 2010, Baker 2012", "Able 2010", "Baker 2012 (older people)",
        "all studies", "Able 2010", "Cook 2015", "",
    ]  # fmt: skip
    assert rows[0]["Figures"] == "-4.60 (95% CI -8.30 to -0.90; p = 0.015)"
    assert rows[0]["Heterogeneity"] == "I² 18.0%; Q 1.22 (df 1, p = 0.27)"
    assert [row["Weight"] for row in rows] == ["", "", "61.5%", "", "", "", ""]
    assert [row["Note"] for row in rows] == ["", "", "as treated", "", "", "", ""]
    measured = "tea: 60, mean 21.40 (SD 9.0); hot water: 58, mean 24.50 (SD 8.75)"
    assert rows[2]["Groups"] == measured
    assert rows[4]["Groups"] == "tea: 10 of 40; hot water: 16 of 41"
    # What is told of the groups alone has no number that was worked out of it.
    assert rows[5]["Groups"] == "mint tea: 7 of 30; hot water: 9 of 29"
    assert (rows[5]["Measure"], rows[5]["Figures"]) == ("", "p = 0.40")
    assert [row["Place"] for row in rows].count("not anchored") == 2
    assert (rows[5]["Baseline"], rows[5]["Risk"], rows[5]["Difference"]) == (
        "310 per 1000",
        "233.0 per 1000 (95% CI 96 to 403)",
        "77 fewer per 1000 (95% CI 214 fewer to 93 more)",
    )


def test_a_column_of_which_nothing_is_told_is_left_out(trials_store: Store) -> None:
    """A review that expects nothing of so many people has no columns for it."""
    store = Store()
    gone = {TT.expectedRiskFigures, TT.riskDifferenceFigures}
    store.extend(one for one in trials_store if one.predicate not in gone)
    [table] = [one for one in load_tables(store) if one.name == "summary-of-findings"]
    assert not {"Risk", "Difference"} & {*table.heads}
    assert {"Baseline", "Note", "Weight", "Place"} <= {*table.heads}
    assert table.proof is not None
    assert table.heads[table.proof] == "Place"


def test_a_certainty_is_of_no_single_study(trials_tables: dict[str, Table]) -> None:
    """It stands where the studies are taken together, in a row of its own where none is pooled."""
    rows = rows_of(trials_tables["summary-of-findings"])
    assert [(row["Studies"], row["Certainty"]) for row in rows if row["Certainty"]] == [
        ("together: Able 2010, Baker 2012", "low (Cup Scale (made up))"),
        ("all studies", "very low (Cup Scale (made up))"),
    ]


def test_a_certainty_is_of_no_subgroup(trials_store: Store) -> None:
    """What some of the studies give together says of which; the judgement is of all of them."""
    store, pooled = Store(), "pooled-falling-asleep"
    store.extend(trials_store)
    (effect,) = {
        one.subject for one in trials_store if str(one.subject).rstrip(">").endswith(f"/{pooled}")
    }
    store.add(Quad(effect, TT.subgroup, Literal("children")))
    [table] = [one for one in load_tables(store) if one.name == "summary-of-findings"]
    asleep = [row for row in rows_of(table) if row["Outcome"] == "Time to fall asleep"]
    assert [(row["Studies"], row["Certainty"]) for row in asleep][:2] == [
        ("all studies", "low (Cup Scale (made up))"),
        ("together: Able 2010, Baker 2012 (children)", ""),
    ]


def test_a_remark_moves_no_certainty(trials_store: Store) -> None:
    """How the studies were taken together is none of their parts, unless several differ in it."""
    store = Store()
    store.extend(trials_store)
    name = "/pooled-falling-asleep>"
    (effect,) = {one.subject for one in trials_store if str(one.subject).endswith(name)}
    store.add(Quad(effect, SKOS_NOTE, Literal("random effects")))
    certain = {("together: Able 2010, Baker 2012", "low (Cup Scale (made up))")}
    assert certain <= {*_certainties(store)}
    # Nor where the same is told by another measure, with a remark or without.
    odds = NamedNode(f"{effect.value}-odds")
    for one in [*store.quads_for_pattern(effect, None, None)]:
        if one.predicate not in {SKOS_NOTE, TT.order, TT.measure}:
            store.add(Quad(odds, one.predicate, one.object, one.graph_name))
    store.add(Quad(odds, TT.order, Literal(98)))
    store.add(Quad(odds, TT.measure, Literal("SMD")))
    assert [one for one in _certainties(store) if one in certain] == [*certain, *certain]
    for one in [*store.quads_for_pattern(odds, None, None)]:
        store.remove(one)
    # Another that pools studies, and neither says that it is of all: both have remarks.
    other = NamedNode(f"{effect.value}-fixed")
    for one in [*store.quads_for_pattern(effect, None, None)]:
        if one.predicate not in {SKOS_NOTE, TT.order}:
            store.add(Quad(other, one.predicate, one.object, one.graph_name))
    store.add(Quad(other, TT.order, Literal(99)))
    store.add(Quad(other, SKOS_NOTE, Literal("fixed effect")))
    assert certain.isdisjoint(_certainties(store))
    assert ("all studies", "low (Cup Scale (made up))") in _certainties(store)


def _certainties(store: Store) -> list[tuple[str, str]]:
    """Return the studies and the certainty of each row of the findings."""
    [table] = [one for one in load_tables(store) if one.name == "summary-of-findings"]
    return [(row["Studies"], row["Certainty"]) for row in rows_of(table)]


def test_studies_that_the_review_does_not_name_are_counted(trials_store: Store) -> None:
    """Six studies taken together are six, named or not, and the certainty stands beside them."""
    store = Store()
    store.extend(
        Quad(one.subject, TT.pooledStudies, Literal(6), one.graph_name)
        if one.predicate == TT.pools
        else one
        for one in trials_store
    )
    [table] = [one for one in load_tables(store) if one.name == "summary-of-findings"]
    first = rows_of(table)[0]
    assert (first["Studies"], first["Certainty"]) == (
        "together: 6 studies",
        "low (Cup Scale (made up))",
    )


def test_an_outcome_without_an_effect_is_listed(trials_store: Store) -> None:
    """That nobody measured it is a finding of the review, too."""
    store, on_it = Store(), {"able-awake", "cook-awake"}
    store.extend(
        quad for quad in trials_store if quad.subject.value.rsplit("/", 1)[-1] not in on_it
    )
    [table] = [one for one in load_tables(store) if one.name == "summary-of-findings"]
    last = rows_of(table)[-2]
    assert (last["Outcome"], last["Figures"]) == ("Awake after an hour", "")
    assert last["Certainty"] == "very low (Cup Scale (made up))"


def test_judgements_are_a_table_of_studies_by_domains(trials_tables: dict[str, Table]) -> None:
    """Each tool has its table: what it is of, what is judged over all, then each of its domains."""
    bias = trials_tables["appraisals-risk-of-bias-pot-tool-made-up"]
    assert bias.caption == "Risk of bias: Pot Tool (made up)"
    domains = ("How the cups were given out", "Who knew what was drunk")
    assert bias.heads == ("Study", "Over all", *domains, "Place")
    assert bias.rows[1] == (
        "Baker 2012",
        "some concerns",
        "low",
        "some concerns: The tea was known by its smell.",
        "not anchored; characters 1515 to 1588",
    )
    assert bias.rows[2] == ("Cook 2015", "high", "", "", "not anchored")
    assert [record.rpartition("#")[2] for record in bias.records] == [
        "judgement-able", "judgement-baker", "judgement-cook",
    ]  # fmt: skip
    certainty = rows_of(trials_tables["appraisals-certainty-cup-scale-made-up"])
    assert certainty[0]["Outcome"] == "Time to fall asleep"
    assert certainty[0]["Reason"] == "Few adults took part."


def test_a_publisher_gets_no_places(trials_tables: dict[str, Table]) -> None:
    """Where the text has a number is for who checks it; so are columns that say nothing."""
    table = trials_tables["search-flow"]
    assert table.heads == ("Way", "Step", "Part", "Count", "Place")
    assert table.for_print().heads == ("Way", "Step", "Part", "Count")
    findings = trials_tables["summary-of-findings"].for_print()
    assert "Place" not in findings.heads
    assert [findings.heads[column] for column in findings.merged] == ["Question", "Outcome"]
    assert {len(row) for row in findings.rows} == {len(findings.heads)}


def test_the_search_is_told_step_by_step(trials_tables: dict[str, Table]) -> None:
    """Each way goes from what was found to what is in; what all ways give stands last."""
    rows = rows_of(trials_tables["search-flow"])
    first = [(row["Step"], row["Count"]) for row in rows if row["Way"] == "Databases and registers"]
    assert first[:3] == [
        ("identified", "120"),
        ("identified", "30"),
        ("removed before screening", "40"),
    ]
    assert [(row["Way"], row["Step"], row["Count"]) for row in rows[-2:]] == [
        ("all ways", "reports included", "4"),
        ("all ways", "studies included", "3"),
    ]


FOUR_COLUMNS = """\
findings:
  name: what-they-found
  title: what we found
  columns:
    - {heading: PLACE}
    - {heading: EVIDENCE, holds: codes}
    - {heading: WHAT FOLLOWS, holds: implication}
    - {heading: YEAR}
  section: appendix
  rows:
    - {number: 1, implication: share-the-pot, codes: [A1, B1], cells: [Rhyl, "1999"]}
    - {number: 2, implication: keep-it-clean, codes: [D1], cells: [null, "2001"]}
practical:
  title: what to try
  columns:
    - {heading: Group, holds: group}
    - {heading: Try this, holds: suggestion}
    - {heading: Cost}
  section: appendix
  groups:
    - id: pots
      label: pots
      items:
        - {id: one-pot, label: one pot for all, cells: [free]}
        - {id: buy-a-pot, label: buy a pot}
"""


def test_a_table_has_the_columns_of_the_review(tiny_project: Project) -> None:
    """Columns are those that the data name, in their order; what is empty stays empty."""
    (tiny_project.data / "appendices.yaml").write_text(FOUR_COLUMNS, encoding="utf-8")
    store = assemble_project(tiny_project, Timings()).store
    assert store is not None
    tables = {table.name: table for table in load_tables(store)}
    assert (tables["what-they-found"].heads, tables["what-they-found"].rows) == (
        ("PLACE", "EVIDENCE", "WHAT FOLLOWS", "YEAR"),
        (("Rhyl", "A1 B1", "share the pot", "1999"), ("", "D1", "keep it clean", "2001")),
    )
    assert tables["what-they-found"].merged == ()
    assert tables["practical"].rows == (
        ("pots", "one pot for all", "free"),
        ("pots", "buy a pot", ""),
    )
    assert tables["practical"].merged == (0,)


def test_the_pages_of_a_table_show_its_further_columns(tiny_project: Project) -> None:
    """What a row has in a column of text stands in its card, under the heading of the column."""
    (tiny_project.data / "appendices.yaml").write_text(FOUR_COLUMNS, encoding="utf-8")
    build_project(tiny_project, Timings())
    pages = tiny_project.current / "site" / "appendices"
    first, second = (pages / "findings.html").read_text(encoding="utf-8").split('id="row-2"')
    assert "<dt>PLACE</dt><dd>Rhyl</dd>" in first
    assert ("<dt>PLACE</dt>" in second, "<dt>YEAR</dt><dd>2001</dd>" in second) == (False, True)
    assert "<dt>Cost</dt><dd>free</dd>" in (pages / "practical.html").read_text(encoding="utf-8")
    assert (tiny_project.current / "tables" / "what-they-found.csv").is_file()


def test_a_table_of_the_text_can_be_taken_away(built: Project) -> None:
    """Beside its page lies its CSV, which the page of downloads names."""
    site = built.current / "site"
    assert (site / "tables" / "effects.csv").read_text(encoding="utf-8").startswith("effect,")
    downloads = (site / "downloads.html").read_text(encoding="utf-8")
    assert 'href="tables/effects.csv"' in downloads
    assert "What tea does for a spreadsheet" in downloads


def test_an_appendix_cannot_take_the_files_of_another_table(tiny_project: Project) -> None:
    """The name of a table that every build makes is told, with the file to mend."""
    text = FOUR_COLUMNS.replace("name: what-they-found", "name: appraisals")
    (tiny_project.data / "appendices.yaml").write_text(text, encoding="utf-8")
    [told] = [one for one in find_problems(tiny_project) if one.code == "ADR003"]
    assert told.location.path == "data/appendices.yaml"
    assert "'tables/appraisals' is the address of a table that every build makes" in told.message


def test_a_build_tells_the_caption_of_each_table(trials_store: Store, tmp_path: Path) -> None:
    """By the name of its files; those that the project makes itself are told apart."""
    own = tmp_path / "queries" / "tables"
    own.mkdir(parents=True)
    query = "#+ summary: Ours.\nSELECT ?a WHERE { VALUES ?a { 1 } }"
    (own / "ours.rq").write_text(query, encoding="utf-8")
    (own / "none.rq").write_text(query.replace("{ 1 }", "{ }"), encoding="utf-8")
    tables = build_tables(trials_store, tmp_path, OutputWriter(tmp_path / "out"))
    assert tables.own == {"ours": "Ours."}
    assert {path.name.partition(".")[0] for path in (tmp_path / "out").iterdir()} == {
        *tables.captions
    }
    tool = "appraisals-risk-of-bias-pot-tool-made-up"
    assert tables.captions[tool] == "Risk of bias: Pot Tool (made up)"
