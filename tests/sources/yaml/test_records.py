import shutil
from pathlib import Path

import pytest

from kg.codes import errors_among
from kg.model import ClaimFile, ConceptFile, EffectFile, FlowFile, MentionFile, TableFile, TipFile
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources
from kg.sources.yaml.records import FILES, locate_records, validate_record
from kg.sources.yaml.yamlfile import parse_yaml
from tests.conftest import TRIALS

CONCEPTS = """title: Tea
concepts:
  - id: tea
    label: tea
    kind: idea
    definition: A drink.
  - id: pot
    label: pot
    kind: idea
    definition: For tea.
"""


def problems_of(text: str) -> list[tuple[int, int, str]]:
    """Return line, column and message of each problem."""
    _, problems = validate_record(parse_yaml(text, "c.yaml"), ConceptFile)
    return [(one.location.line, one.location.column, one.message) for one in problems]


def test_a_good_file_has_no_problem() -> None:
    """Values that fit the record class become records."""
    assert problems_of(CONCEPTS) == []


def test_a_number_is_kept_as_it_is_printed() -> None:
    """The nought at the end of a figure stays, in an effect and in a cell, without quotes."""
    effect = "{id: e, outcome: o, study: s, measure: RR, value: 0.80, low: 0.50, high: 1.10}"
    effects, _ = validate_record(parse_yaml(f"effects: [{effect}]", "e.yaml"), EffectFile)
    assert effects is not None
    assert effects.effects[0].figures == "0.80 (95% CI 0.50 to 1.10)"
    table = "{id: t, kind: table, title: T, section: s, page: 3.10, columns: [a], rows: [[0.80]]}"
    tables, _ = validate_record(parse_yaml(f"tables: [{table}]", "t.yaml"), TableFile)
    assert tables is not None
    assert (tables.tables[0].rows, tables.tables[0].page) == ((("0.80",),), "3.10")


def test_a_misspelt_field_is_found_with_a_hint() -> None:
    """An unknown field is reported at its place, with the field that may be meant."""
    [(line, column, message)] = problems_of(CONCEPTS.replace("label: pot", "lable: pot"))
    assert (line, column) == (8, 5)
    assert "did you mean 'label'" in message


def test_a_wrong_value_is_shown() -> None:
    """A value that does not fit is quoted beside the rule that it breaks."""
    tables = "tables:\n  - id: cups\n    title: Cups\n    kind: notion\n"
    _, problems = validate_record(parse_yaml(tables, "t.yaml"), TableFile)
    [message] = [one.message for one in problems if one.location.line == 4]
    assert "'notion'" in message
    assert "'list'" in message


def test_a_slug_with_capitals_is_refused() -> None:
    """Ids become parts of IRIs: lower case, digits and hyphens only."""
    [(line, _, _)] = problems_of(CONCEPTS.replace("id: pot", "id: The Pot"))
    assert line == 7


def test_an_unfilled_passage_says_how_to_fill_it() -> None:
    """`at:` is the author's shorthand; the message names the command that resolves it."""
    messages = [text for *_, text in problems_of(f'{CONCEPTS}    at: "some words"\n')]
    assert [text for text in messages if "kg verify TEXT --fill" in text] == messages


def test_a_list_with_a_fault_in_it_is_not_called_too_short() -> None:
    """What is wrong is the item; a list without one is told to have one."""
    flow = "flows: [{id: f, label: F, identified: [{label: here, count: 3, at: words}]}]"
    _, [problem] = validate_record(parse_yaml(flow, "f.yaml"), FlowFile)
    assert problem.code == "YAML007"
    flow = "flows: [{id: f, label: F, identified: []}]"
    _, [problem] = validate_record(parse_yaml(flow, "f.yaml"), FlowFile)
    assert problem.message == "'identified': write a list that has at least 1"


def test_a_missing_field_is_told_with_the_words_that_it_may_have() -> None:
    """A stance is one of four words; a statement is any text."""
    claim = "{id: c, kind: finding, page: 3, evidence: [{source: A1}]}"
    _, problems = validate_record(parse_yaml(f"section: s\nclaims: [{claim}]", "c.yaml"), ClaimFile)
    choices = "'supports', 'disputes', 'qualifies' or 'illustrates'"
    assert [one.message for one in problems] == [
        "the field 'statement' is missing; add it",
        f"the field 'stance' is missing; add it: {choices}",
    ]


def test_messages_speak_of_yaml_not_of_python() -> None:
    """Whoever gives text for a list is told to write a list."""
    [(_, _, message)] = problems_of(CONCEPTS.replace("label: tea", "label: tea\n    broader: pot"))
    assert message.startswith("'broader': write a list")


def test_records_are_located_by_path() -> None:
    """Each record with an address is found at the line where it starts."""
    file = parse_yaml(CONCEPTS, "c.yaml")
    record, _ = validate_record(file, ConceptFile)
    assert record is not None
    places = {path: place.line for path, place in locate_records(record, file)}
    assert places == {"concepts/tea": 3, "concepts/pot": 7}


def test_a_list_where_a_mapping_belongs_is_a_problem() -> None:
    """A file of the wrong shape is reported, not raised."""
    record, problems = validate_record(parse_yaml("- 1\n", "t.yaml"), TipFile)
    assert record is None
    assert problems


def test_every_file_name_is_used_once() -> None:
    """No two kinds of file share a name or a pattern."""
    assert len({spec.name for spec in FILES}) == len({spec.pattern for spec in FILES}) == len(FILES)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("effects.yaml", "value: 0.64", "value: 6.4", "36:5: YAML003 'value': 6.4 is more than"),
        ("effects.yaml", "outcome: awake", "outcome: asleep", "32:5: LNK001 'outcome': there is"),
        ("effects.yaml", "events: 10", "events: 50", "39:32: YAML003 'events': 50 events in 40"),
        ("appraisals.yaml", "domain: smell\n", "domain: taste\n", "30:9: YAML003 'domain': 'tas"),
        ("appraisals.yaml", "overall: high", "overall: bad", "34:35: YAML003 'overall': 'bad' is"),
        ("flow.yaml", "screened: 110", "screened: 111", "11:5: YAML003 'screened': 150 ident"),
        ("flow.yaml", "reports: 4", "reports: 5", "35:1: YAML003 'reports': the ways include"),
    ],
)
def test_a_fault_between_fields_is_told_at_one_of_them(
    file: str, old: str, new: str, told: str, tmp_path: Path
) -> None:
    """What only several fields can tell stands at the line of one, and is one problem."""
    folder = tmp_path / "trials"
    shutil.copytree(TRIALS, folder)
    path = folder / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = errors_among(read_sources(load_project(folder)).problems)
    assert [str(one).startswith(f"data/{file}:{told}") for one in problems] == [True], problems


def test_a_field_in_the_wrong_place_is_told_where_it_belongs() -> None:
    """A field that another record of the file has is not said to be meant by its own name."""
    content = "effects:\n  - {id: a, outcome: o, study: s, measure: RR, value: 1, n: 9}\n"
    _, [problem] = validate_record(parse_yaml(content, "e.yaml"), EffectFile)
    assert problem.message == "'n' is not a field here; it belongs into 'arms'"


def test_words_behind_a_comma_in_braces_are_told_as_what_they_are() -> None:
    """YAML takes them for a field without a value; quotes are the remedy."""
    content = "not_evidence:\n  - {source: a, cited_for: An earlier review, named as background.}\n"
    _, [problem] = validate_record(parse_yaml(content, "m.yaml"), MentionFile)
    assert "'named as background.' is not a field here" in problem.message
    assert "put all of them in quotes" in problem.message
