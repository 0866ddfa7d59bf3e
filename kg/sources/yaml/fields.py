"""Record classes → a page that tells every field of every file of `data/`.

It is made of the JSON Schemas, so that it says what the check and what editors say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.sources.yaml.records import FILES, SourceFile

_Schema = Mapping[str, Any]
_HEAD = """# The fields of each file

Made by `kg export schemas` from what `kg check` goes by; not edited. A field in **bold** is needed,
any other may be left out. Beside this page lie the JSON Schemas of the same files, for editors.

Where a record has `span`, `page` and `pages`, they say where it stands: a passage of the text
(`kg verify TEXT --fill` makes a span of an `at:` line), a printed page, or the first and the last
of several. Where the list says so, one of them is needed.
"""
_TYPES = {"string": "text", "integer": "a number", "number": "a number", "boolean": "true or false"}


def render_fields() -> str:
    """Return the page, in Markdown: a part a file, in it a list a kind of record."""
    return "\n".join([_HEAD, *(line for spec in FILES for line in _lines_of_file(spec))])


def _lines_of_file(spec: SourceFile) -> Iterator[str]:
    schema = spec.record.model_json_schema()
    yield f"## `data/{spec.pattern}`\n"
    yield from _lines_of_record(schema)
    for name, inner in sorted(schema.get("$defs", {}).items()):
        record = next((one for one in _records_in(inner)), None)
        if record is not None:
            yield f"### {name}\n"
            yield from _lines_of_record(record)


def _records_in(schema: _Schema) -> Iterator[_Schema]:
    """Yield the record of a definition: itself, or what may stand beside plain text."""
    for one in (schema, *schema.get("anyOf", ())):
        if "properties" in one:
            yield one


def _lines_of_record(schema: _Schema) -> Iterator[str]:
    said = " ".join(schema.get("description", "").split())
    if said:
        yield f"{said}\n"
    places = [one["required"][0] for one in schema.get("anyOf", ()) if "required" in one]
    if places:
        yield f"One of {', '.join(f'`{name}`' for name in places)} is needed.\n"
    for name, field in schema["properties"].items():
        shown = f"`{name}`"
        shown = f"**{shown}**" if name in schema.get("required", ()) else shown
        yield f"- {shown}: {'; '.join(_words_of(field))}"
    yield ""


def _words_of(field: _Schema) -> Iterator[str]:
    """Yield what a field holds, what it is for, and what it is where it is not given."""
    yield _form_of(field)
    if "description" in field and field["description"] != _link_of(field):
        yield " ".join(field["description"].split())
    if field.get("default") not in (None, [], {}, False, ""):
        yield f"else {field['default']}"


def _link_of(field: _Schema) -> str:
    # A link says what it names; such a description is its form, and not told twice.
    said: str = field.get("description", "")
    return said if " of one of the " in said else ""


def _form_of(field: _Schema) -> str:
    if "$ref" in field:
        return f"a record ({field['$ref'].rpartition('/')[2]})"
    if "enum" in field or "const" in field:
        return "one of " + ", ".join(f"`{one}`" for one in field.get("enum", [field.get("const")]))
    choices = [one for one in field.get("anyOf", ()) if one.get("type") != "null"]
    if choices:
        return " or ".join(dict.fromkeys(map(_form_of, choices)))
    items = field.get("items") or next(iter(field.get("prefixItems", ())), None)
    if items is not None:
        return f"a list, each {_form_of(items)}"
    if _link_of(field):
        return _link_of(field)
    kinds = field.get("type", "text")
    names = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_TYPES.get(one, "names and values") for one in names)
