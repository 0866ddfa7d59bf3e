import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from kg.sources.yaml.records import FILES, SourceFile, validate_record
from kg.sources.yaml.schemas import render_schema_files, render_schemas
from kg.sources.yaml.yamlfile import parse_yaml


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    """Return a validator for each kind of file."""
    schemas = {name: json.loads(text) for name, text in render_schemas().items()}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    return {name.split(".")[0]: Draft202012Validator(schema) for name, schema in schemas.items()}


@pytest.mark.parametrize("spec", FILES, ids=lambda spec: spec.name)
@pytest.mark.slow
def test_the_real_files_fit_their_schemas(
    spec: SourceFile, root: Path, validators: dict[str, Draft202012Validator]
) -> None:
    """What the reader accepts, the editor accepts."""
    for path in sorted((root / "data").glob(spec.pattern)):
        value = parse_yaml(path.read_text(encoding="utf-8"), path.name).value
        errors = [error.message for error in validators[spec.name].iter_errors(value)]
        assert errors == [], path.name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("tips", "tips:\n  - number: 0\n", id="a-number-too-small-and-fields-missing"),
        pytest.param("concepts", "title: x\nconcepts: []\ncolour: red\n", id="an-unknown-field"),
        pytest.param("debates", "debates: x\n", id="text-for-a-list"),
        pytest.param("themes", "themes:\n  - {id: A B, label: x}\n", id="a-bad-id"),
        pytest.param(
            "errata",
            "errata: [{id: E1, status: sure, kind: name, arises_in: print, printed: x, proof: y}]",
            id="bad-words",
        ),
    ],
)
def test_reader_and_schema_refuse_alike(
    name: str, text: str, validators: dict[str, Draft202012Validator]
) -> None:
    """What the reader refuses, the editor marks."""
    spec = next(spec for spec in FILES if spec.name == name)
    file = parse_yaml(text, "x.yaml")
    _, problems = validate_record(file, spec.record)
    assert problems
    assert list(validators[name].iter_errors(yaml.safe_load(text)))


def test_every_link_says_in_the_schema_what_it_names() -> None:
    """Whoever types a name in an editor reads which kind of record is meant, and by what."""
    schemas = {name: json.loads(text) for name, text in render_schemas().items()}
    study = schemas["studies.schema.json"]["$defs"]["Study"]["properties"]
    said = [
        study["section"]["description"],
        study["mentions"]["items"]["description"],
        study["source"]["anyOf"][0]["description"],
    ]
    assert said == [
        "the id of one of the sections",
        "the order of one of the mentions",
        "the code of one of the sources",
    ]


def test_the_committed_schemas_are_current(root: Path) -> None:
    """data/schemas is what the classes say now; else run: kg export schemas."""
    folder = root / "data" / "schemas"
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert committed == render_schema_files()
