"""Record classes → JSON Schemas, so that an editor completes and checks YAML as one types.

The reader validates with the same classes, so schema and reader cannot disagree on a field.
"""

from __future__ import annotations

import json

from kg.sources.yaml.fields import render_fields
from kg.sources.yaml.records import FILES


def render_schemas() -> dict[str, str]:
    """Return the schema of each kind of file, by file name."""
    schemas: dict[str, str] = {}
    for spec in FILES:
        schema = spec.record.model_json_schema()
        document = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"data/{spec.pattern}",
            **{key: value for key, value in schema.items() if key != "title"},
        }
        text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True)
        schemas[f"{spec.name}.schema.json"] = text + "\n"
    return schemas


def render_schema_files() -> dict[str, str]:
    """Return what lies in `data/schemas`: the schemas, and the page that tells every field."""
    return {**render_schemas(), "README.md": render_fields()}
