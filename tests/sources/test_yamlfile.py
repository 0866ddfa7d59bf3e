import pytest

from kg.errors import Location
from kg.sources.yamlfile import parse_yaml


def test_every_value_has_its_place() -> None:
    """The trail of a value leads to its line and column, counted from 1."""
    file = parse_yaml("a: 1\nb:\n  - c: x\n  - c: y\n", "f.yaml")
    assert file.locate(("b", 1, "c")) == Location("f.yaml", 4, 5)


def test_unknown_trails_lead_to_what_is_around_them() -> None:
    """A missing field is reported at the record that lacks it."""
    file = parse_yaml("a:\n  b: 1\n", "f.yaml")
    assert file.locate(("a", "missing")) == Location("f.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("no", "no", id="no-is-text"),
        pytest.param("12-13", "12-13", id="a-range-is-text"),
        pytest.param("1:30", "1:30", id="no-base-sixty"),
        pytest.param("'7'", "7", id="quoted-digits-are-text"),
        pytest.param("7", 7, id="an-integer"),
        pytest.param("007", "007", id="leading-zeros-are-text"),
        pytest.param("1.5", 1.5, id="a-decimal"),
        pytest.param("null", None, id="null"),
        pytest.param("~", None, id="tilde"),
        pytest.param("true", True, id="true"),
        pytest.param("2004-05-06", "2004-05-06", id="a-date-is-text"),
    ],
)
def test_plain_scalars_follow_the_core_rules(text: str, value: object) -> None:
    """Only null, true, false and numbers are more than text."""
    assert parse_yaml(f"a: {text}", "f.yaml").value == {"a": value}


def test_null_in_a_flow_sequence_is_null() -> None:
    """An empty cell of a table is null, not the word."""
    assert parse_yaml("a: [x, null]", "f.yaml").value == {"a": ["x", None]}


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        pytest.param("a: [1, 2\nb: 3\n", 2, "YAML001", id="unclosed-bracket"),
        pytest.param("a: 'x\n", 2, "YAML001", id="unclosed-quote"),
        pytest.param("a: b: c\n", 1, "YAML001", id="two-colons"),
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "YAML002", id="duplicate-key"),
    ],
)
def test_bad_yaml_is_a_problem_with_its_line(text: str, line: int, code: str) -> None:
    """Bad syntax never raises; it becomes a problem at its line."""
    problems = parse_yaml(text, "f.yaml").problems
    assert [(one.location.line, one.code) for one in problems] == [(line, code)]
