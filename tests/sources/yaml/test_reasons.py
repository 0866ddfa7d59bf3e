import json

import pytest

from kg.sources.yaml.reasons import _PATTERNS
from kg.sources.yaml.records import FILES, validate_record
from kg.sources.yaml.yamlfile import parse_yaml

CONCEPT = "concepts: [{{id: {}, label: x, kind: idea, definition: x}}]"


def patterns_in(value: object) -> set[str]:
    """Return every pattern of a JSON schema that is no web address's."""
    if isinstance(value, dict):
        own = {value["pattern"]} if isinstance(value.get("pattern"), str) else set()
        return own.union(*map(patterns_in, value.values()))
    return set().union(*map(patterns_in, value)) if isinstance(value, list) else set()


def test_every_pattern_has_words() -> None:
    """No author is shown a regular expression as advice."""
    schemas = [json.loads(json.dumps(spec.record.model_json_schema())) for spec in FILES]
    found = set().union(*map(patterns_in, schemas))
    assert {one for one in found if "://" not in one} <= set(_PATTERNS)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param("The Pot", "write lower case a-z and 0-9", id="capitals"),
        pytest.param("café", "write lower case a-z and 0-9", id="accent"),
        pytest.param("“meeting”", "curly quotes", id="curly-quotes"),
        pytest.param('"me\\u200beting"', "U+200B ZERO WIDTH SPACE", id="zero-width-space"),
        pytest.param('"a\\u00a0b"', "U+00A0 NO-BREAK SPACE", id="no-break-space"),
    ],
)
def test_a_bad_id_is_told_in_plain_words(value: str, said: str) -> None:
    """What to write is said, and no pattern is shown."""
    spec = next(spec for spec in FILES if spec.name == "concepts")
    _, problems = validate_record(parse_yaml(CONCEPT.format(value), "c.yaml"), spec.record)
    [problem] = [one for one in problems if one.code == "YAML003"]
    assert said in problem.message
    assert "^" not in problem.message


def test_a_witness_that_is_no_address_is_told_in_plain_words() -> None:
    """A web address is asked for in words."""
    spec = next(spec for spec in FILES if spec.name == "identifiers")
    text = "identifiers: [{source: A1, scheme: pmid, value: '1', witness: seen on paper}]"
    _, [problem] = validate_record(parse_yaml(text, "i.yaml"), spec.record)
    assert "'witness': 'seen on paper': an address starts with http://" in problem.message


def test_a_long_value_is_shown_shortened() -> None:
    """A page of text where a number belongs does not fill the screen."""
    spec = next(spec for spec in FILES if spec.name == "tips")
    _, problems = validate_record(parse_yaml(f"tips: [{{number: {'x' * 9999}}}]", "t"), spec.record)
    assert max(len(problem.message) for problem in problems) < 200
